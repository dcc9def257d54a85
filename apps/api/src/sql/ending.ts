import type { Locale } from '@retombees/contract/localized'
import { SQL_LIMITS, type SqlVerdict } from '@retombees/contract/sql'
import { ProblemError } from '../problems/problem-error.ts'
import type { Outcome } from './child/job.ts'
import type { Ended } from './runner.ts'
import { engineWords, refusalFinding } from './words.ts'

/** The verdict and the problem of a statement that gave no rows. */
export function problemOf(
  ended: Ended,
  sql: string,
  locale: Locale,
  seconds: number,
): { verdict: SqlVerdict; error: ProblemError } {
  if (ended.kind === 'died') return { verdict: 'stopped', error: new ProblemError('sql_crashed') }
  if (ended.kind === 'stopped')
    return ended.why === 'time'
      ? { verdict: 'stopped', error: new ProblemError('sql_too_long', { seconds }) }
      : { verdict: 'cancelled', error: new ProblemError('sql_cancelled') }
  return problemOfOutcome(ended.outcome, sql, locale)
}

function problemOfOutcome(
  outcome: Outcome,
  sql: string,
  locale: Locale,
): { verdict: SqlVerdict; error: ProblemError } {
  if (outcome.kind === 'refused') {
    const finding = refusalFinding(outcome.refusal, sql, locale)
    return {
      verdict: 'refused',
      error: new ProblemError('sql_refused', { found: finding.message }, [finding]),
    }
  }
  if (outcome.kind === 'too-large')
    return {
      verdict: 'stopped',
      error: new ProblemError('sql_too_large', { found: tooLarge(outcome, locale) }),
    }
  const found = outcome.kind === 'failed' ? engineWords(outcome.message, locale) : outcome.kind
  return { verdict: 'failed', error: new ProblemError('sql_failed', { found }) }
}

function tooLarge({ limit, most }: Extract<Outcome, { kind: 'too-large' }>, locale: Locale): string {
  const count = new Intl.NumberFormat(locale).format(most)
  const megabytes = new Intl.NumberFormat(locale).format(Math.round(most / 2 ** 20))
  if (limit === 'memory')
    return {
      fr: 'La requête demande plus de mémoire qu’il ne lui en est prêté. Filtrez plus tôt, ou regroupez.',
      en: 'The query needs more memory than it is lent. Filter earlier, or aggregate.',
    }[locale]
  if (limit === 'rows')
    return {
      fr: `Plus de ${count} lignes : le fichier serait coupé, il n’est pas écrit. Filtrez, ou choisissez une autre forme (au plus ${new Intl.NumberFormat(locale).format(SQL_LIMITS.exportRows.csv)} lignes en CSV, JSON ou Parquet).`,
      en: `More than ${count} rows: the file would be cut, it is not written. Filter, or choose another form (at most ${new Intl.NumberFormat(locale).format(SQL_LIMITS.exportRows.csv)} rows in CSV, JSON or Parquet).`,
    }[locale]
  return {
    fr: `Plus de ${megabytes} Mo : choisissez moins de colonnes, ou des textes moins longs.`,
    en: `More than ${megabytes} MB: choose fewer columns, or shorter texts.`,
  }[locale]
}
