import type { Programme } from '@retombees/programme/programme'
import { comparable } from './heading.ts'

/** ASCII slug of a label: « CCAS de Lille » gives `ccas-de-lille`. Empty when the label has no letter or digit. */
export function slugOf(label: string): string {
  return label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** A partner as the warehouse knows it: one id for a legal person, whatever the spelling. */
export interface PartnerEntity {
  readonly id: string
  /** no, centre or contractor: whether it stands inside the project. */
  readonly internal: string
}

/** The partner a label names: one that the programme knows under this spelling, else the slug of the label. */
export function partnerEntity(label: string, { partners }: Pick<Programme, 'partners'>): PartnerEntity {
  const { bySpelling, bySlug } = directoryOf(partners)
  const known = bySpelling.get(comparable(label))
  if (known) return known
  const id = slugOf(label)
  return bySlug.get(id) ?? { id, internal: 'no' }
}

interface Directory {
  readonly bySpelling: ReadonlyMap<string, PartnerEntity>
  readonly bySlug: ReadonlyMap<string, PartnerEntity>
}

const directories = new WeakMap<Programme['partners'], Directory>()

function directoryOf(partners: Programme['partners']): Directory {
  const made = directories.get(partners)
  if (made) return made
  const bySpelling = new Map<string, PartnerEntity>()
  const bySlug = new Map<string, PartnerEntity>()
  for (const { id, label, internal, formerly, spellings } of partners) {
    const entity = Object.freeze({ id, internal })
    for (const spelling of [label.fr, label.en, id, ...formerly, ...spellings])
      if (spelling !== undefined && !bySpelling.has(comparable(spelling)))
        bySpelling.set(comparable(spelling), entity)
    for (const slug of [id, slugOf(label.fr)]) if (!bySlug.has(slug)) bySlug.set(slug, entity)
  }
  const directory = { bySpelling, bySlug }
  directories.set(partners, directory)
  return directory
}
