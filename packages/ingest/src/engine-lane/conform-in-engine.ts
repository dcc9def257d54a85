import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Engine } from '@retombees/warehouse/engine'
import { type FactsRecipe, recipeOver } from '@retombees/warehouse/facts-recipe'
import { literal } from '@retombees/warehouse/sql-text'
import { columnsAs, conformAs } from '../any-source.ts'
import type { ArchivedRow, TableShape } from '../archive-table.ts'
import type { Conformed, Loading } from '../conform.ts'
import { maskIdentifiers } from '../protect/mask.ts'
import type { IgnoredRow, RawRow } from '../raw-table.ts'
import { cellText, isBlank } from '../read/grid.ts'
import { isSimulated } from '../simulated-marker.ts'
import { matchAnswers } from '../survey/match-answers.ts'
import { tellsCompletion } from '../survey/tool-columns.ts'
import type { Values } from '../tables/target-table.ts'
import { type AnswerPlans, planAnswers } from './answer-plans.ts'
import { type ArchivedCells, CELLS_FORMAT } from './archive-cells.ts'
import { cellColumn, MAPS, type PlanContext, planColumns } from './column-plans.ts'
import { keepLooks, MOST_CAREFUL, twinsOf, twinsWithin } from './looks.ts'
import { type Reading, readingQueries } from './reading-sql.ts'
import { engineTarget } from './regular-file.ts'

/** What a file became that the engine read; `rows`, `raw` and `quarantined` are of the lines that were read with care. */
export interface ConformedInEngine extends Conformed {
  /** How the rows that the engine reads are made. */
  readonly facts: FactsRecipe
  /** Parquet of their cells, and the line that its first row is. */
  readonly cells: string
  readonly firstLine: number
}

/**
 * Conforms a file whose cells are in Parquet: the engine reads the lines that leave no doubt, and all others (a value
 * that is not as usual, a fault, a doubt, two lines on one event) go through `conform`, so that both ways give the same
 * rows, reasons, warnings and counts. Writes in `folder` what the recipe of the facts needs. Null where the file is better read row by row.
 * Throws IngestError as `conform` does.
 */
export async function conformInEngine(
  engine: Engine,
  archived: ArchivedCells,
  shape: TableShape,
  source: SourceFile,
  programme: Programme,
  loading: Loading,
  folder: string,
): Promise<ConformedInEngine | null> {
  const able = engineTarget(source, programme, shape.file)
  if (!able || shape.header.length !== archived.width) return null
  const { target, questionnaire } = able
  const columns = columnsAs({ ...shape, rows: [] }, source, programme)
  const cells = `read_parquet(${literal(archived.parquet)}, file_row_number = true)`
  const { parquet: archive } = archived
  const context = {
    engine,
    parquet: archive,
    cells,
    header: shape.header,
    columns,
    source,
    target,
    programme,
  }
  const plans = await planColumns(context)
  const answers = plans && questionnaire ? await answersIn(context, questionnaire, shape) : null
  if (!plans || (questionnaire && !answers)) return null
  const provenance = isSimulated(shape.above) ? 'simulated' : source.provenance
  const reading: Reading = {
    target,
    rules: able.rules,
    plans: [...plans, ...(answers?.plans ?? [])],
    answers,
    source,
    programme,
    receivedOn: loading.receivedOn,
    origin: { load_id: loading.loadId, provenance, first: archived.first },
  }
  const queries = readingQueries(reading)
  if (queries === null) return null
  const maps = join(folder, 'maps.parquet')
  await engine.run(`copy ${MAPS.name} to ${literal(maps)} (${CELLS_FORMAT})`)
  const odd = archived.odd.map(({ rowNo }) => rowNo)
  const all = archived.count - odd.length
  await noteLines(engine, 'odd_lines', odd)
  const apartFrom = odd.length > 0 ? ' where line not in (select line from odd_lines)' : ''
  const looks = recipeOver(`from (${queries.looks})${apartFrom}`, { cells: archive, maps })
  const looked = await keepLooks(engine, looks, all, join(folder, 'looked.parquet'))

  const doubtful = await engine.all<{ line: number }>(
    `select line from ${looked} where not accepted limit ${MOST_CAREFUL + 1}`,
  )
  const suspects = new Set(doubtful.map(({ line }) => line))
  for (const line of await twinsWithin(engine, target, looked, all)) suspects.add(line)
  if (suspects.size + odd.length > MOST_CAREFUL) return null

  const care = (table: ReturnType<typeof tableOf>, onEvent?: (values: Values) => void) =>
    conformAs(table, source, programme, { ...loading, onEvent })
  const events: Values[] = []
  let rows = await readCells(engine, archived, suspects)
  let table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, looked, suspects))
  let careful = care(table, (values) => events.push(values))
  const twins = await twinsOf(engine, target, looked, events)
  if (twins.length > 0) {
    for (const line of twins) suspects.add(line)
    rows = await readCells(engine, archived, suspects)
    table = tableOf(shape, [...archived.odd, ...rows], await lastLine(engine, looked, suspects))
    careful = care(table)
  }
  const { hidden, parquet } = await hide(engine, archived, rows, folder)
  const apart = new Set([...odd, ...hidden])
  return {
    ...careful,
    facts: { sql: queries.rows, maps, except: [...odd, ...suspects].sort((a, b) => a - b) },
    cells: parquet,
    firstLine: archived.first,
    raw: careful.raw.filter(({ row_no }: ArchivedRow) => apart.has(row_no)),
    counts: {
      ...careful.counts,
      read: careful.counts.read + all - suspects.size,
      loaded: careful.counts.loaded + all - suspects.size,
    },
  }
}

