import type { Figure } from '@retombees/contract/figure'
import { expect, it } from 'vitest'
import { layOutFlows } from './flow-layout.ts'

const persons = (value: number): Figure => ({
  state: 'value',
  where: {},
  format: 'number',
  unit: '',
  value,
  numerator: value,
  denominator: null,
  base: { kind: 'persons', rule: '', n: value },
  interval: null,
  smallBase: false,
  provenance: 'field',
  loads: [],
  discrepancies: [],
})
const node = (id: string, rank: number, count: number) => ({ id, label: id, rank, kind: id, persons: count })

it('ribbons fill the nodes they leave and reach, none over another', () => {
  const { nodes, links } = layOutFlows(
    {
      nodes: [node('a', 0, 6), node('b', 0, 4), node('c', 1, 7), node('d', 1, 3)],
      links: [
        { from: 'b', to: 'd', figure: persons(1) },
        { from: 'a', to: 'c', figure: persons(4) },
        { from: 'a', to: 'd', figure: persons(2) },
        { from: 'b', to: 'c', figure: persons(3) },
      ],
    },
    { width: 300, height: 110, bar: 10, gap: 10 },
  )
  expect(nodes.map(({ x, y, height }) => [x, y, height])).toEqual([
    [0, 0, 60],
    [0, 70, 40],
    [290, 0, 70],
    [290, 80, 30],
  ])
  expect(links.map(({ link, out, into, thickness }) => [link.from + link.to, out, into, thickness])).toEqual([
    ['ac', 0, 0, 40],
    ['ad', 40, 80, 20],
    ['bc', 70, 40, 30],
    ['bd', 100, 100, 10],
  ])
})
