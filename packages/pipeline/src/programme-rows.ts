import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { PROGRAMME_LOAD } from '@retombees/warehouse/tables'
import { PipelineError } from './errors.ts'

type Rows = Record<string, unknown>[]

/** The load under which the definitions of one YAML file stand. */
export function programmeLoad(file: string): string {
  return `${PROGRAMME_LOAD}:${file}`
}

/**
 * The programme's own definitions as rows of the warehouse, by table: what was printed of prototypes, diagrams and
 * their correspondences. A row's number is its line in the YAML file; each file is a load of its own, received when it
 * is published, and hashed in the `folder` that is published with them.
 */
export function programmeRows(
  programme: Programme,
  published: { readonly publishedAt: string; readonly folder: string },
): Readonly<Record<string, Rows>> {
  const facts = {
    correspondences: correspondenceRows(programme),
    logic_nodes: nodeRows(programme),
    prototypes: prototypeRows(programme),
  }
  const origins = Object.values(facts).flat() as { load_id: string; row_no: number }[]
  const files = programme.files.filter((file) => origins.some((row) => row.load_id === programmeLoad(file)))
  return {
    ...facts,
    loads: files.map((file) => {
      const lines = new Set(
        origins.filter((row) => row.load_id === programmeLoad(file)).map((row) => row.row_no),
      )
      return {
        load_id: programmeLoad(file),
        source: PROGRAMME_LOAD,
        file,
        sha256: createHash('sha256')
          .update(readFileSync(join(published.folder, file)))
          .digest('hex'),
        received_at: published.publishedAt,
        provenance: 'published',
        rows_read: lines.size,
        rows_loaded: lines.size,
        rows_quarantined: 0,
        rows_ignored: 0,
      }
    }),
    source_rows: sourceRows(programme),
  }
}

function correspondenceRows(programme: Programme): Rows {
  return programme.logicModels.flatMap(({ audience, correspondences }) =>
    correspondences.flatMap(({ id, area, outcomes, prototypes }) => {
      const group = { ...origin(programme, `correspondence:${id}`), audience, correspondence: id, area }
      return [
        ...outcomes.map((member) => ({ ...group, member_kind: 'outcome', member })),
        ...prototypes.map((member) => ({ ...group, member_kind: 'prototype', member })),
      ]
    }),
  )
}

/** A box has a prototype when a group of its own diagram names it, as an outcome or as the area, with one. */
function nodeRows(programme: Programme): Rows {
  return programme.logicModels.flatMap(({ id: model, audience, nodes, correspondences }) =>
    nodes.map(({ id, kind }) => ({
      ...origin(programme, `node:${model}/${id}`),
      audience,
      node: id,
      kind,
      has_prototype: correspondences.some(
        ({ area, outcomes, prototypes }) =>
          prototypes.length > 0 && (kind === 'area' ? area === id : outcomes.includes(id)),
      ),
    })),
  )
}

function prototypeRows(programme: Programme): Rows {
  return programme.prototypes.flatMap(({ id, areas, printed }): Rows => {
    const row = {
      ...origin(programme, `prototype:${id}`),
      prototype: id,
      printed: [...printed].sort().join('|'),
    }
    return areas.length === 0 ? [{ ...row, area: null }] : areas.map((area) => ({ ...row, area }))
  })
}

/** What stands at those lines, for whoever follows a figure back to them. */
function sourceRows(programme: Programme): Rows {
  const { logicModels } = programme
  return [
    ...logicModels.flatMap(({ correspondences }) =>
      correspondences.map(({ id, area, outcomes, prototypes }) =>
        sourceRow(programme, `correspondence:${id}`, {
          id,
          area,
          outcomes: outcomes.join(', '),
          prototypes: prototypes.join(', '),
        }),
      ),
    ),
    ...logicModels.flatMap(({ id: model, nodes }) =>
      nodes.map(({ id, kind, label }) =>
        sourceRow(programme, `node:${model}/${id}`, { id, kind, label: label.fr }),
      ),
    ),
    ...programme.prototypes.map(({ id, label, areas, printed }) =>
      sourceRow(programme, `prototype:${id}`, {
        id,
        label: label.fr,
        areas: areas.join(', '),
        printed: printed.join(', '),
      }),
    ),
  ]
}

function sourceRow(programme: Programme, key: string, fields: Record<string, string>) {
  const { load_id, row_no } = origin(programme, key)
  return { load_id, row_no, fields: JSON.stringify(fields) }
}

function origin(programme: Programme, key: string) {
  const place = programme.places.get(key)
  if (!place)
    throw new PipelineError(
      'definition-without-place',
      `La définition « ${key} » n’a pas de ligne connue dans ${programme.folder} : rien n’est publié.`,
    )
  return { load_id: programmeLoad(place.file), row_no: place.line, provenance: 'published' }
}
