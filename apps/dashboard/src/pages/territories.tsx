import { isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { indicators, programme, questions } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { IndicatorList } from '../questions/indicator-list.tsx'
import { Answered } from '../states/answered.tsx'
import { CentreSection } from '../territory/centre-section.tsx'
import { PartnerGrids } from '../territory/partner-grids.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** What is known territory by territory, side by side, and which differences may be claimed. */
export function TerritoriesPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territories } = useTerritories()
  const all = useQuery(indicators(locale))
  const asked = useQuery(questions(locale))
  const about = useQuery(programme(locale))
  return (
    <Answered query={all} lines={16}>
      {(results) => {
        const split = results.filter(isSplit)
        const compared = split.filter(({ comparison }) => comparison !== null)
        const established = compared.filter(({ comparison }) => comparison?.established)
        return (
          <>
            <PageHead
              name={t('page.territories')}
              finding={t('territories.finding', { count: established.length, of: compared.length })}
            >
              <p className={style.lead}>{t('territories.lead')}</p>
            </PageHead>
            {asked.data?.data.map((question) => {
              const own = byClaim(split.filter(({ sheet }) => sheet.question === question.id))
              if (own.length === 0) return null
              return (
                <Section key={question.id} id={question.id} title={set(question.shortLabel)}>
                  <IndicatorList results={own} title={t('question.measured')} />
                </Section>
              )
            })}
            <Section id="by-centre" title={t('territories.by_centre')}>
              <CentreSection />
            </Section>
            <Section id="grids" title={t('territories.grids')}>
              <PartnerGrids />
            </Section>
            <Section id="centres" title={t('territories.centres')}>
              <div className={style.columns}>
                {territories.map((territory) => (
                  <div key={territory.id}>
                    <h3 className={style.subtitle}>
                      <TerritoryName territory={territory} />
                    </h3>
                    <ul>
                      {about.data?.data.centres
                        .filter((centre) => centre.territory === territory.id)
                        .map((centre) => (
                          <li key={centre.id}>
                            {set(centre.label)} <span className={style.soft}>{set(centre.city)}</span>
                          </li>
                        ))}
                    </ul>
                  </div>
                ))}
              </div>
            </Section>
          </>
        )
      }}
    </Answered>
  )
}

/** What may be claimed first: established differences, then those looked at, then what is not compared. */
function byClaim(results: readonly IndicatorResult[]): IndicatorResult[] {
  const rank = ({ comparison }: IndicatorResult) => (comparison === null ? 2 : comparison.established ? 0 : 1)
  return results.toSorted((a, b) => rank(a) - rank(b))
}

function isSplit(result: IndicatorResult): boolean {
  return result.byTerritory.some(({ figure }) => isKnown(figure))
}
