import type { SqlAnswer } from '@retombees/contract/sql'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isNumeric, textOf } from './cell-text.ts'
import style from './sql.module.css'

const LINE = 30

/** The rows of an answer: only those in sight are in the page, so that ten thousand scroll as ten. */
export default function ResultsTable({ answer }: { answer: SqlAnswer }) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: answer.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 20,
  })
  const shown = rows.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const width = answer.columns.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section ref={box} className={style.results} aria-label={t('sql.results')} tabIndex={0}>
      <table aria-rowcount={answer.rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {answer.columns.map(({ name, type }) => (
              <th key={name} scope="col" data-numeric={isNumeric(type) || undefined}>
                {name}
                <small>{type.toLowerCase()}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} width={width} />}
          {shown.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2} style={{ height: LINE }}>
              {answer.columns.map(({ name, type }, at) => {
                const value = answer.rows[index]?.[at] ?? null
                return (
                  <td
                    key={name}
                    data-numeric={isNumeric(type) || undefined}
                    data-null={value === null || undefined}
                  >
                    {value === null ? 'NULL' : textOf(value)}
                  </td>
                )
              })}
            </tr>
          ))}
          {below > 0 && <Gap height={below} width={width} />}
        </tbody>
      </table>
    </section>
  )
}

function Gap({ height, width }: { height: number; width: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that only holds a place is not focusable
    <tr aria-hidden="true">
      <td colSpan={width} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
