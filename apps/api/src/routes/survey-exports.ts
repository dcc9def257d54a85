import { SurveyExportSearch, VerbatimExportSearch, WordsExportSearch } from '@retombees/contract/search'
import { readVerbatims, surveyWords } from '@retombees/model/verbatims'
import { z } from 'zod'
import { downloadRoute } from '../access/declared-route.ts'
import { EVERY_ROLE, ROW_MENDERS } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import type { Codings } from '../codings/codings.ts'
import { verbatimPage } from '../codings/verbatim-page.ts'
import { crossExport } from '../exports/cross-export.ts'
import { fileOf, MEDIA_TYPES, written } from '../exports/export-file.ts'
import { surveyExport } from '../exports/survey-export.ts'
import { verbatimExport, wordsExport } from '../exports/verbatim-export.ts'
import { routes } from './routing.ts'
import { tableAsked } from './survey-table.ts'

const tag = 'exports'
const params = z.object({ questionnaire: z.string().max(200) })

const table = downloadRoute(
  {
    who: EVERY_ROLE,
    tag,
    path: '/exports/surveys/{questionnaire}/tables',
    summary: 'Un tri à plat ou croisé, en tableau : la même demande que la page',
    request: { params, query: SurveyExportSearch },
  },
  MEDIA_TYPES,
)
const words = downloadRoute(
  {
    who: ROW_MENDERS,
    tag,
    path: '/exports/surveys/{questionnaire}/words',
    summary: 'Les mots des réponses libres, en tableau',
    request: { params, query: WordsExportSearch },
  },
  MEDIA_TYPES,
)
const verbatims = downloadRoute(
  {
    who: ROW_MENDERS,
    tag,
    path: '/exports/surveys/{questionnaire}/verbatims',
    summary: 'Les réponses libres affichées et leurs thèmes, en tableau : toutes leurs pages',
    request: { params, query: VerbatimExportSearch },
  },
  MEDIA_TYPES,
)

/** Nothing is cut off without saying so: an export holds every row that the page would page through. */
const EVERY_ROW = { page: 1, size: Number.MAX_SAFE_INTEGER }

export const surveyExportRoutes = (answers: Answers, codings: Codings) =>
  routes()
    .openapi(table, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { format, locale, ...asked } = c.req.valid('query')
      return answers.download(c, fileOf('enquete', { format }), async (published) => {
        const found = await tableAsked(published, questionnaire, asked)
        const { programme, snapshot } = published
        return written({ format, locale }, published, (language) =>
          found.form === 'cross'
            ? crossExport(found, snapshot, language)
            : surveyExport(found, programme, snapshot, language),
        )
      })
    })
    .openapi(words, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { rows, filter, ...search } = c.req.valid('query')
      return answers.download(c, fileOf('mots', search), async ({ db, programme, ...at }) => {
        const found = await surveyWords(db, programme, questionnaire, rows, filter)
        return written(search, at, (language) => wordsExport(found, at.snapshot, language))
      })
    })
    .openapi(verbatims, async (c) => {
      const { questionnaire } = c.req.valid('param')
      const { format, locale, ...asked } = c.req.valid('query')
      const revision = await codings.revision()
      return answers.download(
        c,
        fileOf('verbatims', { format }),
        async ({ db, programme, ...at }) => {
          const read = await readVerbatims(db, programme, questionnaire, asked.rows, asked.filter)
          const themes = await codings.themes(questionnaire, asked.rows)
          const page = verbatimPage(questionnaire, read, themes, { ...asked, ...EVERY_ROW })
          return written({ format, locale }, at, (language) =>
            verbatimExport(page, asked, programme, at.snapshot, language),
          )
        },
        revision,
      )
    })
