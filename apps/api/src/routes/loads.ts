import { LoadSummary, QuarantinedRow } from '@retombees/contract/load'
import type { Depth } from '@retombees/contract/role'
import { loadsOf, quarantineOf } from '@retombees/model/loads'
import { z } from 'zod'
import { publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE, ROW_MENDERS } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { routes } from './routing.ts'

const tag = 'chargements'

const all = publishedRoute(
  {
    path: '/loads',
    who: EVERY_ROLE,
    tag,
    summary: 'Les chargements en vigueur, avec leurs comptes et leurs avertissements',
    request: {},
  },
  z.array(LoadSummary),
)
const quarantine = publishedRoute(
  {
    path: '/loads/{id}/quarantine',
    who: ROW_MENDERS,
    tag,
    summary: 'Les lignes d’un chargement qui ont été mises de côté, avec leur raison',
    request: { params: z.object({ id: z.string().max(200) }) },
  },
  z.array(QuarantinedRow),
)

export const loadRoutes = (answers: Answers) =>
  routes()
    .openapi(all, (c) =>
      answers.give(c, async ({ db, programme, depth }) =>
        (await loadsOf(db, programme)).map((load) => asDeepAs(depth, load)),
      ),
    )
    .openapi(quarantine, (c) => {
      const { id } = c.req.valid('param')
      return answers.give(c, async ({ db, programme }) => {
        const loads = await loadsOf(db, programme)
        if (!loads.some((load) => load.loadId === id))
          throw new ProblemError('unknown_id', { key: 'load', found: id })
        return quarantineOf(db, id)
      })
    })

/** A role that goes no deeper than the file sees the warnings on the file, not those on a row of it. */
function asDeepAs(depth: Depth, load: LoadSummary): LoadSummary {
  if (depth === 'rows') return load
  const warnings = load.warnings
    .filter((warning) => warning.row === undefined)
    .map(({ code, message, file }) => ({ code, message, file }))
  return { ...load, warnings }
}
