import { describe, expect, it } from 'vitest'
import { chooseSource } from './choose-source.ts'
import { isIngestError } from './errors.ts'
import { goldenCase } from './golden-cases.ts'

const funding = {
  ...goldenCase('csv-utf-16').source,
  id: 'financements',
  files: ['financements*.csv', 'plan (*).csv'],
}
const grid = { ...goldenCase('fill-down').source, id: 'grille', files: ['grille-été*.csv', '*-2019.csv'] }
const sources = [funding, grid]

function refused(name: string, forced?: string) {
  try {
    return chooseSource(name, sources, forced).id
  } catch (error) {
    if (!isIngestError(error)) throw error
    return error.finding
  }
}

describe('the source of a file', () => {
  it.each([
    ['financements.csv', 'financements'],
    ['dossier/sous/FINANCEMENTS 2018.CSV', 'financements'],
    ['C:\\dépôt\\plan (2).csv', 'financements'],
    ['grille-e\u0301te\u0301.csv', 'grille'],
  ])('%s answers to %s', (name, id) => {
    expect(refused(name)).toBe(id)
  })

  it('may be forced by its id', () => {
    expect(refused('n’importe quoi.txt', 'grille')).toBe('grille')
  })

  it('that is forced and unknown is refused with the nearest id', () => {
    expect(refused('a.csv', 'grile')).toMatchObject({ code: 'unknown-source', remedy: 'écrire « grille »' })
  })

  it('that nothing answers to is refused with what is known', () => {
    expect(refused('photo.csv')).toMatchObject({
      code: 'no-source',
      expected: 'financements*.csv ou plan (*).csv (financements) ; grille-été*.csv ou *-2019.csv (grille)',
    })
  })

  it('that several answer to is refused, never chosen', () => {
    expect(refused('financements-2019.csv')).toMatchObject({ code: 'ambiguous-source' })
  })
})
