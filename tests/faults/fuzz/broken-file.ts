import { seeded } from '../seeded.ts'
import type { Base } from './bases.ts'
import { BREAKAGES, type Chance, sheetOf } from './breakages.ts'
import { FORMATS, WRAPPINGS } from './containers.ts'

/** A file that somebody might drop, and what was done to it. */
export interface BrokenFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly source: string
  readonly kinds: readonly string[]
}

/** The broken file of a seed, made of one of these. */
export function brokenFile(bases: readonly Base[], seed: number): BrokenFile {
  const chance = chanceOf(seeded(seed))
  const base = chance.pick(bases)
  const sheet = sheetOf(base)
  const kinds: string[] = []
  const names = Object.keys(BREAKAGES)
  for (let times = chance.below(4); times > 0; times -= 1) {
    const kind = chance.pick(names)
    BREAKAGES[kind]?.(sheet, chance)
    kinds.push(kind)
  }
  const format = chance.pick(formatsFor(base, chance))
  const stem = `${base.stem}-${seed}`.replaceAll('--', '-')
  let sent = (FORMATS[format] as (typeof FORMATS)['csv'])(sheet, base, chance)
  kinds.push(format)
  if (chance.random() < 0.35) {
    const wrapping = chance.pick(Object.keys(WRAPPINGS))
    sent = (WRAPPINGS[wrapping] as (typeof WRAPPINGS)['gzip'])(sent, stem, chance)
    kinds.push(wrapping)
  }
  return { name: `${stem}${sent.extension}`, bytes: sent.bytes, source: base.source, kinds }
}

/** Mostly the one in which it comes. */
function formatsFor({ extension }: Base, chance: Chance): readonly string[] {
  if (chance.random() < 0.4) return Object.keys(FORMATS)
  if (extension === '.jsonl') return ['json lines']
  return extension === '.xlsx' ? ['xlsx'] : ['csv']
}

function chanceOf(random: () => number): Chance {
  const below = (most: number) => Math.floor(random() * most)
  return { random, below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}
