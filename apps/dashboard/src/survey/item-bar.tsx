import type { Figure } from '@retombees/contract/figure'
import type { SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { Mark } from '../chart/mark.tsx'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { markPath } from '../territory/territory-mark.tsx'
import { cellFigure } from './cell-figure.ts'
import { type DivergingBar, placedSegments, type Segment } from './diverging-layout.ts'
import style from './item-bars.module.css'
import { useSegmentWords } from './survey-words.ts'

interface ItemBarProps {
  table: SurveyTable
  item: SurveyRow
  column: SurveyColumn
  /** Null where the base itself is not known. */
  laid: DivergingBar | null
  /** Where a share of the base stands, in pixels. */
  at: (share: number) => number
  apartFrom: number
  /** `left` is where bars begin; 0 where the territory's name stands above its bar. */
  box: { y: number; height: number; left: number }
  first: boolean
}

/** One territory's answers to one item: a block an answer, each a figure that opens; what the print hides is hatched. */
export function ItemBar({ table, item, column, laid, at, apartFrom, box, first }: ItemBarProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const segmentWords = useSegmentWords(table)
  const territory = territoryOf(column.territory)
  const above = box.left === 0
  return (
    <g data-colour={territory.colour}>
      <path
        className={style.territory}
        d={markPath(territory.shape)}
        transform={`translate(0 ${above ? box.y - 15 : box.y + box.height / 2 - 6})`}
      />
      <text
        x={18}
        y={above ? box.y - 5 : box.y + box.height / 2}
        dominantBaseline={above ? 'auto' : 'central'}
      >
        {territory.label}
      </text>
      {laid === null && (
        <text x={box.left} y={box.y + box.height / 2} dominantBaseline="central">
          {t('survey.no_base')}
        </text>
      )}
      {laid !== null &&
        placedSegments(laid, apartFrom).map(({ segment, from, to }, index) => {
          const [x, end] = [at(Math.min(from, to)), at(Math.max(from, to))]
          const [code] = segment.codes
          const alone = segment.codes.length === 1 && code !== undefined
          return (
            <Mark
              key={segment.codes.join()}
              figure={figureOf(segment, column, table)}
              name={`${set(item.label)}, ${territory.label}, ${segmentWords(segment)}`}
              of={{
                kind: 'survey',
                questionnaire: table.questionnaire,
                item: item.item,
                territory: column.territory,
                ...(alone ? { code } : {}),
              }}
              first={first && index === 0}
            >
              <g
                className={style.block}
                data-side={segment.side}
                data-strong={isOutermost(table, segment) ? '' : undefined}
                data-unknown={segment.known ? undefined : ''}
              >
                <rect x={x} y={box.y} width={Math.max(1, end - x - 1)} height={box.height} />
                {!segment.known && (
                  <rect
                    x={x}
                    y={box.y}
                    width={Math.max(1, end - x - 1)}
                    height={box.height}
                    fill="url(#unknown)"
                  />
                )}
                {end - x > 14 + String(segment.n).length * 4 && (
                  <text x={(x + end) / 2} y={box.y + box.height / 2} dominantBaseline="central">
                    {segment.n}
                  </text>
                )}
              </g>
            </Mark>
          )
        })}
    </g>
  )
}

/** The count of one answer; a block whose split the print hides has no count of its own. */
function figureOf(segment: Segment, column: SurveyColumn, table: SurveyTable): Figure {
  const cell = segment.known ? column.cells.find(({ code }) => code === segment.codes[0]) : undefined
  if (cell !== undefined) return cellFigure(cell, column, table)
  return {
    state: 'illegible',
    where: { territory: column.territory },
    format: 'number',
    unit: '',
    reason: segment.reason ?? '',
  }
}

/** The strongest opinion of a side is painted in full: the first code that agrees, the last that disagrees. */
function isOutermost(table: SurveyTable, segment: Segment): boolean {
  const polarity = segment.side === 'apart' ? 'neither' : segment.side
  const members = table.codes.filter((code) => code.polarity === polarity)
  const edge = segment.side === 'for' ? members[0] : members.at(-1)
  return edge !== undefined && edge.code === segment.codes[0]
}
