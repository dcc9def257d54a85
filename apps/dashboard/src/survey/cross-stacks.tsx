import type { CrossTable } from '@retombees/contract/cross-table'
import drawing from '../chart/drawing.module.css'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './cross-drawing.module.css'
import { GroupLabel } from './cross-group-label.tsx'
import { groupsOf, isNarrow, PITCHES } from './cross-layout.ts'
import { shadeOf } from './cross-tones.ts'
import { useGroupTones } from './use-group-tones.ts'

const BAR = 22

/** One bar of a hundred percent a group, a block an answer; the number of people in each block. */
export function CrossStacks({ table, width }: { table: CrossTable; width: number }) {
  const { locale, set } = useLocale()
  const gutter = isNarrow(width) ? 0 : Math.min(320, width * 0.36)
  const room = width - gutter
  const tones = useGroupTones(table)
  const placed = ['territory', 'centre'].includes(table.columns.item)
  return groupsOf(table).map((group, line) => {
    const cells = table.cells.filter(({ column, n }) => column === group.code && n > 0)
    const counted = cells.reduce((sum, { n }) => sum + n, 0)
    const y = line * PITCHES.bar + 18
    let x = gutter
    return (
      <g key={group.code}>
        <GroupLabel group={group} y={y} bar={BAR} gutter={gutter} width={width} />
        {cells.map((cell) => {
          const at = table.rows.codes.findIndex(({ code }) => code === cell.row)
          const length = (cell.n / counted) * room
          const from = x
          x += length
          return (
            <g key={cell.row} data-colour={placed ? tones(group.code)['data-colour'] : 'ink'}>
              <title>{`${set(group.label)}, ${set(table.rows.codes[at]?.label ?? '')} : ${formatCount(cell.n, locale)}`}</title>
              <rect
                className={`${drawing.fill} ${drawing.edged}`}
                x={from}
                y={y}
                width={length}
                height={BAR}
                {...shadeOf(at, placed ? tones(group.code)['data-colour'] : 'ink')}
              />
              {length > 20 && (
                <text
                  className={style.inside}
                  data-on={at < 2 ? 'dark' : 'light'}
                  x={from + length / 2}
                  y={y + BAR / 2}
                  textAnchor="middle"
                  dominantBaseline="central"
                >
                  {formatCount(cell.n, locale)}
                </text>
              )}
            </g>
          )
        })}
      </g>
    )
  })
}
