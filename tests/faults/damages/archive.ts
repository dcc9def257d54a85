import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inspectLedger } from '@retombees/warehouse/ledger'
import type { CommandResult } from '../../support/command.ts'
import { changedFaces, type House, loadsIn, lostIn } from '../damaged-house.ts'
import { faceState } from '../face-state.ts'
import { type Damage, unlessHeld } from './damage.ts'

/** What may happen to what cannot be made again: loads, ledger, key, releases. */
export const ARCHIVE: readonly Damage[] = [
  {
    name: 'load-damaged',
    label: 'Octet changé dans un chargement archivé',
    answer:
      'rien n’est publié de ce chargement ; ce qui l’était reste jusqu’à ce que le dossier soit restauré',
    says: /raw\.parquet n’est plus ce qui avait été écrit.*restaurez ce dossier/s,
    befall: (houses) => {
      const house = houses.small()
      return damagedThenMended(house, firstFile(house, 'raw.parquet'), flipped, ['rebuild'])
    },
  },
  {
    name: 'load-cut',
    label: 'Chargement archivé tronqué, la définition ayant changé',
    answer: 'de même',
    says: /n’est plus ce qui avait été écrit/,
    befall: (houses) => {
      const house = houses.small()
      appendFileSync(join(house.programme, 'programme.yaml'), '\n# changé\n')
      return damagedThenMended(house, firstFile(house, 'raw.parquet'), cut, ['ingest', house.arriving], {
        same: false,
      })
    },
  },
  {
    name: 'conformed-damaged',
    label: 'Octet changé dans les lignes conformes d’un chargement',
    answer: 'elles suivent de ce qui a été lu : elles sont refaites sans rien demander',
    async befall(houses) {
      const house = houses.small()
      writeFileSync(
        firstFile(house, 'conformed.parquet'),
        flipped(readFileSync(firstFile(house, 'conformed.parquet'))),
      )
      for (const snapshot of readdirSync(house.home.snapshots))
        rmSync(join(house.home.snapshots, snapshot), { recursive: true })
      const again = await house.run(['ingest', house.arriving])
      const last = inspectLedger(house.home).events.at(-1)
      const out = await house.run(['unload', last?.kind === 'load' ? last.loadId : ''])
      return {
        told: null,
        problems: [
          ...unlessHeld({ 'both succeed': again.code === 0 && out.code === 0 }),
          ...(await changedFaces(house)),
        ],
      }
    },
  },
  {
    name: 'load-manifest',
    label: 'Manifeste d’un chargement illisible',
    answer: 'rien n’est publié ; ce qui l’était reste',
    says: /manifeste illisible.*manifest\.json.*restaurez ce dossier/s,
    befall: (houses) => {
      const house = houses.small()
      return damagedThenMended(house, firstFile(house, 'manifest.json'), cut, ['rebuild'])
    },
  },
  {
    name: 'ledger-torn',
    label: 'Dernière ligne du registre inachevée',
    answer: 'elle n’avait été annoncée à personne : elle est coupée, gardée à côté, et l’on continue',
    async befall(houses) {
      const house = houses.small()
      appendFileSync(house.home.ledger, '{"seq":3,"kind":"load","at":"20')
      const faces = await changedFaces(house)
      const { code, err } = await house.run(['ingest', house.arriving])
      return {
        told: null,
        problems: [
          ...faces,
          ...unlessHeld({
            [`ingest succeeds ${err}`]: code === 0,
            'three loads are in force': loadsIn(house) === 3,
            'the torn line is kept': existsSync(`${house.home.ledger}.torn`),
          }),
          ...(await lostIn(house)),
        ],
      }
    },
  },
  {
    name: 'ledger-broken',
    label: 'Ligne du registre abîmée',
    answer: 'plus rien n’est écrit tant que le registre n’est pas restauré ; on lit comme avant',
    says: /ledger\.jsonl, ligne 1.*restaurez ce fichier depuis une sauvegarde/s,
    befall: (houses) => {
      const house = houses.small()
      return damagedThenMended(
        house,
        house.home.ledger,
        (bytes) => Buffer.concat([Buffer.from('x'), bytes]),
        ['ingest', house.arriving],
        { same: false },
      )
    },
  },
  {
    name: 'ledger-lost',
    label: 'Registre disparu',
    answer: 'rien n’est supprimé ni écrit : les chargements attendent leur registre',
    says: /ne connaît pas les chargements.*restaurez-le depuis une sauvegarde ; rien n’a été supprimé/s,
    async befall(houses) {
      const house = houses.small()
      renameSync(house.home.ledger, `${house.home.ledger}.away`)
      const refused = await house.run(['ingest', house.arriving])
      const loads = readdirSync(house.home.loads).length
      const faces = await changedFaces(house)
      renameSync(`${house.home.ledger}.away`, house.home.ledger)
      return afterwards(
        house,
        refused,
        ['ingest', house.arriving],
        [...faces, ...unlessHeld({ 'every load is there': loads === 2 })],
      )
    },
  },
  {
    name: 'key-missing',
    label: 'Clé des personnes disparue',
    answer: 'aucun fichier de personnes n’entre ; le reste continue',
    says: /La clé des personnes .* n’est plus là.*Rétablissez-la depuis une sauvegarde/s,
    befall: (houses) => withKey(houses.withPersons(), (key) => renameSync(key, `${key}.away`)),
  },
  {
    name: 'key-wrong',
    label: 'Clé des personnes d’un autre entrepôt',
    answer: 'de même : chacun passerait pour quelqu’un d’autre',
    says: /n’est pas celle des chargements déjà faits.*Rétablissez la première/s,
    befall: (houses) =>
      withKey(houses.withPersons(), (key) => {
        renameSync(key, `${key}.away`)
        writeFileSync(key, `${'0123456789abcdef'.repeat(4)}\n`)
      }),
  },
  {
    name: 'releases-missing',
    label: 'Mémoire de ce qui a été publié disparue',
    answer: 'la face publiée reste celle d’avant : une correction ne peut pas lui être comparée',
    says: /releases : ce qui a été publié de .* n’y est plus.*restaurez ce dossier/s,
    async befall(houses) {
      const house = houses.withPersons()
      const { releases } = house.home
      if (!existsSync(releases)) return { told: null, problems: ['no period was published'] }
      renameSync(releases, `${releases}.away`)
      const refused = await house.run(['ingest', house.arriving])
      const stays = (await faceState(house.home, 'published')) === house.before.published
      rmSync(releases, { recursive: true, force: true })
      renameSync(`${releases}.away`, releases)
      return afterwards(
        house,
        refused,
        ['ingest', house.arriving],
        unlessHeld({ 'the published face stays': stays }),
      )
    },
  },
]

