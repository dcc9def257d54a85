import { Breakdown } from '@retombees/contract/breakdown'
import {
  BreakdownExportSearch,
  BreakdownLineageSearch,
  BreakdownSearch,
} from '@retombees/contract/breakdown-search'
import { Lineage } from '@retombees/contract/lineage'
import { wholeQuery } from '@retombees/contract/search'
import { type BreakdownQuestion, breakdown } from '@retombees/model/breakdown/breakdown'
import { COUNTED, type Topic } from '@retombees/model/breakdown/counted'
import { traceBreakdown } from '@retombees/model/breakdown/trace'
import { z } from 'zod'
import { downloadRoute, publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { breakdownExport } from '../exports/breakdown-export.ts'
import { exportBytes, MEDIA_TYPES } from '../exports/export-file.ts'
import { routes } from './routing.ts'

const WORDS: Readonly<Record<Topic, string>> = Object.freeze({
  workshops: 'ateliers',
  kiosks: 'bornes',
  reception: 'accueil',
  contributions: 'contributions',
})

/** The routes of one topic: a table, its lineage, its export. The measures that it knows are those of the model. */
export function breakdownRoutes<T extends Topic>(answers: Answers, topic: T) {
  const measures = COUNTED.filter((each) => each.topic === topic).map(({ id }) => id)
  const params = z.object({
    measure: z
      .string()
      .max(200)
      .meta({ description: measures.join(', ') }),
  })
  const common = { who: EVERY_ROLE, tag: WORDS[topic] }
  const what = `${WORDS[topic]} : ${measures.join(', ')}`
  const table = publishedRoute(
    {
      ...common,
      path: `/${topic}/tables/{measure}`,
      summary: `Un dénombrement, découpé et filtré (${what})`,
      request: { params, query: BreakdownSearch },
    },
    Breakdown,
  )
  const lineage = publishedRoute(
    {
      ...common,
      path: `/${topic}/tables/{measure}/lineage`,
      summary: `D’une case d’un dénombrement à ses fichiers, et à ses lignes si le rôle le permet (${WORDS[topic]})`,
      request: { params, query: BreakdownLineageSearch },
    },
    Lineage,
  )
  const taken = downloadRoute(
    {
      ...common,
      tag: 'exports',
      path: `/exports/${topic}/tables/{measure}`,
      summary: `Un dénombrement tel qu’affiché, en tableau (${WORDS[topic]})`,
      request: { params, query: BreakdownExportSearch },
    },
    MEDIA_TYPES,
  )
  return routes()
    .openapi(table, (c) => {
      const question = questionOf(topic, c.req.valid('param').measure, c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => breakdown(db, programme, question))
    })
    .openapi(lineage, (c) => {
      const { row, column, ...search } = c.req.valid('query')
      const question = questionOf(topic, c.req.valid('param').measure, search)
      const place = { row: row || null, column: column || null }
      return answers.give(c, ({ db, programme, depth }) =>
        traceBreakdown(db, programme, question, place, depth),
      )
    })
    .openapi(taken, (c) => {
      const { format, locale: asked, ...search } = c.req.valid('query')
      const question = questionOf(topic, c.req.valid('param').measure, search)
      const file = { name: question.measure, extension: format, type: MEDIA_TYPES[format] }
      return answers.download(c, file, async ({ db, programme, snapshot, locale }) => {
        const made = breakdownExport(
          await breakdown(db, programme, question),
          question.query,
          snapshot,
          asked ?? locale,
        )
        return exportBytes(made, format, asked ?? locale)
      })
    })
}

function questionOf(
  topic: Topic,
  measure: string,
  { rows, columns, ...filters }: BreakdownSearch,
): BreakdownQuestion {
  return { topic, measure, rows, columns, query: wholeQuery(filters) }
}
