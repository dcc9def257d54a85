import type { Programme } from '@retombees/programme/programme'

/** What a source of answers says of each respondent, besides the answers: one of a list of codes. */
export interface Profile {
  /** The column of the table of answers. */
  readonly id: string
  readonly label: string
  readonly codes: readonly { readonly id: string; readonly label: string; readonly missing: boolean }[]
}

const PLACES = new Set(['territory', 'centre', 'period'])

/** The profile variables of a questionnaire, from the sources of its answers; places are not among them. */
export function profilesOf(programme: Programme, questionnaire: string): readonly Profile[] {
  const profiles = new Map<string, Profile>()
  for (const source of programme.sources) {
    if (source.questionnaire !== questionnaire) continue
    for (const [id, field] of Object.entries(source.fields)) {
      if (PLACES.has(id) || field.type !== 'code' || field.codes === undefined) continue
      const codes = codesOf(programme, field.codes)
      if (codes.length > 0 && !profiles.has(id)) profiles.set(id, { id, label: field.column[0] ?? id, codes })
    }
  }
  return [...profiles.values()]
}

function codesOf(programme: Programme, codes: string | Readonly<Record<string, string>>): Profile['codes'] {
  if (typeof codes === 'string') {
    const vocabulary = programme.vocabularies.find(({ id }) => id === codes)
    return (vocabulary?.codes ?? []).map(({ id, label, missing }) => ({
      id,
      label: label.fr,
      missing: missing !== undefined,
    }))
  }
  const labels = new Map<string, string>()
  for (const [written, id] of Object.entries(codes)) if (!labels.has(id)) labels.set(id, written)
  return [...labels].map(([id, label]) => ({ id, label, missing: false }))
}
