import type { LogicModelResult, NodeEvidence } from '@retombees/contract/logic-model'
import type { LogicModel } from '@retombees/programme/logic-models-file'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { isEvidence, isPlan, voiceOf, type Witness } from './evidence/witness.ts'
import { computeIndicators } from './indicators.ts'

const WORDS: Readonly<Record<NodeEvidence, string>> = Object.freeze({
  evidence: 'Documenté : une observation, un comptage ou plusieurs sources en parlent.',
  presumption: 'Présomption : une seule source en parle, et c’est une perception.',
  defined: 'Défini, non mesuré : un indicateur existe, rien ne mesure encore cet effet.',
  none: 'Sans indicateur : rien ne permet d’en parler.',
})

/**
 * What a box can say of itself. `evidence`: an indicator that is measured (never on simulated rows) and is not a
 * perception, or measured indicators of two independent voices at least. `presumption`: only the perception of a single
 * voice. `defined`: indicators exist, none is measured. `none`: no indicator. What was only planned says nothing of an
 * outcome or an impact: it counts for outputs and areas alone.
 */
export function nodeEvidence(
  kind: LogicModelResult['nodes'][number]['kind'],
  witnesses: readonly Witness[],
): NodeEvidence {
  if (witnesses.length === 0) return 'none'
  const effect = kind === 'outcome' || kind === 'impact'
  const measured = witnesses.filter(({ result }) => isEvidence(result) && !(effect && isPlan(result)))
  if (measured.length === 0) return 'defined'
  const observed = measured.some(({ result }) => result.sheet.nature !== 'perception')
  return observed || new Set(measured.map(voiceOf)).size > 1 ? 'evidence' : 'presumption'
}

/** Both logic models, each box lit by what is measured of it, and the printed correspondence groups. */
export async function lightLogicModels(
  db: Kysely<Database>,
  programme: Programme,
): Promise<LogicModelResult[]> {
  const speaking = programme.indicators.filter((indicator) => indicator.nodes.length > 0)
  const results = await computeIndicators(
    db,
    programme,
    speaking.map((indicator) => indicator.id),
  )
  const lit = speaking.flatMap((definition, index) => {
    const result = results[index]
    return result ? [{ definition, result }] : []
  })
  return programme.logicModels.map((model) => ({
    id: model.id,
    label: model.label.fr,
    audience: model.audience,
    nodes: model.nodes.map((node) => {
      const indicators = lit.filter(({ definition }) => definition.nodes.includes(node.id))
      const evidence = nodeEvidence(node.kind, indicators)
      return {
        id: node.id,
        label: node.label.fr,
        kind: node.kind,
        evidence,
        evidenceWords: WORDS[evidence],
        indicators: indicators.map(({ result }) => ({
          id: result.sheet.id,
          label: result.sheet.label,
          measured: isEvidence(result),
        })),
        note: node.note ?? null,
      }
    }),
    groups: groupsOf(programme, model),
    note: model.note?.fr ?? null,
  }))
}

function groupsOf(programme: Programme, model: LogicModel): LogicModelResult['groups'] {
  return model.correspondences.map(({ id, area, outcomes, prototypes }) => ({
    id,
    area,
    outcomes: [...outcomes],
    prototypes: prototypes.map((prototype) => ({
      id: prototype,
      label: programme.prototypes.find((each) => each.id === prototype)?.label.fr ?? prototype,
    })),
  }))
}
