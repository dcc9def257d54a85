import type { SqlAnswer } from '@retombees/contract/sql'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { isNumeric, textOf } from './cell-text.ts'
import style from './sql.module.css'

/** What a bar or a point can still be told apart at. */
const MOST = 200
const MARGIN = { top: 12, right: 12, bottom: 12, left: 12 }

/** A look at an answer: one column along, one numeric column up. The table above it is its transcription. */
export default function QuickChart({ answer }: { answer: SqlAnswer }) {
  const { t } = useTranslation()
  const numeric = answer.columns.filter(({ type }) => isNumeric(type)).map(({ name }) => name)
  const names = answer.columns.map(({ name }) => name)
  const [kind, setKind] = useState<'bar' | 'line'>('bar')
  const [along, setAlong] = useState(names.find((name) => !numeric.includes(name)) ?? names[0] ?? '')
  const [up, setUp] = useState(numeric.filter((name) => name !== along).at(-1) ?? numeric[0] ?? '')
  if (numeric.length === 0) return <p className={style.soft}>{t('sql.chart.none')}</p>
  const x = names.indexOf(along)
  const y = names.indexOf(up)
  const points = answer.rows.slice(0, MOST).map((row) => ({
    x: row[x] == null ? 'NULL' : textOf(row[x]),
    y: row[y] == null ? null : Number(row[y]),
  }))
  const title = t('sql.chart.title', { along, up })
  const axes = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--rule)" />,
    <XAxis key="x" dataKey="x" stroke="var(--soft)" />,
    <YAxis key="y" stroke="var(--soft)" width={72} />,
    <Tooltip key="tip" contentStyle={{ background: 'var(--raised)', color: 'var(--ink)' }} />,
  ]
  return (
    <figure className={style.chart}>
      <figcaption>
        <strong>{title}</strong>
        <span className={style.soft}>
          {t('sql.chart.base', { n: points.length, of: answer.rows.length })}
        </span>
      </figcaption>
      <div className={style.choices}>
        <Choice
          label={t('sql.chart.kind')}
          value={kind}
          onChange={(value) => setKind(value === 'line' ? 'line' : 'bar')}
        >
          <option value="bar">{t('sql.chart.bar')}</option>
          <option value="line">{t('sql.chart.line')}</option>
        </Choice>
        <Choice label={t('sql.chart.along')} value={along} onChange={setAlong}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Choice label={t('sql.chart.up')} value={up} onChange={setUp}>
          {numeric.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
      </div>
      <div role="img" aria-label={t('sql.chart.transcribed', { title })}>
        <ResponsiveContainer width="100%" height={320}>
          {kind === 'bar' ? (
            <BarChart data={points} margin={MARGIN} accessibilityLayer={false}>
              {axes}
              <Bar dataKey="y" name={up} fill="var(--blue)" isAnimationActive={false} />
            </BarChart>
          ) : (
            <LineChart data={points} margin={MARGIN} accessibilityLayer={false}>
              {axes}
              <Line dataKey="y" name={up} stroke="var(--blue)" strokeWidth={2} isAnimationActive={false} />
            </LineChart>
          )}
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

interface ChoiceProps {
  label: string
  value: string
  onChange: (value: string) => void
  children: React.ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {children}
      </select>
    </label>
  )
}
