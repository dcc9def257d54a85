import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type FieldTable, fieldTable } from '../api/breakdowns.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { NoBreakdown } from './no-breakdown.tsx'

/** A part of a page that one source feeds: its charts where the source speaks; once, why it does not, where it does not. */
export function FieldPart({ source, children }: { source: FieldTable; children: ReactNode }) {
  const { locale } = useLocale()
  const answer = useQuery(fieldTable(locale, source))
  return (
    <Answered query={answer} lines={6}>
      {(table) => (table.provenance === null ? <NoBreakdown table={table} /> : children)}
    </Answered>
  )
}
