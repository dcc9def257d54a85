import { createInterface } from 'node:readline'
import { Face } from '@retombees/contract/role'
import { openHome } from '@retombees/warehouse/home'
import { faceState } from './face-state.ts'

/** What a reader found since it was told which home to read. */
export interface Readings {
  readonly readings: number
  /** `face state`, each once. */
  readonly seen: readonly string[]
  readonly errors: readonly string[]
}

const PAUSE = 60

let reading: { stop: boolean; done: Promise<Readings> } | undefined

/** A reader that reads every face of a home, again and again: a line on standard input is the home, an empty one ends it. */
createInterface({ input: process.stdin }).on('line', async (path) => {
  if (path === '') {
    if (!reading) return
    reading.stop = true
    console.log(JSON.stringify(await reading.done))
    reading = undefined
  } else {
    const turn = { stop: false }
    reading = Object.assign(turn, { done: readUntil(path, turn) })
  }
})

async function readUntil(path: string, turn: { stop: boolean }): Promise<Readings> {
  const home = openHome(path)
  const seen = new Set<string>()
  const errors = new Set<string>()
  let readings = 0
  while (!turn.stop) {
    for (const face of Face.options)
      try {
        seen.add(`${face} ${await faceState(home, face)}`)
        readings += 1
      } catch (error) {
        errors.add(`${face}: ${String(error)}`)
      }
    // Readers are there to see every state, not to keep the writer from the processor.
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return { readings, seen: [...seen], errors: [...errors] }
}
