import type { PersonFlows } from '@retombees/contract/person-flows'
import { useTranslation } from 'react-i18next'
import style from '../chart/drawing.module.css'
import { fitted } from '../chart/lay-out.ts'
import { Mark } from '../chart/mark.tsx'
import { Surface } from '../chart/surface.tsx'
import { tone } from '../chart/tones.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { layOutFlows, type PlacedLink } from './flow-layout.ts'

const HEIGHT = 380
const HEAD = 22
const BAR = 10

/** Persons from left to right, from the first kind of workshop to the next; what ends is paler. */
export function FlowDrawing({ flows, name }: { flows: PersonFlows; name: string }) {
  return (
    <Surface name={name} heightOf={() => HEIGHT + HEAD + 4}>
      {(width) => <Ribbons flows={flows} width={width} />}
    </Surface>
  )
}

function Ribbons({ flows, width }: { flows: PersonFlows; width: number }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const right = Math.min(230, width * 0.32)
  const size = { width: width - right, height: HEIGHT, bar: BAR, gap: 14 }
  const { nodes, links } = layOutFlows(flows, size)
  const ranks = [...new Set(nodes.map(({ x }) => x))]
  const room = (size.width - BAR) / Math.max(1, ranks.length - 1) - BAR - 12
  return (
    <g>
      {ranks.map((x, rank) => (
        <text key={x} className={style.soft} x={x} y={12}>
          {t('flows.rank', { rank: rank + 1 })}
        </text>
      ))}
      <g transform={`translate(0 ${HEAD})`}>
        {links.map((placed, index) => (
          <Mark
            key={`${placed.link.from}>${placed.link.to}`}
            figure={placed.link.figure}
            name={t('flows.link', { from: set(placed.from.node.label), to: set(placed.to.node.label) })}
            of={{
              kind: 'files',
              label: t('flows.link', {
                from: set(placed.from.node.label),
                to: set(placed.to.node.label),
              }),
              figure: placed.link.figure,
              rule: flows.baseLine,
            }}
            first={index === 0}
          >
            <path
              className={style.fill}
              fillOpacity={0.55}
              {...tone('ink', placed.to.node.kind === null ? 14 : 34)}
              d={ribbon(placed)}
            />
          </Mark>
        ))}
        {nodes.map(({ node, x, y, height }) => (
          <g key={node.id}>
            <rect
              className={style.fill}
              {...tone('ink', node.kind === null ? 34 : 82)}
              x={x}
              y={y}
              width={BAR}
              height={Math.max(1, height)}
            />
            <text x={x + BAR + 5} y={y + Math.max(height / 2, 5)} dominantBaseline="central">
              {fitted(set(node.label), (x + BAR >= size.width ? right : room) - 52)}
              <tspan className={style.soft} dx="6">
                {formatCount(node.persons, locale)}
              </tspan>
            </text>
          </g>
        ))}
      </g>
    </g>
  )
}

function ribbon({ from, to, out, into, thickness }: PlacedLink): string {
  const [start, end] = [from.x + BAR, to.x]
  const middle = (start + end) / 2
  return `M${start} ${out}C${middle} ${out} ${middle} ${into} ${end} ${into}V${into + thickness}C${middle} ${into + thickness} ${middle} ${out + thickness} ${start} ${out + thickness}Z`
}
