import { Lineage } from '@retombees/contract/lineage'
import { PartnerGrid } from '@retombees/contract/partner'
import { PartnerLineageSearch, PartnerSearch, wholeQuery } from '@retombees/contract/search'
import { tracePartner } from '@retombees/model/lineage'
import { partnerGrid } from '@retombees/model/partners'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'acteurs' }

const grid = publishedRoute(
  {
    ...common,
    path: '/partners',
    summary: 'Les grilles d’engagement des acteurs, filtrées, triées et paginées',
    request: { query: PartnerSearch },
  },
  PartnerGrid,
)
const lineage = publishedRoute(
  {
    ...common,
    path: '/partners/lineage',
    summary: 'D’un engagement à son fichier, et à sa ligne si le rôle le permet',
    request: { query: PartnerLineageSearch },
  },
  Lineage,
)

export const partnerRoutes = (answers: Answers) =>
  routes()
    .openapi(grid, (c) => {
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => partnerGrid(db, programme, query))
    })
    .openapi(lineage, (c) => {
      const { load, row } = c.req.valid('query')
      return answers.give(c, ({ db, programme, depth }) =>
        tracePartner(db, programme, { loadId: load, row }, depth),
      )
    })
