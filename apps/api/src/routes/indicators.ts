import { IndicatorResult } from '@retombees/contract/indicator'
import { Lineage } from '@retombees/contract/lineage'
import { IndicatorLineageSearch, IndicatorSearch, wholeQuery } from '@retombees/contract/search'
import { computeIndicator, computeIndicators } from '@retombees/model/indicators'
import { traceIndicator } from '@retombees/model/lineage'
import { z } from 'zod'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'indicateurs' }
const params = z.object({ id: z.string().max(200) })

const all = publishedRoute(
  {
    ...common,
    path: '/indicators',
    summary: 'Tous les indicateurs, mesurés ou non : le tout, ou la part demandée',
    request: { query: IndicatorSearch },
  },
  z.array(IndicatorResult),
)
const one = publishedRoute(
  {
    ...common,
    path: '/indicators/{id}',
    summary: 'Un indicateur : le tout, ou la part demandée',
    request: { params, query: IndicatorSearch },
  },
  IndicatorResult,
)
const lineage = publishedRoute(
  {
    ...common,
    path: '/indicators/{id}/lineage',
    summary: 'D’un indicateur, ou d’une part, aux fichiers, et aux lignes si le rôle le permet',
    request: { params, query: IndicatorLineageSearch },
  },
  Lineage,
)

export const indicatorRoutes = (answers: Answers) =>
  routes()
    .openapi(all, (c) => {
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => computeIndicators(db, programme, undefined, query))
    })
    .openapi(one, (c) => {
      const { id } = c.req.valid('param')
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => computeIndicator(db, programme, id, query))
    })
    .openapi(lineage, (c) => {
      const { id } = c.req.valid('param')
      const query = c.req.valid('query')
      return answers.give(c, ({ db, programme, depth }) => traceIndicator(db, programme, id, query, depth))
    })
