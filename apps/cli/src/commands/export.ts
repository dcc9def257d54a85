import { existsSync, writeFileSync } from 'node:fs'
import type { JudgedQuestion } from '@retombees/contract/judgement'
import type { QuestionResult } from '@retombees/contract/question'
import type { Reader } from '@retombees/warehouse/reader'
import { Argument, type Command, Option } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { reading } from '../reading.ts'

export function addExport(program: Command, environment: Environment): void {
  program
    .command('export')
    .description(
      'écrit ce qui est publié dans un format d’échange : cids (Common Impact Data Standard 3.2, JSON-LD) ou framework (référentiel d’évaluation, classeur XLSX)',
    )
    .addArgument(new Argument('<format>', 'cids ou framework').choices(['cids', 'framework']))
    .addOption(new Option('--out <fichier>', 'où l’écrire ; sans, à la sortie (cids seulement)'))
    .action((format: 'cids' | 'framework', { out }: { out?: string }) => {
      if (format === 'framework' && out === undefined)
        throw new UsageError('--out : un classeur s’écrit dans un fichier ; dites lequel.')
      return reading(environment, async (reader) => {
        const file = format === 'cids' ? await linkedData(environment, reader) : await workbook(reader)
        if (out === undefined) process.stdout.write(file)
        else writeFileSync(out, file)
      })
    })
}

async function linkedData(environment: Environment, reader: Reader): Promise<string> {
  const [{ cidsDocument }, { programme, indicators, questions }] = await Promise.all([
    import('@retombees/model/interchange/cids'),
    frameworkOf(reader),
  ])
  const judged = await signedAnswers(environment, questions)
  return `${JSON.stringify(cidsDocument(programme, indicators, questions, reader.stamp, judged), null, 2)}\n`
}

async function workbook(reader: Reader): Promise<Uint8Array> {
  const [{ frameworkWorkbook }, { lightLogicModels }, { programme, ...framework }] = await Promise.all([
    import('@retombees/api/exports/framework-export'),
    import('@retombees/model/logic-models'),
    frameworkOf(reader),
  ])
  const logicModels = await lightLogicModels(reader.db, programme)
  return frameworkWorkbook({ ...framework, logicModels }, programme, reader.stamp, 'fr')
}

async function frameworkOf({ db, programmeFolder }: Reader) {
  const [{ computeIndicators }, { answerQuestions }, { readProgramme }] = await Promise.all([
    import('@retombees/model/indicators'),
    import('@retombees/model/questions'),
    import('@retombees/programme/read-programme'),
  ])
  const programme = await readProgramme(programmeFolder)
  const [indicators, questions] = await Promise.all([
    computeIndicators(db, programme),
    answerQuestions(db, programme),
  ])
  return { programme, indicators, questions }
}

/** What evaluators signed, where somebody ever signed in: those of a demo stay out of what leaves the house. */
async function signedAnswers(
  environment: Environment,
  questions: readonly QuestionResult[],
): Promise<readonly JudgedQuestion[]> {
  const [{ openHome }, { judgedQuestions }, { withStore }] = await Promise.all([
    import('@retombees/warehouse/home'),
    import('@retombees/api/judgements/judgements'),
    import('@retombees/api/store/open-store'),
  ])
  const { store } = openHome(environment.home)
  if (!existsSync(store)) return []
  return withStore(store, (open) => judgedQuestions(open, 0, 'internal', questions))
}
