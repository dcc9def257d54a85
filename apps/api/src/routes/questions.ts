import { QuestionResult } from '@retombees/contract/question'
import { answerQuestions } from '@retombees/model/questions'
import { z } from 'zod'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const all = publishedRoute(
  {
    path: '/questions',
    who: EVERY_ROLE,
    tag: 'évaluation',
    summary: 'Les questions évaluatives : réponse publiée, critères, indicateurs, force de la preuve',
    request: {},
  },
  z.array(QuestionResult),
)

export const questionRoutes = (answers: Answers) =>
  routes().openapi(all, (c) => answers.give(c, ({ db, programme }) => answerQuestions(db, programme)))
