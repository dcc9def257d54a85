import type { Progress } from '@retombees/pipeline/read-whole'
import { describe, expect, it } from 'vitest'
import { inWords, paceLine, pacing, sparing } from './progress-bar.ts'

const at = (bytesDone: number, rows = 0, file = 'a/journal.csv'): Progress => ({
  file,
  bytesDone,
  bytesTotal: 1000,
  rows,
})

describe('the pace of a file', () => {
  it('is counted from its own beginning: rows a second, and the time that is left', () => {
    let clock = 5000
    const paceOf = pacing(() => clock)
    expect(paceOf(at(0))).toMatchObject({ rowsPerSecond: null, secondsLeft: null })
    clock += 10
    expect(paceOf(at(250, 500))).toMatchObject({ rowsPerSecond: null, secondsLeft: null })
    clock -= 10
    clock += 2000
    expect(paceOf(at(250, 500))).toMatchObject({ rowsPerSecond: 250, bytesPerSecond: 125, secondsLeft: 6 })
    expect(paceOf(at(0, 0, 'b.csv'))).toMatchObject({ rowsPerSecond: null, secondsLeft: null })
  })

  it('is written without what is not known yet', () => {
    const plain = (text: string) => text.replaceAll(/\s/g, ' ')
    let clock = 0
    const paceOf = pacing(() => clock)
    expect(inWords(paceOf(at(0)))).toEqual({ name: 'journal.csv', rows: 'lecture', speed: '', left: '' })
    clock = 1000
    const { rows, speed, left } = inWords(paceOf(at(100, 12_000)))
    expect([rows, speed, left].map(plain)).toEqual(['12 000 lignes', ', 12 000 lignes/s', ', reste 9 s'])
  })

  it('is an object of one key for a script, so that it is never taken for the end of a file', () => {
    const line = JSON.parse(paceLine(pacing(() => 0)(at(10, 3)))) as Record<string, unknown>
    expect(Object.keys(line)).toEqual(['progress'])
    expect(line.progress).toMatchObject({ file: 'a/journal.csv', bytes_done: 10, bytes_total: 1000, rows: 3 })
  })

  it('is told sparingly: the beginning and the end of each file, and what time allows between them', () => {
    let clock = 0
    const told: Progress[] = []
    const say = sparing(
      (one) => told.push(one),
      () => clock,
      200,
    )
    for (const step of [at(0), at(100), at(200)]) say(step)
    clock = 250
    say(at(300))
    say(at(1000, 10))
    say(at(5, 0, 'b.csv'))
    expect(told.map(({ file, bytesDone }) => [file, bytesDone])).toEqual([
      ['a/journal.csv', 0],
      ['a/journal.csv', 300],
      ['a/journal.csv', 1000],
      ['b.csv', 5],
    ])
  })
})
