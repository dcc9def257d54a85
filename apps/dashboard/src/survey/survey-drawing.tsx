import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { GroupedBars } from '../chart/grouped-bars.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { ItemBars } from './item-bars.tsx'
import { optionBreakdown } from './option-breakdown.ts'

interface SurveyDrawingProps {
  table: SurveyTable
  /** What is drawn, for a screen reader. */
  name: string
}

/** A question of a survey drawn: a scale item by item around its middle, anything else option by option. */
export default function SurveyDrawing({ table, name }: SurveyDrawingProps) {
  const [row] = table.rows
  if (table.kind === 'scale') return <ItemBars table={table} name={name} />
  return row === undefined ? null : <OptionBars table={table} row={row} name={name} />
}

function OptionBars({ table, row, name }: SurveyDrawingProps & { row: SurveyRow }) {
  const { territoryOf } = useTerritories()
  return (
    <GroupedBars
      table={optionBreakdown(table, row, (id) => territoryOf(id).label)}
      name={name}
      lineage={(code, territory) => ({
        kind: 'survey',
        questionnaire: table.questionnaire,
        item: row.item,
        territory: territory ?? '',
        code,
      })}
    />
  )
}
