import type { LogicModelResult, LogicNode } from '@retombees/contract/logic-model'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { useLineage } from '../lineage/lineage-context.ts'
import style from './logic-model.module.css'
import type { Related } from './related.ts'

interface LogicNodePanelProps {
  node: LogicNode
  model: LogicModelResult
  related: Related
}

/** What stands behind a box: its indicators, measured or only defined, and the groups in which the tables print it. */
export function LogicNodePanel({ node, model, related }: LogicNodePanelProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const open = useLineage()
  const labelOf = (id: string) => set(model.nodes.find((one) => one.id === id)?.label ?? id)
  return (
    <div className={style.panel}>
      <h4>{set(node.label)}</h4>
      {node.note !== null && <p className={style.note}>{set(node.note)}</p>}
      {node.indicators.length === 0 ? (
        <p>{t('logic.no_indicator')}</p>
      ) : (
        <ul className={style.indicators}>
          {node.indicators.map((indicator) => (
            <li key={indicator.id}>
              <button
                type="button"
                className={style.indicator}
                onClick={() => open?.({ kind: 'indicator', id: indicator.id })}
              >
                {set(indicator.label)}
              </button>{' '}
              <span className={style.measured}>
                {indicator.measured ? t('logic.measured') : t('logic.not_measured')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {related.groups.map((group) => (
        <p key={group.id} className={style.group}>
          {t('logic.group', {
            area: labelOf(group.area),
            outcomes: group.outcomes.map(labelOf).join(' ; '),
            prototypes: group.prototypes.map(({ label }) => set(label)).join(', '),
          })}
        </p>
      ))}
    </div>
  )
}
