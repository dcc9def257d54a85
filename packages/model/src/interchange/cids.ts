import { type Figure, isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { JudgedQuestion, Judgement } from '@retombees/contract/judgement'
import type { QuestionResult } from '@retombees/contract/question'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import { CIDS_CONTEXT } from './cids-context.ts'

/** One thing of a CIDS document: what it is, who it is, and what is said of it. */
export interface CidsThing {
  readonly '@type': string | readonly string[]
  readonly '@id': string
  readonly [property: string]: unknown
}

/** A JSON-LD document of the Common Impact Data Standard 3.2. */
export interface CidsDocument {
  readonly '@context': typeof CIDS_CONTEXT
  readonly '@graph': readonly CidsThing[]
}

/**
 * The logic models, the indicators and what is known of them as Common Impact Data Standard 3.2 (basic tier, with output
 * and impact model besides); questions, criteria, answers and what a figure rests on are in a namespace of ours, since the
 * standard has none. An indicator without a value has no report, and says why. A figure that is not dated is reported
 * over the programme's whole span. An answer that an evaluator signed stands beside the published one, with how the evidence
 * stands against it now.
 */
export function cidsDocument(
  programme: Programme,
  results: readonly IndicatorResult[],
  questions: readonly QuestionResult[],
  snapshot: SnapshotStamp,
  judged: readonly JudgedQuestion[] = [],
): CidsDocument {
  const id = identifiersOf(programme)
  const organization = id('organization', programme.id)
  const nodes = new Map(programme.logicModels.flatMap((model) => model.nodes).map((node) => [node.id, node]))
  const effects = [...nodes.values()].filter(({ kind }) => kind === 'outcome' || kind === 'impact')
  const speaking = (node: string) =>
    results.filter(({ sheet }) => sheet.nodes.includes(node)).map(({ sheet }) => id('indicator', sheet.id))
  return {
    '@context': CIDS_CONTEXT,
    '@graph': [
      {
        '@type': 'cids:Organization',
        '@id': organization,
        hasLegalName: programme.label.fr,
        hasDescription: programme.description.fr,
        hasOutcome: effects.map((node) => id('outcome', node.id)),
        hasIndicator: results.map(({ sheet }) => id('indicator', sheet.id)),
        'rtb:snapshot': snapshot.id,
        'rtb:publishedAt': snapshot.publishedAt,
        'rtb:face': snapshot.face,
      },
      ...programme.areas.map((area) => ({
        '@type': 'cids:Theme',
        '@id': id('theme', area.id),
        hasName: area.label.fr,
        hasDescription: area.label.fr,
      })),
      ...effects.map((node) => ({
        '@type': 'cids:Outcome',
        '@id': id('outcome', node.id),
        hasName: node.label.fr,
        hasDescription: node.note ?? node.label.fr,
        forOrganization: organization,
        forTheme: themesOf(programme, node.id).map((area) => id('theme', area)),
        hasIndicator: speaking(node.id),
        'rtb:kind': node.kind,
      })),
      ...[...nodes.values()]
        .filter(({ kind }) => kind === 'output')
        .map((node) => ({
          '@type': 'cids:Output',
          '@id': id('output', node.id),
          hasName: node.label.fr,
          hasDescription: node.label.fr,
          forOrganization: organization,
          hasIndicator: speaking(node.id),
        })),
      ...programme.logicModels.map((model) => ({
        '@type': ['cids:ImpactModel', 'rtb:LogicModel'],
        '@id': id('logic-model', model.id),
        hasName: model.label.fr,
        hasDescription: model.note?.fr ?? model.label.fr,
        forOrganization: organization,
        hasOutcome: model.nodes
          .filter(({ kind }) => kind === 'outcome' || kind === 'impact')
          .map((node) => id('outcome', node.id)),
        hasOutput: model.nodes.filter(({ kind }) => kind === 'output').map((node) => id('output', node.id)),
        'rtb:audience': model.audience,
      })),
      ...results.flatMap((result) => indicatorThings(programme, result, id, organization)),
      ...questions.flatMap((question) =>
        questionThings(
          question,
          judged.find((each) => each.question === question.id),
          id,
        ),
      ),
    ],
  }
}

type Identify = (kind: string, name: string) => string

function identifiersOf(programme: Programme): Identify {
  return (kind, name) => `urn:retombees:${programme.id}:${kind}:${name}`
}

function indicatorThings(
  programme: Programme,
  { sheet, whole, byTerritory, statusWords }: IndicatorResult,
  id: Identify,
  organization: string,
): readonly CidsThing[] {
  const figures = [
    { place: null, figure: whole },
    ...byTerritory.map(({ territory, figure }) => ({ place: territory, figure })),
  ]
  const reports = figures.flatMap(({ place, figure }) => {
    const about = place === null ? sheet.id : `${sheet.id}:${place}`
    const where = programme.territories.find((each) => each.id === place)?.label.fr
    const name = where === undefined ? sheet.label : `${sheet.label}, ${where}`
    return isKnown(figure) ? [reportOf(programme, about, name, figure, id, sheet.id, organization)] : []
  })
  return [
    {
      '@type': 'cids:Indicator',
      '@id': id('indicator', sheet.id),
      hasName: sheet.label,
      hasDescription: sheet.formula,
      unitDescription: sheet.unit,
      forOrganization: organization,
      forOutcome: sheet.nodes.filter((node) => isEffect(programme, node)).map((node) => id('outcome', node)),
      hasIndicatorReport: reports.map((report) => report['@id']),
      'rtb:version': sheet.version,
      'rtb:source': sheet.source,
      'rtb:voice': sheet.voice,
      'rtb:nature': sheet.nature,
      'rtb:direction': sheet.direction,
      'rtb:status': statusWords,
      'rtb:caveat': sheet.caveats,
      ...(isKnown(whole) ? {} : { 'rtb:absence': whole.state, 'rtb:because': whole.reason }),
    },
    ...reports,
  ]
}

function reportOf(
  programme: Programme,
  about: string,
  name: string,
  figure: Extract<Figure, { state: 'value' }>,
  id: Identify,
  indicator: string,
  organization: string,
): CidsThing {
  const { start, end } = spanOf(programme, figure.where.period)
  return {
    '@type': 'cids:IndicatorReport',
    '@id': id('report', about),
    hasName: name,
    forOrganization: organization,
    forIndicator: id('indicator', indicator),
    startedAtTime: `${start}T00:00:00`,
    endedAtTime: `${end}T23:59:59`,
    value: {
      '@type': 'i72:Measure',
      '@id': id('measure', about),
      hasNumericalValue: String(figure.value),
    },
    'rtb:provenance': figure.provenance,
    'rtb:numerator': figure.numerator,
    'rtb:denominator': figure.denominator,
    'rtb:baseKind': figure.base.kind,
    'rtb:base': figure.base.n,
    'rtb:baseRule': figure.base.rule,
    'rtb:intervalLow': figure.interval?.low ?? null,
    'rtb:intervalHigh': figure.interval?.high ?? null,
    'rtb:load': figure.loads,
  }
}

function questionThings(
  question: QuestionResult,
  judged: JudgedQuestion | undefined,
  id: Identify,
): readonly CidsThing[] {
  const answers = [
    ...publishedAnswer(question, id),
    ...(judged ? [judged.current, ...judged.history].map((each) => signedAnswer(each, judged, id)) : []),
  ]
  return [
    {
      '@type': 'rtb:EvaluationQuestion',
      '@id': id('question', question.id),
      hasName: question.shortLabel,
      hasDescription: question.label,
      'rtb:strength': question.balance.strength,
      'rtb:because': question.balance.because,
      'rtb:hasCriterion': question.criteria.map((criterion) => id('criterion', criterion.id)),
      ...(answers.length > 0 ? { 'rtb:hasAnswer': answers.map((answer) => answer['@id']) } : {}),
    },
    ...question.criteria.map((criterion) => ({
      '@type': 'rtb:JudgementCriterion',
      '@id': id('criterion', criterion.id),
      hasName: criterion.label,
      'rtb:forQuestion': id('question', question.id),
      'rtb:about': criterion.about,
      'rtb:strength': criterion.balance.strength,
      'rtb:because': criterion.balance.because,
      hasIndicator: criterion.indicators.map(({ sheet }) => id('indicator', sheet.id)),
    })),
    ...answers,
  ]
}

function publishedAnswer(
  { id: question, publishedAnswer: answer }: QuestionResult,
  id: Identify,
): CidsThing[] {
  if (!answer) return []
  return [
    {
      '@type': 'rtb:Answer',
      '@id': id('answer', question),
      'rtb:forQuestion': id('question', question),
      'rtb:grade': answer.grade,
      hasDescription: answer.text,
      'rtb:author': answer.author,
      'rtb:date': answer.date,
      'rtb:source': answer.source,
    },
  ]
}

/** One that is no longer in force says so; only the one in force is held against the evidence. */
function signedAnswer(
  answer: Judgement,
  { current, standing, changes }: JudgedQuestion,
  id: Identify,
): CidsThing {
  const inForce = answer.id === current.id
  return {
    '@type': 'rtb:SignedAnswer',
    '@id': id('answer', `${answer.question}:${answer.id}`),
    'rtb:forQuestion': id('question', answer.question),
    'rtb:grade': answer.grade,
    hasDescription: answer.text,
    'rtb:author': answer.author,
    'rtb:date': answer.signedAt,
    'rtb:snapshot': answer.snapshot,
    'rtb:inForce': inForce,
    ...(inForce ? { 'rtb:standing': standing, 'rtb:change': changes.map(({ sentence }) => sentence) } : {}),
  }
}

function themesOf(programme: Programme, node: string): readonly string[] {
  const groups = programme.logicModels.flatMap(({ correspondences }) => correspondences)
  return [...new Set(groups.filter(({ outcomes }) => outcomes.includes(node)).map(({ area }) => area))]
}

function isEffect(programme: Programme, node: string): boolean {
  return programme.logicModels.some((model) =>
    model.nodes.some(({ id, kind }) => id === node && (kind === 'outcome' || kind === 'impact')),
  )
}

/** The days of the period that a figure is of, or those of the whole programme. */
function spanOf(programme: Programme, period: string | undefined): { start: string; end: string } {
  const own = programme.periods.find(({ id }) => id === period)
  if (own) return own
  const days = programme.periods.flatMap(({ start, end }) => [start, end]).sort()
  return { start: days[0] ?? '1970-01-01', end: days.at(-1) ?? '1970-01-01' }
}
