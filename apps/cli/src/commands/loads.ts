import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import { tellNotices } from '../notices.ts'
import { reading } from '../reading.ts'
import { textTable } from '../text-table.ts'

export function addLoads(program: Command, environment: Environment): void {
  program
    .command('loads')
    .description('liste les chargements en vigueur')
    .option('--json', 'un objet JSON par chargement')
    .action((options: { json?: boolean }) =>
      reading(environment, async (reader) => {
        const [{ loadsOf }, { readProgramme }] = await Promise.all([
          import('@retombees/model/loads'),
          import('@retombees/programme/read-programme'),
        ])
        const loads = await loadsOf(reader.db, await readProgramme(reader.programmeFolder))
        if (options.json) for (const load of loads) console.log(JSON.stringify(load))
        else {
          console.log(
            textTable(
              [
                'chargement',
                'source',
                'fichier',
                'provenance',
                'lues',
                'chargées',
                'quarantaine',
                'ignorées',
                'avis',
              ],
              loads.map((l) => [
                l.loadId,
                l.source,
                l.file,
                l.provenance,
                l.rowsRead,
                l.rowsLoaded,
                l.rowsQuarantined,
                l.rowsIgnored,
                l.warnings.length,
              ]),
            ),
          )
          await tellNotices(environment, (line) => console.log(line))
        }
      }),
    )

  program
    .command('unload')
    .description('retire un chargement comme s’il n’était jamais venu')
    .argument('<chargement>')
    .action(async (loadId: string) => {
      const [{ unload }, { readProgramme }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/unload'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      await unload(openHome(environment.home), await readProgramme(environment.programme), loadId, {
        now: () => new Date(),
      })
      console.log(`${loadId} : retiré.`)
    })

  program
    .command('rebuild')
    .description('refait l’entrepôt depuis le registre et les chargements archivés')
    .action(async () => {
      const [{ rebuild }, { readProgramme }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/rebuild'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      await rebuild(openHome(environment.home), await readProgramme(environment.programme), {
        now: () => new Date(),
      })
      console.log('Entrepôt reconstruit et publié.')
    })
}
