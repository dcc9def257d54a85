import type { Base } from './bases.ts'

/** Chance, the same at every run of a seed. */
export interface Chance {
  random(): number
  pick<T>(list: readonly T[]): T
  /** From 0 to that, left out. */
  below(most: number): number
}

/** The same grid: headings first, whatever stood above them. */
export interface Sheet {
  readonly above: readonly (readonly string[])[]
  header: string[]
  rows: string[][]
}

/** Identifiers that are known by their shape, wherever they stand; nothing else of a file holds them. */
export const PLANTED = Object.freeze([
  'zyxwander.qorv@exemple-canari.fr',
  '06 39 98 47 11',
  '+33 6 39 98 47 12',
  '2 84 05 88 151 471 37',
])
/** What of them, and of names in declared columns, must be found nowhere afterwards. */
export const SHOWN = Object.freeze([
  'exemple-canari',
  '39 98 47 1',
  '0639984711',
  '84 05 88 151',
  'Zyxwander',
  'Qorvelline',
])
const NAMES: Readonly<Record<string, string>> = { nom: 'Zyxwander', prénom: 'Qorvelline' }

const CELLS = [
  '',
  ' ',
  '\u00A0',
  '\u200B',
  '-',
  'NR',
  'N/A',
  '#REF!',
  '=1+1',
  '=cmd|\u2019 /C calc\u2019!A0',
  '1e309',
  '-0',
  'NaN',
  '1 234,5',
  '1.234,50',
  '9'.repeat(40),
  '31/02/2019',
  '03/04/2019',
  '2019-13-45',
  '12/09/18',
  '24:61',
  '2019-03-31T02:30:00',
  '2019-10-27T02:30:00+02:00',
  '\uD800',
  'a\uDC00b',
  '\u0000',
  'a\u0000b',
  '\u202Egnirts',
  'é'.normalize('NFD'),
  '🏴'.repeat(20),
  'x'.repeat(200_000),
  'ligne\nsuite',
  'a""b',
  '"',
  '"a" b',
  'l\'été; "dit-il", puis',
  '{"a":1}',
  '<script>',
  "'; drop table loads; --",
  'true',
  '-5',
  '1000000',
]

type Breakage = (sheet: Sheet, chance: Chance) => void

/** What may befall a table before it is written, by name. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = Object.freeze({
  'odd cells': (sheet, chance) => {
    for (let times = 1 + chance.below(6); times > 0; times -= 1) put(sheet, chance, chance.pick(CELLS))
  },
  'identifier in a cell': (sheet, chance) => put(sheet, chance, `voir ${chance.pick(PLANTED)} svp`),
  'identifiers in an undeclared column': (sheet, chance) => {
    sheet.header.push(chance.pick(['Divers', 'Contact', 'Suivi', '']))
    for (const row of sheet.rows) row.push(chance.pick(PLANTED))
  },
  'names where they are declared': (sheet) => {
    sheet.header.forEach((heading, at) => {
      const name = NAMES[heading.trim().toLowerCase()]
      if (name) for (const row of sheet.rows) if (at < row.length) row[at] = name
    })
  },
  'cells too many': (sheet, chance) => {
    const row = chance.pick(sheet.rows)
    row?.splice(chance.below(row.length + 1), 0, chance.pick(['', 'x', PLANTED[0] as string]))
  },
  'cells too few': (sheet, chance) =>
    void chance.pick(sheet.rows)?.splice(chance.below(3), 1 + chance.below(4)),
  'columns swapped with their headings': (sheet, chance) => {
    const [a, b] = [chance.below(sheet.header.length), chance.below(sheet.header.length)]
    for (const row of [sheet.header, ...sheet.rows]) [row[a], row[b]] = [row[b] ?? '', row[a] ?? '']
  },
  'headings swapped': ({ header }, chance) => {
    const [a, b] = [chance.below(header.length), chance.below(header.length)]
    if (NAMES[(header[a] ?? '').toLowerCase()] || NAMES[(header[b] ?? '').toLowerCase()]) return
    ;[header[a], header[b]] = [header[b] ?? '', header[a] ?? '']
  },
  'heading twice': ({ header }, chance) => {
    if (header.length > 0) header[chance.below(header.length)] = chance.pick(header)
  },
  'heading changed': ({ header }, chance) => {
    const at = chance.below(header.length)
    if (header.length === 0) return
    header[at] = chance.pick([
      `${header[at]} `,
      (header[at] ?? '').toUpperCase(),
      'Autre',
      '',
      `${header[at]}\n(suite)`,
    ])
  },
  'column missing': (sheet, chance) => {
    const at = chance.below(sheet.header.length)
    for (const row of [sheet.header, ...sheet.rows]) row.splice(at, 1)
  },
  'two thousand columns': (sheet) => {
    sheet.rows = sheet.rows.slice(0, 40)
    for (const row of [sheet.header, ...sheet.rows])
      row.push(...Array.from({ length: 2000 }, (_, at) => `c${at}`))
  },
  'headings again in the middle': (sheet, chance) =>
    void sheet.rows.splice(chance.below(sheet.rows.length + 1), 0, [...sheet.header]),
  'blank and total lines': (sheet, chance) =>
    void sheet.rows.splice(
      chance.below(sheet.rows.length + 1),
      0,
      [],
      sheet.header.map(() => ''),
      ['Total', '12'],
    ),
  'the same rows many times': (sheet) => {
    const rows = sheet.rows.slice(0, sheet.header.length > 200 ? 2 : 40)
    sheet.rows = Array.from({ length: 20 }, () => rows.map((row) => [...row])).flat()
  },
  'no rows': (sheet) => {
    sheet.rows = []
  },
  'one row': (sheet) => {
    sheet.rows = sheet.rows.slice(0, 1)
  },
  'dates that nothing proves': (sheet, chance) => {
    const at = sheet.header.findIndex((heading) => /date|début|debut|jour|fin/i.test(heading))
    if (at >= 0)
      for (const row of sheet.rows) row[at] = `0${1 + chance.below(9)}/0${1 + chance.below(9)}/2019`
  },
})

function put(sheet: Sheet, chance: Chance, text: string): void {
  const row = chance.pick(sheet.rows)
  if (row && row.length > 0) row[chance.below(row.length)] = text
}

/** A copy of the table of a base, for one file. */
export function sheetOf({ above, header, rows }: Base): Sheet {
  return { above, header: [...header], rows: rows.slice(0, 120).map((row) => [...row]) }
}
