import type { AxisValue, Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import type { LineageTarget } from '../lineage/lineage-target.ts'

export interface DrawingProps {
  table: Breakdown
  /** What is drawn, for a screen reader. */
  name: string
  /** Where a cell comes from; null where that cannot be asked. */
  lineage: (row: string, column: string | null, figure: Figure) => LineageTarget | null
  /** The viewer's own centre or territory, which is set in bold. */
  own?: (value: AxisValue) => boolean
  /** The same for the period before, drawn as a thin mark beside each value. */
  before?: Breakdown
}
