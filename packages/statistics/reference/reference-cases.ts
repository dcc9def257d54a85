import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { type Absence, isAbsent } from '../src/absence'

/** One computation that R made: what it was given and what it found. Infinite numbers are written as strings. */
export interface ReferenceCase<Input, Expected, Approximate = unknown> {
  readonly of: string
  readonly input: Input
  readonly expected: Expected
  readonly approximate: Approximate
}

interface Reference {
  readonly source: string
  readonly cases: readonly ReferenceCase<unknown, unknown>[]
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
  (_, value) => (value === 'Infinity' ? Number.POSITIVE_INFINITY : value),
)

/** The cases of one method. The caller states their shape, which is that of its section in reference.R. */
export function referenceCases<Input, Expected, Approximate = unknown>(
  of: string,
): ReferenceCase<Input, Expected, Approximate>[] {
  const cases = reference.cases.filter((each) => each.of === of)
  if (cases.length === 0) throw new Error(`no reference case for ${of}`)
  return cases as ReferenceCase<Input, Expected, Approximate>[]
}

/** Agreement: to `tolerance` of the value, plus `floor` where a value near nothing is left over from a subtraction. */
export function expectAgreement(found: number, reference: number, tolerance = 1e-9, floor = 0): void {
  if (found === reference) return
  expect(Number.isFinite(found), `found ${found}, expected ${reference}`).toBe(true)
  const gap = Math.abs(found - reference)
  expect(gap, `found ${found}, expected ${reference}`).toBeLessThanOrEqual(
    tolerance * Math.abs(reference) + floor,
  )
}

/** Every field of `reference` is in `found` and agrees to 1e-9. */
export function expectFields(found: unknown, reference: Readonly<Record<string, number>>, floor = 0): void {
  for (const [field, value] of Object.entries(reference)) {
    const own: unknown = Object.entries(found ?? {}).find(([name]) => name === field)?.[1]
    if (typeof own !== 'number') throw new Error(`${field}: found ${String(own)}, expected ${value}`)
    expectAgreement(own, value, 1e-9, floor)
  }
}

/** The value of a computation that must exist. */
export function present<T>(result: T): Exclude<NonNullable<T>, Absence> {
  if (result === null || result === undefined) throw new Error('found nothing, expected a result')
  if (isAbsent(result)) throw new Error(`absent: ${result.absent}`)
  return result as Exclude<NonNullable<T>, Absence>
}
