import type { CrossBlock, CrossRefusal, CrossSide, CrossTable } from '@retombees/contract/cross-table'
import type { Face } from '@retombees/contract/role'
import type { SurveyBase, SurveyQuery } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { findQuestionnaire } from './codebook.ts'
import { crossCells, headings } from './cross-cells.ts'
import { type CountedTable, countTables } from './cross-counts.ts'
import { blockFinding, blockNotes } from './cross-finding.ts'
import { countMargins, printsMargins } from './cross-margins.ts'
import { corrected, type RawTest, testsOf } from './cross-tests.ts'
import { ModelError } from './errors.ts'
import { typeset } from './french.ts'
import { type ResponseSet, readResponseSet } from './response-set.ts'
import { filtersOf } from './survey-filters.ts'
import { type Side, sidesOf } from './survey-sides.ts'

/** What is crossed: two questions, or a question by `territory`, `centre` or a profile variable. */
export type CrossQuestion = Pick<SurveyQuery, 'survey' | 'rows' | 'columns'> &
  Partial<Pick<SurveyQuery, 'filter' | 'base'>>

/** Tables in a block, at most: beyond, nobody reads them and the correction leaves nothing standing. */
const MOST_TABLES = 400

/** A table before its block is corrected. */
interface Made {
  readonly table: CrossTable
  readonly tests: readonly RawTest[]
}

/**
 * Crosses two questions on the answers of people: one table for each pair of their items, all counted in one scan, their
 * tests corrected together by Holm. A question by territory is also read from printed tallies, which stand before
 * simulated answers. What was only counted in margins is refused with the reason: no cross table is ever made up from two
 * one-way tables. Throws a ModelError for a variable, a code or a questionnaire that there is not.
 */
export async function crossTables(
  db: Kysely<Database>,
  programme: Programme,
  question: CrossQuestion,
  face: Face = 'internal',
): Promise<CrossBlock> {
  const { survey, rows, columns, filter = [], base = 'all-respondents' } = question
  const book = findQuestionnaire(programme, survey)
  const filters = filtersOf(programme, survey, filter)
  const sides = sidesOf(programme, survey, rows, base)
  const across = sidesOf(programme, survey, columns, base)
  const pairs = sides.flatMap((row) => across.map((column) => [row, column] as const))
  if (pairs.length > MOST_TABLES) throw tooMany(pairs.length)
  const set = await readResponseSet(db, programme, survey)
  const printed =
    columns === 'territory' &&
    filters.length === 0 &&
    set?.provenance !== 'field' &&
    (await printsMargins(db, survey))

  const made: (Made | null)[] = []
  const counted: { at: number; pair: readonly [Side, Side] }[] = []
  for (const [at, pair] of pairs.entries()) {
    const refusal = refusalOf(pair)
    if (refusal) {
      made[at] = refusedTable(pair, base, refusal)
      continue
    }
    const margins = printed ? await fromMargins(db, programme, pair, base) : null
    if (margins && margins.table.refused?.code !== 'no-data') {
      made[at] = margins
      continue
    }
    const missing = unanswered(pair, set, face)
    if (missing) made[at] = refusedTable(pair, base, missing)
    else counted.push({ at, pair })
  }
  if (set && counted.length > 0) {
    const tables = await countTables(
      db,
      set,
      counted.map(({ pair }) => pair),
      filters.map(({ condition }) => condition),
    )
    const population = filters.length === 0 && columns === 'territory' ? book.population : undefined
    for (const [index, { at, pair }] of counted.entries()) {
      const table = tables[index]
      if (table) made[at] = answeredTable(pair, base, table, set, population)
    }
  }
  const all = made.filter((each) => each !== null)
  const { familySize, tests } = corrected(all.map((each) => each.tests))
  const tables = all.map(({ table }, at) => ({ ...table, tests: [...(tests[at] ?? [])] }))
  const words = filters.map((each) => each.words)
  return {
    form: 'cross',
    questionnaire: survey,
    rows,
    columns,
    base,
    filters: words,
    tables,
    familySize,
    finding: blockFinding(tables, familySize),
    notes: blockNotes(tables, { familySize, weighted: set?.weight != null, caveats: book.caveats }),
  }
}

