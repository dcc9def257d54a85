import { closeSync, openSync, writeSync } from 'node:fs'

const CENTRES = [
  'arbrisseau',
  'lazare-garreau',
  'faubourg-de-bethune',
  'chemin-rouge',
  'phalempins',
  'belencontre',
  'echo',
] as const
const SITES = [
  'caf.fr',
  'ameli.fr',
  'ants.gouv.fr',
  'impots.gouv.fr',
  'nord.gouv.fr',
  'lille.fr',
  'lassuranceretraite.fr',
  '',
] as const
const FIRST = Date.UTC(2017, 5, 1) / 1000
const DAYS = 730

/** Writes a kiosk log of so many sessions over two years, the same at every run. Returns the bytes written. */
export function writeKioskLog(path: string, rows: number, seed = 2019): number {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const descriptor = openSync(path, 'w')
  let bytes = 0
  let text = 'borne,centre,debut,fin,site\n'
  try {
    for (let row = 0; row < rows; row++) {
      const centre = pick(CENTRES)
      const start = FIRST + Math.floor((row * DAYS * 86_400) / rows) + Math.floor(random() * 3600)
      const end = start + 20 + Math.floor(random() * 900)
      text += `${centre}-${random() < 0.25 ? 2 : 1},${centre},${instant(start)},${instant(end)},${pick(SITES)}\n`
      if (text.length > 1024 ** 2) {
        bytes += writeSync(descriptor, text)
        text = ''
      }
    }
    return bytes + writeSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}

function instant(second: number): string {
  return `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
}

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
