import { LogicModelResult } from '@retombees/contract/logic-model'
import { lightLogicModels } from '@retombees/model/logic-models'
import { z } from 'zod'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const all = publishedRoute(
  {
    path: '/logic-models',
    who: EVERY_ROLE,
    tag: 'évaluation',
    summary: 'Les diagrammes logiques d’impact, chaque boîte avec ce qui l’éclaire',
    request: {},
  },
  z.array(LogicModelResult),
)

export const logicModelRoutes = (answers: Answers) =>
  routes().openapi(all, (c) => answers.give(c, ({ db, programme }) => lightLogicModels(db, programme)))
