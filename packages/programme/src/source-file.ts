import { Provenance } from '@retombees/contract/figure'
import { z } from 'zod'
import { isDuration } from './retention.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

const column = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((c) => (Array.isArray(c) ? c : [c]))

/** Where the table stands among other things in a file or a sheet. */
const layout = {
  /** `blank-row`: the first empty row below the headings ends the table; what follows is another one, left aside. */
  ends: z.enum(['file', 'blank-row']).default('file'),
  /** The headings come back lower down, each time under a title: one table in several blocks. */
  blocks: z
    .strictObject({
      /** The heading under which a block's title stands, as a column of every row of the block. */
      heading: z.string().default('bloc'),
      /** What to keep of the title: the first group of this regular expression. */
      title: z.string().default('(.+)'),
    })
    .optional(),
}

/** How the bytes become a table of text cells. A file of any of these may come compressed (.gz, .zip). */
export const Format = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csv'),
    encoding: z.enum(['auto', 'utf-8', 'utf-16', 'windows-1252', 'latin-1']).default('auto'),
    delimiter: z.enum(['auto', ';', ',', '\t', '|']).default('auto'),
    ...layout,
  }),
  z.strictObject({
    kind: z.literal('xlsx'),
    /** The name of the sheet, or its position from 1; without it, the one sheet that has the headings. */
    sheet: z.union([z.string(), z.number().int()]).optional(),
    ...layout,
  }),
  /** One JSON object a line; what is nested is named `a.b`. */
  z.strictObject({ kind: z.literal('json-lines') }),
  /** Whichever of the three the bytes are: the extension of `files` then stands for that of any table. */
  z.strictObject({ kind: z.literal('any'), ...layout }),
])
export type Format = z.infer<typeof Format>

/** One column of the file and the field it becomes. Headings are compared without case, accents or spacing. */
export const Field = z.strictObject({
  /** Heading, or several accepted headings. */
  column,
  /** `datetime` is wall time in the programme's zone, converted where an offset is written; `boolean` is oui or non. */
  type: z.enum(['text', 'integer', 'decimal', 'date', 'datetime', 'time', 'boolean', 'code', 'codes']),
  required: z.boolean().default(false),
  /** Repeats the value above in empty cells below it (merged cells). */
  fill: z.enum(['down']).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Written values that mean "no value here", besides the empty cell. */
  missing: z.array(z.string()).default([]),
  /**
   * What a code may be: ids and labels of `territories`, `centres`, `funders`, `partner-criteria`, `areas`,
   * `prototypes`; `variables` and `codes` of the questionnaires; the id of a vocabulary; or a list given here (written value → id).
   */
  codes: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  /** Separator between several codes in one cell. */
  separator: z.string().default('|'),
})
export type Field = z.infer<typeof Field>

/** Columns that become rows: each column gives `key` its value, the cell goes to `value`. */
export const Unpivot = z.strictObject({
  key: z.string(),
  value: z.string(),
  type: z.enum(['integer', 'decimal']),
  min: z.number().optional(),
  max: z.number().optional(),
  missing: z.array(z.string()).default([]),
  columns: z
    .array(
      z.strictObject({
        column,
        key: z.union([z.string(), z.number()]),
        /** Other fields that this column gives a value, as what its key is a code of. */
        set: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      }),
    )
    .min(1),
})

/**
 * How a row recognises a person. Each part is replaced on reading by its keyed digest, under the first of its columns;
 * the key of the person follows from those of all parts, and a row that lacks one has none.
 */
export const PersonKey = z.strictObject({
  /** The field that holds the key. */
  field: z.string().default('person'),
  parts: z
    .array(
      z.strictObject({
        kind: z.enum(['name', 'birth-date', 'birth-year', 'email', 'phone', 'number']),
        /** A heading, or several accepted ones, for each column that the part is written in (family name, given name). */
        columns: z.array(column).min(1),
      }),
    )
    .min(1),
})
export type PersonKey = z.infer<typeof PersonKey>

/** A row of totals in the file: not loaded, counted as ignored, and checked against the rows above it. */
export const Totals = z.strictObject({
  field: z.string(),
  equals: z.array(z.string()).min(1),
  /** A total column checked the same way. */
  column: column.optional(),
})

/** Something printed beside the data that must agree with it; a disagreement is a warning, never a correction. */
export const Check = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mean'), column, decimals: z.number().int().default(1) }),
  z.strictObject({ kind: z.literal('announced-range'), pattern: z.string() }),
  z.strictObject({ kind: z.literal('unique'), fields: z.array(z.string()).min(1), message: Wording }),
  /** Columns that became rows count the same people by several margins (`by` tells them apart): each adds up to the same. */
  z.strictObject({ kind: z.literal('margins'), by: z.string() }),
])
export type Check = z.infer<typeof Check>

/** A file of `sources/`: how a file's columns become fields of a fact table. */
export const SourceFile = z.strictObject({
  id: Slug,
  label: Wording,
  /** The evidence source whose figures it feeds. */
  evidenceSource: Slug.optional(),
  /** File names it answers to: `*` stands for anything, case is ignored. */
  files: z.array(z.string()).min(1),
  table: z.string(),
  /** The questionnaire whose answers it holds, a respondent a row: its codebook says what the other columns are. */
  questionnaire: Slug.optional(),
  provenance: Provenance,
  format: Format,
  /** The decimal sign of the file's numbers. */
  decimal: z.enum([',', '.']).default(','),
  /**
   * How dates are written besides `2019-01-31`, which always is one: `day-first` reads `31/01/2019`, `month-first`
   * `01/31/2019`. `proven`: each column must hold a date that can be read in one order only, else the file is refused.
   */
  dates: z.enum(['proven', 'iso', 'day-first', 'month-first']).default('proven'),
  constants: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  fields: z.record(z.string(), Field),
  unpivot: Unpivot.optional(),
  totals: Totals.optional(),
  checks: z.array(Check).default([]),
  /** Columns that may be there and are not wanted; any other unknown column stops the file. */
  leaveOut: z.array(z.string()).default([]),
  /** Person identifiers it holds; empty here: a column that looks like one then stops the file. */
  identifiers: z.array(z.string()).default([]),
  /** How its rows recognise a person; without it nobody is recognised. */
  person: PersonKey.optional(),
  /**
   * How long the identifiers and the words of its rows are kept (`P3Y`, `P18M`), after the programme's last period or the
   * day the file was received, whichever is later. Counts stay.
   */
  retention: z.string().refine(isDuration, 'une durée en années, mois et jours : P3Y, P18M').optional(),
})
export type SourceFile = z.infer<typeof SourceFile>
