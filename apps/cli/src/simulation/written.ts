import type { Programme } from '@retombees/programme/programme'
import type { Field, SourceFile } from '@retombees/programme/source-file'
import { universalTime } from './calendar.ts'
import type { Scalar, SimulatedRow } from './record.ts'

/** A column of a simulated file: its heading, the field it is (if it is one), and what a row writes under it. */
export interface WrittenColumn {
  readonly heading: string
  readonly field: Field | null
  /** It counts something. */
  readonly counts: boolean
  write(row: SimulatedRow): string
}

/** The columns of a source, in its order: fields, then who the person is, what is counted, what is answered. */
export function writtenColumns(
  source: SourceFile,
  programme: Programme,
  headings: readonly string[] = [],
): WrittenColumn[] {
  const fields = writtenOnce(source).map(([name, field]): WrittenColumn => {
    const label = labels(field, programme)
    return {
      heading: first(field.column),
      field,
      counts: field.type === 'integer',
      write: ({ fields: said }) => writtenValue(said[name] ?? null, field, source, programme, label),
    }
  })
  const counted = (source.unpivot?.columns ?? []).map(({ column, key, set }): WrittenColumn => {
    const place = `${String(set.variable ?? '')}/${key}`
    return {
      heading: first(column),
      field: null,
      counts: true,
      write: ({ counts }) => String(counts?.get(place) ?? '').replace('.', source.decimal),
    }
  })
  const answered = headings.map(
    (heading): WrittenColumn => ({
      heading,
      field: null,
      counts: false,
      write: ({ answers }) => answers?.get(heading) ?? '',
    }),
  )
  return [...fields, ...personColumns(source), ...counted, ...answered]
}

/** Two fields may be read from one column: it is written once, by the first of them. */
function writtenOnce({ fields }: SourceFile): [string, Field][] {
  const all = Object.entries(fields)
  return all.filter(
    ([, field], at) => all.findIndex(([, { column }]) => first(column) === first(field.column)) === at,
  )
}

function personColumns({ person, identifiers }: SourceFile): WrittenColumn[] {
  if (!person) return []
  const column = (heading: string, write: WrittenColumn['write']): WrittenColumn => ({
    heading,
    field: null,
    counts: false,
    write,
  })
  const parts = person.parts.flatMap(({ kind, columns }) =>
    columns.map((headings, at) =>
      column(first(headings), ({ person: who }) => {
        if (!who) return ''
        if (kind === 'name')
          return columns.length === 1 ? `${who.given} ${who.family}` : at === 0 ? who.family : who.given
        if (kind === 'birth-year') return String(who.birthYear)
        if (kind === 'birth-date') return `01/01/${who.birthYear}`
        return kind === 'phone' ? who.phone : ''
      }),
    ),
  )
  const phones = identifiers.filter((heading) => /^t[ée]l/i.test(heading)).slice(0, 1)
  return [...parts, ...phones.map((heading) => column(heading, ({ person: who }) => who?.phone ?? ''))]
}

function writtenValue(
  value: Scalar,
  field: Field,
  { dates, decimal }: SourceFile,
  { timezone }: Programme,
  label: ReadonlyMap<string, string>,
): string {
  if (value === null) return ''
  const text = String(value)
  switch (field.type) {
    case 'date':
      return dayIn(dates, text)
    case 'datetime':
      return dates === 'day-first' || dates === 'month-first'
        ? `${dayIn(dates, text.slice(0, 10))} ${text.slice(11, 16)}`
        : universalTime(text, timezone)
    case 'time':
      return text.replace(/^0/, '').replace(':00', 'h').replace(':', 'h')
    case 'boolean':
      return value === true ? 'oui' : 'non'
    case 'decimal':
      return text.replace('.', decimal)
    case 'code':
      return label.get(text) ?? text
    default:
      return text
  }
}

/** A day as the source writes them; a source that says nothing gets the one writing that leaves no doubt. */
function dayIn(dates: SourceFile['dates'], iso: string): string {
  const [year, month, day] = iso.split('-')
  if (dates === 'day-first') return `${day}/${month}/${year}`
  return dates === 'month-first' ? `${month}/${day}/${year}` : iso
}

/** How the ids of a field's codes are written in a file: the label that people know. */
function labels({ codes }: Field, programme: Programme): ReadonlyMap<string, string> {
  if (codes === undefined) return new Map()
  if (typeof codes !== 'string') return new Map(Object.entries(codes).map(([written, id]) => [id, written]))
  const sets: Readonly<Record<string, readonly { id: string; label: { fr: string } }[]>> = {
    territories: programme.territories,
    centres: programme.centres,
    funders: programme.funders,
    'partner-criteria': programme.partnerCriteria,
    areas: programme.areas,
    prototypes: programme.prototypes,
  }
  const list = sets[codes] ?? programme.vocabularies.find(({ id }) => id === codes)?.codes ?? []
  return new Map(list.map(({ id, label }) => [id, label.fr]))
}

function first(headings: readonly string[]): string {
  return headings[0] ?? ''
}
