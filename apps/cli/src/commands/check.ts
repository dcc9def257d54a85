import type { Command } from 'commander'
import type { Environment } from '../environment.ts'

/** « 1 question », « 2 questions ». */
const counted = (count: number, word: string) => `${count} ${word}${count > 1 ? 's' : ''}`

export function addCheck(program: Command, environment: Environment): void {
  program
    .command('check')
    .description('vérifie la définition du programme et dit ce que couvrent ses diagrammes et ses critères')
    .argument('[dossier]', 'dossier du programme', environment.programme)
    .action(async (folder: string) => {
      const [
        { readProgramme },
        { ProgrammeError },
        { measureFindings },
        { coverageLines, frameworkCoverage },
      ] = await Promise.all([
        import('@retombees/programme/read-programme'),
        import('@retombees/programme/errors'),
        import('@retombees/model/measure-check'),
        import('@retombees/model/coverage'),
      ])
      const programme = await readProgramme(folder)
      const findings = measureFindings(programme)
      if (findings.length > 0) throw new ProgrammeError(folder, findings)
      const measured = programme.indicators.filter(
        (i) => !['unmeasured', 'illegible'].includes(i.measure.kind),
      )
      console.log(
        `${programme.label.fr} : ${counted(programme.questions.length, 'question')}, ` +
          `${counted(programme.questions.flatMap((q) => q.criteria).length, 'critère')}, ` +
          `${counted(programme.indicators.length, 'indicateur')} dont ${counted(measured.length, 'calculable')}, ` +
          `${counted(programme.sources.length, 'source')}. Rien à corriger.`,
      )
      const coverage = frameworkCoverage(programme)
      for (const model of programme.logicModels) {
        const own = coverage.nodes.filter((node) => node.model === model.id)
        const spoken = own.filter((node) => node.state !== 'none')
        console.log(`${model.label.fr} : ${spoken.length} boîtes sur ${own.length} ont un indicateur.`)
      }
      for (const line of coverageLines(coverage)) console.log(line)
    })
}
