import type { Face } from '@retombees/contract/role'
import { CUBE_CELLS } from '@retombees/warehouse/cube-cells'
import { columnsOf, tablesOf } from '@retombees/warehouse/ddl'
import type { Engine } from '@retombees/warehouse/engine'
import type { RowCounts } from '@retombees/warehouse/snapshot'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Column, Table } from '@retombees/warehouse/table'

export type DerivedFace = Exclude<Face, 'internal'>

/** What a load is to the faces: the table its rows went to says who may see what surrounds them. */
export interface LoadOnFaces {
  readonly loadId: string
  readonly table: string
}

/**
 * Fills a face from the internal one, attached read-only: row by row what that face may hold, and nothing else ever
 * enters the file. Returns how many rows each table must hold, counted in the internal face. Persons are numbered, in
 * an order that follows from `seed`.
 *
 * Disclosure control goes here: a table of field data whose cells have been through it will be one more rule of
 * `rowsOn`. Until then a fact of any other provenance than `published` never reaches the published face.
 */
export async function fillFace(
  engine: Engine,
  internal: string,
  face: DerivedFace,
  loads: readonly LoadOnFaces[],
  seed: string,
  all: readonly Table[],
): Promise<RowCounts> {
  const tables = tablesOf(face, all)
    .filter(({ name }) => name !== CUBE_CELLS.name)
    .map((table) => ({ table, rows: rowsOn(face, table, loads, all) }))
  await engine.run(`attach ${literal(internal)} as whole (read_only)`)
  const counts: Record<string, number> = tablesOf(face).includes(CUBE_CELLS) ? { [CUBE_CELLS.name]: 0 } : {}
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
    return `insert into ${identifier(table.name)} (${columns}) select ${values} from whole.${identifier(table.name)} as r where ${rows} order by r.rowid;`
  })
  // One call: a temporary table is its connection's own.
  await engine.run(
    `begin;${numberPersons(face, seed, all)};${copies.join('')}drop table ${NUMBERS};commit;detach whole`,
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
): string {
  if (table.name === 'source_rows')
    return `${fromOpenLoads(face, loads, tables)} and ${isLoadedRow(face, tables)}`
  if (table.name === 'warnings') return `${fromOpenLoads(face, loads, tables)} and ${ofPublishedLoads(face)}`
  return face === 'published' ? "r.provenance = 'published'" : 'true'
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

function ofPublishedLoads(face: DerivedFace): string {
  return face === 'published'
    ? "r.load_id in (select load_id from whole.loads where provenance = 'published')"
    : 'true'
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
