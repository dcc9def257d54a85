import { identifierIn } from './mask.ts'

const PERSONS =
  'participante?|habitante?|beneficiaire|salariee?|usager|usagere|repondante?|contact|jeune|parent|enfant|referente?|representante?|adherente?|stagiaire|animateur|animatrice|benevole|eleve|personne'

/** Headings that announce an identifier, on a heading without accents, in lower case. */
const HEADINGS: readonly { kind: string; pattern: RegExp }[] = Object.freeze([
  {
    kind: 'nom',
    pattern: /\bprenoms?\b|\bpatronyme\b|\bfirst ?name\b|\blast ?name\b|\bsurname\b|\bfull ?name\b/,
  },
  {
    kind: 'nom',
    pattern:
      /^(vos? |votre )?noms?( (de famille|d.?usage|de naissance|de jeune fille|complet))?( .*prenom.*)?$/,
  },
  { kind: 'nom', pattern: new RegExp(`^noms? (d[eu]s? ?(la |l.)?|d.)?(${PERSONS})s?\\b`) },
  { kind: 'e-mail', pattern: /\be-?mails?\b|\bmails?\b|\bcourriels?\b|\badresses? electroniques?\b/ },
  { kind: 'téléphone', pattern: /\btel(ephone)?s?\b|\bportable\b|\bgsm\b|\bphone\b/ },
  { kind: 'NIR', pattern: /\bnir\b|\bsecurite sociale\b|\bsecu\b/ },
  {
    kind: 'date de naissance',
    pattern: /\bdate de naissance\b|\bnee?\(?e?\)? le\b|\bbirth ?date\b|\bdate of birth\b/,
  },
  { kind: 'adresse', pattern: /^(vos? |votre )?adresses?( postales?| personnelles?| du domicile)?$/ },
])

/** The kind of identifier that a column seems to hold, by its heading or by what is in it; null when none. */
export function identifierColumn(heading: string, cells: readonly (string | null)[]): string | null {
  const words = heading
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_\s/.:*]+/g, ' ')
    .trim()
  const announced = HEADINGS.find(({ pattern }) => pattern.test(words))
  if (announced) return announced.kind
  for (const cell of cells) {
    const kind = cell === null ? null : identifierIn(cell)
    if (kind) return kind
  }
  return null
}
