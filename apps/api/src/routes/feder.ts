import { FederDossier } from '@retombees/contract/feder'
import { federDossier } from '@retombees/model/feder'
import { publishedRoute } from '../access/declared-route.ts'
import { ROW_MENDERS } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { routes } from './routing.ts'

const dossier = publishedRoute(
  {
    path: '/feder',
    who: ROW_MENDERS,
    tag: 'contrôle',
    summary:
      'Le dossier FEDER : montants et sources, identification du public, obligations, pièces, publicité',
    request: {},
  },
  FederDossier,
)

export const federRoutes = (answers: Answers) =>
  routes().openapi(dossier, (c) =>
    answers.give(c, ({ db, programme, locale }) => federDossier(db, programme, locale)),
  )
