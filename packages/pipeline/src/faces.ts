import type { Face } from '@retombees/contract/role'
import type { CellRow } from '@retombees/model/disclosure/cell-rows'
import { CUBE_CELLS } from '@retombees/warehouse/cube-cells'
import { columnsOf, tablesOf } from '@retombees/warehouse/ddl'
import type { Engine } from '@retombees/warehouse/engine'
import type { RowCounts } from '@retombees/warehouse/snapshot'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Column, Table } from '@retombees/warehouse/table'
import { withinMemory } from './wide-tables.ts'

export type DerivedFace = Exclude<Face, 'internal'>

/** What the published face holds besides what is printed. */
export interface PublishedRows {
  /** Tables that say nothing of persons, published row by row. */
  readonly asRecorded: readonly string[]
  /** The cells that disclosure control lets out. */
  readonly cells: readonly CellRow[]
}

/** What a load is to the faces: the table its rows went to says who may see what surrounds them. */
export interface LoadOnFaces {
  readonly loadId: string
  readonly table: string
}

/**
 * Fills a face from the internal one, attached read-only: row by row what that face may hold, and nothing else ever
 * enters the file. Returns how many rows each table must hold, counted in the internal face. Persons are numbered, in
 * an order that follows from `seed`. A fact of any other provenance than `published` reaches the published face only where
 * its table says nothing of persons and the programme publishes it, or as a cell that has been through disclosure control.
 */
export async function fillFace(
  engine: Engine,
  internal: string,
  face: DerivedFace,
  loads: readonly LoadOnFaces[],
  seed: string,
  all: readonly Table[],
  published: PublishedRows = { asRecorded: [], cells: [] },
): Promise<RowCounts> {
  const tables = tablesOf(face, all)
    .filter(({ name }) => name !== CUBE_CELLS.name)
    .map((table) => ({ table, rows: rowsOn(face, table, loads, all, published.asRecorded) }))
  await engine.run(`attach ${literal(internal)} as whole (read_only)`)
  const counts: Record<string, number> = {}
  if (CUBE_CELLS.faces.includes(face)) {
    counts[CUBE_CELLS.name] = await engine.append(CUBE_CELLS, published.cells)
  }
  for (const { table, rows } of tables) {
    const [counted] = await engine.all<{ n: bigint }>(
      `select count(*) as n from whole.${identifier(table.name)} as r where ${rows}`,
    )
    counts[table.name] = Number(counted?.n)
  }
  const copies = tables.map(({ table, rows }) => {
    const columns = columnsOf(table, face)
      .map(({ name }) => identifier(name))
      .join(', ')
    const values = columnsOf(table, face).map(valueOn).join(', ')
    return `insert into ${identifier(table.name)} (${columns}) select ${values} from whole.${identifier(table.name)} as r where ${rows};`
  })
  // One call: a temporary table is its connection's own.
  const filling = `begin;${numberPersons(face, seed, all)};${copies.join('')}drop table ${NUMBERS};commit`
  await engine.run(
    `${withinMemory(
      filling,
      tables.map(({ table }) => ({ table, rows: counts[table.name] ?? 0 })),
    )};detach whole`,
  )
  return counts
}

const NUMBERS = 'numbers_of_persons'

/** A number for each person of the face, the same in all its tables, in an order that the next snapshot will not have. */
function numberPersons(face: DerivedFace, seed: string, tables: readonly Table[]): string {
  const persons = tablesOf(face, tables).flatMap((table) =>
    columnsOf(table, face)
      .filter(({ numbered }) => numbered)
      .map(({ name }) => `select ${identifier(name)} as person from whole.${identifier(table.name)}`),
  )
  const all = ['select null::varchar as person', ...persons].join(' union ')
  return `create temporary table ${NUMBERS} as select person, row_number() over (order by md5(person || ${literal(seed)}), person)::varchar as number from (${all}) where person is not null`
}

function valueOn({ name, numbered }: Column): string {
  const column = identifier(name)
  return numbered ? `(select number from ${NUMBERS} as n where n.person = r.${column})` : column
}

/** The condition, over a table of the internal face called `r`, for a row to be on a face. */
function rowsOn(
  face: DerivedFace,
  table: Table,
  loads: readonly LoadOnFaces[],
  tables: readonly Table[],
  asRecorded: readonly string[],
): string {
  const open = face === 'published' ? openLoads(loads, asRecorded) : []
  if (table.name === 'source_rows')
    return `${fromOpenLoads(face, loads, tables)} and ${isLoadedRow(face, tables)}`
  if (table.name === 'warnings')
    return `${fromOpenLoads(face, loads, tables)} and ${ofPublishedLoads(face, open)}`
  if (face !== 'published' || asRecorded.includes(table.name)) return 'true'
  if (table.name === 'loads' && open.length > 0)
    return `(r.provenance = 'published' or r.load_id in (${open.join(', ')}))`
  return "r.provenance = 'published'"
}

/**
 * Cells as they were read, and warnings that quote them, are for those who see every column of the table they became:
 * the text of a verbatim must not come back by its source row.
 */
function fromOpenLoads(face: DerivedFace, loads: readonly LoadOnFaces[], tables: readonly Table[]): string {
  const open = new Set(
    tablesOf(face, tables)
      .filter((table) => columnsOf(table, face).length === table.columns.length)
      .filter((table) => table.columns.every(({ numbered }) => !numbered))
      .map(({ name }) => name),
  )
  const closed = loads.filter(({ table }) => !open.has(table)).map(({ loadId }) => literal(loadId))
  return closed.length === 0 ? 'true' : `r.load_id not in (${closed.join(', ')})`
}

/** The loads of tables that are published as they were recorded: what is said of them may be published too. */
function openLoads(loads: readonly LoadOnFaces[], asRecorded: readonly string[]): readonly string[] {
  return loads.filter(({ table }) => asRecorded.includes(table)).map(({ loadId }) => literal(loadId))
}

function ofPublishedLoads(face: DerivedFace, open: readonly string[]): string {
  if (face !== 'published') return 'true'
  const printed = "r.load_id in (select load_id from whole.loads where provenance = 'published')"
  return open.length === 0 ? printed : `(${printed} or r.load_id in (${open.join(', ')}))`
}

/** A line set aside or passed over may hold anything: only lines that became rows leave the internal face. */
function isLoadedRow(face: DerivedFace, tables: readonly Table[]): string {
  const facts = tablesOf(face, tables).filter(
    (table) => table.columns.some(({ name }) => name === 'provenance') && table.name !== 'loads',
  )
  const found = facts.map(
    ({ name }) =>
      `exists (select 1 from whole.${identifier(name)} as f where f.load_id = r.load_id and f.row_no = r.row_no)`,
  )
  return `(${found.join(' or ')})`
}
