import type { BaseKind } from '@retombees/contract/figure'
import type { IndicatorSheet } from '@retombees/contract/indicator'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Measure } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { unknownId } from './errors.ts'
import { typeset } from './french.ts'
import { measureWords } from './measures/kinds.ts'

/** A measure in one French sentence. */
export function describeMeasure(measure: Measure, programme: Programme): string {
  return typeset(measureWords(measure, programme))
}

/** The indicator of that id, or of a former one. Throws a ModelError when there is none. */
export function findIndicator(programme: Programme, id: string): IndicatorDefinition {
  const found =
    programme.indicators.find((each) => each.id === id) ??
    programme.indicators.find((each) => each.formerly.includes(id))
  if (found) return found
  throw unknownId(
    'unknown-indicator',
    'Indicateur',
    id,
    programme.indicators.map((each) => each.id),
  )
}

/** The sheet of an indicator: its definition, where it stands in the framework, and its version. */
export function sheetOf(programme: Programme, id: string): IndicatorSheet {
  const definition = findIndicator(programme, id)
  const place = placeOf(programme, definition.id)
  const source = programme.evidenceSources.find((each) => each.id === definition.source)
  return {
    id: definition.id,
    label: definition.label.fr,
    formula: describeMeasure(definition.measure, programme),
    source: source?.label.fr ?? definition.source,
    kind: definition.measure.kind,
    baseKind: baseKindOf(definition.measure),
    format: definition.format,
    criterion: place?.criterion ?? null,
    question: place?.question ?? null,
    nodes: definition.nodes,
    voice: definition.voice,
    nature: definition.nature,
    unit: definition.unit.fr,
    direction: definition.direction,
    baseline: definition.baseline ? { ...definition.baseline, origin: definition.baseline.origin.fr } : null,
    targets: [
      ...(definition.target ? [{ ...definition.target, inForce: true }] : []),
      ...definition.otherTargets.map((target) => ({ ...target, inForce: false })),
    ].sort((a, b) => (a.date < b.date ? -1 : 1)),
    thresholds: definition.thresholds,
    needs: needsOf(definition),
    caveats: definition.caveats.map((caveat) => caveat.fr),
    version: programme.versions.get(definition.id) ?? '',
  }
}

/** What the denominator of a measure counts; null for what is not measured. */
function baseKindOf(measure: Measure): BaseKind | null {
  switch (measure.kind) {
    case 'survey-share':
      return 'respondents'
    case 'change':
    case 'recurrence':
    case 'transfer':
      return 'persons'
    case 'centres':
      return 'centres'
    case 'availability':
    case 'opening-rate':
      return 'hours'
    case 'turnover':
      return 'posts'
    case 'ratio':
      return measure.denominator.base
    case 'unmeasured':
    case 'illegible':
      return null
    default:
      return measure.base
  }
}

function needsOf({ measure, waiting }: IndicatorDefinition): string | null {
  if (waiting) return typeset(waiting.needs.fr)
  return 'needs' in measure ? typeset(measure.needs.fr) : null
}

function placeOf(programme: Programme, id: string): { criterion: string; question: string } | undefined {
  for (const question of programme.questions) {
    const criterion = question.criteria.find((each) => each.indicators.includes(id))
    if (criterion) return { criterion: criterion.id, question: question.id }
  }
  return undefined
}
