import { CafReport } from '@retombees/contract/caf-report'
import { CafReportSearch } from '@retombees/contract/search'
import { cafReport } from '@retombees/model/caf/caf-report'
import { publishedRoute } from '../access/declared-route.ts'
import { INSIDE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const report = publishedRoute(
  {
    path: '/kiosks/caf-report',
    who: INSIDE,
    tag: 'bornes',
    summary: 'Le rapport agrégé proposé à la CAF : visites, accompagnements, aides, réorientations et motifs',
    request: { query: CafReportSearch },
  },
  CafReport,
)

export const cafReportRoutes = (answers: Answers) =>
  routes().openapi(report, (c) => {
    const { year = null } = c.req.valid('query')
    return answers.give(c, ({ db, programme, locale }) => cafReport(db, programme, { year, locale }))
  })
