import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useLineage } from '../lineage/lineage-context.ts'
import { usePrinting } from '../shell/use-printing.ts'
import { useTerritories } from '../territory/territories.tsx'
import style from './diverging-chart.module.css'
import { type DivergingScale, extent, layOutBar, type Segment } from './diverging-layout.ts'
import { useColumnWords, useSegmentWords } from './survey-words.ts'

const BAR = 24
/** On paper: the width of the sheet's middle column, and a lower bar. */
const SHEET = { width: 433, bar: 14 }

/** What Recharts hands to the shape of a bar. */
interface Drawn {
  x?: number
  y?: number
  width?: number
  height?: number
}

/** The bars of one item, a territory each. Recharts stacks the blocks outwards from zero; an empty run leads to those set apart. */
export function DivergingBars({
  row,
  table,
  scale,
}: {
  row: SurveyRow
  table: SurveyTable
  scale: DivergingScale
}) {
  const { t } = useTranslation()
  const { territoryOf } = useTerritories()
  const open = useLineage()
  const columnWords = useColumnWords(table)
  const segmentWords = useSegmentWords(table)
  const printing = usePrinting()
  const bars = row.columns.map((column) => layOutBar(column, table.codes))
  const depth = Math.max(0, ...bars.map((bar) => bar?.segments.length ?? 0))
  const data = row.columns.map((column, line) => {
    const bar = bars[line]
    const spacer = bar ? scale.apartFrom - extent(bar, 'for') : 0
    return { territory: column.territory, spacer, segments: bar?.segments ?? [] }
  })
  type Datum = (typeof data)[number]
  const inOrder = (datum: Datum, apart: boolean) =>
    datum.segments.filter(({ side }) => (side === 'apart') === apart)
  const lengthOf = (apart: boolean, index: number) => (datum: Datum) => {
    const segment = inOrder(datum, apart)[index]
    return segment === undefined ? 0 : segment.side === 'against' ? -segment.share : segment.share
  }
  const shapeOf = (apart: boolean, index: number) => (drawn: Drawn & { payload?: Datum }) => {
    const segment = drawn.payload && inOrder(drawn.payload, apart)[index]
    if (!drawn.payload || segment === undefined) return <g />
    const { territory } = drawn.payload
    const [code] = segment.codes
    return (
      <Block
        drawn={drawn}
        segment={segment}
        colour={territoryOf(territory).colour}
        words={segmentWords(segment)}
        strong={table.codes.findIndex((one) => one.code === code) === edgeOf(table, segment)}
        onClick={() =>
          open?.({
            kind: 'survey',
            questionnaire: table.questionnaire,
            item: row.item,
            territory,
            ...(segment.codes.length === 1 && code !== undefined ? { code } : {}),
          })
        }
      />
    )
  }
  const label = row.columns
    .map((column) =>
      t('survey.of_territory', {
        territory: territoryOf(column.territory).label,
        words: columnWords(column),
      }),
    )
    .join(' ')
  const series = (apart: boolean) =>
    Array.from({ length: depth }, (_, index) => (
      <Bar
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the stack is what the series is
        key={`${apart}-${index}`}
        dataKey={lengthOf(apart, index)}
        stackId="answers"
        isAnimationActive={false}
        shape={shapeOf(apart, index)}
      />
    ))
  const chart = (size: { width?: number; height?: number }) => (
    <BarChart
      {...size}
      data={data}
      layout="vertical"
      stackOffset="sign"
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={3}
      accessibilityLayer={false}
    >
      <XAxis type="number" domain={[scale.low, scale.apartTo]} allowDataOverflow hide />
      <YAxis type="category" dataKey="territory" hide />
      {series(false)}
      <Bar dataKey="spacer" stackId="answers" isAnimationActive={false} shape={() => <g />} />
      {series(true)}
      <ReferenceLine x={0} className={style.zero} />
    </BarChart>
  )
  return (
    <div className={style.bars} role="img" aria-label={label}>
      {printing ? (
        chart({ width: SHEET.width, height: data.length * SHEET.bar })
      ) : (
        <ResponsiveContainer width="100%" height={data.length * BAR}>
          {chart({})}
        </ResponsiveContainer>
      )}
    </div>
  )
}

/** The index of the outermost code of a segment's side: the strongest opinion. */
function edgeOf(table: SurveyTable, segment: Segment): number {
  const polarity = segment.side === 'apart' ? 'neither' : segment.side
  const members = table.codes.flatMap((code, index) => (code.polarity === polarity ? [index] : []))
  return (segment.side === 'for' ? members[0] : members.at(-1)) ?? -1
}

interface BlockProps {
  drawn: Drawn
  segment: Segment
  colour: string
  words: string
  strong: boolean
  onClick: () => void
}

function Block({ drawn, segment, colour, words, strong, onClick }: BlockProps) {
  const { y = 0, height = 0 } = drawn
  const width = Math.abs(drawn.width ?? 0)
  const x = Math.min(drawn.x ?? 0, (drawn.x ?? 0) + (drawn.width ?? 0))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the table view holds the same as buttons
    <g
      className={style.block}
      data-colour={colour}
      data-side={segment.side}
      data-strong={strong ? '' : undefined}
      data-unknown={segment.known ? undefined : ''}
      onClick={onClick}
    >
      <title>{words}</title>
      <rect x={x} y={y} width={Math.max(0, width - 1)} height={height} />
      {!segment.known && (
        <rect x={x} y={y} width={Math.max(0, width - 1)} height={height} fill="url(#unknown)" />
      )}
      {width > 14 + String(segment.n).length * 4 && (
        <text x={x + (width - 1) / 2} y={y + height / 2} dy="0.35em">
          {segment.n}
        </text>
      )}
    </g>
  )
}
