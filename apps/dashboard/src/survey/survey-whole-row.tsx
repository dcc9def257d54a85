import type { SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { formatCount, formatNumber, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './survey.module.css'

interface SummedProps {
  column: SurveyColumn
  scored: boolean
  mentioned: boolean
}

/** A scale in two numbers, and how many answers a multiple choice was given. */
export function Summed({ column, scored, mentioned }: SummedProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { summary, mentions } = column
  return (
    <>
      {scored && (
        <td className={style.count}>
          {summary === null
            ? t('surveys.unknown')
            : t('surveys.mean_of', {
                mean: formatNumber(summary.mean, locale, 2),
                highest: formatNumber(summary.highest, locale, 1),
              })}
          {summary?.interval != null && (
            <span className={style.interval}>
              {t('surveys.interval', {
                low: formatNumber(summary.interval.low, locale, 2),
                high: formatNumber(summary.interval.high, locale, 2),
              })}
            </span>
          )}
        </td>
      )}
      {scored && (
        <td className={style.count}>
          {summary === null ? t('surveys.unknown') : formatNumber(summary.median, locale, 1)}
        </td>
      )}
      {mentioned && (
        <td className={style.count}>
          {mentions === null ? t('surveys.unknown') : formatCount(mentions, locale)}
        </td>
      )}
    </>
  )
}

interface WholeRowProps extends Omit<SummedProps, 'column'> {
  table: SurveyTable
  row: SurveyRow
  agreement: boolean
}

/** Everybody together: counts, shares of respondents and, of a multiple choice, of mentions. */
export function WholeRow({ table, row, agreement, scored, mentioned }: WholeRowProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { whole } = row
  return (
    <tr className={style.whole}>
      <th scope="row">{t('surveys.whole')}</th>
      {table.codes.map(({ code }) => {
        const cell = whole.cells.find((each) => each.code === code)
        return (
          <td key={code} className={style.count}>
            {cell?.n == null ? t('surveys.unknown') : formatCount(cell.n, locale)}
            {cell?.share != null && (
              <span className={style.interval}>{formatPercent(cell.share, locale, 0)}</span>
            )}
            {cell?.mentionShare != null && (
              <span className={style.interval}>
                {t('surveys.of_mentions', { share: formatPercent(cell.mentionShare, locale, 0) })}
              </span>
            )}
          </td>
        )
      })}
      <td className={style.count}>
        {whole.base === null ? t('survey.no_base') : formatCount(whole.base, locale)}
      </td>
      {agreement && (
        <td>
          {whole.agreement?.state === 'value' && !whole.agreement.smallBase
            ? formatPercent(whole.agreement.value, locale, 0)
            : ''}
        </td>
      )}
      <Summed column={whole} scored={scored} mentioned={mentioned} />
    </tr>
  )
}