function answeredTable(
  [rows, columns]: readonly [Side, Side],
  base: SurveyBase,
  counted: CountedTable,
  set: Pick<ResponseSet, 'provenance' | 'loads' | 'weight'>,
  population: Parameters<typeof crossCells>[3],
): Made {
  if (counted.whole.n === 0) {
    const reason = 'Personne n’a répondu aux deux questions parmi ceux que les filtres gardent.'
    return refusedTable([rows, columns], base, { code: 'no-data', reason: typeset(reason) })
  }
  const weighted = set.weight !== null
  return {
    tests: testsOf(
      rows,
      columns,
      counted.cells.map((line) => line.map(({ n }) => n)),
      counted.columnTotals.map(({ n }) => n),
    ),
    table: {
      rows: sideOf(rows, headings(rows, counted.rowTotals, weighted)),
      columns: sideOf(columns, headings(columns, counted.columnTotals, weighted)),
      cells: crossCells(rows, columns, counted, population),
      n: counted.whole.n,
      baseRule: baseRule(base),
      tests: [],
      refused: null,
      provenance: set.provenance,
      loads: [...set.loads],
    },
  }
}

async function fromMargins(
  db: Kysely<Database>,
  programme: Programme,
  pair: readonly [Side, Side],
  base: SurveyBase,
): Promise<Made> {
  const counted = await countMargins(db, programme, pair[0], pair[1])
  if ('code' in counted) return refusedTable(pair, base, counted)
  const { provenance, rows, table } = counted
  const loads = [...new Set(counted.loads)].sort()
  return answeredTable([rows, pair[1]], base, table, { provenance, loads, weight: null }, undefined)
}

const ONLY_MARGINS =
  'Ces réponses ne sont connues que par des effectifs imprimés, question par question : aucun croisement ne peut en être tiré.'

/** What can never be crossed. */
function refusalOf([rows, columns]: readonly [Side, Side]): CrossRefusal | null {
  if (rows.id === columns.id) return refusal('not-crossable', 'Une question ne se croise pas avec elle-même.')
  if ([rows, columns].some(({ asked, axes }) => asked !== null && axes.length === 0))
    return refusal(
      'not-crossable',
      'Une réponse libre, un nombre ou une date ne se croisent pas : ils n’ont pas de modalités.',
    )
  return null
}

/** Why people’s answers cannot give this table; null when they can. */
export function unanswered(
  sides: readonly Pick<Side, 'needs'>[],
  set: ResponseSet | null,
  face: Face,
): CrossRefusal | null {
  if (set === null && face === 'published')
    return refusal(
      'closed',
      'Les réponses des personnes ne sont pas ouvertes à ce rôle : seuls les effectifs déjà imprimés le sont, question par question.',
    )
  if (set === null) return refusal('margins-only', ONLY_MARGINS)
  const missing = sides.flatMap(({ needs }) => needs).filter((column) => !set.columns.has(column))
  if (missing.length === 0) return null
  return refusal(
    'no-data',
    `Les réponses chargées n’ont pas cette information (${missing.slice(0, 3).join(', ')}).`,
  )
}

function refusal(code: CrossRefusal['code'], reason: string): CrossRefusal {
  return { code, reason: typeset(reason) }
}

function refusedTable([rows, columns]: readonly [Side, Side], base: SurveyBase, refused: CrossRefusal): Made {
  return {
    tests: [],
    table: {
      rows: sideOf(rows, []),
      columns: sideOf(columns, []),
      cells: [],
      n: 0,
      baseRule: baseRule(base),
      tests: [],
      refused,
      provenance: null,
      loads: [],
    },
  }
}

function sideOf(side: Side, codes: CrossSide['codes']): CrossSide {
  return {
    item: side.id,
    label: side.label,
    kind: side.kind,
    codes,
    polarity: codes.length > 0 ? side.options.map(({ polarity }) => polarity) : [],
  }
}

function baseRule(base: SurveyBase): string {
  return typeset(
    base === 'opinions'
      ? 'personnes qui ont donné une opinion aux deux questions'
      : 'personnes à qui les deux questions ont été posées, y compris « je ne sais pas » et sans réponse',
  )
}

function tooMany(n: number): ModelError {
  return new ModelError({
    code: 'too-many-tables',
    key: 'columns',
    found: String(n),
    expected: `${MOST_TABLES} au plus`,
    remedy: 'Choisir un item plutôt qu’une question entière.',
    message: typeset(
      `Trop de tableaux d’un coup : ${n}, ${MOST_TABLES} au plus. Choisir un item plutôt qu’une question entière.`,
    ),
  })
}
