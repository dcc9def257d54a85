import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import type { Command } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { reportFailure } from '../failure.ts'

/** A file that has not grown for so long is complete. */
const SETTLE = 2000

const STATUS = { loaded: 'chargé', duplicate: 'déjà chargé', refused: 'refusé' } as const

export function addWatch(program: Command, environment: Environment): void {
  program
    .command('watch')
    .description('charge ce qui arrive dans un dossier, jusqu’à ce qu’on l’arrête ; rien n’y est déplacé')
    .argument('<dossier>')
    .option('--source <id>', 'source à laquelle rattacher les fichiers')
    .option('--json', 'un objet JSON par fichier')
    .action(async (folder: string, options: { source?: string; json?: boolean }) => {
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
        throw new UsageError(`${folder} : un dossier est attendu ; vérifiez le chemin.`)
      const [{ watchFolder }, { readProgramme }, { openHome }] = await Promise.all([
        import('../watch-folder.ts'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      const stop = new AbortController()
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
      await watchFolder(
        openHome(environment.home),
        () => readProgramme(environment.programme),
        resolve(folder),
        {
          source: options.source,
          settle: SETTLE,
          signal: stop.signal,
          now: () => new Date(),
          onFile: (outcome) => console.log(options.json ? JSON.stringify(outcome) : lineOf(outcome)),
          onFailure: (error) => reportFailure(error, (line) => console.error(line)),
          onReady: () => {
            if (!options.json) console.log(`${folder} : surveillé. Ctrl+C pour arrêter.`)
          },
        },
      )
    })
}

function lineOf({ file, status, rows_loaded, rows_quarantined, reason }: IngestOutcome): string {
  const counts =
    status === 'loaded' ? ` : ${rows_loaded} lignes chargées, ${rows_quarantined} mises de côté` : ''
  return `${file} ${STATUS[status]}${counts}${reason ? ` ; ${reason}` : ''}`
}
