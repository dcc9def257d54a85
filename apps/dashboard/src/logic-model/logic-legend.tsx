import type { LogicNode } from '@retombees/contract/logic-model'
import { useLocale } from '../i18n.ts'
import { EvidenceMark } from '../marks/evidence-mark.tsx'
import style from './logic-model.module.css'

/** The states that the boxes of a picture are in, explained once. */
export function LogicLegend({ nodes }: { nodes: readonly LogicNode[] }) {
  const { set } = useLocale()
  const states = new Map(nodes.map((node) => [node.evidence, node.evidenceWords]))
  return (
    <ul className={style.legend}>
      {(['evidence', 'presumption', 'defined', 'none'] as const).flatMap((evidence) => {
        const words = states.get(evidence)
        return words === undefined ? (
          []
        ) : (
          <li key={evidence}>
            <EvidenceMark evidence={evidence} words={set(words)} />
          </li>
        )
      })}
    </ul>
  )
}
