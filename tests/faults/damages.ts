import type { Houses } from './damaged-house.ts'
import { ARCHIVE } from './damages/archive.ts'
import type { Damage, Verdict } from './damages/damage.ts'
import { DISK } from './damages/disk.ts'
import { SNAPSHOTS } from './damages/snapshots.ts'

export const DAMAGES: readonly Damage[] = [...DISK, ...ARCHIVE, ...SNAPSHOTS]

/** What a person must never be shown: where the program was, or how it calls its errors. */
const INNARDS = /\n\s+at |TypeError|RangeError|ZodError|SyntaxError|\bundefined\b|\[object/

/** Lets a damage happen to a house of its own, and judges what was told of it. */
export async function suffer(damage: Damage, houses: Houses): Promise<Verdict> {
  const verdict = await damage.befall(houses)
  if (verdict.skipped) return verdict
  const said = verdict.told ?? ''
  const wrong = [
    ...(damage.says && !damage.says.test(said) ? [`it is told otherwise: ${said}`] : []),
    ...(INNARDS.test(said) ? [`the program tells of itself: ${said}`] : []),
  ]
  return { ...verdict, problems: [...verdict.problems, ...wrong] }
}
