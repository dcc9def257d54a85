import { type Command, Option } from 'commander'
import type { Environment } from '../environment.ts'
import { figureInWords } from '../french-number.ts'
import { reading } from '../reading.ts'
import { textTable } from '../text-table.ts'

export function addIndicators(program: Command, environment: Environment): void {
  program
    .command('indicators')
    .description('calcule les indicateurs sur ce qui est publié')
    .addOption(new Option('--by <dimension>', 'ventile').choices(['territory']))
    .option('--json', 'un objet JSON par indicateur')
    .action((options: { by?: 'territory'; json?: boolean }) =>
      reading(environment, async (reader) => {
        const [{ computeIndicators }, { readProgramme }] = await Promise.all([
          import('@retombees/model/indicators'),
          import('@retombees/programme/read-programme'),
        ])
        const programme = await readProgramme(reader.programmeFolder)
        const results = await computeIndicators(reader.db, programme)
        if (options.json) {
          for (const result of results) console.log(JSON.stringify(result))
          return
        }
        const territories = options.by ? programme.territories : []
        console.log(
          textTable(
            ['indicateur', 'état', 'ensemble', ...territories.map((t) => t.label.fr)],
            results.map((r) => [
              r.sheet.id,
              r.statusWords,
              figureInWords(r.whole),
              ...territories.map((t) => {
                const own = r.byTerritory.find((one) => one.territory === t.id)
                return own ? figureInWords(own.figure) : ''
              }),
            ]),
          ),
        )
      }),
    )
}
