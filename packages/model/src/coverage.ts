import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Programme } from '@retombees/programme/programme'
import { findIndicator } from './describe.ts'
import { counted, frenchList, typeset } from './french.ts'

/** What the framework foresees for one box of a logic model. */
export interface NodeCoverage {
  readonly model: string
  readonly node: string
  readonly label: string
  readonly kind: 'output' | 'area' | 'outcome' | 'impact'
  readonly indicators: readonly string[]
  /** `measurable`: one at least has a way of being measured; `unmeasured`: all are defined and wait; `none`: a hole. */
  readonly state: 'measurable' | 'unmeasured' | 'none'
  /** Why it is not measured, where it is not. */
  readonly because: readonly string[]
}

/** What the framework foresees for one criterion: by how many independent sources it could be weighed. */
export interface CriterionCoverage {
  readonly question: string
  readonly criterion: string
  readonly label: string
  readonly indicators: number
  /** Evidence sources named, blocks of one questionnaire counted together. */
  readonly sources: readonly string[]
  readonly enough: boolean
}

/** What a programme's framework covers, whatever is loaded. */
export interface FrameworkCoverage {
  readonly nodes: readonly NodeCoverage[]
  readonly criteria: readonly CriterionCoverage[]
  /** Indicators that no criterion weighs and no box shows. */
  readonly orphans: readonly string[]
}

/** A criterion weighed by fewer independent sources than this cannot converge. */
const ENOUGH_SOURCES = 2

/** Every box of every logic model and every criterion, with what is foreseen to measure it. */
export function frameworkCoverage(programme: Programme): FrameworkCoverage {
  const used = new Set(
    programme.questions.flatMap(({ criteria }) => criteria.flatMap((each) => each.indicators)),
  )
  return {
    nodes: programme.logicModels.flatMap((model) =>
      model.nodes.map(({ id, label, kind }): NodeCoverage => {
        const own = programme.indicators.filter((indicator) => indicator.nodes.includes(id))
        const waiting = own.flatMap(({ measure }) => ('because' in measure ? [measure.because.fr] : []))
        return {
          model: model.id,
          node: id,
          label: label.fr,
          kind,
          indicators: own.map((indicator) => indicator.id),
          state: own.length === 0 ? 'none' : waiting.length === own.length ? 'unmeasured' : 'measurable',
          because: waiting.length === own.length ? [...new Set(waiting)] : [],
        }
      }),
    ),
    criteria: programme.questions.flatMap((question) =>
      question.criteria.map(({ id, label, indicators }): CriterionCoverage => {
        const sources = independentSources(indicators.map((indicator) => findIndicator(programme, indicator)))
        return {
          question: question.id,
          criterion: id,
          label: label.fr,
          indicators: indicators.length,
          sources,
          enough: sources.length >= ENOUGH_SOURCES,
        }
      }),
    ),
    orphans: programme.indicators
      .filter(({ id, nodes }) => !used.has(id) && nodes.length === 0)
      .map(({ id }) => id),
  }
}

/** The coverage as French lines for a terminal: what is covered in sum, then each hole and each weak criterion. */
export function coverageLines({ nodes, criteria, orphans }: FrameworkCoverage): readonly string[] {
  const covered = nodes.filter(({ state }) => state === 'measurable').length
  const enough = criteria.filter((each) => each.enough).length
  return [
    `${covered} sur ${counted(nodes.length, 'boîte')} des diagrammes ont un indicateur mesurable.`,
    `${enough} sur ${counted(criteria.length, 'critère')} peuvent être pesés par deux sources indépendantes au moins.`,
    ...nodes
      .filter(({ state }) => state === 'unmeasured')
      .map(({ model, label, because }) => `${model} · ${label} : défini, non mesuré. ${because.join(' ')}`),
    ...nodes
      .filter(({ state }) => state === 'none')
      .map(({ model, label }) => `${model} · ${label} : aucun indicateur.`),
    ...criteria
      .filter((each) => !each.enough)
      .map(({ question, label, sources }) =>
        sources.length === 0
          ? `${question} · ${label} : aucune source.`
          : `${question} · ${label} : une seule source indépendante (${frenchList(sources)}).`,
      ),
    ...orphans.map((id) => `${id} : indicateur sans critère ni boîte.`),
  ].map(typeset)
}

function independentSources(definitions: readonly IndicatorDefinition[]): readonly string[] {
  const voices = definitions.map(({ measure, source }) =>
    measure.kind === 'survey-share' ? measure.questionnaire : source,
  )
  return [...new Set(voices)]
}
