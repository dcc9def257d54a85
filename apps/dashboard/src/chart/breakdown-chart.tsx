import type { ComponentType, ReactNode } from 'react'
import { useLocale } from '../i18n.ts'
import { BreakdownFrame } from './breakdown-frame.tsx'
import { BreakdownTable } from './breakdown-table.tsx'
import type { DrawingProps } from './drawing-props.ts'
import { NoBreakdown } from './no-breakdown.tsx'
import { useAgainst } from './use-against.ts'

interface BreakdownChartProps extends Omit<DrawingProps, 'name'> {
  /** A slug: names its files. */
  id: string
  drawing: ComponentType<DrawingProps>
  download: { path: string; search: string }
  /** The period before, in words. */
  beforeLabel?: string
  /** What else is folded under the drawing. */
  folded?: ReactNode
}

/** A breakdown in the common frame; without anything to draw, what is missing and what would bring it. */
export function BreakdownChart(given: BreakdownChartProps) {
  const { id, table, drawing: Drawing, download, beforeLabel = '', folded, ...props } = given
  const { set } = useLocale()
  const against = useAgainst(table, props.before, beforeLabel)
  if (table.refused !== null || table.cells.length === 0) return <NoBreakdown table={table} />
  const name = set(table.label)
  return (
    <BreakdownFrame
      id={id}
      table={table}
      download={download}
      view={<BreakdownTable table={table} name={name} beforeLabel={beforeLabel} {...props} />}
      against={against}
      folded={folded}
    >
      <Drawing table={table} name={name} {...props} />
    </BreakdownFrame>
  )
}
