import type { CorrespondenceGroup, LogicModelResult } from '@retombees/contract/logic-model'

/** What the correspondence tables print about a box: the groups it stands in, and the boxes of those groups. */
export interface Related {
  groups: readonly CorrespondenceGroup[]
  nodes: ReadonlySet<string>
}

/**
 * The groups that hold a box, as an area or as one of the outcomes, with the boxes they hold. Outputs and impacts stand
 * in none: the print links them to nothing, so nothing is related to them.
 */
export function relatedTo(model: LogicModelResult, node: string | null): Related {
  const groups =
    node === null ? [] : model.groups.filter((group) => group.area === node || group.outcomes.includes(node))
  const ids = groups.flatMap((group) => [group.area, ...group.outcomes])
  return { groups, nodes: new Set(node === null ? [] : ids.filter((id) => id !== node)) }
}