function firstFile({ home }: House, name: string): string {
  return join(home.loads, readdirSync(home.loads).sort()[0] ?? '', name)
}

/** One bit, in the middle. */
export function flipped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes)
  const at = Math.floor(other.length / 2)
  other[at] = (other[at] ?? 0) ^ 1
  return other
}

export function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2))
}

/** Damages a file, asks for something that needs it, puts the file back and asks again. */
async function damagedThenMended(
  house: House,
  path: string,
  damage: (bytes: Buffer) => Buffer,
  args: readonly string[],
  { same = true }: { same?: boolean } = {},
) {
  const bytes = readFileSync(path)
  const other = damage(bytes)
  truncateSync(path)
  writeFileSync(path, other)
  const refused = await house.run(args)
  const faces = await changedFaces(house)
  writeFileSync(path, bytes)
  return afterwards(house, refused, args, faces, same)
}

/** What was refused is granted once the damage is mended, and nothing is lost. */
async function afterwards(
  house: House,
  refused: CommandResult,
  args: readonly string[],
  problems: readonly string[],
  same = false,
) {
  const again = await house.run(args)
  return {
    told: refused.err.trim() || refused.out.trim(),
    problems: [
      ...problems,
      ...unlessHeld({
        'it is refused': refused.code === 1,
        [`it succeeds then ${again.err}`]: again.code === 0,
      }),
      ...(same ? await changedFaces(house) : []),
      ...(await lostIn(house)),
    ],
  }
}

async function withKey(house: House, damage: (key: string) => void) {
  const { key } = house.home
  damage(key)
  const refused = await house.run(['ingest', house.arriving])
  const faces = await changedFaces(house)
  renameSync(`${key}.away`, key)
  return afterwards(house, refused, ['ingest', house.arriving], faces)
}
