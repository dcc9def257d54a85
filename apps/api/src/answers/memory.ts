/** Keeps computed bodies under a key. Equal requests that meet share one computation; one that fails is not kept. */
export interface Memory<B extends Body> {
  remember(key: string, compute: () => Promise<B>): Promise<B>
  /** The body held under a key; undefined where there is none, or it is being computed. */
  known(key: string): B | undefined
  /** How many bodies are held or being computed. */
  size(): number
}

/** A text or bytes: what counts is how long it is. */
interface Body {
  readonly length: number
}

interface Kept<B> {
  readonly body: Promise<B>
  computed?: B
  /** Characters or bytes; 0 until computed. */
  length: number
}

/** A memory of at most `entries` bodies and `length` in all; the least recently asked for go first. */
export function createMemory<B extends Body>(limits: { entries: number; length: number }): Memory<B> {
  const kept = new Map<string, Kept<B>>()
  let held = 0
  const forget = (key: string) => {
    held -= kept.get(key)?.length ?? 0
    kept.delete(key)
  }
  const shrink = () => {
    for (const key of kept.keys()) {
      if (kept.size <= limits.entries && held <= limits.length) return
      forget(key)
    }
  }
  /** What is kept under a key, which becomes the one asked for last. */
  const asked = (key: string) => {
    const known = kept.get(key)
    if (!known) return undefined
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  return {
    size: () => kept.size,
    known: (key) => asked(key)?.computed,
    remember(key, compute) {
      const known = asked(key)
      if (known) return known.body
      const entry: Kept<B> = { body: compute(), length: 0 }
      kept.set(key, entry)
      entry.body.then(
        (body) => {
          if (kept.get(key) !== entry) return
          const { length } = body
          entry.computed = body
          entry.length = length
          held += length
          shrink()
        },
        () => {
          if (kept.get(key) === entry) kept.delete(key)
        },
      )
      return entry.body
    },
  }
}
