import { Locale } from '@retombees/contract/localized'
import { faceOf } from '@retombees/contract/role'
import { computeIndicators } from '@retombees/model/indicators'
import { cidsDocument } from '@retombees/model/interchange/cids'
import { lightLogicModels } from '@retombees/model/logic-models'
import { answerQuestions } from '@retombees/model/questions'
import { z } from 'zod'
import { downloadRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { jsonText } from '../answers/json.ts'
import { fileOf, MEDIA_TYPES } from '../exports/export-file.ts'
import { frameworkWorkbook } from '../exports/framework-export.ts'
import type { Judgements } from '../judgements/judgements.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'exports' }
const JSON_LD = 'application/ld+json; charset=UTF-8'

const framework = downloadRoute(
  {
    ...common,
    path: '/exports/framework',
    summary: 'Le référentiel d’évaluation entier, en un classeur',
    request: { query: z.strictObject({ locale: Locale.optional() }) },
  },
  { xlsx: MEDIA_TYPES.xlsx },
)
const cids = downloadRoute(
  {
    ...common,
    path: '/exports/cids',
    summary: 'Diagrammes logiques, indicateurs et chiffres en Common Impact Data Standard 3.2 (JSON-LD)',
    request: {},
  },
  { jsonld: JSON_LD },
)

export const frameworkExportRoutes = (answers: Answers, judgements: Judgements) =>
  routes()
    .openapi(framework, (c) => {
      const { locale: asked } = c.req.valid('query')
      const file = fileOf('referentiel', { format: 'xlsx' })
      return answers.download(c, file, async ({ db, programme, snapshot, locale }) => {
        const [questions, indicators, logicModels] = await Promise.all([
          answerQuestions(db, programme),
          computeIndicators(db, programme),
          lightLogicModels(db, programme),
        ])
        return frameworkWorkbook({ questions, indicators, logicModels }, programme, snapshot, asked ?? locale)
      })
    })
    .openapi(cids, async (c) => {
      const revision = await judgements.revision()
      return answers.download(
        c,
        { name: 'cids', extension: 'jsonld', type: JSON_LD },
        async ({ db, programme, snapshot, viewer }) => {
          const [indicators, questions] = await Promise.all([
            computeIndicators(db, programme),
            answerQuestions(db, programme),
          ])
          const judged = await judgements.standing(faceOf(viewer.role), questions)
          const document = cidsDocument(programme, indicators, questions, snapshot, judged)
          return new TextEncoder().encode(jsonText(document))
        },
        revision,
      )
    })
