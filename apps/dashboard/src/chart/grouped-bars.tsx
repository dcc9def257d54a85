import { isKnown } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import { formatHeadline } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { BreakdownLegend } from './breakdown-legend.tsx'
import style from './drawing.module.css'
import type { DrawingProps } from './drawing-props.ts'
import { cellAt, fitted, gutterOf, isStacked, widestOf } from './lay-out.ts'
import { Mark } from './mark.tsx'
import { Surface } from './surface.tsx'
import { tonesOf } from './tones.ts'

const BAR = 15
const PITCH = 20

/** For shares that are not added: each value of the first axis with a bar for each of the second, its interval as a whisker. */
export function GroupedBars(props: DrawingProps) {
  const { rows, columns } = props.table
  const group = (width: number) =>
    (columns?.values.length ?? 1) * PITCH + (isStacked(props.table, width) ? 30 : 14)
  return (
    <>
      <BreakdownLegend table={props.table} />
      <Surface name={props.name} heightOf={(width) => rows.values.length * group(width) + 8}>
        {(width) => <Groups {...props} width={width} pitch={group(width)} />}
      </Surface>
    </>
  )
}

function Groups({ table, lineage, width, pitch }: DrawingProps & { width: number; pitch: number }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const narrow = isStacked(table, width)
  const gutter = narrow ? 0 : gutterOf(table, width)
  const room = Math.max(80, width - gutter - 90)
  const most = widestOf(table)
  const scale = (value: number) => (value / most) * room
  const columns = table.columns?.values ?? []
  const tones = tonesOf(table.columns ?? table.rows, territoryOf)
  return (
    <>
      {table.rows.values.map((row, line) => {
        const top = line * pitch + (narrow ? 20 : 6)
        return (
          <g key={row.key}>
            <text
              x={narrow ? 0 : gutter - 10}
              y={narrow ? top - 6 : top + (columns.length * PITCH) / 2}
              textAnchor={narrow ? 'start' : 'end'}
              dominantBaseline={narrow ? 'auto' : 'central'}
            >
              {fitted(set(row.label), narrow ? width : gutter - 10)}
            </text>
            {columns.map((column, index) => {
              const figure = cellAt(table, row.key, column.key)?.figure
              if (figure === undefined) return null
              const known = isKnown(figure)
              const y = top + index * PITCH
              const length = known ? scale(figure.value) : 26
              const end = known ? Math.max(length, scale(figure.interval?.high ?? 0)) : length
              return (
                <Mark
                  key={column.key}
                  figure={figure}
                  name={`${set(row.label)}, ${set(column.label)}`}
                  of={lineage(row.key, column.key, figure)}
                  first={line === 0 && index === 0}
                >
                  <rect
                    className={known ? style.fill : style.absent}
                    data-state={figure.state}
                    x={gutter}
                    y={y}
                    width={Math.max(1, length)}
                    height={BAR}
                    {...(known ? tones(column) : {})}
                  />
                  {known && figure.interval !== null && (
                    <line
                      className={style.whisker}
                      x1={gutter + scale(figure.interval.low)}
                      x2={gutter + scale(figure.interval.high)}
                      y1={y + BAR / 2}
                      y2={y + BAR / 2}
                    />
                  )}
                  <text x={gutter + end + 7} y={y + BAR / 2} dominantBaseline="central">
                    {known ? formatHeadline(figure, locale) : t(`absence.${figure.state}`)}
                  </text>
                </Mark>
              )
            })}
          </g>
        )
      })}
      <line className={style.axis} x1={gutter} x2={gutter} y1={0} y2={table.rows.values.length * pitch} />
    </>
  )
}
