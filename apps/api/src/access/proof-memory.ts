/** What a request's proof was found to stand for. */
export interface Proved<T> {
  readonly value: T
  /** Whether it still stands, for all that changes without a word in the store: the clock, what is published. */
  stands(): boolean | Promise<boolean>
}

/** Keeps what proofs were found to stand for; a proof that stood for nothing is looked at again each time. */
export interface ProofMemory<T> {
  /** What a proof stands for, by its digest; `verify` is asked where that is not known for certain. */
  remember(digest: string, verify: () => Promise<Proved<T> | null>): Promise<T | null>
}

const MOST_PROOFS = 5000

/**
 * A memory in which nothing outlives a move of `revision`: whoever was signed out, closed, revoked or given another role, by
 * this process or another, is looked at again at their next request.
 */
export function createProofMemory<T>(revision: () => number): ProofMemory<T> {
  const kept = new Map<string, Proved<T>>()
  let keptAt: number | undefined
  /** Empties the memory where it is not of the revision in force, which is returned. */
  const inForce = () => {
    const now = revision()
    if (now !== keptAt) kept.clear()
    keptAt = now
    return now
  }
  return {
    async remember(digest, verify) {
      const before = inForce()
      const known = kept.get(digest)
      const stands = known?.stands() ?? false
      if (known && (typeof stands === 'boolean' ? stands : await stands)) return known.value
      const found = await verify()
      if (!found) {
        kept.delete(digest)
        return null
      }
      // What moved while it was verified may have been read before it moved.
      if (inForce() !== before) return found.value
      kept.delete(digest)
      kept.set(digest, found)
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_PROOFS) break
        kept.delete(oldest)
      }
      return found.value
    },
  }
}
