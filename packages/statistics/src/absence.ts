/** Why a statistic does not exist for the data given. */
export type AbsenceReason =
  /** No observation at all. */
  | 'no-observation'
  /** One observation: an estimate, but nothing to measure its uncertainty with. */
  | 'single-observation'
  /** One of the groups compared has no observation. */
  | 'empty-group'
  /** Every observation has the same value, or every pair is unchanged. */
  | 'no-variation'
  /** Under two rows or two columns of the table hold anything. */
  | 'single-line'
  /** The weights sum to zero. */
  | 'zero-weight'
  /** Everyone was observed: there is no sampling uncertainty to give. */
  | 'complete-count'
  /** More were observed than the population declared holds: one of the two numbers is wrong. */
  | 'population-under-sample'

/** Stands where a result would, with the reason why there is none. Never a NaN, never an invented zero. */
export interface Absence {
  readonly absent: AbsenceReason
}

export function absence(reason: AbsenceReason): Absence {
  return { absent: reason }
}

export function isAbsent(result: unknown): result is Absence {
  return typeof result === 'object' && result !== null && 'absent' in result
}
