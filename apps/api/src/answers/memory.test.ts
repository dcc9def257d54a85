import { describe, expect, it } from 'vitest'
import { createMemory } from './memory.ts'

describe('the memory of computed answers', () => {
  it('computes once what is asked for several times at the same moment, and after', async () => {
    const memory = createMemory<string>({ entries: 10, length: 1000 })
    let computed = 0
    const compute = async () => {
      computed += 1
      return `text ${computed}`
    }
    const together = await Promise.all([1, 2, 3].map(() => memory.remember('a', compute)))
    expect(together).toEqual(['text 1', 'text 1', 'text 1'])
    expect(await memory.remember('a', compute)).toBe('text 1')
  })

  it('gives at once what it holds, and nothing of what is still computed', async () => {
    const memory = createMemory<string>({ entries: 10, length: 1000 })
    const asked = memory.remember('a', async () => 'text')
    expect(memory.known('a')).toBeUndefined()
    await asked
    expect([memory.known('a'), memory.known('b')]).toEqual(['text', undefined])
  })

  it('does not keep a failure', async () => {
    const memory = createMemory<string>({ entries: 10, length: 1000 })
    await expect(memory.remember('a', async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await memory.remember('a', async () => 'yes')).toBe('yes')
  })

  it('holds no more texts than its limit, letting go of the one asked for longest ago', async () => {
    const memory = createMemory<string>({ entries: 2, length: 1000 })
    const asked: string[] = []
    const ask = (key: string) =>
      memory.remember(key, async () => {
        asked.push(key)
        return key
      })
    for (const key of ['a', 'b', 'a', 'c']) await ask(key)
    expect(memory.size()).toBe(2)
    await ask('a')
    await ask('b')
    expect(asked).toEqual(['a', 'b', 'c', 'b'])
  })

  it('holds no more characters than its limit, whatever the number of texts', async () => {
    const memory = createMemory<string>({ entries: 100, length: 25 })
    for (let key = 0; key < 50; key += 1) await memory.remember(String(key), async () => 'ten chars.')
    expect(memory.size()).toBe(2)
  })
})
