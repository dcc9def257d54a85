import type { CrossBlock, CrossTable, CrossTest } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { formatCount } from '../format/number.ts'
import { asTitle } from '../format/sentences.ts'
import { useLocale } from '../i18n.ts'
import { CrossDrawing } from './cross-drawing.tsx'
import style from './cross-section.module.css'
import { CrossTableView } from './cross-table-view.tsx'
import { useCrossWords } from './cross-words.ts'

/** The cross tables of one request: what they let be said, then each with its drawing, its table and its tests. */
export function CrossSection({ block, search }: { block: CrossBlock; search: string }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const several = block.tables.length > 1
  return (
    <section aria-label={t('surveys.cross')}>
      {several && <h3 className={style.finding}>{set(asTitle(block.finding))}</h3>}
      {block.filters.length > 0 && (
        <p className={style.filters}>{t('surveys.among', { filters: set(block.filters.join(' ; ')) })}</p>
      )}
      {block.tables.map((table) => (
        <OneTable
          key={`${table.rows.item}/${table.columns.item}`}
          table={table}
          block={block}
          search={search}
          finding={several ? null : block.finding}
        />
      ))}
      {block.notes.length > 0 && (
        <ul className={style.notes}>
          {block.notes.map((note) => (
            <li key={note}>{set(note)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** A test of an option that is said beside the drawing; the others are among the sentences. */
const NOTEWORTHY = 0.05

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

interface OneTableProps {
  table: CrossTable
  block: CrossBlock
  search: string
  /** What the block says, where this table is all of it. */
  finding: string | null
}

function OneTable({ table, block, search, finding }: OneTableProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const words = useCrossWords(table)
  const crossed = t('surveys.crossed', { rows: table.rows.label, columns: table.columns.label })
  if (table.refused !== null) {
    return (
      <section className={style.refused} data-refusal={table.refused.code}>
        <h3>{set(crossed)}</h3>
        <p className={style.state}>{t(`surveys.refusal.${table.refused.code}`)}</p>
        <p>{set(table.refused.reason)}</p>
        <p className={style.instead}>{t('surveys.instead')}</p>
      </section>
    )
  }
  const told = table.tests.filter(({ option, pValue }) => option === null || pValue <= NOTEWORTHY)
  const others = table.tests.filter((test) => !told.includes(test))
  const said = ({ option, sentence, name, why }: CrossTest) => {
    const claim = option === null ? capital(sentence) : t('surveys.claim', { rows: option, claim: sentence })
    return set(t('surveys.test', { claim, name, why }))
  }
  const claim = table.tests.find(({ primary, option }) => primary && option === null)
  const title =
    finding ?? (claim ? t('surveys.claim', { rows: table.rows.label, claim: claim.sentence }) : crossed)
  return (
    <ChartFrame
      name={`${block.questionnaire}-${table.rows.item}-${table.columns.item}`}
      title={title}
      base={t('surveys.cross_base', {
        crossed,
        n: formatCount(table.n, locale),
        count: table.n,
        rule: table.baseRule,
      })}
      provenance={table.provenance}
      reading={t('surveys.cross_reading')}
      table={<CrossTableView table={table} />}
      words={[...words, ...others.map(said)]}
      notes={told.map(said)}
      download={{ path: `surveys/${block.questionnaire}/tables`, search }}
    >
      <CrossDrawing table={table} name={set(crossed)} />
    </ChartFrame>
  )
}
