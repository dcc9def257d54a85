import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, finding } from './finding.ts'
import { nearest } from './nearest.ts'

/** The rooms of a programme folder. The first five are one file each, of which the last two may be absent; the others a folder of files. */
export const DEFINITION_KINDS = Object.freeze([
  'programme',
  'logic-models',
  'evaluation',
  'publication',
  'feder',
  'indicators',
  'questionnaires',
  'vocabularies',
  'sources',
  'queries',
] as const)
export type DefinitionKind = (typeof DEFINITION_KINDS)[number]

const SINGLE: readonly DefinitionKind[] = Object.freeze([
  'programme',
  'logic-models',
  'evaluation',
  'publication',
  'feder',
])
/** A programme that lacks the first publishes only what is printed; one that lacks the second has no control of the ERDF. */
const OPTIONAL: readonly DefinitionKind[] = Object.freeze(['publication', 'feder'])

export interface DefinitionText {
  readonly kind: DefinitionKind
  /** Relative to the programme folder, with `/`. */
  readonly name: string
  readonly text: string
}

/** Reads every definition file of a programme folder, in a stable order; says which are missing or misplaced. */
export async function readDefinitionTexts(
  folder: string,
): Promise<{ texts: DefinitionText[]; findings: Finding[] }> {
  const atRoot = await namesIn(folder)
  if (!atRoot) {
    const problem = 'ce dossier n’existe pas ou ne peut pas être lu'
    return {
      texts: [],
      findings: [
        finding({ code: 'folder-missing', file: folder, problem, expected: 'un dossier de programme' }),
      ],
    }
  }
  const names: { kind: DefinitionKind; name: string }[] = []
  const findings: Finding[] = []
  for (const kind of DEFINITION_KINDS) {
    if (SINGLE.includes(kind)) {
      if (atRoot.includes(`${kind}.yaml`)) names.push({ kind, name: `${kind}.yaml` })
      else if (!OPTIONAL.includes(kind)) findings.push(missing(`${kind}.yaml`))
      continue
    }
    const inside = (await namesIn(join(folder, kind))) ?? []
    for (const name of inside.filter((file) => file.endsWith('.yaml')))
      names.push({ kind, name: `${kind}/${name}` })
    for (const name of inside.filter((file) => file.endsWith('.yml'))) findings.push(yml(`${kind}/${name}`))
  }
  for (const name of atRoot.filter((file) => /\.ya?ml$/.test(file)))
    if (!SINGLE.some((kind) => name === `${kind}.yaml`)) findings.push(unknown(name))
  const texts = await Promise.all(
    names.map(async (entry) => ({ ...entry, text: await readFile(join(folder, entry.name), 'utf8') })),
  )
  return { texts, findings }
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder)
    return entries.sort()
  } catch {
    return null
  }
}

function missing(file: string): Finding {
  return finding({
    code: 'file-missing',
    file,
    problem: 'ce fichier manque au dossier du programme',
    remedy: `créer ${file} à la racine du dossier`,
  })
}

function yml(file: string): Finding {
  const problem = 'extension .yml : ce fichier ne serait pas lu'
  return finding({ code: 'unknown-file', file, problem, remedy: 'le renommer en .yaml' })
}

function unknown(file: string): Finding {
  const expected = SINGLE.map((kind) => `${kind}.yaml`)
  const close = nearest(file, expected)
  return finding({
    code: 'unknown-file',
    file,
    problem: 'ce fichier YAML n’est pas d’un programme et ne serait pas lu',
    expected: expected.join(', '),
    remedy: close ? `le renommer en ${close}` : 'le ranger ailleurs',
  })
}
