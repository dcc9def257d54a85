/** A call that no table or sample can have produced: the caller's mistake, never a property of the data. */
export class StatisticsInputError extends RangeError {
  readonly argument: string
  readonly found: unknown
  readonly expected: string

  constructor(argument: string, found: unknown, expected: string) {
    super(`${argument}: found ${String(found)}, expected ${expected}`)
    this.name = 'StatisticsInputError'
    this.argument = argument
    this.found = found
    this.expected = expected
  }
}

export function requireCount(argument: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new StatisticsInputError(argument, value, 'a whole number, zero or more')
  }
}

export function requireSuccesses(successes: number, n: number): void {
  requireCount('successes', successes)
  requireCount('n', n)
  if (successes > n) throw new StatisticsInputError('successes', successes, `at most n = ${n}`)
}

export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new StatisticsInputError('level', level, 'a confidence level strictly between 0 and 1')
  }
}

export function requireFinite(argument: string, values: readonly number[]): void {
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      throw new StatisticsInputError(`${argument}[${index}]`, value, 'a finite number')
    }
  })
}

export function requireProbabilities(argument: string, values: readonly number[]): void {
  values.forEach((value, index) => {
    if (!(value >= 0 && value <= 1)) {
      throw new StatisticsInputError(`${argument}[${index}]`, value, 'a probability between 0 and 1')
    }
  })
}
