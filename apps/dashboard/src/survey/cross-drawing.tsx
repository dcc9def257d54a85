import type { CrossTable } from '@retombees/contract/cross-table'
import { Surface } from '../chart/surface.tsx'
import { CrossDiverging } from './cross-diverging.tsx'
import { CrossGroups } from './cross-groups.tsx'
import { drawnAs, heightOf } from './cross-layout.ts'
import { CrossLegend } from './cross-legend.tsx'
import { CrossStacks } from './cross-stacks.tsx'

/**
 * A cross table drawn: a scale that agrees and disagrees as diverging bars, a few answers that exclude each other as one bar of
 * a hundred percent a group, anything else as a bar for each answer and group.
 */
export function CrossDrawing({ table, name }: { table: CrossTable; name: string }) {
  const form = drawnAs(table)
  const Drawn = { diverging: CrossDiverging, stacks: CrossStacks, groups: CrossGroups }[form]
  return (
    <>
      <CrossLegend table={table} form={form} />
      <Surface name={name} heightOf={(width) => heightOf(table, form, width)}>
        {(width) => <Drawn table={table} width={width} />}
      </Surface>
    </>
  )
}
