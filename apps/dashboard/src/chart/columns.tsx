import { isKnown } from '@retombees/contract/figure'
import { formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { BreakdownLegend } from './breakdown-legend.tsx'
import style from './drawing.module.css'
import type { DrawingProps } from './drawing-props.ts'
import { amountOf, cellAt, extentOf, fitted, shortPeriod, ticksOf } from './lay-out.ts'
import { Mark } from './mark.tsx'
import { mostBefore, valueBefore } from './previous.ts'
import { Surface } from './surface.tsx'
import { plainTones, tonesOf } from './tones.ts'

const TALL = 220
const LEFT = 44
const TOP = 16

/** A column a period, blocks where there is a second axis, dated events as dotted lines, a target as a dashed one. */
export function Columns(props: DrawingProps) {
  return (
    <>
      <BreakdownLegend table={props.table} />
      <Surface name={props.name} heightOf={() => TOP + TALL + 26}>
        {(width) => <ColumnRows {...props} width={width} />}
      </Surface>
    </>
  )
}

function ColumnRows({ table, lineage, before, width }: DrawingProps & { width: number }) {
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const most = extentOf(table, mostBefore(table, before))
  const rows = table.rows.values
  const step = (width - LEFT - 8) / Math.max(1, rows.length)
  const bar = Math.max(2, Math.min(46, step * 0.74))
  const columns = table.columns?.values ?? [null]
  const tones =
    table.columns === null ? plainTones(table.rows, territoryOf) : tonesOf(table.columns, territoryOf)
  const y = (value: number) => TOP + TALL - (value / most) * TALL
  const every = Math.ceil(58 / step)
  return (
    <>
      {ticksOf(most).map((tick) => (
        <g key={tick}>
          <line className={style.rule} x1={LEFT} x2={width - 8} y1={y(tick)} y2={y(tick)} />
          <text className={style.soft} x={LEFT - 8} y={y(tick)} textAnchor="end" dominantBaseline="central">
            {formatValue(tick, table.total.format, locale)}
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const x = LEFT + index * step + (step - bar) / 2
        let base = 0
        const beside = before === undefined ? null : valueBefore(before, row.key)
        return (
          <g key={row.key}>
            {columns.map((column, block) => {
              const figure = cellAt(table, row.key, column?.key ?? null)?.figure
              if (figure === undefined) return null
              const from = base
              base += amountOf(figure)
              const label = [set(row.label), ...(column === null ? [] : [set(column.label)])].join(', ')
              const of = lineage(row.key, column?.key ?? null, figure)
              return (
                <Mark
                  key={column?.key ?? 'whole'}
                  figure={figure}
                  name={label}
                  of={of}
                  first={index === 0 && block === 0}
                >
                  {isKnown(figure) ? (
                    <rect
                      className={`${style.fill} ${style.edged}`}
                      x={x}
                      y={y(base)}
                      width={bar}
                      height={Math.max(0.5, y(from) - y(base))}
                      {...tones(column ?? row)}
                    />
                  ) : (
                    <rect
                      className={style.absent}
                      data-state={figure.state}
                      x={x}
                      y={TOP + TALL - 10}
                      width={bar}
                      height={10}
                    />
                  )}
                </Mark>
              )
            })}
            {beside !== null && (
              <line className={style.before} x1={x - 3} x2={x + bar + 3} y1={y(beside)} y2={y(beside)} />
            )}
            {index % every === 0 && (
              <text className={style.soft} x={x + bar / 2} y={TOP + TALL + 16} textAnchor="middle">
                {fitted(shortPeriod(set(row.label)), Math.max(50, step * every))}
              </text>
            )}
          </g>
        )
      })}
      <line className={style.axis} x1={LEFT} x2={width - 8} y1={TOP + TALL} y2={TOP + TALL} />
      {table.annotations.map((event, index) => {
        const at = rows.findIndex(({ key }) => key === event.row)
        if (at < 0) return null
        const x = LEFT + (at + 0.5) * step
        return (
          <g key={`${event.date}${event.label}`}>
            <line className={style.dated} x1={x} x2={x} y1={TOP} y2={TOP + TALL} />
            <text className={style.soft} x={x + 4} y={TOP + 10 + (index % 3) * 14} fontSize="11">
              {fitted(set(event.label), Math.max(60, width - x - 8), 11)}
            </text>
          </g>
        )
      })}
      {table.target !== null && (
        <g>
          <line
            className={style.target}
            x1={LEFT}
            x2={width - 8}
            y1={y(table.target.value)}
            y2={y(table.target.value)}
          />
          <text x={width - 8} y={y(table.target.value) - 5} textAnchor="end">
            {set(table.target.label)}
          </text>
        </g>
      )}
    </>
  )
}
