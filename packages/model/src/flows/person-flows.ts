import type { Figure } from '@retombees/contract/figure'
import type { FlowLink, FlowNode, PersonFlows } from '@retombees/contract/person-flows'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { countedOf } from '../breakdown/counted.ts'
import { selectionFor, workshopsByArea } from '../breakdown/selected.ts'
import { frenchNumber, frenchPercent, typeset } from '../french.ts'
import { codesOfColumn } from '../measures/dimensions.ts'
import { absentFigure, knownFigure, SMALL_BASE } from '../measures/figures.ts'
import { whereOf } from '../measures/split.ts'
import { isPresent } from '../present-tables.ts'
import { checkQuery } from '../query-check.ts'
import { type Path, type Paths, readPaths } from './paths.ts'

const ONCE = 'once'
const SAME = 'same'
const END = 'end'

/** Where persons go from one kind of workshop to the next, and where they are lost. Throws a ModelError for an unknown code. */
export async function personFlows(
  db: Kysely<Database>,
  programme: Programme,
  query: Query,
): Promise<PersonFlows> {
  checkQuery(programme, query)
  const empty = emptyFlows(query)
  if (!(await isPresent(db, 'attendances')))
    return absent(empty, 'suppressed', 'Parcours de personnes : non publiés dans cette vue.', query)
  const measure = countedOf('workshops', 'persons')
  const areas = query.area.length > 0 ? await workshopsByArea(db) : new Map()
  const selected = selectionFor(programme, measure, query, [], areas)
  if ('refused' in selected) return absent(empty, 'not_asked', selected.refused, query)
  const read = await readPaths(db, selected)
  const total = personsOf(read.paths)
  if (read.provenance === null || total === 0) return empty
  return {
    ...empty,
    ...drawn(programme, read, query),
    ...said(read, total, query),
    provenance: read.provenance,
  }
}

function personsOf(paths: readonly Path[]): number {
  return paths.reduce((sum, { persons }) => sum + persons, 0)
}

/** Nodes and links of the first three kinds on each way. */
function drawn(programme: Programme, read: Paths, query: Query): Pick<PersonFlows, 'nodes' | 'links'> {
  const nodes = new Map<string, FlowNode>()
  const links = new Map<string, { from: string; to: string; persons: number }>()
  const kinds = codesOfColumn(programme, 'attendances', 'kind')
  const labelOf = (kind: string) => kinds.find(({ id }) => id === kind)?.label ?? kind
  const at = (rank: number, kind: string | null, end: string, label: string, persons: number) => {
    const id = `${rank}:${kind ?? end}`
    const node = nodes.get(id) ?? { id, label, rank, kind, persons: 0 }
    nodes.set(id, { ...node, persons: node.persons + persons })
    return id
  }
  for (const path of read.paths) {
    const ids = waysOf(path).map(({ kind, end }, rank) =>
      at(rank, kind, end, kind === null ? ENDS[end as keyof typeof ENDS] : labelOf(kind), path.persons),
    )
    for (const [index, to] of ids.slice(1).entries()) {
      const from = ids[index] ?? ''
      const key = `${from}>${to}`
      const link = links.get(key) ?? { from, to, persons: 0 }
      links.set(key, { ...link, persons: link.persons + path.persons })
    }
  }
  const order = (node: FlowNode) =>
    node.kind === null ? kinds.length : kinds.findIndex(({ id }) => id === node.kind)
  return {
    nodes: [...nodes.values()].sort(
      (a, b) => a.rank - b.rank || order(a) - order(b) || (a.id < b.id ? -1 : 1),
    ),
    links: [...links.values()].map(
      ({ from, to, persons }): FlowLink => ({
        from,
        to,
        figure: count(persons, read, query, { from, to }),
      }),
    ),
  }
}

const ENDS = Object.freeze({
  [ONCE]: 'Venus une seule fois',
  [SAME]: 'Revenus, même sorte',
  [END]: 'Pas d’autre sorte',
})

