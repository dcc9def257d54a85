import type { AxisValue, Breakdown } from '@retombees/contract/breakdown'
import { isKnown } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import { useTranslation } from 'react-i18next'
import { formatHeadline, formatInterval, formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { BreakdownLegend } from './breakdown-legend.tsx'
import style from './drawing.module.css'
import type { DrawingProps } from './drawing-props.ts'
import { amountOf, cellAt, extentOf, fitted, gutterOf, isStacked, mostAbsent, rowSum } from './lay-out.ts'
import { Mark } from './mark.tsx'
import { mostBefore, valueBefore } from './previous.ts'
import { Surface } from './surface.tsx'
import { plainTones, tonesOf } from './tones.ts'

const BAR = 18
/** The place of a block without a value, in pixels. */
const ABSENT = 30
const PITCH = 30

/** A bar a value, the longest first unless the values follow each other; blocks where there is a second axis; intervals as whiskers. */
export function Bars(props: DrawingProps) {
  return (
    <>
      <BreakdownLegend table={props.table} />
      <Surface
        name={props.name}
        heightOf={(width) => props.table.rows.values.length * pitchAt(props.table, width) + 8}
      >
        {(width) => <BarRows {...props} width={width} />}
      </Surface>
    </>
  )
}

/** From a row to the next: more where the label stands above its bar. */
const pitchAt = (table: DrawingProps['table'], width: number) =>
  isStacked(table, width) ? PITCH + 16 : PITCH

function BarRows({ table, lineage, own, before, width }: DrawingProps & { width: number }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const narrow = isStacked(table, width)
  const gutter = narrow ? 0 : gutterOf(table, width)
  const room = Math.max(80, width - gutter - (narrow ? 96 : 150) - mostAbsent(table) * ABSENT)
  const pitch = pitchAt(table, width)
  const most = extentOf(table, mostBefore(table, before))
  const scale = (value: number) => (value / most) * room
  const rows = inOrder(table)
  const columns = table.columns?.values ?? [null]
  const tones =
    table.columns === null ? plainTones(table.rows, territoryOf) : tonesOf(table.columns, territoryOf)
  const height = rows.length * pitch + 8
  return (
    <>
      {rows.map((row, line) => {
        const y = line * pitch + (narrow ? 18 : 4)
        let x = gutter
        const beside = before === undefined ? null : valueBefore(before, row.key)
        return (
          <g key={row.key} className={own?.(row) ? style.own : undefined}>
            <text
              x={narrow ? 0 : gutter - 10}
              y={narrow ? y - 5 : y + BAR / 2}
              textAnchor={narrow ? 'start' : 'end'}
              dominantBaseline={narrow ? 'auto' : 'central'}
            >
              {fitted(set(row.label), narrow ? width : gutter - 10)}
            </text>
            {columns.map((column, index) => {
              const figure = cellAt(table, row.key, column?.key ?? null)?.figure
              if (figure === undefined) return null
              const from = x
              const length = scale(amountOf(figure))
              x += isKnown(figure) || column === null ? length : ABSENT
              const of = lineage(row.key, column?.key ?? null, figure)
              const known = isKnown(figure)
              const label = [set(row.label), ...(column === null ? [] : [set(column.label)])].join(', ')
              return (
                <Mark
                  key={column?.key ?? 'whole'}
                  figure={figure}
                  name={label}
                  of={of}
                  first={line === 0 && index === 0}
                >
                  {known ? (
                    <rect
                      className={`${style.fill} ${style.edged}`}
                      x={from}
                      y={y}
                      width={Math.max(1, length)}
                      height={BAR}
                      {...tones(column ?? row)}
                    />
                  ) : (
                    <rect
                      className={style.absent}
                      data-state={figure.state}
                      x={from}
                      y={y + 4}
                      width={26}
                      height={BAR - 8}
                    />
                  )}
                  {known && column === null && figure.interval !== null && (
                    <line
                      className={style.whisker}
                      x1={gutter + scale(figure.interval.low)}
                      x2={gutter + scale(figure.interval.high)}
                      y1={y + BAR / 2}
                      y2={y + BAR / 2}
                    />
                  )}
                  {column === null && (
                    <text
                      x={endOf(
                        known && figure.interval
                          ? gutter + scale(Math.max(figure.value, figure.interval.high))
                          : known
                            ? x
                            : from + 26,
                      )}
                      y={y + BAR / 2}
                      dominantBaseline="central"
                    >
                      {known ? formatHeadline(figure, locale) : t(`absence.${figure.state}`)}
                      {known && figure.interval !== null && !narrow && !figure.smallBase && (
                        <tspan className={style.soft} dx="6">
                          {formatInterval(figure.interval, figure.format, locale)}
                        </tspan>
                      )}
                    </text>
                  )}
                </Mark>
              )
            })}
            {beside !== null && (
              <line
                className={style.before}
                x1={gutter + scale(beside)}
                x2={gutter + scale(beside)}
                y1={y - 4}
                y2={y + BAR + 4}
              />
            )}
            {table.columns !== null && table.additive && (
              <text x={endOf(x)} y={y + BAR / 2} dominantBaseline="central">
                {formatValue(rowSum(table, row.key), table.total.format, locale)}
              </text>
            )}
          </g>
        )
      })}
      <line className={style.axis} x1={gutter} x2={gutter} y1={0} y2={height - 4} />
      {table.target !== null && (
        <g>
          <line
            className={style.target}
            x1={gutter + scale(table.target.value)}
            x2={gutter + scale(table.target.value)}
            y1={0}
            y2={height - 4}
          />
          <title>{table.target.label}</title>
        </g>
      )}
    </>
  )
}

const endOf = (x: number) => x + 7

/** By size, what is not known last, unless the values follow each other. */
function inOrder(table: Breakdown): AxisValue[] {
  if (table.rows.ordered) return table.rows.values
  const size = ({ key }: AxisValue) => rowSum(table, key)
  const last = ({ key }: AxisValue) => Number(key === BLANK)
  return table.rows.values.toSorted((a, b) => last(a) - last(b) || size(b) - size(a))
}
