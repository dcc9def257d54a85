import type { Command } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { textTable } from '../text-table.ts'

interface Options {
  seed: string
  sessions: string
  attendances: string
  respondents: string
  out: string
}

export function addSimulate(program: Command, environment: Environment): void {
  program
    .command('simulate')
    .description('fabrique des fichiers pour chaque source du programme, marqués comme simulés')
    .option('--seed <n>', 'graine : la même donne les mêmes fichiers', '1')
    .option('--sessions <n>', 'sessions de borne, environ', '20000')
    .option('--attendances <n>', 'présences en atelier, environ', '3000')
    .option('--respondents <n>', 'répondants aux enquêtes', '300')
    .requiredOption('--out <dossier>', 'dossier où les écrire')
    .action(async (options: Options) => {
      const scale = {
        sessions: countOf('--sessions', options.sessions),
        attendances: countOf('--attendances', options.attendances),
        respondents: countOf('--respondents', options.respondents),
      }
      const seed = countOf('--seed', options.seed)
      const [{ readProgramme }, { simulate }, { writeFiles }] = await Promise.all([
        import('@retombees/programme/read-programme'),
        import('../simulation/simulate.ts'),
        import('../simulation/write-files.ts'),
      ])
      const files = simulate(await readProgramme(environment.programme), seed, scale)
      writeFiles(options.out, files)
      console.log(
        textTable(
          ['fichier', 'source', 'lignes'],
          files.map(({ name, source, rows }) => [name, source, rows]),
        ),
      )
    })
}

const MOST = 2_000_000

function countOf(option: string, written: string): number {
  const count = Number(written)
  if (/^\d+$/.test(written) && count <= MOST) return count
  throw new UsageError(`${option} : « ${written} » trouvé ; un nombre entier de 0 à ${MOST} est attendu.`)
}
