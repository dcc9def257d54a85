import type { CrossTable } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import drawing from '../chart/drawing.module.css'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './cross-drawing.module.css'
import { GroupLabel } from './cross-group-label.tsx'
import { codesOf, divergingBar, groupsOf, isNarrow, PITCHES } from './cross-layout.ts'
import { isOutermost } from './cross-legend.tsx'
import { placedSegments, positionOf, scaleOf } from './diverging-layout.ts'
import { useGroupTones } from './use-group-tones.ts'

const BAR = 22

/** Agreement to the right of zero, disagreement to its left, no opinion apart: one bar a group, all on one scale. */
export function CrossDiverging({ table, width }: { table: CrossTable; width: number }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const tones = useGroupTones(table)
  const gutter = isNarrow(width) ? 0 : Math.min(320, width * 0.36)
  const groups = groupsOf(table)
  const bars = new Map(groups.map(({ code }) => [code, divergingBar(table, code)]))
  const drawn = [...bars.values()].filter((bar) => bar !== null)
  const scale = scaleOf(drawn)
  const at = (share: number) => gutter + positionOf(share, scale) * (width - gutter)
  const labels = new Map(codesOf(table).map(({ code, label }) => [code, set(label)]))
  return (
    <>
      {groups.map((group, line) => {
        const bar = bars.get(group.code)
        const y = line * PITCHES.bar + 18
        return (
          <g key={group.code} {...tones(group.code)}>
            <GroupLabel group={group} y={y} bar={BAR} gutter={gutter} width={width} />
            {(bar == null ? [] : placedSegments(bar, scale.apartFrom)).map(({ segment, from, to }) => {
              const [x, end] = [at(Math.min(from, to)), at(Math.max(from, to))]
              const row = table.rows.codes.findIndex(({ code }) => code === segment.codes[0])
              return (
                <g key={segment.codes.join()}>
                  <title>{`${set(group.label)}, ${labels.get(segment.codes[0] ?? '')} : ${formatCount(segment.n, locale)}`}</title>
                  <rect
                    className={style.block}
                    data-side={segment.side}
                    data-strong={isOutermost(table, row) ? '' : undefined}
                    x={x}
                    y={y}
                    width={Math.max(1, end - x)}
                    height={BAR}
                  />
                  {end - x > 20 && (
                    <text
                      className={style.number}
                      data-side={segment.side}
                      data-strong={isOutermost(table, row) ? '' : undefined}
                      x={(x + end) / 2}
                      y={y + BAR / 2}
                      textAnchor="middle"
                      dominantBaseline="central"
                    >
                      {formatCount(segment.n, locale)}
                    </text>
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
      <line className={drawing.axis} x1={at(0)} x2={at(0)} y1={4} y2={groups.length * PITCHES.bar + 6} />
      <text className={drawing.soft} x={at(0) + 6} y={groups.length * PITCHES.bar + 20}>
        {t('surveys.agreeing')}
      </text>
    </>
  )
}
