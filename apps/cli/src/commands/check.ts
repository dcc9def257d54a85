import type { Command } from 'commander'
import type { Environment } from '../environment.ts'

export function addCheck(program: Command, environment: Environment): void {
  program
    .command('check')
    .description('vérifie la définition du programme et dit ce que couvrent ses diagrammes')
    .argument('[dossier]', 'dossier du programme', environment.programme)
    .action(async (folder: string) => {
      const { readProgramme } = await import('@retombees/programme/read-programme')
      const programme = await readProgramme(folder)
      const measured = programme.indicators.filter(
        (i) => !['unmeasured', 'illegible'].includes(i.measure.kind),
      )
      console.log(
        `${programme.label.fr} : ${programme.questions.length} questions, ` +
          `${programme.questions.flatMap((q) => q.criteria).length} critères, ${programme.indicators.length} indicateurs ` +
          `dont ${measured.length} calculables, ${programme.sources.length} sources. Rien à corriger.`,
      )
      for (const model of programme.logicModels) {
        const spoken = (node: string) => programme.indicators.filter((i) => i.nodes.includes(node))
        const silent = model.nodes.filter((node) => spoken(node.id).length === 0)
        console.log(
          `${model.label.fr} : ${model.nodes.length - silent.length} boîtes sur ${model.nodes.length} ont un indicateur.`,
        )
        for (const node of silent) console.log(`  sans indicateur : ${node.label.fr} (${node.id})`)
      }
    })
}
