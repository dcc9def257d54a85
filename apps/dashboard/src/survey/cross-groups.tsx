import type { CrossTable } from '@retombees/contract/cross-table'
import drawing from '../chart/drawing.module.css'
import { fitted } from '../chart/lay-out.ts'
import { formatCount, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { groupsOf, isNarrow, PITCHES } from './cross-layout.ts'
import { useGroupTones } from './use-group-tones.ts'

const BAR = 16

/** A bar for each answer and group: its length is the share of the group, with its interval; counts alone for a small group. */
export function CrossGroups({ table, width }: { table: CrossTable; width: number }) {
  const { locale, set } = useLocale()
  const tones = useGroupTones(table)
  const narrow = isNarrow(width)
  const groups = groupsOf(table)
  const gutter = narrow ? 0 : Math.min(230, width * 0.34)
  const room = width - gutter - 64
  const most = Math.max(
    0.05,
    ...table.cells.map(({ columnShare, interval }) => interval?.high ?? columnShare ?? 0),
  )
  const head = narrow ? 22 : 4
  const pitch = groups.length * PITCHES.thin + (narrow ? 30 : 12)
  return (
    <>
      {table.rows.codes.map((row, line) => (
        <g key={row.code}>
          <text
            x={narrow ? 0 : gutter - 10}
            y={narrow ? line * pitch + 14 : line * pitch + head + (groups.length * PITCHES.thin) / 2}
            textAnchor={narrow ? 'start' : 'end'}
            dominantBaseline={narrow ? 'auto' : 'central'}
          >
            {fitted(set(row.label), narrow ? width : gutter - 10)}
          </text>
          {groups.map((group, at) => {
            const cell = table.cells.find((each) => each.row === row.code && each.column === group.code)
            const y = line * pitch + head + at * PITCHES.thin
            const scale = (share: number) => (share / most) * room
            const share = cell?.columnShare ?? null
            const n = formatCount(cell?.n ?? 0, locale)
            const end = scale(Math.max(share ?? 0, cell?.interval?.high ?? 0))
            return (
              <g key={group.code}>
                <title>{`${set(row.label)}, ${set(group.label)} : ${n}`}</title>
                <rect
                  className={drawing.fill}
                  x={gutter}
                  y={y}
                  width={Math.max(1, scale(share ?? 0))}
                  height={BAR}
                  {...tones(group.code)}
                />
                {cell?.interval != null && (
                  <line
                    className={drawing.whisker}
                    x1={gutter + scale(cell.interval.low)}
                    x2={gutter + end}
                    y1={y + BAR / 2}
                    y2={y + BAR / 2}
                  />
                )}
                <text x={gutter + end + 6} y={y + BAR / 2} dominantBaseline="central">
                  {share === null ? n : formatPercent(share, locale, 0)}
                </text>
              </g>
            )
          })}
        </g>
      ))}
      <line className={drawing.axis} x1={gutter} x2={gutter} y1={0} y2={table.rows.codes.length * pitch} />
    </>
  )
}
