import type { LogicNode } from '@retombees/contract/logic-model'
import { useLocale } from '../i18n.ts'
import { EvidenceMark } from '../marks/evidence-mark.tsx'
import style from './logic-model.module.css'

interface LogicBoxProps {
  node: LogicNode
  chosen: boolean
  related: boolean
  active: boolean
  onChoose: () => void
  onPoint: (on: boolean) => void
}

/** The word of an evidence state, without its explanation, which the legend gives. */
export function shortOf(words: string): string {
  return words.split(/\s?:/)[0] ?? words
}

/** A box of the picture: its words, and what is known of it. Outputs and areas are means: nothing is claimed of them. */
export function LogicBox({ node, chosen, related, active, onChoose, onPoint }: LogicBoxProps) {
  const { set } = useLocale()
  const claimed = node.kind === 'outcome' || node.kind === 'impact'
  return (
    <button
      type="button"
      className={style.box}
      data-evidence={claimed ? node.evidence : 'means'}
      data-related={related ? '' : undefined}
      data-active={active ? '' : undefined}
      aria-pressed={chosen}
      onClick={onChoose}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      <span>{set(node.label)}</span>
      {claimed && (
        <span className={style.evidence}>
          <EvidenceMark evidence={node.evidence} words={shortOf(set(node.evidenceWords))} />
        </span>
      )}
    </button>
  )
}
