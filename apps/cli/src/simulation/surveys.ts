import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import type { SourceFile } from '@retombees/programme/source-file'
import { byRank, type Dice } from './dice.ts'
import type { Resident } from './people.ts'
import type { Scalar, SimulatedRow } from './record.ts'
import type { SimulatedCentre, World } from './world.ts'

/** What might be written at the end of any questionnaire. Written for the simulation: nobody wrote it. */
const REMARKS = Object.freeze([
  'Rien à ajouter.',
  'Plus de temps pour essayer par soi-même.',
  'Le matériel n’était pas prêt au début.',
  'Très bon accueil, à refaire.',
  'J’aimerais savoir ce que deviennent nos propositions.',
])

/** Where survey tools write that a respondent went to the end. */
const SUBMITTED = 'Date de soumission'

/** How a questionnaire is written by a survey tool: the heading of each column, and what a respondent left under it. */
export interface AnswerSheet {
  readonly headings: readonly string[]
  readonly rows: readonly SimulatedRow[]
}

/**
 * The answers of a questionnaire, a respondent a row: some people agree with everything and some with nothing, some
 * items please less than others, territories differ a little, a few do not know and a few stop before the end.
 */
export function answers(
  world: World,
  source: SourceFile,
  questionnaire: QuestionnaireFile,
  residents: readonly Resident[],
): AnswerSheet {
  const dice = world.dice(`answers to ${questionnaire.id}`)
  const days = daysOf(world, questionnaire)
  const questions = questionnaire.questions.flatMap((question) =>
    columnsOf(question, questionnaire, days, dice),
  )
  const lean = new Map(world.programme.territories.map(({ id }) => [id, (dice.unit() - 0.5) * 0.5]))
  const share = questionnaire.audience === 'residents' ? 1 : 0.4
  const count = Math.min(
    Math.round(world.scale.respondents * share),
    questionnaire.population?.whole ?? Number.POSITIVE_INFINITY,
  )
  const seat = seats(world, questionnaire, dice)
  const rows = Array.from({ length: count }, (_, at): SimulatedRow => {
    const resident = residents[at % residents.length]
    const own = world.centres.find(({ id }) => id === resident?.centre) ?? dice.pick(world.centres)
    const centre = seat(own)
    const mood = (dice.unit() - 0.5) * 2 + (lean.get(centre.territory) ?? 0)
    const stop = dice.chance(0.04) ? dice.integer(1, questions.length) : questions.length
    const given = new Map<string, readonly string[]>()
    const written = questions.map(({ ask }, column) => (column < stop ? ask(mood, given) : ''))
    const day = dice.pick(days)
    const answered = questions.map(({ heading }, column) => [heading, written[column] ?? ''] as const)
    const submitted = stop < questions.length ? '' : `${day} ${10 + dice.integer(0, 8)}:00:00`
    return {
      fields: { ...respondent(world, source, centre, day, dice), respondent: String(at + 1) },
      person: resident ?? null,
      answers: new Map([...answered, [SUBMITTED, submitted]]),
    }
  })
  return { headings: [...questions.map(({ heading }) => heading), SUBMITTED], rows }
}

/**
 * Where a respondent answers: at her own centre, unless the questionnaire says for how many people of each territory it
 * was meant; then where there is room left, a centre that has not answered yet first.
 */
function seats({ centres }: World, { population }: QuestionnaireFile, dice: Dice) {
  const room = new Map(Object.entries(population?.territories ?? {}))
  const answered = new Set<string>()
  return (own: SimulatedCentre): SimulatedCentre => {
    if (room.size === 0) return own
    const free = centres.filter(({ territory }) => (room.get(territory) ?? 0) > 0)
    const first = free.filter(({ id }) => !answered.has(id))
    const among = first.length > 0 ? first : free
    const taken = among.includes(own) || among.length === 0 ? own : dice.pick(among)
    answered.add(taken.id)
    room.set(taken.territory, (room.get(taken.territory) ?? 0) - 1)
    return taken
  }
}

/** A column of answers: how it is asked of somebody in such a mood, who has given these codes so far. */
interface AskedColumn {
  readonly heading: string
  ask(mood: number, given: Map<string, readonly string[]>): string
}

