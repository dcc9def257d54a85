import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Home, openHome } from '@retombees/warehouse/home'
import { listSnapshots, readCurrent } from '@retombees/warehouse/snapshot'
import { type CommandResult, commandOf, runProgram } from '../../support/command.ts'
import { changedFaces, type House, loadsIn, lostIn } from '../damaged-house.ts'
import { homeState } from '../face-state.ts'
import { type Damage, unlessHeld } from './damage.ts'

const ROOMS = [48, 400, 1500, 4000]

/** What a disk, an account and a clock may do. */
export const DISK: readonly Damage[] = [
  {
    name: 'disk-full',
    label: 'Disque plein, à quatre moments du chargement',
    answer: 'ce qui était publié le reste ; la même commande réussit une fois de la place faite',
    says: /disque est plein.*libérez de la place, puis relancez/s,
    async befall(houses) {
      const problems: string[] = []
      let told: string | null = null
      let by = ''
      for (const room of ROOMS) {
        const house = houses.small()
        const disk = smallDisk(house, room)
        by = disk.by
        try {
          const full = await disk.run(['ingest', house.arriving])
          if (full.code !== 0) told = full.err.trim()
          const at = (problem: string) => `${room} kB: ${problem}`
          const kept = { ...house, home: disk.home }
          // With little room missing the internal face may be in force already: never half of one.
          if (loadsIn(kept) === 2) problems.push(...(await changedFaces(kept)).map(at))
          problems.push(...(await lostIn(kept)).map(at))
          disk.enlarge()
          const again = await disk.run(['ingest', house.arriving])
          if (again.code !== 0) problems.push(at(again.err))
          if (loadsIn(kept) !== 3) problems.push(at(`${loadsIn(kept)} loads`))
          problems.push(...(await lostIn(kept)).map(at))
          await homeState(disk.home)
        } finally {
          disk.close()
        }
      }
      return { told, by, problems: [...problems, ...unlessHeld({ 'the disk was full once': told !== null })] }
    },
  },
  {
    name: 'read-only',
    label: 'Dossier en lecture seule',
    answer: 'on lit comme avant ; rien n’est écrit',
    says: /ne peut pas être écrit par ce compte.*puis recommencez/s,
    async befall(houses) {
      const house = houses.small()
      closeToWriting(house.folder)
      const account = process.getuid?.() === 0 ? 65_534 : undefined
      const by =
        account === undefined ? 'droits retirés au compte' : 'la commande tourne sous le compte nobody'
      const asked = await asAccount(house, ['loads', '--json'], account)
      if (account !== undefined && /EACCES|Cannot find/.test(asked.err))
        return {
          told: null,
          problems: [],
          skipped: 'le compte nobody ne peut pas lire le programme ici, et root écrit malgré les droits',
        }
      const refused = await asAccount(house, ['ingest', house.arriving], account)
      return {
        told: refused.err.trim(),
        by,
        problems: [
          ...unlessHeld({
            'loads are listed': asked.code === 0 && loadsSaid(asked) === 2,
            'ingest fails': refused.code === 1,
          }),
          ...(await changedFaces(house)),
        ],
      }
    },
  },
  {
    name: 'clock-back',
    label: 'Horloge qui recule de plus d’un an entre deux écritures',
    answer: 'l’ordre est celui du registre, pas de l’horloge : rien à faire',
    async befall(houses) {
      const house = houses.small()
      const future = await house.run(['ingest', house.arriving], { NODE_OPTIONS: clockShifted(400) })
      const ahead = readCurrent(house.home)
      const back = await house.run(['unload', ahead?.loads.at(0) ?? ''])
      const current = readCurrent(house.home)
      return {
        told: null,
        problems: [
          ...unlessHeld({
            'both succeed': future.code === 0 && back.code === 0,
            'the first was of a later day': (ahead?.publishedAt ?? '') > (current?.publishedAt ?? ''),
            'the last publication is in force, under the last name':
              current !== null &&
              current.id === listSnapshots(house.home).at(-1) &&
              current.id > (ahead?.id ?? ''),
            'its loads are those of the ledger': current?.loads.length === 2 && loadsIn(house) === 2,
          }),
          ...(await lostIn(house)),
        ],
      }
    },
  },
]

/** The environment by which a child of Node believes it is so many days later. */
function clockShifted(days: number): string {
  const script = `const D=Date,by=${days * 86_400_000};globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(D.now()+by)}static now(){return D.now()+by}}`
  return `--import=data:text/javascript,${encodeURIComponent(script)}`
}

interface SmallDisk {
  readonly home: Home
  /** In French. */
  readonly by: string
  run(args: readonly string[]): Promise<CommandResult>
  enlarge(): void
  close(): void
}

/** A disk with so many kilobytes left, which holds the home of a house; by a limit on the size of files where none can be mounted. */
function smallDisk(house: House, room: number): SmallDisk {
  const folder = join(house.folder, 'disk')
  mkdirSync(folder)
  const size = kilobytesIn(house.home.root) + room
  const mount = (...options: string[]) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', ...options, 'tmpfs', folder])
  const mounted = process.platform === 'linux' && mount(`size=${size}k`).status === 0
  if (!mounted) return limitedFiles(house, room)
  const root = join(folder, 'home')
  cpSync(house.home.root, root, { recursive: true })
  return {
    home: openHome(root),
    by: 'un système de fichiers de quelques mégaoctets (tmpfs)',
    run: (args) => house.run(args, { RETOMBEES_HOME: root }),
    enlarge: () => void mount(`remount,size=${size + 200_000}k`),
    // A process that was just ended may still stand in it.
    close: () => void spawnSync('umount', ['-l', folder]),
  }
}

function limitedFiles(house: House, room: number): SmallDisk {
  let limited = true
  return {
    home: house.home,
    by: 'une limite à la taille d’un fichier (ulimit -f), faute de pouvoir monter un disque',
    run: (args) =>
      limited
        ? runProgram(
            ['sh', '-c', `trap '' XFSZ; ulimit -f ${room}; exec "$@"`, 'sh', ...commandOf(args)],
            house,
          )
        : house.run(args),
    enlarge: () => {
      limited = false
    },
    close: () => {},
  }
}

function kilobytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files.reduce((sum, entry) => {
    const { size } = statSync(join(entry.parentPath, entry.name))
    return sum + Math.ceil(size / 4096) * 4 + 4
  }, 16)
}

/** The loads of files: the programme's own rows are listed beside them. */
function loadsSaid(said: CommandResult): number {
  return said.json<{ source: string }>().filter(({ source }) => source !== 'programme').length
}

/** Everybody may read what is there, and nobody but root may write. */
function closeToWriting(folder: string): void {
  const root = process.getuid?.() === 0
  const close = (path: string) => {
    if (root) chownSync(path, 0, 0)
    chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444)
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    close(join(entry.parentPath, entry.name))
  close(folder)
  if (root) chmodSync(join(folder, '..'), 0o755)
}

function asAccount(house: House, args: readonly string[], uid: number | undefined): Promise<CommandResult> {
  return runProgram(commandOf(args), { env: house.env, uid })
}
