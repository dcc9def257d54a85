const WINDOW_MS = 10 * 60_000
const MOST_REFUSALS = 50
const MOST_ADDRESSES = 10_000

/** Limits refused sign-ins from one socket address, in memory: a restart forgets them, the lock on an account stays. */
export interface AddressLimit {
  /** Counts an attempt. Returns 0 where it may go on, else the seconds to wait. */
  begin(address: string): number
  /** Takes an attempt back: it was accepted. */
  forgive(address: string): void
}

export function createAddressLimit(now: () => Date): AddressLimit {
  const windows = new Map<string, { count: number; until: number }>()
  return {
    begin(address) {
      const instant = now().getTime()
      const known = windows.get(address)
      if (known && known.until > instant) {
        if (known.count >= MOST_REFUSALS) return Math.ceil((known.until - instant) / 1000)
        known.count += 1
        return 0
      }
      if (windows.size >= MOST_ADDRESSES)
        for (const [old, window] of windows) if (window.until <= instant) windows.delete(old)
      windows.set(address, { count: 1, until: instant + WINDOW_MS })
      return 0
    },
    forgive(address) {
      const known = windows.get(address)
      if (known) known.count -= 1
    },
  }
}
