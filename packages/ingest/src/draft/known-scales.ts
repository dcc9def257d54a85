import { comparable } from '../heading.ts'

/** A scale of answers in the order in which it is printed, from most to least; several spellings a step. */
export interface KnownScale {
  readonly id: string
  readonly steps: readonly (readonly string[])[]
  /** How many steps, from the first, are favourable, and from the last, unfavourable; 0 when the scale takes no side. */
  readonly sides: number
}

/** The scales of French questionnaires, the most telling first. */
export const KNOWN_SCALES: readonly KnownScale[] = Object.freeze([
  {
    id: 'accord',
    sides: 2,
    steps: [
      ['Tout à fait d’accord', 'Totalement d’accord', 'Entièrement d’accord', 'Très d’accord'],
      ['Plutôt d’accord', 'D’accord', 'Assez d’accord'],
      [
        'Ni d’accord ni pas d’accord',
        'Ni d’accord, ni pas d’accord',
        'Ni d’accord ni en désaccord',
        'Neutre',
      ],
      ['Plutôt pas d’accord', 'Pas vraiment d’accord', 'Pas d’accord', 'Plutôt en désaccord'],
      ['Pas d’accord du tout', 'Pas du tout d’accord', 'Tout à fait en désaccord'],
    ],
  },
  {
    id: 'satisfaction',
    sides: 2,
    steps: [
      ['Très satisfait', 'Très satisfaite', 'Très satisfait(e)', 'Très satisfait·e'],
      [
        'Plutôt satisfait',
        'Plutôt satisfait(e)',
        'Plutôt satisfait·e',
        'Satisfait',
        'Satisfait(e)',
        'Satisfait·e',
        'Assez satisfait',
        'Assez satisfait(e)',
      ],
      [
        'Ni satisfait ni insatisfait',
        'Ni satisfait, ni insatisfait',
        'Moyennement satisfait',
        'Moyennement satisfait(e)',
      ],
      [
        'Plutôt pas satisfait',
        'Plutôt pas satisfait(e)',
        'Peu satisfait',
        'Peu satisfait(e)',
        'Peu satisfait·e',
        'Plutôt insatisfait',
        'Insatisfait',
        'Insatisfait(e)',
      ],
      [
        'Pas du tout satisfait',
        'Pas du tout satisfait(e)',
        'Pas du tout satisfait·e',
        'Pas satisfait du tout',
        'Très insatisfait',
        'Très insatisfait(e)',
      ],
    ],
  },
  {
    id: 'frequence',
    sides: 0,
    steps: [
      ['Toujours', 'Tous les jours', 'Tous les jours ou presque', 'Chaque jour'],
      ['Très souvent', 'Plusieurs fois par semaine'],
      ['Souvent', 'Une fois par semaine', 'Régulièrement', 'Chaque semaine'],
      [
        'Parfois',
        'De temps en temps',
        'Quelquefois',
        'Plusieurs fois par mois',
        'Une fois par mois',
        'Chaque mois',
      ],
      ['Rarement', 'Moins souvent', 'Plusieurs fois par an', 'Une fois par an'],
      ['Jamais'],
    ],
  },
  {
    id: 'importance',
    sides: 2,
    steps: [
      ['Très important', 'Très importante'],
      ['Plutôt important', 'Important', 'Assez important'],
      ['Moyennement important'],
      ['Peu important', 'Plutôt pas important'],
      ['Pas du tout important', 'Pas important', 'Pas important du tout'],
    ],
  },
  {
    id: 'degre',
    sides: 2,
    steps: [
      ['Tout à fait', 'Totalement', 'Beaucoup', 'Énormément'],
      ['Plutôt oui', 'Plutôt', 'Assez', 'Oui, plutôt'],
      ['Moyennement'],
      ['Plutôt non', 'Plutôt pas', 'Peu', 'Un peu', 'Non, plutôt pas', 'Pas vraiment'],
      ['Pas du tout', 'Non, pas du tout', 'Aucunement'],
    ],
  },
  {
    id: 'oui-non',
    sides: 1,
    steps: [
      ['Oui', 'Yes', 'Vrai'],
      ['En partie', 'Partiellement', 'Peut-être'],
      ['Non', 'No', 'Faux'],
    ],
  },
])

const DONT_KNOW = [
  'Je ne sais pas',
  'Ne sait pas',
  'Ne sais pas',
  'NSP',
  'Sans opinion',
  'Sans avis',
  'Don’t know',
]
const NO_ANSWER = [
  'NR',
  'Sans réponse',
  'Non-réponse',
  'Non réponse',
  'Ne souhaite pas répondre',
  'Je ne souhaite pas répondre',
  'Ne se prononce pas',
  'No answer',
]

const dontKnow: ReadonlySet<string> = new Set(DONT_KNOW.map(comparable))
const noAnswer: ReadonlySet<string> = new Set(NO_ANSWER.map(comparable))

/** Whether a code is an answer that is no opinion. */
export function missingKind(label: string): 'dont-know' | 'no-answer' | null {
  const written = comparable(label)
  if (dontKnow.has(written)) return 'dont-know'
  return noAnswer.has(written) ? 'no-answer' : null
}

/** The step of a label on a scale, from 0; null when it is not on it. */
export function stepOf(label: string, scale: KnownScale): number | null {
  const written = comparable(label)
  const step = scale.steps.findIndex((spellings) => spellings.some((one) => comparable(one) === written))
  return step === -1 ? null : step
}

/** The scale that every one of these labels is on, when two of them at least are; those that say "no opinion" aside. */
export function knownScale(labels: readonly string[]): KnownScale | null {
  const opinions = labels.filter((label) => missingKind(label) === null)
  if (opinions.length < 2) return null
  return KNOWN_SCALES.find((scale) => opinions.every((label) => stepOf(label, scale) !== null)) ?? null
}
