import { Lineage } from '@retombees/contract/lineage'
import { SurveyLineageSearch, SurveyTableSearch } from '@retombees/contract/search'
import { SurveyTable } from '@retombees/contract/survey'
import { traceSurveyCell } from '@retombees/model/lineage'
import { surveyTable } from '@retombees/model/surveys'
import { z } from 'zod'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { knownIn } from '../problems/known-in.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'enquêtes' }
const params = z.object({ questionnaire: z.string().max(200) })

const table = publishedRoute(
  {
    ...common,
    path: '/surveys/{questionnaire}/tables',
    summary: 'Tri à plat d’une question, par territoire',
    request: { params, query: SurveyTableSearch },
  },
  SurveyTable,
)
const lineage = publishedRoute(
  {
    ...common,
    path: '/surveys/{questionnaire}/lineage',
    summary: 'D’une case d’un tri à plat à ses fichiers, et à ses lignes si le rôle le permet',
    request: { params, query: SurveyLineageSearch },
  },
  Lineage,
)

export const surveyRoutes = (answers: Answers) =>
  routes()
    .openapi(table, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { rows } = c.req.valid('query')
      return answers.give(c, ({ db, programme }) => surveyTable(db, programme, questionnaire, rows))
    })
    .openapi(lineage, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { item, territory, code } = c.req.valid('query')
      return answers.give(c, ({ db, programme, depth }) => {
        knownIn(programme.territories, 'territory', territory)
        return traceSurveyCell(db, programme, { questionnaire, item, territory, code }, depth)
      })
    })
