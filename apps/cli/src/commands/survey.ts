import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '../environment.ts'
import { findingInWords } from '../failure.ts'

export function addSurvey(program: Command): void {
  const survey = program.command('survey').description('les questionnaires du programme')
  survey
    .command('draft')
    .description('propose le questionnaire d’un fichier de réponses, ou d’un XLSForm, à relire par quelqu’un')
    .argument('<fichier>')
    .option('--id <id>', 'identifiant du questionnaire ; sinon le nom du fichier')
    .option('--out <fichier.yaml>', 'où l’écrire ; sinon à l’écran')
    .action(async (path: string, options: { id?: string; out?: string }) => {
      if (!existsSync(path)) throw new UsageError(`${path} : ce fichier n’existe pas ; vérifiez le chemin.`)
      if (options.out !== undefined && existsSync(options.out))
        throw new UsageError(`${options.out} : ce fichier existe déjà ; donnez un autre nom.`)
      const [{ draftCodebook }, { readAny }, { codebookOfXlsForm, readXlsForm }, { stringify }] =
        await Promise.all([
          import('@retombees/ingest/draft/draft-codebook'),
          import('@retombees/ingest/draft/read-any'),
          import('@retombees/ingest/draft/xlsform'),
          import('yaml'),
        ])
      const bytes = readFileSync(path)
      const name = basename(path)
      const id = options.id ?? basename(path, extname(path))
      const form = readXlsForm(bytes, name)
      const draft = form ? codebookOfXlsForm(form, id) : draftCodebook(readAny(bytes, name), id)
      const text = `# Proposé d’après ${name} : à relire.\n${stringify(draft.questionnaire, { lineWidth: 0 })}`
      if (options.out === undefined) console.log(text)
      else writeFileSync(options.out, text)
      const { fields, leaveOut } = draft.source
      if (Object.keys(fields).length > 0 || leaveOut.length > 0)
        console.error(`Pour la source :\n${stringify({ fields, leaveOut }, { lineWidth: 0 })}`)
      for (const doubt of draft.doubts) console.error(findingInWords(doubt))
    })
}
