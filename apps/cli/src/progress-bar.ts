import { basename } from 'node:path'
import type { OnProgress, Progress } from '@retombees/pipeline/read-whole'
import { Presets, SingleBar } from 'cli-progress'
import { formatCount } from './french-number.ts'

/** How far a file has come, how fast it goes and, once both are known, how long it will still take. */
export interface Pace extends Progress {
  /** Rows a second since the file began; null before any is known. */
  readonly rowsPerSecond: number | null
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
}

/** Seconds before which a speed says nothing. */
const SOON = 0.25

/** Makes a pace of progress: of each file from its own beginning, by a clock in milliseconds. */
export function pacing(clock: () => number): (progress: Progress) => Pace {
  let file = ''
  let since = 0
  return (progress) => {
    if (progress.file !== file) {
      file = progress.file
      since = clock()
    }
    const seconds = (clock() - since) / 1000
    const per = (done: number) => (seconds >= SOON && done > 0 ? done / seconds : null)
    const bytesPerSecond = per(progress.bytesDone)
    return {
      ...progress,
      rowsPerSecond: per(progress.rows),
      bytesPerSecond,
      secondsLeft:
        bytesPerSecond === null ? null : (progress.bytesTotal - progress.bytesDone) / bytesPerSecond,
    }
  }
}

/** A pace as one JSON object, told from what became of a file by its one key. */
export function paceLine({
  file,
  bytesDone,
  bytesTotal,
  rows,
  rowsPerSecond,
  bytesPerSecond,
  secondsLeft,
}: Pace): string {
  const rounded = (value: number | null) => (value === null ? null : Math.round(value))
  return JSON.stringify({
    progress: {
      file,
      bytes_done: bytesDone,
      bytes_total: bytesTotal,
      rows,
      rows_per_second: rounded(rowsPerSecond),
      bytes_per_second: rounded(bytesPerSecond),
      seconds_left: secondsLeft === null ? null : Math.round(secondsLeft * 10) / 10,
    },
  })
}

/** Lets a file tell of its beginning, of its end and of a step between the two at most every so many milliseconds. */
export function sparing(say: OnProgress, clock: () => number, every = 200): OnProgress {
  let file = ''
  let last = 0
  return (progress) => {
    const whole = progress.bytesDone === progress.bytesTotal && progress.rows > 0
    if (progress.file === file && !whole && clock() - last < every) return
    file = progress.file
    last = clock()
    say(progress)
  }
}

/** A bar on a terminal: rows, speed and time left of the file that is being read. */
export function progressBar(stream: NodeJS.WriteStream): { onProgress: OnProgress; stop(): void } {
  const bar = new SingleBar(
    {
      stream,
      format: '{bar} {percentage} %  {name}  {rows}{speed}{left}',
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    Presets.shades_classic,
  )
  const paceOf = pacing(() => performance.now())
  let file = ''
  return {
    onProgress: (progress) => {
      const words = inWords(paceOf(progress))
      if (progress.file === file) bar.update(progress.bytesDone, words)
      else {
        file = progress.file
        bar.start(progress.bytesTotal, progress.bytesDone, words)
      }
    },
    stop: () => bar.stop(),
  }
}

/** The parts of the bar's line; what is not known yet is not written. */
export function inWords({ file, rows, rowsPerSecond, bytesPerSecond, secondsLeft }: Pace) {
  const megabytes = bytesPerSecond === null ? null : formatCount(Math.round(bytesPerSecond / 1e5) / 10)
  const speed =
    rowsPerSecond !== null
      ? `${formatCount(Math.round(rowsPerSecond))} lignes/s`
      : megabytes && `${megabytes} Mo/s`
  return {
    name: basename(file),
    rows: rows > 0 ? `${formatCount(rows)} lignes` : 'lecture',
    speed: speed ? `, ${speed}` : '',
    left: secondsLeft !== null && secondsLeft >= 1 ? `, reste ${formatCount(Math.round(secondsLeft))} s` : '',
  }
}
