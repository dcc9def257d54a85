import type { IngestOutcome, MendOutcome } from '@retombees/contract/load'
import type { IngestProgress, UploadEvent } from '@retombees/contract/upload'
import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './data.module.css'
import { sendIn, takeIn, type Work } from './take-in.ts'

interface State {
  /** What is under way; null when nothing is. */
  doing: 'sending' | 'reading' | 'loading' | 'mending' | null
  upload: string | null
  progress: IngestProgress | null
  outcome: IngestOutcome | null
  mended: readonly MendOutcome[]
  failure: string | null
  error: Error | null
}

const NOTHING: State = {
  doing: null,
  upload: null,
  progress: null,
  outcome: null,
  mended: [],
  failure: null,
  error: null,
}

/** Where a coordinator drops a file: it is read first, and loaded once one has seen what would become of it. */
export function UploadBox() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const client = useQueryClient()
  const [state, setState] = useState<State>(NOTHING)
  const stop = useRef<AbortController | null>(null)
  const chosen = useId()
  const mending = useId()

  function heard(event: UploadEvent) {
    setState((now) => {
      if (event.kind === 'progress') return { ...now, progress: event.progress }
      if (event.kind === 'outcome') return { ...now, outcome: event.outcome }
      if (event.kind === 'mended') return { ...now, mended: [...now.mended, event.outcome] }
      if (event.kind === 'failed') return { ...now, failure: event.message }
      return now
    })
  }

  async function attempt(work: Work) {
    const controller = new AbortController()
    stop.current = controller
    try {
      await work(controller.signal)
      setState((now) => ({ ...now, doing: null, progress: null }))
    } catch (error) {
      if (controller.signal.aborted) setState(NOTHING)
      else
        setState((now) => ({
          ...now,
          doing: null,
          progress: null,
          error: error instanceof Error ? error : new Error(String(error)),
        }))
    }
  }

  function choose(event: ChangeEvent<HTMLInputElement>, verb: 'ingest' | 'mend') {
    const file = event.currentTarget.files?.[0]
    event.currentTarget.value = ''
    if (file === undefined) return
    setState({ ...NOTHING, doing: 'sending' })
    void attempt(async (signal) => {
      const { id } = await sendIn(file, locale, signal)
      setState((now) => ({ ...now, upload: id, doing: verb === 'ingest' ? 'reading' : 'mending' }))
      const heardThem = { locale, signal, onEvent: heard }
      await takeIn(id, verb, { dryRun: true }, heardThem)
      if (verb === 'mend') await client.invalidateQueries()
    })
  }

  function load(replace: boolean) {
    const id = state.upload
    if (id === null) return
    setState((now) => ({ ...NOTHING, upload: now.upload, doing: 'loading' }))
    void attempt(async (signal) => {
      await takeIn(id, 'ingest', { replace }, { locale, signal, onEvent: heard })
      setState((now) => ({ ...now, upload: null }))
      await client.invalidateQueries()
    })
  }

  const { doing, outcome, progress } = state
  const waits = doing === null && state.upload !== null && outcome?.status === 'loaded'
  const count = (n: number) => formatCount(n, locale)
  return (
    <section className={style.drop} aria-labelledby={`${chosen}-title`}>
      <h2 id={`${chosen}-title`}>{t('upload.title')}</h2>
      <p>{t('upload.lead')}</p>
      <p className={style.pickers}>
        <label htmlFor={chosen}>{t('upload.choose')}</label>
        <input
          id={chosen}
          type="file"
          disabled={doing !== null}
          onChange={(event) => choose(event, 'ingest')}
        />
        <label htmlFor={mending}>{t('upload.mend')}</label>
        <input
          id={mending}
          type="file"
          accept=".csv"
          disabled={doing !== null}
          onChange={(event) => choose(event, 'mend')}
        />
      </p>
      {doing !== null && (
        <p role="status">
          {t(`upload.doing.${doing}`)}{' '}
          {progress !== null && (
            <>
              <progress max={progress.bytesTotal} value={progress.bytesDone} aria-label={progress.file} />{' '}
              {t('upload.rows', { count: progress.rows, n: count(progress.rows) })}{' '}
            </>
          )}
          <button type="button" className={style.act} onClick={() => stop.current?.abort()}>
            {t('upload.cancel')}
          </button>
        </p>
      )}
      {doing === null && outcome !== null && (
        <div role="status">
          <p>
            <strong>{outcome.file}</strong>
            {' – '}
            {waits ? t('upload.would') : t(`upload.status.${outcome.status}`)}
          </p>
          <p>
            {t('lineage.counts', {
              read: count(outcome.rows_read),
              loaded: count(outcome.rows_loaded),
              quarantined: count(outcome.rows_quarantined),
              ignored: count(outcome.rows_ignored),
            })}
          </p>
          {outcome.reason !== null && <p>{set(outcome.reason)}</p>}
        </div>
      )}
      {waits && (
        <p>
          <button type="button" className={style.act} onClick={() => load(false)}>
            {t('upload.load')}
          </button>{' '}
          <button type="button" className={style.act} onClick={() => load(true)}>
            {t('upload.replace')}
          </button>
        </p>
      )}
      {state.mended.length > 0 && (
        <ul role="status">
          {state.mended.map((one) => (
            <li key={`${one.load_id} ${one.row_no}`}>
              {t('upload.mended', { row: one.row_no, load: one.load_id })} {t(`upload.row.${one.status}`)}{' '}
              {one.reason !== null && set(one.reason)}
            </li>
          ))}
        </ul>
      )}
      {state.failure !== null && (
        <p role="alert" className={style.alert}>
          {set(state.failure)}
        </p>
      )}
      {state.error !== null && <ProblemNotice error={state.error} retry={() => setState(NOTHING)} />}
    </section>
  )
}
