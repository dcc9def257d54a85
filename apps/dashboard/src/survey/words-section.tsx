import type { SurveyWords } from '@retombees/contract/verbatim'
import { useTranslation } from 'react-i18next'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { formatCount, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { WordCloud } from './word-cloud.tsx'
import style from './words.module.css'

/** Words drawn in a cloud, at most; the table has them all. */
const MOST_DRAWN = 40
const SMALL_BASE = 10

/** The words of free answers: a cloud, and the sorted table that it stands on. */
export function WordsSection({ words, search }: { words: SurveyWords; search: string }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  if (words.words.length === 0) return <p className={style.none}>{set(words.finding)}</p>
  const drawn = words.words.slice(0, MOST_DRAWN).map(({ word, texts }) => ({ word, n: texts }))
  return (
    <ChartFrame
      name={`${words.questionnaire}-${words.question}-mots`}
      title={words.finding}
      base={t('surveys.words_base', {
        label: words.label,
        count: words.texts,
        n: formatCount(words.texts, locale),
      })}
      provenance={words.provenance}
      reading={t('surveys.words_reading')}
      tableBelow
      table={
        <ScrollTable label={t('surveys.words')}>
          <table className={style.table}>
            <caption className="hidden">{t('surveys.words')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('surveys.word')}</th>
                <th scope="col">{t('surveys.texts')}</th>
                <th scope="col">{t('surveys.times')}</th>
              </tr>
            </thead>
            <tbody>
              {words.words.slice(0, MOST_DRAWN).map(({ word, texts, times }) => (
                <tr key={word}>
                  <th scope="row">{word}</th>
                  <td>
                    {formatCount(texts, locale)}
                    {words.texts >= SMALL_BASE && ` (${formatPercent(texts / words.texts, locale, 0)})`}
                  </td>
                  <td>{formatCount(times, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      }
      notes={
        words.words.length > MOST_DRAWN
          ? [t('surveys.words_more', { count: words.words.length - MOST_DRAWN })]
          : []
      }
      download={{ path: `surveys/${words.questionnaire}/words`, search }}
    >
      <WordCloud words={drawn} name={set(words.finding)} />
    </ChartFrame>
  )
}
