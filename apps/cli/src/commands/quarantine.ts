import { readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import type { MendOutcome } from '@retombees/contract/load'
import type { Command } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { reading } from '../reading.ts'
import { textTable } from '../text-table.ts'

export function addQuarantine(program: Command, environment: Environment): void {
  program
    .command('quarantine')
    .description('liste les lignes mises de côté, avec leur raison')
    .option('--load <id>', 'un seul chargement')
    .option('--json', 'un objet JSON par ligne')
    .option('--export <fichier.csv>', 'les écrit dans un fichier à corriger, que « mend » reprend')
    .action(async (options: { load?: string; json?: boolean; export?: string }) => {
      if (options.export !== undefined) return exportRows(environment, options.export, options.load)
      return reading(environment, async (reader) => {
        const { quarantineOf } = await import('@retombees/model/loads')
        const rows = await quarantineOf(reader.db, options.load)
        if (options.json) for (const row of rows) console.log(JSON.stringify(row))
        else if (rows.length === 0) console.log('Aucune ligne en quarantaine.')
        else
          for (const row of rows) console.log(`${row.file}:${row.row} ${row.column ?? ''} : ${row.message}`)
      })
    })

  program
    .command('mend')
    .description('reprend les lignes mises de côté, une fois corrigées')
    .argument('<fichier>', 'ce que « quarantine --export » a écrit, corrigé ; - : l’entrée standard')
    .option('--json', 'un objet JSON par ligne')
    .action(async (path: string, options: { json?: boolean }) => {
      const [{ mend }, { readMends }, { readProgramme }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/mend'),
        import('../mend-file.ts'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      const bytes = path === '-' ? await buffer(process.stdin) : readMended(path)
      const requests = readMends(bytes, path)
      const programme = await readProgramme(environment.programme)
      const outcomes = await mend(openHome(environment.home), programme, requests, { now: () => new Date() })
      if (options.json) for (const outcome of outcomes) console.log(JSON.stringify(outcome))
      else console.log(tableOf(outcomes))
      if (outcomes.some(({ status }) => status === 'refused')) process.exitCode = 1
    })
}

function readMended(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new UsageError(
      `${path} : ce fichier n’existe pas ou ne peut pas être lu ; donner celui que « quarantine --export » a écrit.`,
    )
  }
}

const STATUS = { mended: 'chargée', quarantined: 'encore de côté', refused: 'refusée' } as const

function tableOf(outcomes: readonly MendOutcome[]): string {
  if (outcomes.length === 0) return 'Aucune ligne à reprendre.'
  return textTable(
    ['chargement', 'ligne', 'état', 'raison'],
    outcomes.map((one) => [one.load_id, one.row_no, STATUS[one.status], one.reason ?? '']),
  )
}

/** One file a load: two loads have other columns. */
async function exportRows(environment: Environment, path: string, loadId?: string): Promise<void> {
  const [{ setAside }, { mendFile }, { readProgramme }, { openHome }] = await Promise.all([
    import('@retombees/pipeline/set-aside'),
    import('../mend-file.ts'),
    import('@retombees/programme/read-programme'),
    import('@retombees/warehouse/home'),
  ])
  const programme = await readProgramme(environment.programme)
  const loads = await setAside(openHome(environment.home), programme, loadId)
  if (loads.length === 0) console.log('Aucune ligne en quarantaine.')
  for (const load of loads) {
    const name = loads.length === 1 ? path : path.replace(/(\.csv)?$/i, `-${load.loadId}.csv`)
    writeFileSync(name, mendFile(load))
    console.log(`${name} : ${load.rows.length} ligne${load.rows.length > 1 ? 's' : ''} de ${load.file}`)
  }
}
