/** A way down into a definition: keys of blocks and positions in lists. */
export type Path = readonly (string | number)[]

/** Something found in a definition, and the way to it. */
export interface Selected {
  readonly path: Path
  readonly value: unknown
}

export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Everything in `root` that lies at a pattern such as `centres.*.territory`, where `*` is any element of a list
 * or any key of a block. What is not there, or is not of that shape, is passed over: the schema speaks of it.
 */
export function select(root: unknown, pattern: string): Selected[] {
  const steps = pattern === '' ? [] : pattern.split('.')
  return steps.reduce<Selected[]>(
    (found, step) => found.flatMap((from) => down(from, step)),
    [{ path: [], value: root }],
  )
}

function down({ path, value }: Selected, step: string): Selected[] {
  if (step === '*') {
    if (Array.isArray(value)) return value.map((element, i) => ({ path: [...path, i], value: element }))
    if (isBlock(value)) return Object.keys(value).map((key) => ({ path: [...path, key], value: value[key] }))
    return []
  }
  return isBlock(value) && value[step] !== undefined ? [{ path: [...path, step], value: value[step] }] : []
}

/** The value at a path, or `undefined`. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)]
    return isBlock(value) ? value[String(step)] : undefined
  }, root)
}

/** A path as a person reads it: an element of a list is called by its `id` where it has one. */
export function keyOf(root: unknown, path: Path): string {
  return path.reduce<string>((words, step, i) => {
    if (typeof step === 'string') return words === '' ? step : `${words}.${step}`
    const element = valueAt(root, path.slice(0, i + 1))
    const id = isBlock(element) && typeof element.id === 'string' ? element.id : step
    return `${words}[${id}]`
  }, '')
}
