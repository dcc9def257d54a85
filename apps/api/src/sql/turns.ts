/** A turn at something that only a few may do at a time. */
export interface Turns {
  /**
   * Waits for a turn; the function returned gives it back. Null when too many wait already, or when `given up` is
   * aborted first.
   */
  take(givenUp: AbortSignal): Promise<(() => void) | null>
}

/** At most `running` at a time and `waiting` in the queue, first come, first served. */
export function takeTurns({ running, waiting }: { running: number; waiting: number }): Turns {
  let taken = 0
  const queue: (() => void)[] = []
  const give = () => {
    let given = false
    return () => {
      if (given) return
      given = true
      const next = queue.shift()
      if (next) next()
      else taken -= 1
    }
  }
  return {
    async take(givenUp) {
      if (givenUp.aborted) return null
      if (taken < running) {
        taken += 1
        return give()
      }
      if (queue.length >= waiting) return null
      return new Promise((resolve) => {
        const called = () => {
          givenUp.removeEventListener('abort', leave)
          resolve(give())
        }
        const leave = () => {
          queue.splice(queue.indexOf(called), 1)
          resolve(null)
        }
        queue.push(called)
        givenUp.addEventListener('abort', leave, { once: true })
      })
    },
  }
}