function waysOf({ kinds, once }: Path): { kind: string | null; end: string }[] {
  const [first = '', second, third] = kinds
  const start = { kind: first, end: '' }
  if (second === undefined) return [start, { kind: null, end: once ? ONCE : SAME }]
  return [
    start,
    { kind: second, end: '' },
    third === undefined ? { kind: null, end: END } : { kind: third, end: '' },
  ]
}

function said(read: Paths, total: number, query: Query) {
  const part = (keep: (path: Path) => boolean) => personsOf(read.paths.filter(keep))
  const once = part((path) => path.once)
  const moved = part(({ kinds }) => kinds.length > 1)
  const same = total - once - moved
  const share = (n: number) => (total < SMALL_BASE ? `${n} sur ${total}` : `${frenchPercent(n / total)}`)
  const sentence = `Sur ${frenchNumber(total)} personnes, ${frenchNumber(once)} ne sont venues qu’une fois (${share(once)}) et ${frenchNumber(moved)} sont allées d’une sorte d’atelier à une autre (${share(moved)})`
  return {
    title: typeset(read.provenance === 'simulated' ? `[Simulé] ${sentence}` : sentence),
    persons: count(total, read, query, {}),
    once: ratio(once, total, read, query),
    same: ratio(same, total, read, query),
    moved: ratio(moved, total, read, query),
    notes:
      read.unrecognised === 0
        ? []
        : [
            typeset(
              `${frenchNumber(read.unrecognised)} présences sans personne reconnue ne sont sur aucun parcours : les pertes sont peut-être moindres.`,
            ),
          ],
  }
}

const RULE = 'personnes reconnues, par une clé et jamais par leur nom'

function count(n: number, read: Paths, query: Query, at: Readonly<Record<string, string>>): Figure {
  if (read.provenance === null) return absentFigure(frameOf(query), 'no_data', NOTHING)
  return knownFigure(
    { ...frameOf(query), where: { ...whereOf(query), ...at } },
    {
      value: n,
      numerator: n,
      base: { kind: 'persons', rule: RULE, n },
      provenance: read.provenance,
      loads: read.loads,
    },
  )
}

function ratio(n: number, total: number, read: Paths, query: Query): Figure {
  if (read.provenance === null) return absentFigure(frameOf(query), 'no_data', NOTHING)
  return knownFigure(
    { where: whereOf(query), format: 'percent', unit: 'des personnes' },
    {
      value: n / total,
      numerator: n,
      denominator: total,
      base: { kind: 'persons', rule: RULE, n: total },
      provenance: read.provenance,
      loads: read.loads,
    },
  )
}

const NOTHING = 'Aucune ligne de cette source n’est dans cette vue.'

function frameOf(query: Query) {
  return { where: whereOf(query), format: 'number' as const, unit: 'personnes' }
}

function emptyFlows(query: Query): PersonFlows {
  const figure = absentFigure(frameOf(query), 'no_data', NOTHING)
  return {
    title: '',
    label: 'Parcours des personnes d’une sorte d’atelier à l’autre',
    baseLine: typeset(
      'Personnes différentes. Source : feuilles de présence ; la même personne a la même clé dans tous les centres.',
    ),
    reading: typeset(
      'De gauche à droite : la première sorte d’atelier où chaque personne est venue, puis la deuxième, puis la troisième. L’épaisseur d’un ruban est un nombre de personnes. Chaque personne n’est que sur un parcours. Ne pas être revu n’est pas être perdu : une personne peut être venue hors des feuilles.',
    ),
    notes: [],
    nodes: [],
    links: [],
    persons: figure,
    once: figure,
    same: figure,
    moved: figure,
    refused: null,
    needs: typeset(countedOf('workshops', 'persons').needs),
    provenance: null,
  }
}

function absent(
  flows: PersonFlows,
  state: 'suppressed' | 'not_asked',
  reason: string,
  query: Query,
): PersonFlows {
  const figure = absentFigure(frameOf(query), state, reason)
  return {
    ...flows,
    refused: typeset(reason),
    needs: null,
    persons: figure,
    once: figure,
    same: figure,
    moved: figure,
  }
}
