import { describe, expect, it } from 'vitest'
import { parseYaml } from './yaml-file.ts'

const messageOf = (text: string) => parseYaml('essai.yaml', text).findings.map(({ message }) => message)

describe('a YAML file', () => {
  it('gives the line of a key, of an element of a list, and of the nearest thing above what is not there', () => {
    const text = '# en-tête\nid: a\nlist:\n  - id: b\n    more: 1\n  -\n    id: c\n'
    const { file } = parseYaml('essai.yaml', text)
    const lines = [[], ['id'], ['list'], ['list', 0], ['list', 0, 'more'], ['list', 1], ['list', 1, 'none']]
    expect(lines.map((path) => file?.lineOf(path))).toEqual([2, 2, 3, 4, 5, 7, 7])
  })

  it('gives the line of what an alias stands for', () => {
    const { file } = parseYaml('essai.yaml', 'a: &x\n  fr: Un\nb: *x\n')
    expect(file?.lineOf(['b', 'fr'])).toBe(2)
  })

  it('keeps a date as the text that was written', () => {
    expect(parseYaml('essai.yaml', 'date: 2019-07-01').file?.value).toEqual({ date: '2019-07-01' })
  })

  it.each([
    ['a: *nowhere', '« *nowhere » n’a pas d’ancre'],
    ['a: &x [*x]', 'se contient elle-même'],
    [`a: &a [1,1,1,1,1,1,1,1,1]\n${chain('abcdefghi')}`, 'se multiplient'],
    ['a:\n\t- b', 'tabulation'],
    ['a: "b', 'guillemet'],
    ['a: 1\n---\nb: 2', 'plusieurs documents'],
  ])('is refused with its reason: %j', (text, words) => {
    const { file, findings } = parseYaml('essai.yaml', text)
    expect(file).toBeNull()
    expect(findings.map(({ message }) => message).join(' ')).toContain(words)
  })

  it('says once what is wrong on a line', () => {
    expect(messageOf('questions:\n  - id: q1\n   label: Trop à gauche\n')).toHaveLength(1)
  })
})

/** Each anchor holds nine of the one before: nine to the ninth. */
function chain(names: string): string {
  return [...names.slice(1)]
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${names[i]}`)}]`)
    .join('\n')
}
