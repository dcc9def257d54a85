import { isKnown } from '@retombees/contract/figure'
import type { FlowLink, FlowNode, PersonFlows } from '@retombees/contract/person-flows'

export interface PlacedNode {
  node: FlowNode
  x: number
  y: number
  height: number
}

export interface PlacedLink {
  link: FlowLink
  from: PlacedNode
  to: PlacedNode
  /** Where the ribbon leaves and arrives, from its top. */
  out: number
  into: number
  thickness: number
}

export interface FlowSize {
  width: number
  height: number
  bar: number
  gap: number
}

/** Ranks as columns, persons as heights on one scale; ribbons leave and arrive in the order of the nodes. */
export function layOutFlows(
  flows: Pick<PersonFlows, 'nodes' | 'links'>,
  { width, height, bar, gap }: FlowSize,
): { nodes: PlacedNode[]; links: PlacedLink[] } {
  const ranks = [...new Set(flows.nodes.map(({ rank }) => rank))].sort((a, b) => a - b)
  const columns = ranks.map((rank) => flows.nodes.filter((node) => node.rank === rank))
  const scale = Math.min(
    ...columns.map((nodes) => {
      const persons = nodes.reduce((sum, node) => sum + node.persons, 0)
      return (height - gap * (nodes.length - 1)) / Math.max(1, persons)
    }),
  )
  const step = ranks.length < 2 ? 0 : (width - bar) / (ranks.length - 1)
  const nodes = columns.flatMap((column, index) => {
    let y = 0
    return column.map((node): PlacedNode => {
      const placed = { node, x: index * step, y, height: node.persons * scale }
      y += placed.height + gap
      return placed
    })
  })
  const placed = new Map(nodes.map((each) => [each.node.id, each]))
  const left = new Map<string, number>()
  const reached = new Map<string, number>()
  const orderOf = (id: string) => flows.nodes.findIndex((node) => node.id === id)
  const sorted = flows.links.toSorted(
    (a, b) => orderOf(a.from) - orderOf(b.from) || orderOf(a.to) - orderOf(b.to),
  )
  const links = sorted.flatMap((link): PlacedLink[] => {
    const from = placed.get(link.from)
    const to = placed.get(link.to)
    if (from === undefined || to === undefined || !isKnown(link.figure)) return []
    const thickness = link.figure.value * scale
    const out = from.y + (left.get(link.from) ?? 0)
    const into = to.y + (reached.get(link.to) ?? 0)
    left.set(link.from, (left.get(link.from) ?? 0) + thickness)
    reached.set(link.to, (reached.get(link.to) ?? 0) + thickness)
    return [{ link, from, to, out, into, thickness }]
  })
  return { nodes, links }
}
