import type { FederDossier } from '@retombees/contract/feder'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { useLocale } from '../i18n.ts'
import style from '../pages/page.module.css'

/** What the funder put in, by year and by territory, to the euro; every amount opens its lines. */
export function FederAmounts({ funding }: { funding: FederDossier['funding'] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { funder } = funding
  const lines = [
    ...funding.byYear.map((each) => ({ ...each, of: { year: Number(each.key) } })),
    ...funding.byTerritory.map((each) => ({ ...each, of: { territory: each.key } })),
    { key: 'total', label: t('feder.total'), amount: funding.total, of: {} },
  ]
  return (
    <>
      <p className={style.soft}>
        {t('feder.planned')} <ProvenanceMark provenance={funding.provenance} />
      </p>
      <ul className={style.list}>
        {lines.map(({ key, label, amount, of }) => (
          <li key={key}>
            <span className={style.item}>{set(label)}</span>
            <Figure
              figure={{
                state: 'value',
                where: {},
                format: 'euros',
                unit: '€',
                value: amount,
                numerator: amount,
                denominator: null,
                base: { kind: 'euros', rule: t('feder.planned'), n: funding.loads.length },
                interval: null,
                smallBase: false,
                provenance: funding.provenance,
                loads: funding.loads,
                discrepancies: [],
              }}
              of={{ kind: 'funding', funder, ...of }}
              name={`${funding.label}, ${set(label)}`}
              size="cell"
            />
          </li>
        ))}
      </ul>
    </>
  )
}
