import type { PersonFlows } from '@retombees/contract/person-flows'
import type { Query } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FLOW_FILTERS, flows, partOf } from '../api/field.ts'
import breakdownStyle from '../chart/breakdown-table.module.css'
import { ChartFrame } from '../chart/chart-frame.tsx'
import empty from '../chart/no-breakdown.module.css'
import { Figure } from '../figure/figure.tsx'
import { useFigureWords } from '../figure/figure-words.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { ScrollTable } from '../table/scroll-table.tsx'
import { FlowDrawing } from './flow-drawing.tsx'
import style from './flows.module.css'

/** Where persons go from one kind of workshop to another, and where they are lost. */
export function FlowSection({ query }: { query: Query }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const words = useFigureWords()
  const answer = useQuery(flows(locale, query))
  return (
    <Answered query={answer} lines={8}>
      {(read) => {
        if (read.links.length === 0) return <NoFlows flows={read} />
        const labelOf = (id: string) => set(read.nodes.find((node) => node.id === id)?.label ?? id)
        return (
          <>
            <ul className={style.losses}>
              {(['once', 'same', 'moved'] as const).map((part) => (
                <li key={part}>
                  <Figure
                    figure={read[part]}
                    of={{
                      kind: 'files',
                      label: t(`flows.${part}`),
                      figure: read[part],
                      rule: read.baseLine,
                    }}
                    name={t(`flows.${part}`)}
                    size="large"
                  />
                  <span>{t(`flows.${part}`)}</span>
                </li>
              ))}
            </ul>
            <ChartFrame
              name="flows"
              title={read.title}
              base={`${read.label}. ${read.baseLine}`}
              provenance={read.provenance}
              reading={read.reading}
              notes={read.notes}
              words={read.links.map(({ from, to, figure }) =>
                t('chart.sentence', {
                  place: t('flows.link', { from: labelOf(from), to: labelOf(to) }),
                  words: words(figure),
                }),
              )}
              download={{
                path: 'workshops/flows',
                search: new URLSearchParams(partOf(query, FLOW_FILTERS)).toString(),
              }}
              table={<FlowTable flows={read} labelOf={labelOf} />}
            >
              <FlowDrawing flows={read} name={set(read.label)} />
            </ChartFrame>
          </>
        )
      }}
    </Answered>
  )
}

function FlowTable({ flows, labelOf }: { flows: PersonFlows; labelOf: (id: string) => string }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  return (
    <ScrollTable label={set(flows.label)}>
      <table className={breakdownStyle.table}>
        <caption className="hidden">{set(flows.label)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('flows.from')}</th>
            <th scope="col">{t('flows.to')}</th>
            <th scope="col" className={breakdownStyle.value}>
              {t('flows.persons')}
            </th>
          </tr>
        </thead>
        <tbody>
          {flows.links.map(({ from, to, figure }) => (
            <tr key={`${from}>${to}`}>
              <th scope="row">{labelOf(from)}</th>
              <td>{labelOf(to)}</td>
              <td className={breakdownStyle.value}>
                <Figure
                  figure={figure}
                  of={{
                    kind: 'files',
                    label: t('flows.link', { from: labelOf(from), to: labelOf(to) }),
                    figure,
                    rule: flows.baseLine,
                  }}
                  name={t('flows.link', { from: labelOf(from), to: labelOf(to) })}
                  size="cell"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}

function NoFlows({ flows }: { flows: PersonFlows }) {
  const { set } = useLocale()
  return (
    <section className={empty.none} aria-label={set(flows.label)}>
      <h3>{set(flows.label)}</h3>
      <p>
        <Figure figure={flows.persons} name={set(flows.label)} />
      </p>
      {flows.refused !== null && <p>{set(flows.refused)}</p>}
      {flows.needs !== null && <p className={empty.needs}>{set(flows.needs)}</p>}
    </section>
  )
}
