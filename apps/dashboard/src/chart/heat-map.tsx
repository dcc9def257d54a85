import type { Breakdown } from '@retombees/contract/breakdown'
import { isKnown } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import { formatHeadline } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import style from './drawing.module.css'
import type { DrawingProps } from './drawing-props.ts'
import { amountOf, cellAt, fitted, gutterOf, shortPeriod } from './lay-out.ts'
import { Mark } from './mark.tsx'
import { Surface } from './surface.tsx'
import { tone } from './tones.ts'

const CELL = 26
const HEAD = 24

/** Two axes, the darker the more; the value stands in the cell where there is room. A cell without a value has its own shape. */
export function HeatMap(props: DrawingProps) {
  return (
    <Surface
      name={props.name}
      heightOf={(width) => HEAD + laidOut(props.table, width).down.length * CELL + 4}
    >
      {(width) => <HeatRows {...props} width={width} />}
    </Surface>
  )
}

/**
 * Which axis goes down and which across: the rows of the table down, unless its columns are centres, more of them than
 * rows and too many for their names to be read. Twenty-six houses are read down.
 */
function laidOut(table: Breakdown, width: number) {
  const rows = table.rows.values
  const columns = table.columns?.values ?? []
  const gutter = Math.min(gutterOf(table, width), width * 0.3)
  const step = (width - gutter) / Math.max(1, columns.length)
  const turned =
    table.columns?.id === 'centre' &&
    columns.length > rows.length &&
    columns.some(({ label }) => fitted(label, step - 2) !== label)
  const [down, across] = turned ? [columns, rows] : [rows, columns]
  return { turned, down, across, gutter, step: (width - gutter) / Math.max(1, across.length) }
}

function HeatRows({ table, lineage, width }: DrawingProps & { width: number }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { turned, down, across, gutter, step } = laidOut(table, width)
  const every = Math.max(1, Math.ceil((across.length > 12 ? 50 : 0) / step))
  const most = Math.max(1e-9, ...table.cells.map(({ figure }) => amountOf(figure)))
  return (
    <>
      {across.map((column, index) =>
        index % every === 0 ? (
          <text
            key={column.key}
            className={style.soft}
            x={every === 1 ? gutter + (index + 0.5) * step : gutter + index * step}
            y={HEAD - 8}
            textAnchor={every === 1 ? 'middle' : 'start'}
          >
            {fitted(shortPeriod(set(column.label)), step * every - 2)}
          </text>
        ) : null,
      )}
      {down.map((row, line) => (
        <g key={row.key}>
          <text x={gutter - 8} y={HEAD + (line + 0.5) * CELL} textAnchor="end" dominantBaseline="central">
            {fitted(set(row.label), gutter - 8)}
          </text>
          {across.map((column, index) => {
            const at = turned ? ([column.key, row.key] as const) : ([row.key, column.key] as const)
            const figure = cellAt(table, ...at)?.figure
            if (figure === undefined) return null
            const share = amountOf(figure) / most
            const x = gutter + index * step
            const y = HEAD + line * CELL
            const text = isKnown(figure) ? formatHeadline(figure, locale) : t(`absence.${figure.state}`)
            return (
              <Mark
                key={column.key}
                figure={figure}
                name={`${set(row.label)}, ${set(column.label)}`}
                of={lineage(...at, figure)}
                first={line === 0 && index === 0}
              >
                {isKnown(figure) ? (
                  <rect
                    className={`${style.fill} ${style.edged}`}
                    {...tone('ink', Math.round(4 + 78 * share))}
                    x={x}
                    y={y}
                    width={step}
                    height={CELL}
                  />
                ) : (
                  <rect
                    className={style.absent}
                    data-state={figure.state}
                    x={x + Math.min(5, step / 4)}
                    y={y + 8}
                    width={Math.max(2, step - Math.min(10, step / 2))}
                    height={CELL - 16}
                  />
                )}
                {isKnown(figure) && step > text.length * 7.5 + 4 && (
                  <text
                    x={x + step / 2}
                    y={y + CELL / 2}
                    textAnchor="middle"
                    dominantBaseline="central"
                    style={share > 0.48 ? { fill: 'var(--paper)' } : undefined}
                  >
                    {text}
                  </text>
                )}
              </Mark>
            )
          })}
        </g>
      ))}
    </>
  )
}
