import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Home, openHome } from '@retombees/warehouse/home'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { retombees } from '../support/command.ts'
import { type HomeState, homeState } from './face-state.ts'

/** Something that a person asks of the command, on a home that somebody left in some state. */
export interface Operation {
  readonly name: string
  /** In French. */
  readonly label: string
  readonly programme: string
  /** Makes the home that it begins on, in a folder that is not there yet. */
  begin(root: string): void
  /** The words of the command; `root` is the home. */
  args(root: string): string[]
  readonly before: HomeState
  /** What it leaves when nobody kills it. */
  readonly after: HomeState
}

/** What the operations of one ground are done with. */
export interface Field {
  readonly programme: string
  /** Files that are loaded to begin with. */
  readonly there: readonly string[]
  /** Files that arrive. */
  readonly arriving: readonly string[]
}

/** A folder with a published home, and every operation tried once on a copy of it. */
export async function prepareOperations(folder: string, field: Field): Promise<readonly Operation[]> {
  const [programme, changed, base, archive] = ['programme', 'changed', 'base', 'saved.tar.gz'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  for (const copy of [programme, changed]) cpSync(field.programme, copy, { recursive: true })
  appendFileSync(join(changed, 'programme.yaml'), '\n# Une définition changée.\n')
  await succeed(['ingest', ...field.there], base, programme)
  await succeed(['backup', archive, '--with-key'], base, programme)
  const loadId = liveLoads(readLedger(openHome(base))).at(-1)?.loadId ?? ''

  const copied = (root: string) => cpSync(base, root, { recursive: true })
  const unpublished = (root: string) => {
    copied(root)
    rmSync(join(root, 'current'))
    for (const name of readdirSync(join(root, 'snapshots')))
      rmSync(join(root, 'snapshots', name), { recursive: true, force: true })
  }
  const plans: readonly Omit<Operation, 'before' | 'after'>[] = [
    {
      name: 'ingest',
      label: 'Charger (`ingest`)',
      programme,
      begin: copied,
      args: () => ['ingest', ...field.arriving, '--json'],
    },
    {
      name: 'publish',
      label: 'Publier une définition changée',
      programme: changed,
      begin: copied,
      args: () => ['ingest', field.there[0] ?? '', '--json'],
    },
    {
      name: 'rebuild',
      label: 'Reconstruire (`rebuild`), rien n’étant plus publié',
      programme,
      begin: unpublished,
      args: () => ['rebuild'],
    },
    {
      name: 'unload',
      label: 'Retirer un chargement (`unload`)',
      programme,
      begin: copied,
      args: () => ['unload', loadId],
    },
    {
      name: 'backup',
      label: 'Sauvegarder (`backup`)',
      programme,
      begin: copied,
      args: (root) => ['backup', join(root, '..', 'saved', 'copy.tar.gz'), '--with-key'],
    },
    {
      name: 'restore',
      label: 'Restaurer (`restore`)',
      programme,
      begin: (root) => mkdirSync(root),
      args: () => ['restore', archive],
    },
  ]
  const operations: Operation[] = []
  for (const plan of plans) operations.push({ ...plan, ...(await tried(join(folder, 'tried'), plan)) })
  return operations
}

async function tried(
  folder: string,
  { begin, args, programme }: Pick<Operation, 'begin' | 'args' | 'programme'>,
): Promise<Pick<Operation, 'before' | 'after'>> {
  const root = join(folder, 'home')
  mkdirSync(join(folder, 'saved'), { recursive: true })
  begin(root)
  const before = await homeState(openHome(root))
  await succeed(args(root), root, programme)
  const after = await homeState(openHome(root))
  rmSync(folder, { recursive: true, force: true })
  return { before, after }
}

/** Runs a command that has to succeed; throws with what it said otherwise. */
export async function succeed(args: readonly string[], root: string, programme: string) {
  const said = await retombees([...args], { RETOMBEES_HOME: root, RETOMBEES_PROGRAMME: programme })
  if (said.code !== 0) throw new Error(`${args.join(' ')}: ${said.code}\n${said.err}\n${said.out}`)
  return said
}

/** What a killed command left under construction in a home, or beside a backup. */
export function leftovers({ root }: Home): string[] {
  const saved = join(root, '..', 'saved')
  const beside = existsSync(saved) ? readdirSync(saved) : []
  return [...readdirSync(root, { recursive: true, encoding: 'utf8' }), ...beside].filter((name) =>
    /unfinished|\.tmp$|retombees-backup/.test(name),
  )
}
