import type { IngestOutcome } from '@retombees/contract/load'
import type { Command } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { tellNotices } from '../notices.ts'
import { outcomeTable } from '../outcome-table.ts'

interface Options {
  source?: string
  name?: string
  json?: boolean
  progress?: boolean
  dryRun?: boolean
  replace?: boolean
}

export function addIngest(program: Command, environment: Environment): void {
  program
    .command('ingest')
    .description('charge des fichiers, des dossiers ou l’entrée standard (-), puis publie')
    .argument('<fichier|dossier|motif|-...>')
    .option('--source <id>', 'source à laquelle rattacher les fichiers')
    .option('--name <nom>', 'nom de ce qui vient par l’entrée standard')
    .option('--json', 'un objet JSON par fichier')
    .option('--progress', 'avec --json, des objets { "progress": … } pendant la lecture')
    .option('--dry-run', 'dit ce qui serait fait, sans rien charger')
    .option('--replace', 'un fichier corrigé remplace celui de même nom')
    .action(async (paths: string[], options: Options) => {
      const { namedFiles, withStandardInput } = await import('../chosen-files.ts')
      const piped = paths.includes('-')
      if (piped && paths.length > 1)
        throw new UsageError('- : l’entrée standard se charge seule, sans autre fichier.')
      const outcomes = piped
        ? await withStandardInput(options.name, process.stdin, (path) => take(environment, [path], options))
        : await take(environment, namedFiles(paths), options)
      if (!options.json) {
        console.log(outcomeTable(outcomes, options))
        if (!options.dryRun) await tellNotices(environment, (line) => console.log(line))
      }
      if (outcomes.some((outcome) => outcome.status === 'refused')) process.exitCode = 1
    })
}

async function take(environment: Environment, paths: string[], options: Options): Promise<IngestOutcome[]> {
  const [{ ingest }, { readProgramme }, { openHome }, progress] = await Promise.all([
    import('@retombees/pipeline/ingest'),
    import('@retombees/programme/read-programme'),
    import('@retombees/warehouse/home'),
    watched(options),
  ])
  try {
    return await ingest(openHome(environment.home), await readProgramme(environment.programme), paths, {
      source: options.source,
      dryRun: options.dryRun,
      replace: options.replace,
      now: () => new Date(),
      onFile: options.json ? (outcome) => console.log(JSON.stringify(outcome)) : undefined,
      onProgress: progress.onProgress,
    })
  } finally {
    progress.stop()
  }
}

/** JSON lines where they are asked for, a bar where somebody looks, else nothing. */
async function watched({ json, progress }: Options) {
  const { paceLine, pacing, progressBar, sparing } = await import('../progress-bar.ts')
  const clock = () => performance.now()
  if (json && progress) {
    const paceOf = pacing(clock)
    return { onProgress: sparing((one) => console.log(paceLine(paceOf(one))), clock), stop: () => {} }
  }
  return json || !process.stderr.isTTY
    ? { onProgress: undefined, stop: () => {} }
    : progressBar(process.stderr)
}
