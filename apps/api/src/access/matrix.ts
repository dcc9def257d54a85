import { depthOf, faceOf, Role } from '@retombees/contract/role'
import { ROLE_NAMES } from '../problems/catalogue.ts'
import type { DeclaredAccess } from './declarations.ts'

/** One route, and for nobody and each role whether it answers. */
export interface AccessRow {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly nobody: boolean
  /** No token does it. */
  readonly person: boolean
  readonly roles: Readonly<Record<Role, boolean>>
}

/** The table of routes and roles, from the declarations themselves, in the order of paths. */
export function accessMatrix(declared: readonly DeclaredAccess[]): readonly AccessRow[] {
  const rows = declared.map(({ method, path, summary, who, person }) => ({
    method,
    path,
    summary,
    nobody: who === 'anybody',
    person,
    roles: Object.fromEntries(
      Role.options.map((role) => [role, who === 'anybody' || who.includes(role)]),
    ) as Record<Role, boolean>,
  }))
  return rows.sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
}

const FACES = { internal: 'interne', analyst: 'analyste', published: 'publiée' } as const
const DEPTHS = { rows: 'lignes', file: 'fichier' } as const

/** The page of the documentation that shows the table, in French. */
export function accessPage(matrix: readonly AccessRow[]): string {
  const names = Role.options.map((role) => ROLE_NAMES[role].fr)
  const table = (header: readonly string[], rows: readonly (readonly string[])[]) =>
    [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  const mark = (open: boolean) => (open ? 'oui' : '–')
  return `# Qui peut demander quoi

Cette page est écrite par le programme à partir des déclarations des routes ; un test échoue quand elle n’est plus à
jour, et chaque case est éprouvée. Pour la récrire : \`npx vitest run apps/api/src/access -u\`. Une route qui ne déclare
rien est refusée à tous. Un jeton (en-tête \`Authorization: Bearer\`) ouvre ce qu’ouvre son rôle, sauf ce qui porte une
étoile : une personne le fait, depuis sa session.

## Ce que voit chaque rôle

La face est la partie de l’instantané qui est lue, la profondeur dit jusqu’où remonte un chiffre. Les verbatims et les
lignes des fichiers ne sont pas dans la face publiée : aucune adresse ne peut les donner à une direction ou à un financeur.

${table(
  ['rôle', 'face', 'profondeur'],
  Role.options.map((role) => [ROLE_NAMES[role].fr, FACES[faceOf(role)], DEPTHS[depthOf(role)]]),
)}

## Adresses

${table(
  ['adresse', 'ce qu’elle donne', 'personne', ...names],
  matrix.map((row) => [
    `\`${row.method} ${row.path}\``,
    row.person ? `${row.summary} \\*` : row.summary,
    mark(row.nobody),
    ...Role.options.map((role) => mark(row.roles[role])),
  ]),
)}
`
}
