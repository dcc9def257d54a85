import { BLANK } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { CubeDefinition } from '@retombees/programme/publication-file'
import type { Ceiling, PrintedCount } from './attacker.ts'
import { type Cell, type Cube, crossCube, type Dimension, type Event } from './cube.ts'
import { thresholdOf } from './cube-definition.ts'
import { protectedCells } from './protect.ts'
import { signatureCube, signaturesOf } from './signatures.ts'

/** One of the cubes of a closed period: of rows (`by` null), or of distinct persons over one column. */
export interface PeriodCube {
  readonly by: string | null
  readonly cube: Cube
  /** The same cube of persons, once for each centre, with its own people apart: what its direction knows. */
  readonly within: Readonly<Record<string, Cube>>
}

/** The cubes of one closed period, with what each must hide. */
export interface PeriodTables {
  readonly cubes: readonly PeriodCube[]
  /** The suppressed keys of each cube, in the same order. */
  readonly suppressed: readonly ReadonlySet<string>[]
}

/** The cubes of a definition over these events: rows first, then distinct persons by each column that lists them. */
export function periodCubes(
  definition: CubeDefinition,
  events: readonly Event[],
  dimensions: readonly Dimension[],
): readonly PeriodCube[] {
  const rows = { by: null, cube: crossCube(events, dimensions, definition.tables), within: {} }
  const centres = dimensions.find(({ name }) => name === 'centre')?.values ?? []
  const recognised = events.filter(({ person }) => person !== BLANK)
  const people = new Map(centres.map((centre) => [centre, new Set<string>()]))
  for (const { at, person } of recognised) if (person) people.get(at.centre ?? BLANK)?.add(person)
  return [
    rows,
    ...definition.persons.map((by) => {
      const { values, read } = columnOf(dimensions, by)
      const placed = recognised.map((event) => ({ ...event, at: { [by]: read(event) } }))
      const found = signaturesOf(placed, by, values)
      const within = [...people].map(([centre, own]) => [centre, signatureCube(found, by, values, own)])
      return { by, cube: signatureCube(found, by, values), within: Object.fromEntries(within) }
    }),
  ]
}

/**
 * What each cube of a period hides, so that no one of them gives away what another hides: a total that one table of persons
 * hides is hidden by all, persons are hidden where their rows are, and everybody knows that persons are no more than
 * their rows. Throws a DisclosureError when nothing can be published safely.
 */
export function protectPeriod(
  programme: Programme,
  definition: CubeDefinition,
  cubes: readonly PeriodCube[],
  printed: readonly PrintedCount[],
): PeriodTables {
  const threshold = thresholdOf(programme, definition)
  const [rows, ...persons] = cubes
  if (!rows) return { cubes, suppressed: [] }
  const rowsHidden = protectedCells(rows.cube, { threshold, insidersOf: 'centre', printed })
  const ceilings = persons.map(({ by, cube }) => ceilingsOf(rows.cube, rowsHidden, by, cube))
  let hidden = persons.map(({ by, cube }) => sharedKeys(rows.cube, rowsHidden, by, cube))
  for (;;) {
    const found = persons.map((each, at) =>
      protectPersons(each, threshold, hidden[at] ?? new Set(), ceilings[at] ?? []),
    )
    const total = found.some((keys) => keys.has(TOTAL))
    if (!total || found.every((keys) => keys.has(TOTAL))) return { cubes, suppressed: [rowsHidden, ...found] }
    hidden = found.map((keys) => new Set([...keys, TOTAL]))
  }
}

/** What a cube of persons hides from everybody, the direction of each centre included. */
function protectPersons(
  { cube, within }: PeriodCube,
  threshold: number,
  hidden: ReadonlySet<string>,
  ceilings: readonly Ceiling[],
): ReadonlySet<string> {
  let suppressed = protectedCells(cube, { threshold, hidden, ceilings })
  for (let settled = false; !settled; ) {
    settled = true
    for (const [centre, own] of Object.entries(within)) {
      const half = cube.leaves.length
      const more = protectedCells(own, {
        threshold,
        hidden: suppressed,
        knowing: { [`centre ${centre}`]: ownPeople(cube) },
        ceilings: ceilings.map(({ leaves, most }) => ({
          leaves: [...leaves, ...leaves.map((leaf) => leaf + half)],
          most,
        })),
      })
      if (more.size > suppressed.size) settled = false
      suppressed = more
    }
  }
  return suppressed
}

/** Of a cube of persons with those of a centre apart, the leaves that are theirs: as many as the cube has without. */
export function ownPeople({ leaves }: Cube): ReadonlySet<number> {
  return new Set(leaves.map((_, leaf) => leaf + leaves.length))
}

/** The key of the total of a cube of persons. */
const TOTAL = '*'

/** The value of a column that an event has: of a dimension, or of the level of one. */
function columnOf(dimensions: readonly Dimension[], by: string) {
  for (const { name, values, levels = [] } of dimensions) {
    if (name === by) return { values, read: ({ at }: Event) => at[name] ?? BLANK }
    const level = levels.find((each) => each.name === by)
    if (!level) continue
    const groups = Object.entries(level.groups)
    const blank = values.includes(BLANK) ? [BLANK] : []
    const groupOf = new Map(groups.flatMap(([id, own]) => own.map((value) => [value, id] as const)))
    return {
      values: [...groups.map(([id]) => id), ...blank],
      read: ({ at }: Event) => groupOf.get(at[name] ?? BLANK) ?? BLANK,
    }
  }
  throw new RangeError(`persons: found ${by}, expected a dimension of the cube or a level of one`)
}

/** The cell of the cube of rows that says of rows what a cell of persons says of persons. */
function twinOf(rows: Cube, by: string | null, cell: Cell): Cell | undefined {
  const axis = rows.dimensions.findIndex(
    ({ name, levels = [] }) => name === by || levels.some((level) => level.name === by),
  )
  const [value = null] = cell.at
  const key = rows.dimensions.map((_, at) => (at === axis && value !== null ? value : '*')).join('|')
  return rows.cells.find((each) => each.key === key)
}

function sharedKeys(
  rows: Cube,
  hidden: ReadonlySet<string>,
  by: string | null,
  persons: Cube,
): ReadonlySet<string> {
  const keys = persons.cells
    .filter(({ listed, count }) => listed && count > 0)
    .filter((cell) => hidden.has(twinOf(rows, by, cell)?.key ?? ''))
  return new Set(keys.map(({ key }) => key))
}

function ceilingsOf(
  rows: Cube,
  hidden: ReadonlySet<string>,
  by: string | null,
  persons: Cube,
): readonly Ceiling[] {
  return persons.cells
    .filter(({ listed }) => listed)
    .flatMap((cell) => {
      const twin = twinOf(rows, by, cell)
      const told = twin?.listed === true && !hidden.has(twin.key)
      return told ? [{ leaves: cell.leaves, most: twin.count }] : []
    })
}
