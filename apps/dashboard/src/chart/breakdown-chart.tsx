import type { ComponentType } from 'react'
import { useLocale } from '../i18n.ts'
import { BreakdownFrame } from './breakdown-frame.tsx'
import { BreakdownTable } from './breakdown-table.tsx'
import type { DrawingProps } from './drawing-props.ts'
import { NoBreakdown } from './no-breakdown.tsx'

interface BreakdownChartProps extends Omit<DrawingProps, 'name'> {
  /** A slug: names its files. */
  id: string
  drawing: ComponentType<DrawingProps>
  download: { path: string; search: string }
}

/** A breakdown in the common frame; without anything to draw, what is missing and what would bring it. */
export function BreakdownChart({ id, table, drawing: Drawing, download, ...props }: BreakdownChartProps) {
  const { set } = useLocale()
  if (table.refused !== null || table.cells.length === 0) return <NoBreakdown table={table} />
  const name = set(table.label)
  return (
    <BreakdownFrame
      id={id}
      table={table}
      download={download}
      view={<BreakdownTable table={table} name={name} {...props} />}
    >
      <Drawing table={table} name={name} {...props} />
    </BreakdownFrame>
  )
}
