import { restoreTable } from '@retombees/ingest/archive-table'
import type { Conformed } from '@retombees/ingest/conform'
import { isIngestError } from '@retombees/ingest/errors'
import { type FreeText, freeTextOf } from '@retombees/ingest/free-text'
import { digestsOf, ERASED } from '@retombees/ingest/protect/sever'
import type { RawRow, RawTable } from '@retombees/ingest/raw-table'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import type { LiveLoad, MendedRow } from '@retombees/warehouse/ledger'
import { readLinesApart } from '@retombees/warehouse/load-archive'
import type { LoadManifest } from '@retombees/warehouse/load-manifest'
import { conformArchived, openArchived } from '../conform-again.ts'
import { checkSameFigures } from './same-figures.ts'

type Cells = readonly (string | null)[]

/** What is to be erased. */
export interface ErasingRule {
  /** What takes the place of the identifiers of a row; null where they stay. */
  severed(digests: readonly string[], loadId: string): ReadonlyMap<string, string> | null
  /** Whether the words of every row of a load go, whoever wrote them; those of a severed row always do. */
  silences(loadId: string): boolean
  /** A text of somebody else without the name of who is erased. */
  withoutName(text: string): string
}

/** A load rewritten, nothing of it kept yet. */
export interface ErasedLoad {
  readonly manifest: LoadManifest
  readonly raw: RawTable
  /** The rows that change, as they are to be. */
  readonly rows: readonly RawRow[]
  /** The mends of the ledger for this load, as they are to be, for those that change. */
  readonly mended: ReadonlyMap<Cells, Cells>
  /** Rows of which the identifiers, the words, or a name in the words of somebody else go. */
  readonly severed: number
  readonly silenced: number
  readonly mentions: number
  /** Rows where the name stands in a cell that a figure is counted by: it is left, for a person to correct. */
  readonly kept: number
}

/**
 * Works out what a rule erases from one load and its mends; null where it is not concerned. Where the load is in force
 * it is conformed as it is and as it is to be: throws a PipelineError when anything but persons and words would change.
 */
export async function eraseLoad(
  home: Home,
  programme: Programme,
  rule: ErasingRule,
  { manifest, live, mends }: { manifest: LoadManifest; live: LiveLoad | null; mends: readonly MendedRow[] },
): Promise<ErasedLoad | null> {
  const { loadId } = manifest
  const raw = restoreTable(manifest.reading, await readLinesApart(home, loadId))
  const speech = speechIn(raw, manifest, programme)
  const silences = rule.silences(loadId) && speech.size > 0
  const concerned = (cells: Cells) =>
    silences ||
    rule.severed(digestsOf(cells), loadId) !== null ||
    cells.some((cell) => cell !== null && rule.withoutName(cell) !== cell)
  const above = withoutNames(manifest, rule) !== manifest
  if (!above && ![...raw.rows, ...mends].some(({ cells }) => concerned(cells))) return null

  // A log whose cells are kept a column a column names nobody, and is not conformed row by row.
  const open = live && !manifest.cells ? await openArchived(home, programme, live) : null
  const before = open && live ? conformArchived(open, programme, live) : null
  const told = { severed: 0, silenced: 0, mentions: 0, kept: 0 }
  const standing = live?.mends ?? new Map<number, MendedRow>()
  const context = { rule, loadId, speech, before, told }
  const rows = raw.rows.flatMap(({ rowNo, cells }) => {
    const erased = eraseCells(rowNo, cells, context, standing.has(rowNo))
    return erased ? [{ rowNo, cells: erased }] : []
  })
  const mended = new Map(
    mends.flatMap(({ rowNo, cells }): [Cells, Cells][] => {
      const isAside = standing.get(rowNo)?.cells !== cells
      const erased = eraseCells(rowNo, cells, { ...context, told: { ...told } }, isAside)
      return erased ? [[cells, erased]] : []
    }),
  )
  const unnamed = withoutNames(manifest, rule)
  if (rows.length === 0 && mended.size === 0 && unnamed === manifest) return null
  if (open && live && before) {
    const byLine = new Map(rows.map((row) => [row.rowNo, row]))
    const after = conformArchived(
      { ...open, raw: { ...open.raw, rows: open.raw.rows.map((row) => byLine.get(row.rowNo) ?? row) } },
      programme,
      {
        loadId,
        mends: new Map(
          [...standing].map(([line, one]) => [
            line,
            { ...one, cells: [...(mended.get(one.cells) ?? one.cells)] },
          ]),
        ),
      },
    )
    checkSameFigures(manifest, before, after)
  }
  return { manifest: unnamed, raw, rows, mended, ...told }
}

