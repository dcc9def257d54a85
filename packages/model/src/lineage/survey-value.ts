import type { Lineage } from '@retombees/contract/lineage'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { Depth } from '@retombees/contract/role'
import type { SurveyCell, SurveyColumn } from '@retombees/contract/survey'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import type { AskedItem } from '../codebook.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { responseRows } from '../measures/responses.ts'
import { type ResponseSet, readResponseSet } from '../response-set.ts'
import { surveyTable } from '../surveys.ts'
import { labelIn, lineageOf } from './traced.ts'

/** From one bin of a distribution, or its base, back to the answers of all who were asked there. */
export async function traceSurveyValue(
  db: Kysely<Database>,
  programme: Programme,
  asked: AskedItem,
  { territory, code }: { readonly territory: string; readonly code?: string },
  depth: Depth,
): Promise<Lineage> {
  const { questionnaire, item } = asked
  const set = await readResponseSet(db, programme, questionnaire)
  const { rows } = await surveyTable(db, programme, questionnaire, item)
  const column = [rows[0]?.whole, ...(rows[0]?.columns ?? [])].find((each) => each?.territory === territory)
  const cell = column?.cells.find((each) => each.code === code)
  const query = { ...DEFAULT_QUERY, territory: territory === '' ? [] : [territory] }
  const { provenance, period } = set ?? { provenance: null, period: null }
  const origins = provenance
    ? await responseRows(db, { programme, query }, asked, { provenance }, period)
    : []
  return lineageOf(db, depth, origins, {
    subject: ['survey', questionnaire, item, territory, ...(code === undefined ? [] : [code])].join(':'),
    label: labelIn(programme, cell ? `${asked.label} — ${cell.label}` : asked.label, territory),
    figure: figureOf(territory, column, code === undefined ? null : cell, set),
    measure: {
      kind: 'survey-value',
      sentence:
        code === undefined
          ? 'Personnes à qui la question a été posée.'
          : 'Part de ces valeurs parmi les réponses.',
      version: '',
    },
  })
}

/** `cell` null: the base itself. */
function figureOf(
  territory: string,
  column: SurveyColumn | undefined,
  cell: SurveyCell | null | undefined,
  set: ResponseSet | null,
) {
  const frame = { where: { territory }, format: 'percent' as const, unit: '%' }
  const base = column?.base ?? null
  if (!set || !column || base === null || cell === undefined)
    return absentFigure(frame, 'no_data', 'Aucune réponse n’est chargée.')
  const shared = {
    base: { kind: 'respondents' as const, rule: column.baseRule, n: base },
    provenance: set.provenance,
    loads: column.loads,
  }
  if (cell === null)
    return knownFigure(
      { ...frame, format: 'number', unit: 'répondants' },
      { value: base, numerator: base, ...shared },
    )
  return knownFigure(frame, {
    value: base > 0 ? (cell.n ?? 0) / base : 0,
    numerator: cell.n ?? 0,
    denominator: base,
    interval: cell.interval ? { ...cell.interval, level: 0.95, method: 'wilson' } : null,
    ...shared,
  })
}
