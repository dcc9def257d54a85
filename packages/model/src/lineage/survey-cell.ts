import type { Figure } from '@retombees/contract/figure'
import type { Lineage } from '@retombees/contract/lineage'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { type AskedItem, agreementCodes, findItem } from '../codebook.ts'
import { describeMeasure } from '../describe.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { readItemCounts } from '../measures/item-counts.ts'
import { responseRows } from '../measures/responses.ts'
import { baseRule, readShare } from '../measures/survey-share.ts'
import { baseOf, type Tally } from '../measures/tally.ts'
import type { TallySet } from '../measures/tally-rows.ts'
import { type ReadItem, shareOf } from '../survey-row.ts'
import { traceSurveyValue } from './survey-value.ts'
import { labelIn, lineageOf } from './traced.ts'

/** Which figure of a survey table: a code in a territory; without a code, the agreement on a scale, or else the base. */
export interface SurveyCellPlace {
  readonly questionnaire: string
  readonly item: string
  readonly territory: string
  readonly code?: string
}

/** From one cell of a survey table back to the printed rows. */
export async function traceSurveyCell(
  db: Kysely<Database>,
  programme: Programme,
  { questionnaire, item, territory, code }: SurveyCellPlace,
  depth: Depth,
): Promise<Lineage> {
  const asked = findItem(programme, questionnaire, item)
  if (asked.question.kind === 'number' || asked.question.kind === 'date')
    return traceSurveyValue(db, programme, asked, { territory, code }, depth)
  const set = await readItemCounts(db, programme, asked)
  const codes = code === undefined ? agreementCodes(asked) : [code]
  const traced =
    codes.length === 0
      ? baseFigure(asked, set, territory)
      : cellFigure(programme, { asked, set }, territory, codes)
  const rows =
    set.from === 'responses' && set.provenance !== null
      ? await responseRows(
          db,
          { programme, query: { ...DEFAULT_QUERY, territory: [territory] } },
          asked,
          { provenance: set.provenance },
          set.period,
        )
      : traced.tallies.flatMap((tally) => tally.origins)
  return lineageOf(db, depth, rows, {
    subject: `survey:${questionnaire}:${item}:${territory}${code === undefined ? '' : `:${code}`}`,
    label: labelIn(programme, labelOf(asked, code), territory),
    figure: traced.figure,
    measure: {
      kind: 'survey-share',
      sentence:
        codes.length === 0
          ? 'Base imprimée de la question.'
          : describeMeasure(
              { kind: 'survey-share', questionnaire, item, codes: [...codes], over: 'all-respondents' },
              programme,
            ),
      version: '',
    },
  })
}

interface TracedTallies {
  readonly figure: Figure
  readonly tallies: readonly Tally[]
}

function cellFigure(
  programme: Programme,
  read: ReadItem,
  territory: string,
  codes: readonly string[],
): TracedTallies {
  const own = read.set.rows.filter((row) => row.territory === territory)
  const reading = readShare(read.asked, codes, 'all-respondents')(own)
  const figure = shareOf(programme, read, codes).byTerritory.find(
    (each) => each.territory === territory,
  )?.figure
  return {
    figure: figure ?? absentFigure(frameOf(territory), 'no_data', 'Aucun effectif n’est imprimé.'),
    tallies: 'absent' in reading ? doubtful(own, codes) : reading.tallies,
  }
}

/** The rows that say why a cell cannot be read are its lineage too. */
function doubtful(tallies: readonly Tally[], codes: readonly string[]): readonly Tally[] {
  return tallies.filter((tally) => tally.n === null && tally.codes.some((code) => codes.includes(code)))
}

function baseFigure(asked: AskedItem, set: TallySet, territory: string): TracedTallies {
  const counted = baseOf(set.rows.filter((row) => row.territory === territory))
  const frame = { ...frameOf(territory), format: 'number' as const, unit: 'répondants' }
  if (counted.state !== 'known' || set.provenance === null) {
    const reason = counted.state === 'known' ? 'Aucun effectif n’est chargé.' : counted.reason
    const state = counted.state === 'illegible' ? 'illegible' : 'no_data'
    return { figure: absentFigure(frame, state, reason), tallies: [] }
  }
  return {
    figure: knownFigure(frame, {
      value: counted.n,
      numerator: counted.n,
      base: { kind: 'respondents', rule: baseRule(asked, 'all-respondents'), n: counted.n },
      intervalNote: 'Effectif imprimé : pas d’intervalle.',
      provenance: set.provenance,
      loads: counted.tallies.flatMap((tally) => tally.loads),
      discrepancies: counted.discrepancies,
    }),
    tallies: counted.tallies,
  }
}

function frameOf(territory: string) {
  return { where: { territory }, format: 'percent' as const, unit: '%' }
}

function labelOf(asked: AskedItem, code: string | undefined): string {
  if (code === undefined) return asked.label
  return `${asked.label} — ${asked.codes.find((each) => each.id === code)?.label.fr ?? code}`
}
