import type { LogicModelResult, LogicNode } from '@retombees/contract/logic-model'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { LogicBox } from './logic-box.tsx'
import { LogicLegend } from './logic-legend.tsx'
import style from './logic-model.module.css'
import { LogicNodePanel } from './logic-node-panel.tsx'
import { relatedTo } from './related.ts'

const COLUMNS = [
  { id: 'outputs', kinds: ['output', 'area'] },
  { id: 'outcomes', kinds: ['outcome'] },
  { id: 'impacts', kinds: ['impact'] },
] as const

/** Three columns as printed. A box is lit by what is known of it; choosing one lists its indicators and its groups. */
export function LogicModelPicture({ model }: { model: LogicModelResult }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const [chosen, setChosen] = useState<string | null>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  const active = pointed ?? chosen
  const related = relatedTo(model, active)
  const effects = model.nodes.filter(({ kind }) => kind === 'outcome' || kind === 'impact')
  const lit = effects.filter(({ evidence }) => evidence === 'evidence' || evidence === 'presumption')
  const node = model.nodes.find(({ id }) => id === chosen)
  return (
    <section className={style.model} aria-label={set(model.label)}>
      <h3 className={style.finding}>{t('logic.finding', { count: lit.length, of: effects.length })}</h3>
      {model.note !== null && <p className={style.note}>{set(model.note)}</p>}
      <LogicLegend nodes={effects} />
      <p className={`${style.hint} screen-only`}>{t('logic.hint')}</p>
      <div className={style.columns}>
        {COLUMNS.map(({ id, kinds }) => (
          <div key={id} className={style.column} data-column={id}>
            <h4 className={style.heading}>{t(`logic.column.${id}`)}</h4>
            <ul>
              {model.nodes
                .filter((one) => isOneOf(one, kinds))
                .map((one) => (
                  <li key={one.id} data-kind={one.kind}>
                    <LogicBox
                      node={one}
                      chosen={one.id === chosen}
                      related={related.nodes.has(one.id)}
                      active={one.id === active}
                      onChoose={() => setChosen(one.id === chosen ? null : one.id)}
                      onPoint={(on) => setPointed(on ? one.id : null)}
                    />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      {lit.length < effects.length && (
        <p className="print-only">{t('logic.unlit', { count: effects.length - lit.length })}</p>
      )}
      <div aria-live="polite">
        {node !== undefined && (
          <LogicNodePanel node={node} model={model} related={relatedTo(model, node.id)} />
        )}
      </div>
    </section>
  )
}

function isOneOf(node: LogicNode, kinds: readonly LogicNode['kind'][]): boolean {
  return kinds.includes(node.kind)
}
