import { compare, decimal } from '../decimal.ts'
import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import type { RawTable } from '../raw-table.ts'
import type { ReadRow } from '../read-row.ts'
import { matchPattern } from '../source-pattern.ts'
import { type DecimalSign, writeNumber } from '../values/number.ts'

/**
 * Compares the scale that a heading announces (`pattern` captures its two ends, or holds two numbers) with the values
 * below it. Nothing is said where no heading announces one.
 */
export function checkAnnouncedRange(
  rows: readonly ReadRow[],
  pattern: string,
  sign: DecimalSign,
  table: RawTable,
): Finding[] {
  const heading = [...table.above, ...table.header].find((text) => matched(text, pattern, table) !== null)
  const match = heading === undefined ? null : matched(heading, pattern, table)
  if (!match) return []
  const captured = match.slice(1).filter((group) => group !== undefined)
  const ends = (captured.length >= 2 ? captured : (match[0].match(/\d+/g) ?? [])).slice(0, 2)
  const [low, high] = ends.map((end) => decimal(end))
  if (!low || !high) return []
  const beyond = rows.flatMap(({ measures }) =>
    measures.flatMap(({ value }) => {
      if (value === null) return []
      const number = decimal(String(value))
      return compare(number, low) < 0 || compare(number, high) > 0 ? [String(value)] : []
    }),
  )
  if (beyond.length === 0) return []
  const kinds = [...groupBy(beyond, (value) => value)].map(
    ([value, all]) => `${writeNumber(value, sign)} : ${all.length} fois`,
  )
  return [
    finding({
      code: 'range-disagrees',
      file: table.file,
      row: table.headerRow,
      problem: `l’intitulé annonce ${ends.join(' à ')} et ${beyond.length} ${beyond.length === 1 ? 'valeur en sort' : 'valeurs en sortent'} (${kinds.join(', ')})`,
      found: match[0],
      remedy: 'demander ce que ces valeurs veulent dire : elles ont été gardées telles quelles',
    }),
  ]
}

function matched(text: string, pattern: string, { file }: RawTable): RegExpMatchArray | null {
  return matchPattern(text, pattern, 'announced-range', file)
}
