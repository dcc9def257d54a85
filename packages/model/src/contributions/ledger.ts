import type { ContributionLedger, LedgerEntry } from '@retombees/contract/contribution-ledger'
import type { Figure, Provenance } from '@retombees/contract/figure'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { countedOf } from '../breakdown/counted.ts'
import { selectionFor } from '../breakdown/selected.ts'
import { typeset } from '../french.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import { whereOf } from '../measures/split.ts'
import { columnsPresent } from '../present-tables.ts'
import { checkQuery } from '../query-check.ts'

const OUTCOMES = ['retained', 'adapted', 'refused', 'pending'] as const

interface LedgerRow {
  readonly provenance: string
  readonly load_id: string
  readonly contribution: string
  readonly day: string
  readonly centre: string
  readonly territory: string
  readonly area: string | null
  readonly outcome: string
  readonly decided_on: string | null
  readonly days: number | bigint | null
  readonly prototype: string | null
  readonly body: string | null
}

/** The ledger of what residents proposed, latest first; the words only where the face holds them. */
export async function contributionLedger(
  db: Kysely<Database>,
  programme: Programme,
  query: Query,
): Promise<ContributionLedger> {
  checkQuery(programme, query)
  const columns = await columnsPresent(db, 'contribution_ledger')
  if (columns.size === 0)
    return emptyLedger(query, 'Le registre des contributions n’est pas publié dans cette vue.')
  const selected = selectionFor(programme, countedOf('contributions', 'proposals'), query, [], new Map())
  if ('refused' in selected) return emptyLedger(query, selected.refused)
  const all = await db
    .selectFrom('contribution_ledger')
    .select([
      'provenance',
      'load_id',
      'contribution',
      sql<string>`cast(day as varchar)`.as('day'),
      'centre',
      'territory',
      'area',
      'outcome',
      sql<string | null>`cast(decided_on as varchar)`.as('decided_on'),
      sql<number | null>`date_diff('day', day, decided_on)`.as('days'),
      'prototype',
      (columns.has('body') ? sql<string | null>`body` : sql<null>`null`).as('body'),
      sql<boolean>`${selected.kept}`.as('kept'),
    ])
    .orderBy('day', 'desc')
    .orderBy('contribution')
    .execute()
  const provenance = chosenProvenance(all.map((row) => row.provenance))
  const rows: readonly LedgerRow[] = all.filter((row) => row.kept && row.provenance === provenance)
  if (provenance === null || rows.length === 0) return emptyLedger(query, null)
  return {
    ...counts(rows, provenance, query),
    entries: rows.map((row) => entryOf(programme, row)),
    withheld: null,
    needs: NEEDS,
    provenance,
  }
}

const NEEDS = typeset(countedOf('contributions', 'proposals').needs)

function entryOf(programme: Programme, row: LedgerRow): LedgerEntry {
  const labelOf = (named: readonly { id: string; label: { fr: string } }[], id: string | null) =>
    id === null ? null : (named.find((each) => each.id === id)?.label.fr ?? id)
  return {
    id: row.contribution,
    day: row.day,
    centre: labelOf(programme.centres, row.centre) ?? row.centre,
    territory: row.territory,
    area: labelOf(programme.areas, row.area),
    body: row.body,
    outcome: OUTCOMES.find((each) => each === row.outcome) ?? 'pending',
    decidedOn: row.decided_on,
    days: row.days === null ? null : Number(row.days),
    prototype: labelOf(programme.prototypes, row.prototype),
  }
}

function counts(rows: readonly LedgerRow[], provenance: Provenance, query: Query) {
  const loads = rows.map(({ load_id }) => load_id)
  const figure = (n: number, unit: string, base: number): Figure =>
    knownFigure(
      { where: whereOf(query), format: 'number', unit },
      {
        value: n,
        numerator: n,
        base: { kind: 'records', rule: 'contributions au registre', n: base },
        provenance,
        loads,
      },
    )
  const where = (...outcomes: string[]) => rows.filter(({ outcome }) => outcomes.includes(outcome))
  const last =
    rows
      .flatMap(({ day, decided_on }) => [day, decided_on ?? day])
      .sort()
      .at(-1) ?? ''
  const waits = where('pending').map(({ day }) => daysFrom(day, last))
  const median = (days: readonly number[]) => {
    const sorted = [...days].sort((a, b) => a - b)
    const middle = sorted.length / 2
    return sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] ?? 0)
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  }
  return {
    proposed: figure(rows.length, 'contributions', rows.length),
    adopted: figure(where('retained', 'adapted').length, 'contributions', rows.length),
    refused: figure(where('refused').length, 'contributions', rows.length),
    pending: figure(where('pending').length, 'contributions', rows.length),
    delays: (['retained', 'adapted', 'refused'] as const).map((outcome) => {
      const days = where(outcome).flatMap((row) => (row.days === null ? [] : [Number(row.days)]))
      const frame = {
        where: { ...whereOf(query), outcome },
        format: 'number' as const,
        unit: 'jours (médiane)',
      }
      return {
        outcome,
        figure:
          days.length === 0
            ? absentFigure(frame, 'no_data', 'Aucune décision datée de cette sorte.')
            : { ...figure(median(days), frame.unit, days.length), where: frame.where },
      }
    }),
    longestWait:
      waits.length === 0
        ? absentFigure(
            { where: whereOf(query), format: 'number', unit: 'jours' },
            'no_data',
            'Aucune contribution en attente.',
          )
        : figure(Math.max(...waits), 'jours', waits.length),
  }
}

function daysFrom(day: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000)
}

function emptyLedger(query: Query, withheld: string | null): ContributionLedger {
  const state = withheld === null ? 'no_data' : 'suppressed'
  const reason = withheld ?? 'Aucune contribution dans cette vue.'
  const figure = absentFigure(
    { where: whereOf(query), format: 'number', unit: 'contributions' },
    state,
    reason,
  )
  return {
    entries: [],
    proposed: figure,
    adopted: figure,
    refused: figure,
    pending: figure,
    delays: [],
    longestWait: figure,
    withheld: withheld === null ? null : typeset(withheld),
    needs: NEEDS,
    provenance: null,
  }
}
