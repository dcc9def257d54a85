import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { beforeAll, describe, expect, it } from 'vitest'
import { CSC, LITTORAL, ROOT } from '../support/published-home.ts'

/** Names that belong to a programme and to no other: of its places, its people, its report, its digits. */
const WORDS =
  /croissant[- ]sud|versant|nord-est|arbrisseau|phalempins|virolois|staff-2018|q4-needs|amnyos|aduges|dunkerque|centres? sociaux connectés|roubaix|tourcoing/i

/** Ids that are also words of the house: a kind of committee, of funder, of place, of table. */
const SHARED = new Set([
  'feder',
  'caf',
  'etat',
  'funds',
  'prototypes',
  'presence',
  'formation',
  'residents',
  'logistics',
])

/** Every source of the two upper floors, without its tests, its goldens and what only tests use. */
function sources(): { file: string; text: string }[] {
  return ['packages', 'apps'].flatMap((floor) =>
    readdirSync(join(ROOT, floor)).flatMap((room) =>
      readdirSync(join(ROOT, floor, room, 'src'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|tsx|json|css)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !/\.test\.tsx?$|\/(fixtures|golden)\/|\/(fixtures|golden-cases)\.ts$/.test(file))
        .map((file) => ({ file: file.slice(ROOT.length + 1), text: readFileSync(file, 'utf8') })),
    ),
  )
}

/** The ids that a programme gives what is its own. */
function ownIds(programme: Programme): string[] {
  return [
    programme.id,
    ...[
      programme.territories,
      programme.centres,
      programme.committees,
      programme.funders,
      programme.areas,
      programme.periods,
      programme.prototypes,
      programme.partners,
      programme.facts,
      programme.questions,
      programme.families,
      programme.indicators,
      programme.questionnaires,
      programme.sources,
      programme.recommendations,
    ].flatMap((list) => list.map(({ id }) => id)),
  ]
}

describe('the code', () => {
  const all = sources()
  let programmes: Programme[]
  beforeAll(async () => {
    programmes = await Promise.all([CSC, LITTORAL].map(readProgramme))
  })

  it('says no name of a programme', () => {
    expect(all.length).toBeGreaterThan(400)
    expect(all.filter(({ text }) => WORDS.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('writes no id of a programme as a value', () => {
    const ids = new Set(programmes.flatMap(ownIds).filter((id) => id.includes('-') && !SHARED.has(id)))
    expect(ids.size).toBeGreaterThan(150)
    const found = all.flatMap(({ file, text }) =>
      [...text.matchAll(/(['"`])([a-z0-9]+(?:-[a-z0-9]+)+)\1/g)]
        .filter(([, , written = '']) => ids.has(written))
        .map(([, , written]) => `${file}: ${written}`),
    )
    expect(found).toEqual([])
  })

  it('presumes neither how many territories there are nor which comes first', () => {
    const presumed =
      /territories\s*(\?\.)?\[[1-9]\]|territories\.length\s*[=!<>]=*\s*[1-9]|centres\.length\s*===?\s*[1-9]/
    expect(all.filter(({ text }) => presumed.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('writes no year of an evaluation into what is computed or said', () => {
    const year = /\b201[789]\b/
    const said = all.flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && year.test(line))
        // A way of writing a date, shown by an example, names no programme.
        .filter(
          (line) => !/2019-0[13]-|2018-2019|2018-t3|2018-09|2018-t1|^\s*'2018',$|31\/01\/2019/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(said).toEqual([])
  })
})
