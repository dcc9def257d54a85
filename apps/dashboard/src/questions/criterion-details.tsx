import type { CriterionResult } from '@retombees/contract/question'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { StatusMark } from '../marks/status-mark.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import { linesOf } from './indicator-row.tsx'
import { isMeasured } from './measured.ts'
import style from './question.module.css'

/** Every indicator of a criterion, with or without data: its rule, its status, its figures or what it lacks. */
export function CriterionDetails({ criterion }: { criterion: CriterionResult }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const without = criterion.indicators.filter((result) => !isMeasured(result)).length
  return (
    <details className={style.details}>
      <summary>
        <span className={style.criterionName}>{set(criterion.label)}</span>{' '}
        <span className={style.tally}>
          {t('criteria.indicators', { count: criterion.indicators.length })}
          {without > 0 && `, ${t('criteria.without', { count: without })}`}
        </span>
      </summary>
      <p className={style.reason}>{criterion.balance.because.map((reason) => set(reason)).join(' ')}</p>
      <ul>
        {criterion.indicators.map((result) => (
          <li
            key={result.sheet.id}
            className={style.indicator}
            data-measured={isMeasured(result) ? '' : undefined}
          >
            <div>
              <p className={style.indicatorName}>{set(result.sheet.label)}</p>
              <p className={style.formula}>{set(result.sheet.formula)}</p>
              {result.sheet.caveats.map((caveat) => (
                <p key={caveat} className={style.formula}>
                  {set(caveat)}
                </p>
              ))}
            </div>
            <div className={style.indicatorFigures}>
              <StatusMark status={result.status} words={set(result.statusWords)} />
              {linesOf(result).map(({ territory, figure }) => (
                <p key={territory ?? 'whole'}>
                  {territory !== undefined && <TerritoryName territory={territoryOf(territory)} />}{' '}
                  <Figure
                    figure={figure}
                    of={{
                      kind: 'indicator',
                      id: result.sheet.id,
                      ...(territory === undefined ? {} : { territory }),
                    }}
                    name={`${set(result.sheet.label)}, ${territoryOf(territory).label}`}
                  />
                  {figure.state !== 'value' && (
                    <span className={style.needs}>{set(figure.needs ?? figure.reason)}</span>
                  )}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
