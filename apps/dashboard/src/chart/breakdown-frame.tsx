import type { Breakdown } from '@retombees/contract/breakdown'
import type { ReactNode } from 'react'
import { ChartFrame } from './chart-frame.tsx'
import { useBreakdownWords } from './use-breakdown-words.ts'

interface BreakdownFrameProps {
  /** A slug: names its files. */
  id: string
  table: Breakdown
  /** The same data as a table. */
  view: ReactNode
  tableBelow?: boolean
  download: { path: string; search: string }
  against?: string | null
  folded?: ReactNode
  /** The drawing. */
  children: ReactNode
}

/** A breakdown in the common frame: its own finding, base, notes and sentences. */
export function BreakdownFrame({ id, table, view, download, children, ...rest }: BreakdownFrameProps) {
  const words = useBreakdownWords(table)
  return (
    <ChartFrame
      name={id}
      title={table.title}
      base={`${table.label}. ${table.baseLine}`}
      provenance={table.provenance}
      reading={table.reading}
      notes={table.notes}
      words={words}
      download={download}
      table={view}
      {...rest}
    >
      {children}
    </ChartFrame>
  )
}
