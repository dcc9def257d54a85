import { describe, expect, it } from 'vitest'
import { readJsonLines, refuseLongJson } from './json-lines.ts'

const cells = (text: string) => readJsonLines(text, ',', 'journal.jsonl').rows.map((row) => row.cells)

describe('a file of one JSON object a line', () => {
  it('has a column for each key, in the order of its first appearance, whatever line brings it', () => {
    const { header } = readJsonLines('{"a":1}\n{"b":"x","a":2}\n{"c":{"d":true}}', ',', 'journal.jsonl')
    expect(header).toEqual(['a', 'b', 'c.d'])
    expect(cells('{"a":1}\n{"b":"x","a":2}\n{"c":{"d":true}}')).toEqual([
      ['1', null, null],
      ['2', 'x', null],
      [null, null, 'oui'],
    ])
  })

  it('keeps a line that is none as its only cell, under its own number, and counts blanks and what is said above', () => {
    const read = readJsonLines('# simulé\n\n{"a":1,"b":2}\n[1]\n\n# plus bas\n\n\n', ',', 'journal.jsonl')
    expect(read.rows).toEqual([
      { rowNo: 3, cells: ['1', '2'] },
      { rowNo: 4, cells: ['[1]'] },
      { rowNo: 6, cells: ['# plus bas'] },
    ])
    expect(read.above).toEqual(['# simulé'])
    expect(read.ignored).toEqual([
      { rowNo: 1, reason: 'title' },
      { rowNo: 2, reason: 'blank' },
      { rowNo: 5, reason: 'blank' },
    ])
  })

  it('is refused beyond what can be held in memory, and told how to come in', () => {
    expect(() => refuseLongJson(3 * 1024 ** 2, 'journal.jsonl.gz › journal.jsonl', 2 * 1024 ** 2)).toThrow(
      /journal\.jsonl : .*trouvé : « 3 Mo ».*2 Mo au plus.*couper/,
    )
    expect(() => refuseLongJson(2 * 1024 ** 2, 'journal.jsonl', 2 * 1024 ** 2)).not.toThrow()
  })
})