/** The plans of the columns of answers. */
function answersIn(
  context: PlanContext,
  questionnaire: QuestionnaireFile,
  shape: TableShape,
): Promise<AnswerPlans | null> {
  const { header, columns } = context
  const completion = header.findIndex(
    (heading, index) => tellsCompletion(heading) && !columns.leftOut.has(index),
  )
  const answers = matchAnswers({ ...shape, rows: [] }, questionnaire)
  return planAnswers(context, questionnaire, answers, completion === -1 ? null : cellColumn(completion))
}

/** The lines that are read with care as a table of their own; lines without text are ignored, and not counted at the end. */
function tableOf(shape: TableShape, careful: readonly RawRow[], lastRead: number) {
  const sorted = careful.toSorted((a, b) => a.rowNo - b.rowNo)
  const rows = sorted.filter((row) => !isBlank(row))
  const last = Math.max(lastRead, rows.at(-1)?.rowNo ?? 0)
  const ignored = new Map<number, IgnoredRow>(shape.ignored.map((row) => [row.rowNo, row]))
  for (const row of sorted)
    if (isBlank(row) && row.rowNo < last && !ignored.has(row.rowNo))
      ignored.set(row.rowNo, { rowNo: row.rowNo, reason: 'blank' })
  return { ...shape, rows, ignored: [...ignored.values()] }
}

async function readCells(
  engine: Engine,
  { parquet, first, width }: ArchivedCells,
  lines: ReadonlySet<number>,
): Promise<RawRow[]> {
  if (lines.size === 0) return []
  await noteLines(engine, 'wanted_lines', [...lines])
  const names = Array.from({ length: width }, (_, index) => cellColumn(index))
  const found = await engine.all<Record<string, string | null> & { line: number }>(
    `select (file_row_number + ${first})::integer as line, ${names.join(', ')}
    from read_parquet(${literal(parquet)}, file_row_number = true)
    where (file_row_number + ${first})::integer in (select line from wanted_lines)`,
  )
  return found.map((row) => ({
    rowNo: row.line,
    cells: names.map((name) => {
      const cell = row[name] ?? null
      return cell === null ? null : cellText(cell)
    }),
  }))
}

/** Takes the lines that hold an identifier out of the Parquet of cells: they are archived masked, beside it. */
async function hide(engine: Engine, archived: ArchivedCells, rows: readonly RawRow[], folder: string) {
  const hidden = rows
    .filter(({ cells }) => cells.some((cell) => cell !== null && maskIdentifiers(cell) !== cell))
    .map(({ rowNo }) => rowNo)
  if (hidden.length === 0) return { hidden, parquet: archived.parquet }
  await noteLines(engine, 'hidden_lines', hidden)
  const parquet = join(folder, 'cells-masked.parquet')
  const cells = Array.from(
    { length: archived.width },
    (_, index) => `case when h.line is null then ${cellColumn(index)} end as ${cellColumn(index)}`,
  )
  await engine.run(
    `copy (select ${cells.join(', ')} from read_parquet(${literal(archived.parquet)}, file_row_number = true) as c
      left join hidden_lines as h on h.line = (c.file_row_number + ${archived.first})::integer order by c.file_row_number)
    to ${literal(parquet)} (${CELLS_FORMAT})`,
  )
  return { hidden, parquet }
}

async function noteLines(engine: Engine, name: string, lines: readonly number[]): Promise<void> {
  await engine.run(`create or replace table ${name} (line integer not null)`)
  await engine.append(
    { name, columns: [{ name: 'line', type: 'INTEGER', nullable: false, description: '' }] },
    lines.map((line) => ({ line })),
  )
}

/** The last line that the engine reads, those set aside not counted. */
async function lastLine(engine: Engine, looked: string, except: ReadonlySet<number>): Promise<number> {
  await noteLines(engine, 'except_lines', [...except])
  const [found] = await engine.all<{ last: number | null }>(
    `select max(line) as last from ${looked} where line not in (select line from except_lines)`,
  )
  return found?.last ?? 0
}
