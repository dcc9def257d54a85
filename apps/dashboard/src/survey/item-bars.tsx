import type { SurveyTable } from '@retombees/contract/survey'
import drawing from '../chart/drawing.module.css'
import { Surface } from '../chart/surface.tsx'
import { useLocale } from '../i18n.ts'
import { usePrinting } from '../shell/use-printing.ts'
import { AgreementMark } from './agreement-mark.tsx'
import { positionOf } from './diverging-layout.ts'
import { ItemBar } from './item-bar.tsx'
import style from './item-bars.module.css'
import { type ItemLayout, layOutItems } from './item-layout.ts'
import { ItemLegend } from './item-legend.tsx'
import { ItemRuler } from './item-ruler.tsx'

/** Agreement to the right, disagreement to the left, no opinion apart: a bar a territory for each item, all on one scale, in one drawing. */
export function ItemBars({ table, name }: { table: SurveyTable; name: string }) {
  const printing = usePrinting()
  return (
    <>
      <ItemLegend table={table} />
      <Surface name={name} heightOf={(width) => layOutItems(table, width, printing).height}>
        {(width) => <Items table={table} layout={layOutItems(table, width, printing)} />}
      </Surface>
    </>
  )
}

function Items({ table, layout }: { table: SurveyTable; layout: ItemLayout }) {
  const { set } = useLocale()
  const printing = usePrinting()
  const { scale, left, right, bar, pitch } = layout
  const at = (share: number) => left + positionOf(share, scale) * (right - left)
  return (
    <>
      <defs>
        <pattern
          id="unknown"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line className={style.hatch} x1="0" x2="0" y1="0" y2="6" />
        </pattern>
      </defs>
      <ItemRuler scale={scale} at={at} printed={printing} />
      {layout.rows.map((item, line) => (
        <g key={item.row.item}>
          <text className={style.label} data-printed={printing ? '' : undefined} y={item.y + 12}>
            {item.label.map((words, index) => (
              <tspan key={words} x={0} dy={index === 0 ? 0 : 18}>
                {set(words)}
              </tspan>
            ))}
          </text>
          {item.row.columns.map((column, index) => {
            const y = item.barsAt + index * pitch
            return (
              <g key={column.territory}>
                <ItemBar
                  table={table}
                  item={item.row}
                  column={column}
                  laid={item.bars[index] ?? null}
                  at={at}
                  apartFrom={scale.apartFrom}
                  box={{ y, height: bar, left }}
                  first={line === 0 && index === 0}
                />
                <AgreementMark
                  table={table}
                  item={item.row}
                  column={column}
                  x={left === 0 ? null : right + 14}
                  y={left === 0 ? y - 6 : y + bar / 2}
                />
              </g>
            )
          })}
          <line className={style.zero} x1={at(0)} x2={at(0)} y1={item.barsAt - 3} y2={item.claimAt} />
          <text className={drawing.soft} y={item.claimAt + 12} fontSize="12">
            {item.claim.map((words, index) => (
              <tspan key={words} x={left} dy={index === 0 ? 0 : 16}>
                {set(words)}
              </tspan>
            ))}
          </text>
        </g>
      ))}
    </>
  )
}
