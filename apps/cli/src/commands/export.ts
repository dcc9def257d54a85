import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { Environment } from '../environment.ts'
import { reading } from '../reading.ts'

export function addExport(program: Command, environment: Environment): void {
  program
    .command('export')
    .description(
      'écrit ce qui est publié dans un format d’échange : cids (Common Impact Data Standard 3.2, JSON-LD)',
    )
    .argument('<format>', 'cids')
    .addOption(new Option('--out <fichier>', 'où l’écrire ; sans, à la sortie'))
    .action((format: string, { out }: { out?: string }) => {
      if (format !== 'cids') throw new Error(`Format « ${format} » inconnu ; attendu : cids.`)
      return reading(environment, async (reader) => {
        const [{ cidsDocument }, { computeIndicators }, { answerQuestions }, { readProgramme }] =
          await Promise.all([
            import('@retombees/model/interchange/cids'),
            import('@retombees/model/indicators'),
            import('@retombees/model/questions'),
            import('@retombees/programme/read-programme'),
          ])
        const programme = await readProgramme(reader.programmeFolder)
        const [indicators, questions] = await Promise.all([
          computeIndicators(reader.db, programme),
          answerQuestions(reader.db, programme),
        ])
        const text = `${JSON.stringify(cidsDocument(programme, indicators, questions, reader.stamp), null, 2)}\n`
        if (out === undefined) process.stdout.write(text)
        else writeFileSync(out, text)
      })
    })
}
