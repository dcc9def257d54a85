import { Annotation, AnnotationDraft } from '@retombees/contract/annotation'
import { z } from 'zod'
import { declaredRoute, publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Annotations } from '../annotations.ts'
import type { Answers } from '../answers/answers.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { jsonBody } from './json-body.ts'
import { routes } from './routing.ts'

const tag = 'annotations'
const WRITERS = ['evaluator', 'steward'] as const

const all = publishedRoute(
  {
    path: '/annotations',
    who: EVERY_ROLE,
    tag,
    summary: 'Les évènements datés à porter sur les graphiques',
    request: {},
  },
  z.array(Annotation),
)
const write = declaredRoute(
  'post',
  {
    path: '/annotations',
    who: WRITERS,
    person: true,
    tag,
    summary: 'Écrire un évènement daté',
    request: jsonBody(AnnotationDraft),
  },
  z.object({ data: Annotation }),
)
const remove = declaredRoute(
  'delete',
  {
    path: '/annotations/{id}',
    who: WRITERS,
    person: true,
    tag,
    summary: 'Retirer un évènement daté',
    request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  },
  z.object({ data: z.null() }),
)

export const annotationRoutes = (answers: Answers, annotations: Annotations) =>
  routes()
    .openapi(all, async (c) => answers.give(c, () => annotations.list(), await annotations.revision()))
    .openapi(write, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      const draft = c.req.valid('json')
      const data = await answers.read('published', (_, programme) =>
        annotations.write(viewer, programme, draft, address),
      )
      c.header('Cache-Control', 'no-store')
      return c.json({ data }, 200)
    })
    .openapi(remove, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      await annotations.remove(viewer, c.req.valid('param').id, address)
      return c.json({ data: null }, 200)
    })
