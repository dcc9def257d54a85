import type { IngestOutcome } from '@retombees/contract/load'
import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import { textTable } from '../text-table.ts'

const STATUS = { loaded: 'chargé', duplicate: 'déjà chargé', refused: 'refusé' } as const

interface Options {
  source?: string
  json?: boolean
  dryRun?: boolean
  replace?: boolean
}

export function addIngest(program: Command, environment: Environment): void {
  program
    .command('ingest')
    .description('charge des fichiers ou des dossiers, puis publie')
    .argument('<fichier|dossier...>')
    .option('--source <id>', 'source à laquelle rattacher les fichiers')
    .option('--json', 'un objet JSON par fichier')
    .option('--dry-run', 'dit ce qui serait fait, sans rien charger')
    .option('--replace', 'un fichier corrigé remplace celui de même nom')
    .action(async (paths: string[], options: Options) => {
      const [{ ingest }, { readProgramme }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/ingest'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      const programme = await readProgramme(environment.programme)
      const outcomes = await ingest(openHome(environment.home), programme, paths, {
        source: options.source,
        dryRun: options.dryRun,
        replace: options.replace,
        now: () => new Date(),
        onFile: options.json ? (outcome) => console.log(JSON.stringify(outcome)) : undefined,
      })
      if (!options.json) console.log(tableOf(outcomes))
      if (outcomes.some((outcome) => outcome.status === 'refused')) process.exitCode = 1
    })
}

function tableOf(outcomes: readonly IngestOutcome[]): string {
  const rows = outcomes.map((o) => [
    o.file,
    STATUS[o.status],
    o.rows_read,
    o.rows_loaded,
    o.rows_quarantined,
    o.rows_ignored,
  ])
  const reasons = outcomes.flatMap((o) =>
    o.status === 'refused' && o.reason ? [`${o.file} : ${o.reason}`] : [],
  )
  return [
    textTable(['fichier', 'état', 'lues', 'chargées', 'quarantaine', 'ignorées'], rows),
    ...reasons,
  ].join('\n')
}