/** What reading and conforming said of the file, without the name. */
function withoutNames(manifest: LoadManifest, { withoutName }: ErasingRule): LoadManifest {
  const told = { above: manifest.reading.above, warnings: manifest.reading.warnings }
  const said = {
    reading: { ...manifest.reading, ...inTexts(told, withoutName) },
    warnings: inTexts(manifest.warnings, withoutName),
  }
  const unnamed = { ...manifest, ...said }
  return JSON.stringify(unnamed) === JSON.stringify(manifest) ? manifest : unnamed
}

/** A value of JSON with each of its texts changed. */
function inTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'string' ? change(one) : one)) as T
}

interface Erasing {
  readonly rule: ErasingRule
  readonly loadId: string
  readonly speech: ReadonlyMap<number, FreeText>
  readonly before: Conformed | null
  readonly told: { severed: number; silenced: number; mentions: number; kept: number }
}

/** The cells without what is erased; null where nothing is. `isAside`: they are not those that the row is loaded by. */
function eraseCells(rowNo: number, cells: Cells, erasing: Erasing, isAside: boolean): Cells | null {
  const { rule, loadId, speech, before, told } = erasing
  const drawn = rule.severed(digestsOf(cells), loadId)
  const loaded = isAside ? undefined : loadedRow(before, rowNo)
  let words = 0
  let mentions = 0
  let kept = 0
  const silenced = (cell: string, index: number): string => {
    const without = wordless(cell, speech.get(index), loaded)
    if (without !== cell) words += 1
    return without
  }
  const next = cells.map((cell, index) => {
    if (cell === null) return null
    const other = drawn?.get(cell)
    if (other !== undefined) return other
    const quiet = drawn || rule.silences(loadId) ? silenced(cell, index) : cell
    const unnamed = rule.withoutName(quiet)
    if (unnamed === quiet) return quiet
    // What is not words in a row that is loaded says a figure.
    if (loaded && !speech.has(index)) {
      kept += 1
      return quiet
    }
    mentions += 1
    return unnamed
  })
  if (kept > 0) told.kept += 1
  if (!drawn && words === 0 && mentions === 0) return null
  if (drawn) told.severed += 1
  if (words > 0) told.silenced += 1
  if (mentions > 0) told.mentions += 1
  return next
}

function wordless(
  cell: string,
  text: FreeText | undefined,
  loaded: Record<string, unknown> | undefined,
): string {
  if (!text) return cell
  if (text.kind === 'cell') return text.saysNothing(cell) ? cell : ERASED
  const other = loaded?.[text.column]
  if (typeof other !== 'string' || other === '') return cell
  if (!text.among) return cell.trim() === other ? ERASED : cell
  const at = cell.lastIndexOf(other)
  return at === -1 ? cell : cell.slice(0, at) + ERASED + cell.slice(at + other.length)
}

const byLine = new WeakMap<Conformed, ReadonlyMap<number, Record<string, unknown>>>()

function loadedRow(conformed: Conformed | null, rowNo: number): Record<string, unknown> | undefined {
  if (!conformed) return undefined
  const known = byLine.get(conformed) ?? new Map(conformed.rows.map((row) => [Number(row.row_no), row]))
  byLine.set(conformed, known)
  return known.get(rowNo)
}

/** Where words may stand; anywhere in a load that the programme does not read any more, which is never conformed again. */
function speechIn(
  raw: RawTable,
  { source: id }: LoadManifest,
  programme: Programme,
): ReadonlyMap<number, FreeText> {
  const source = programme.sources.find((one) => one.id === id)
  const anywhere = () =>
    new Map(raw.header.map((_, index) => [index, { kind: 'cell', saysNothing: () => false } as FreeText]))
  if (!source) return anywhere()
  try {
    return freeTextOf(raw, source, programme)
  } catch (error) {
    if (isIngestError(error)) return anywhere()
    throw error
  }
}
