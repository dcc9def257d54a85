import { JudgedQuestion, Judgement, JudgementDraft } from '@retombees/contract/judgement'
import { faceOf } from '@retombees/contract/role'
import { answerQuestions } from '@retombees/model/questions'
import { z } from 'zod'
import { declaredRoute, publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import type { Judgements } from '../judgements/judgements.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { routes } from './routing.ts'

const tag = 'évaluation'

const all = publishedRoute(
  {
    path: '/judgements',
    who: EVERY_ROLE,
    tag,
    summary: 'Les réponses signées, et ce qui a changé dans la preuve depuis',
    request: {},
  },
  z.array(JudgedQuestion),
)
const sign = declaredRoute(
  'post',
  {
    path: '/judgements',
    who: ['evaluator'],
    person: true,
    tag,
    summary: 'Signer une réponse à une question évaluative',
    request: { body: { required: true, content: { 'application/json': { schema: JudgementDraft } } } },
  },
  z.object({ data: Judgement }),
)

export const judgementRoutes = (answers: Answers, judgements: Judgements) =>
  routes()
    .openapi(all, async (c) => {
      const revision = await judgements.revision()
      return answers.give(
        c,
        async ({ db, programme, viewer }) =>
          judgements.standing(faceOf(viewer.role), await answerQuestions(db, programme)),
        revision,
      )
    })
    .openapi(sign, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      c.header('Cache-Control', 'no-store')
      return c.json({ data: await judgements.sign(viewer, c.req.valid('json'), address) }, 200)
    })
