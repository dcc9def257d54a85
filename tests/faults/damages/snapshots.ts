import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Face } from '@retombees/contract/role'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
import { openReader } from '@retombees/warehouse/reader'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { sql } from 'kysely'
import { changedFaces, type House, loadsIn, lostIn } from '../damaged-house.ts'
import { homeState } from '../face-state.ts'
import { cut } from './archive.ts'
import { type Damage, unlessHeld } from './damage.ts'

/** What may happen to what follows from the archive, and to those who write or read at the same time. */
export const SNAPSHOTS: readonly Damage[] = [
  ...(['foreign', 'truncated'] as const).map(
    (kind): Damage => ({
      name: `wal-${kind}`,
      label:
        kind === 'foreign'
          ? 'Journal (WAL) d’une autre base posé à côté d’un instantané'
          : 'Le même, tronqué',
      answer: 'il n’est jamais lu ; la prochaine écriture l’enlève',
      says: /\.wal : un instantané n’a jamais de journal.*Supprimez-le/s,
      async befall(houses) {
        const house = houses.small()
        const journal = `${faceFile(house, 'internal')}.wal`
        await foreignJournal(house, journal)
        if (kind === 'truncated') writeFileSync(journal, cut(readFileSync(journal)))
        const refused = await house.run(['loads'])
        const { code, err } = await house.run(['ingest', house.arriving])
        const out = await house.run(['unload', readCurrent(house.home)?.loads.at(-1) ?? ''])
        return {
          told: refused.err.trim(),
          problems: [
            ...unlessHeld({
              'reading says so': refused.code === 1,
              [`the next write takes it away ${err}`]: code === 0 && out.code === 0,
            }),
            ...(await changedFaces(house)),
          ],
        }
      },
    }),
  ),
  {
    name: 'lock-wal',
    label: 'Journal d’une autre base posé à côté du verrou',
    answer: 'il est enlevé : le verrou n’en a jamais',
    async befall(houses) {
      const house = houses.small()
      await foreignJournal(house, join(house.home.lock, 'lock.duckdb.wal'))
      const { code, err } = await house.run(['ingest', house.arriving])
      return {
        told: null,
        problems: [...unlessHeld({ [`ingest succeeds ${err}`]: code === 0 }), ...(await lostIn(house))],
      }
    },
  },
  {
    name: 'lock-broken',
    label: 'Verrou d’écriture abîmé',
    answer: 'rien n’est écrit sans lui ; il ne tient rien d’autre et se supprime',
    says: /writer ne s’ouvre pas.*supprimez-le, puis recommencez/s,
    async befall(houses) {
      const house = houses.small()
      writeFileSync(join(house.home.lock, 'lock.duckdb'), 'x'.repeat(9000))
      const refused = await house.run(['ingest', house.arriving])
      const faces = await changedFaces(house)
      rmSync(house.home.lock, { recursive: true })
      const again = await house.run(['ingest', house.arriving])
      return {
        told: refused.err.trim(),
        problems: [
          ...faces,
          ...unlessHeld({ 'it is refused': refused.code === 1, 'it succeeds then': again.code === 0 }),
        ],
      }
    },
  },
  {
    name: 'two-writers',
    label: 'Deux écritures à la fois',
    answer: 'la seconde dit qui écrit, et n’attend pas',
    says: /en cours d’écriture par .*attendez qu’il ait fini/s,
    async befall(houses) {
      const house = houses.small()
      const ends = await Promise.all([house.run(['ingest', house.arriving]), house.run(['rebuild'])])
      const refused = ends.filter(({ code }) => code !== 0)
      const again = await Promise.all([house.run(['ingest', house.arriving])])
      const rebuilt = await house.run(['rebuild'])
      return {
        told: refused[0]?.err.trim() ?? null,
        problems: [
          ...unlessHeld({
            'one of them is refused': refused.length === 1,
            'both succeed in turn': [...again, rebuilt].every(({ code }) => code === 0),
            'three loads are in force': loadsIn(house) === 3,
          }),
          ...(await lostIn(house)),
        ],
      }
    },
  },
  {
    name: 'snapshot-deleted',
    label: 'Instantané supprimé sous un lecteur',
    answer: 'qui l’avait ouvert le lit jusqu’au bout ; « rebuild » le refait',
    says: /absent de .*« retombees rebuild » le refait/s,
    async befall(houses) {
      const house = houses.small()
      const reader = await openReader(house.home, 'internal')
      const count = async () =>
        reader && (await sql<{ n: bigint }>`select count(*) as n from funding`.execute(reader.db)).rows[0]?.n
      const before = await count()
      rmSync(join(house.home.snapshots, readCurrent(house.home)?.id ?? ''), { recursive: true })
      const after = await count()
      await reader?.close()
      return mendedByRebuild(
        house,
        unlessHeld({ 'the reader reads on': before === after && before !== undefined }),
      )
    },
  },
  {
    name: 'current-broken',
    label: '`current` illisible',
    answer: 'on supprime ce fichier, « rebuild » le refait',
    says: /current ne se lit pas.*supprimez-le, puis « retombees rebuild »/s,
    async befall(houses) {
      const problems: string[] = []
      let told = ''
      for (const text of ['{"id":', '', '{"id":"autre"}']) {
        const house = houses.small()
        writeFileSync(house.home.current, text)
        const refused = await house.run(['ingest', house.arriving])
        problems.push(
          ...unlessHeld({
            'writing is refused': refused.code === 1,
            'nothing was loaded': loadsIn(house) === 2,
          }),
        )
        const verdict = await mendedByRebuild(house, [], () => rmSync(house.home.current))
        problems.push(...verdict.problems)
        told = verdict.told
      }
      return { told, problems }
    },
  },
  {
    name: 'snapshot-manifest',
    label: 'Manifeste d’un instantané illisible',
    answer: '« rebuild » le refait',
    says: /manifest\.json ne se lit pas.*« retombees rebuild »/s,
    befall(houses) {
      const house = houses.small()
      const path = join(house.home.snapshots, readCurrent(house.home)?.id ?? '', 'manifest.json')
      chmodSync(path, 0o644)
      writeFileSync(path, cut(readFileSync(path)))
      return mendedByRebuild(house)
    },
  },
  {
    name: 'face-damaged',
    label: 'Octets changés dans la face interne',
    answer: 'elle ne sert de base à rien ; « rebuild » la refait',
    says: /abîmé.*« retombees rebuild »/s,
    befall(houses) {
      const house = houses.small()
      const path = faceFile(house, 'internal')
      const bytes = readFileSync(path)
      // Past the headers, in every block.
      for (let at = 12_288 + 4096; at < bytes.length; at += 16_384) bytes[at] = (bytes[at] ?? 0) ^ 0xff
      chmodSync(path, 0o644)
      writeFileSync(path, bytes)
      return mendedByRebuild(house)
    },
  },
  {
    name: 'face-cut',
    label: 'Face interne tronquée, puis un chargement',
    answer: 'la suivante est assemblée depuis les chargements, sans elle',
    says: /« retombees rebuild »/,
    async befall(houses) {
      const house = houses.small()
      const path = faceFile(house, 'internal')
      chmodSync(path, 0o644)
      writeFileSync(path, cut(readFileSync(path)))
      const refused = await house.run(['loads'])
      const loaded = await house.run(['ingest', house.arriving])
      const out = await house.run(['unload', readCurrent(house.home)?.loads.at(-1) ?? ''])
      return {
        told: refused.err.trim(),
        problems: [
          ...unlessHeld({
            'reading says so': refused.code === 1,
            [`loading succeeds ${loaded.err}`]: loaded.code === 0 && out.code === 0,
          }),
          ...(await changedFaces(house)),
        ],
      }
    },
  },
]

function faceFile({ home }: House, face: Face): string {
  return join(home.snapshots, readCurrent(home)?.faces[face] ?? '')
}

/** The journal of a database that nobody closed. */
async function foreignJournal({ folder }: House, path: string): Promise<void> {
  mkdirSync(join(folder, 'foreign'))
  const other = join(folder, 'foreign', 'other.duckdb')
  const engine = await openEngine(other, { ...WRITING, readOnly: false })
  await engine.run("create table funding (note varchar); insert into funding values ('étranger')")
  copyFileSync(`${other}.wal`, path)
  await engine.close()
}

/** Reading says what is wrong, rebuilding gives back what was in force. */
async function mendedByRebuild(house: House, problems: readonly string[] = [], first: () => void = () => {}) {
  const refused = await house.run(['loads', '--json'])
  first()
  const { code, err } = await house.run(['rebuild'])
  const seen = code === 0 ? await homeState(house.home) : null
  return {
    told: refused.err.trim(),
    problems: [
      ...problems,
      ...unlessHeld({ 'reading says so': refused.code === 1, [`rebuilding succeeds ${err}`]: code === 0 }),
      ...(seen ? await changedFaces(house) : []),
      ...(await lostIn(house)),
    ],
  }
}
