import type { CrossTable } from '@retombees/contract/cross-table'
import type { Localized } from '@retombees/contract/localized'
import { counted, frenchList, typeset } from './french.ts'

/** What a block of cross tables lets be said: what is established, else that nothing is, else why there is no table. */
export function blockFinding(tables: readonly CrossTable[], familySize: number): string {
  const [first] = tables
  const read = tables.filter(({ refused }) => refused === null)
  if (read.length === 0) return first?.refused?.reason ?? typeset('Rien à croiser.')
  const simulated = read.some(({ provenance }) => provenance === 'simulated') ? 'Données simulées : ' : ''
  const said = says(read, familySize)
  return typeset(simulated ? `${simulated}${said}` : said.charAt(0).toUpperCase() + said.slice(1))
}

function says(tables: readonly CrossTable[], familySize: number): string {
  const primary = tables.flatMap((table) =>
    table.tests
      .filter((test) => test.primary)
      .map((test) => ({ test, what: test.option ?? table.rows.label, across: table.columns.label })),
  )
  const [only] = primary
  if (!only) {
    const n = counted(tables[0]?.n ?? 0, 'personne')
    return `aucun test ne s’applique à ce croisement (${n}).`
  }
  if (primary.length === 1) return `${only.test.sentence}.`
  const established = primary.filter(({ test }) => test.established)
  if (established.length === 0)
    return `aucune différence n’est démontrée après correction de Holm sur ${familySize} tests.`
  const named = established.slice(0, MOST_NAMED).map(({ what }) => `« ${what} »`)
  const rest = established.length - named.length
  const list = rest > 0 ? `${named.join(', ')} et ${counted(rest, 'autre')}` : frenchList(named)
  const claim = established.length === 1 ? 'différence établie' : 'différences établies'
  return `${claim} sur ${list}, après correction de Holm sur ${familySize} tests.`
}

const MOST_NAMED = 4

/** How to read the block: residuals, several answers, correction, weights, and what the questionnaire warns of. */
export function blockNotes(
  tables: readonly CrossTable[],
  about: { familySize: number; weighted: boolean; caveats: readonly Localized[] },
): string[] {
  const read = tables.filter(({ refused }) => refused === null)
  if (read.length === 0) return []
  const several = read.some(({ rows, columns }) => [rows, columns].some(({ kind }) => kind === 'multiple'))
  const residuals = read.some(({ cells }) => cells.some(({ residual }) => residual !== null))
  return [
    ...(residuals
      ? [
          'Un résidu au-delà de ±2 signale une case qui s’écarte de l’indépendance ; il n’est pas corrigé du nombre de cases.',
        ]
      : []),
    ...(several
      ? [
          'Plusieurs réponses étaient possibles : une personne compte dans plusieurs cases, et chaque réponse est éprouvée à part.',
        ]
      : []),
    ...(about.familySize > 1
      ? [
          `Les ${about.familySize} tests de ce bloc sont corrigés ensemble (Holm). Les intervalles sont individuels, non corrigés.`,
        ]
      : []),
    ...(about.weighted
      ? [
          'Les parts sont pondérées, leurs intervalles tiennent à la base efficace de Kish ; effectifs, tests et résidus ne sont pas pondérés.',
        ]
      : []),
    ...about.caveats.map((caveat) => caveat.fr),
  ].map(typeset)
}
