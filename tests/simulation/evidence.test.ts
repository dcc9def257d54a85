import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@retombees/cli/simulation/simulate'
import { writeFiles } from '@retombees/cli/simulation/write-files'
import type { Balance } from '@retombees/contract/evidence'
import type { QuestionResult } from '@retombees/contract/question'
import { answerQuestions } from '@retombees/model/questions'
import { readProgramme } from '@retombees/programme/read-programme'
import { openReader } from '@retombees/warehouse/reader'
import { beforeAll, describe, expect, it } from 'vitest'
import { CSC, publishedHome } from '../support/published-home.ts'

/** What the evidence says on a home of these files. */
async function answersOn(...files: string[]): Promise<QuestionResult[]> {
  const published = await publishedHome(CSC, files)
  const reader = await openReader(published.home, 'internal')
  try {
    if (!reader) throw new Error('nothing is published')
    return await answerQuestions(reader.db, published.programme)
  } finally {
    await reader?.close()
    published.remove()
  }
}

describe('simulated files beside the published data', () => {
  let alone: QuestionResult[]
  let beside: QuestionResult[]
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'retombees-simulated-'))
    try {
      const scale = { sessions: 300, attendances: 150, respondents: 40 }
      writeFiles(folder, simulate(await readProgramme(CSC), 2019, scale))
      alone = await answersOn(join(CSC, 'published'))
      beside = await answersOn(join(CSC, 'published'), folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)

  it('weigh nothing in the evidence: every balance and status is what it was', () => {
    // Its reasons, in words, do say that there are simulated figures.
    const weights = ({ because: _because, missing: _missing, ...balance }: Balance) => balance
    const weighed = (results: readonly QuestionResult[]) =>
      results.map(({ id, publishedAnswer, balance, criteria }) => ({
        id,
        publishedAnswer,
        balance: weights(balance),
        criteria: criteria.map((one) => [
          one.id,
          weights(one.balance),
          one.indicators.map(({ status }) => status),
        ]),
      }))
    expect(weighed(beside)).toEqual(weighed(alone))
  })

  it('leave every published figure as it was, and mark each of their own', () => {
    const figures = (results: readonly QuestionResult[]) =>
      results.flatMap(({ criteria }) => criteria.flatMap(({ indicators }) => indicators))
    const before = new Map(figures(alone).map((one) => [one.sheet.id, one.whole]))
    let simulated = 0
    for (const { sheet, whole } of figures(beside)) {
      const was = before.get(sheet.id)
      if (was?.state === 'value') {
        expect(whole, sheet.id).toMatchObject({ value: was.value, provenance: was.provenance })
        continue
      }
      if (whole.state !== 'value') continue
      expect(whole.provenance, sheet.id).toBe('simulated')
      simulated += 1
    }
    expect(simulated).toBeGreaterThan(5)
  })
})
