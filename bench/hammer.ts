import { Worker } from 'node:worker_threads'

/** What a number of readers met, who each asked again as soon as they were answered. */
export interface Met {
  readonly answers: number
  /** Answers that were not 200, or requests that got none. */
  readonly errors: number
  readonly seconds: number
}

/** Asks an address of this machine over kept connections, from a thread of its own, for so many seconds. */
export function hammer(ask: {
  readonly address: string
  readonly headers: Record<string, string>
  readonly readers: number
  readonly seconds: number
}): Promise<Met> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(`(${read.toString()})()`, { eval: true, workerData: ask })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

/** Runs in the thread by its text alone: nothing of this file is in its reach. */
function read(): void {
  const http = process.getBuiltinModule('node:http')
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads')
  const { address, headers, readers, seconds } = workerData as Parameters<typeof hammer>[0]
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers })
  const start = performance.now()
  const until = start + seconds * 1000
  let [answers, errors, left] = [0, 0, readers]
  const done = () => {
    left -= 1
    if (left > 0) return
    parentPort?.postMessage({ answers, errors, seconds: (performance.now() - start) / 1000 })
    agent.destroy()
  }
  const again = (): void => {
    if (performance.now() >= until) {
      done()
      return
    }
    const request = http.get(address, { agent, headers }, (answer) => {
      answer.on('data', () => {})
      answer.on('end', () => {
        if (answer.statusCode === 200) answers += 1
        else errors += 1
        again()
      })
    })
    request.on('error', () => {
      errors += 1
      again()
    })
  }
  for (let reader = 0; reader < readers; reader += 1) again()
}
