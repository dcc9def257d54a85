import { FundingTable } from '@retombees/contract/funding'
import { Lineage } from '@retombees/contract/lineage'
import { FundingLineageSearch } from '@retombees/contract/search'
import { fundingTable } from '@retombees/model/funding'
import { traceFunding } from '@retombees/model/lineage'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { knownIn } from '../problems/known-in.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'financements' }

const table = publishedRoute(
  {
    ...common,
    path: '/funding',
    summary: 'Le plan de financement, par territoire, financeur et année',
    request: {},
  },
  FundingTable,
)
const lineage = publishedRoute(
  {
    ...common,
    path: '/funding/lineage',
    summary: 'D’un montant ou d’un total à ses fichiers, et à ses lignes si le rôle le permet',
    request: { query: FundingLineageSearch },
  },
  Lineage,
)

export const fundingRoutes = (answers: Answers) =>
  routes()
    .openapi(table, (c) => answers.give(c, ({ db, programme }) => fundingTable(db, programme)))
    .openapi(lineage, (c) => {
      const { territory, funder, year } = c.req.valid('query')
      return answers.give(c, ({ db, programme, depth }) => {
        knownIn(programme.territories, 'territory', territory)
        knownIn(programme.funders, 'funder', funder)
        return traceFunding(db, programme, { territory, funder, year }, depth)
      })
    })
