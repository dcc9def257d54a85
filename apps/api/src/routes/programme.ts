import { ProgrammeSummary } from '@retombees/contract/programme'
import { summarise } from '@retombees/model/programme-summary'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const summary = publishedRoute(
  {
    path: '/programme',
    who: EVERY_ROLE,
    tag: 'programme',
    summary: 'Le programme : territoires, centres, comités, financeurs, prototypes, préconisations',
    request: {},
  },
  ProgrammeSummary,
)

export const programmeRoutes = (answers: Answers) =>
  routes().openapi(summary, (c) =>
    answers.give(c, async ({ programme, locale }) => summarise(programme, locale)),
  )
