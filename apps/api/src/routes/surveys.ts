import { CrossBlock } from '@retombees/contract/cross-table'
import { Lineage } from '@retombees/contract/lineage'
import {
  SurveyLineageSearch,
  SurveyTableSearch,
  SurveyWordsSearch,
  VerbatimSearch,
} from '@retombees/contract/search'
import { SurveyTable } from '@retombees/contract/survey'
import { SurveySummary } from '@retombees/contract/survey-catalogue'
import { CodingDraft, SurveyWords, VerbatimCoding, VerbatimPage } from '@retombees/contract/verbatim'
import { traceSurveyCell } from '@retombees/model/lineage'
import { surveyCatalogue } from '@retombees/model/survey-catalogue'
import { readVerbatims, surveyWords } from '@retombees/model/verbatims'
import { z } from 'zod'
import { declaredRoute, publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE, ROW_MENDERS } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import type { Codings } from '../codings/codings.ts'
import { verbatimPage } from '../codings/verbatim-page.ts'
import { knownIn } from '../problems/known-in.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { routes } from './routing.ts'
import { tableAsked } from './survey-table.ts'

const common = { who: EVERY_ROLE, tag: 'enquêtes' }
/** The words of respondents are never in another face than the internal one. */
const words = { who: ROW_MENDERS, tag: 'enquêtes' }
const params = z.object({ questionnaire: z.string().max(200) })

const catalogue = publishedRoute(
  {
    ...common,
    path: '/surveys',
    summary: 'Les questionnaires, ce que l’on peut leur demander et ce qui est chargé de leurs réponses',
    request: {},
  },
  z.array(SurveySummary),
)
const table = publishedRoute(
  {
    ...common,
    path: '/surveys/{questionnaire}/tables',
    summary: 'Tri à plat d’une question par territoire ; avec `columns`, tri croisé et son test',
    request: { params, query: SurveyTableSearch },
  },
  z.discriminatedUnion('form', [SurveyTable, CrossBlock]),
)
const wordsOf = publishedRoute(
  {
    ...words,
    path: '/surveys/{questionnaire}/words',
    summary: 'Les mots des réponses libres, comptés',
    request: { params, query: SurveyWordsSearch },
  },
  SurveyWords,
)
const verbatims = publishedRoute(
  {
    ...words,
    path: '/surveys/{questionnaire}/verbatims',
    summary: 'Les réponses libres, cherchées par mots et par thème',
    request: { params, query: VerbatimSearch },
  },
  VerbatimPage,
)
const code = declaredRoute(
  'post',
  {
    path: '/surveys/{questionnaire}/verbatims/codings',
    who: ['evaluator'],
    person: true,
    tag: 'enquêtes',
    summary: 'Ranger une réponse libre sous un thème, ou l’en retirer',
    request: {
      params,
      body: { required: true, content: { 'application/json': { schema: CodingDraft } } },
    },
  },
  z.object({ data: z.array(VerbatimCoding) }),
)
const lineage = publishedRoute(
  {
    ...common,
    path: '/surveys/{questionnaire}/lineage',
    summary: 'D’une case d’un tri à plat à ses fichiers, et à ses lignes si le rôle le permet',
    request: { params, query: SurveyLineageSearch },
  },
  Lineage,
)

export const surveyRoutes = (answers: Answers, codings: Codings) =>
  routes()
    .openapi(catalogue, (c) =>
      answers.give(c, ({ db, programme, snapshot, locale }) =>
        surveyCatalogue(db, programme, snapshot.face, locale),
      ),
    )
    .openapi(table, (c) => {
      const { questionnaire } = c.req.valid('param')
      const asked = c.req.valid('query')
      return answers.give(c, (published) => tableAsked(published, questionnaire, asked))
    })
    .openapi(wordsOf, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { rows, filter } = c.req.valid('query')
      return answers.give(c, ({ db, programme }) => surveyWords(db, programme, questionnaire, rows, filter))
    })
    .openapi(verbatims, async (c) => {
      const { questionnaire } = c.req.valid('param')
      const asked = c.req.valid('query')
      const revision = await codings.revision()
      return answers.give(
        c,
        async ({ db, programme }) =>
          verbatimPage(
            questionnaire,
            await readVerbatims(db, programme, questionnaire, asked.rows, asked.filter),
            await codings.themes(questionnaire, asked.rows),
            asked,
          ),
        revision,
      )
    })
    .openapi(code, async (c) => {
      const { viewer, address } = c.var
      if (!viewer) throw new ProblemError('not_signed_in')
      c.header('Cache-Control', 'no-store')
      const { questionnaire } = c.req.valid('param')
      const data = await codings.code(viewer, questionnaire, c.req.valid('json'), address)
      return c.json({ data }, 200)
    })
    .openapi(lineage, (c) => {
      const { questionnaire } = c.req.valid('param')
      const { item, territory, code: given } = c.req.valid('query')
      return answers.give(c, ({ db, programme, depth }) => {
        knownIn(programme.territories, 'territory', territory)
        return traceSurveyCell(db, programme, { questionnaire, item, territory, code: given }, depth)
      })
    })