function columnsOf(
  question: Question,
  questionnaire: QuestionnaireFile,
  days: readonly string[],
  dice: Dice,
): AskedColumn[] {
  const { filter } = question
  const asked = drawn(question, questionnaire, days, dice)
  if (!filter) return asked
  return asked.map(({ heading, ask }) => ({
    heading,
    ask: (mood, given) =>
      given.get(filter.question)?.some((code) => filter.except.includes(code)) ? '' : ask(mood, given),
  }))
}

function drawn(
  question: Question,
  questionnaire: QuestionnaireFile,
  days: readonly string[],
  dice: Dice,
): AskedColumn[] {
  const heading = question.label.fr
  if (question.kind === 'text') return [{ heading, ask: () => (dice.chance(0.2) ? dice.pick(REMARKS) : '') }]
  if (question.kind === 'number') {
    const { min = 0, max = 10 } = question
    return [{ heading, ask: () => (dice.chance(0.06) ? '' : String(dice.integer(min, max))) }]
  }
  if (question.kind === 'date') return [{ heading, ask: () => (dice.chance(0.2) ? '' : dice.pick(days)) }]
  if (question.kind === 'scale') {
    const scale = questionnaire.codeLists.find(({ id }) => id === question.scale)?.codes ?? []
    return question.items.map((item) => {
      const ease = (dice.unit() - 0.35) * 1.2
      return {
        heading: `${question.label.fr} [${item.label.fr}]`,
        ask: (mood) => onScale(scale, mood + ease, dice),
      }
    })
  }
  const popular = byRank(question.codes, 0.6)
  return [
    {
      heading: question.label.fr,
      ask: (_, given) => {
        const most = question.kind === 'single' ? 1 : Math.min(question.max ?? 2, question.codes.length)
        const chosen = new Set<Question['id']>()
        for (let draw = 0; draw < most; draw += 1) chosen.add(dice.weighted(question.codes, popular).id)
        const codes = question.codes.filter(({ id }) => chosen.has(id))
        given.set(question.id, [...chosen])
        return dice.chance(0.03) ? '' : codes.map(({ label }) => label.fr).join(';')
      },
    },
  ]
}

type Code = QuestionnaireFile['codeLists'][number]['codes'][number]

/** Opinions are in the order of the codebook, the most favourable first, or in that of what they are worth; one answer in nine is none. */
function onScale(scale: readonly Code[], favour: number, dice: Dice): string {
  const opinions = scale
    .filter(({ missing }) => missing === undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const others = scale.filter(({ missing }) => missing !== undefined)
  if (others.length > 0 && dice.chance(0.11)) return dice.pick(others).label.fr
  if (opinions.length === 0) return ''
  const place = (0.5 - favour / 3) * (opinions.length - 1) + (dice.unit() - 0.5) * opinions.length * 0.7
  const at = Math.min(opinions.length - 1, Math.max(0, Math.round(place)))
  return opinions[at]?.label.fr ?? ''
}

/** What the source asks of the respondent: where, when, and codes of which any may be. */
function respondent(
  world: World,
  source: SourceFile,
  centre: SimulatedCentre,
  day: string,
  dice: Dice,
): Record<string, Scalar> {
  const known: Record<string, Scalar> = { centre: centre.id, territory: centre.territory }
  return Object.fromEntries(
    Object.entries(source.fields).map(([name, field]): [string, Scalar] => {
      if (known[name] !== undefined) return [name, known[name] as Scalar]
      if (field.type === 'date') return [name, day]
      if (field.type === 'datetime') return [name, `${day}T${10 + dice.integer(0, 8)}:00:00`]
      const codes = world.codesOf(source, name)
      return [name, codes.length > 0 ? dice.pick(codes) : null]
    }),
  )
}

/** The days of its period when the programme knows it, else all of them. */
function daysOf(world: World, { period }: QuestionnaireFile): readonly string[] {
  const known = world.programme.periods.find(({ id }) => id === period)
  const days = known ? world.days.filter((day) => known.start <= day && day <= known.end) : world.days
  return days.length > 0 ? days : world.days
}
