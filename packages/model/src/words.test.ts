import { describe, expect, it } from 'vitest'
import { wordCounts } from './words.ts'

describe('the words of free answers', () => {
  it('folds case, accents and elisions, and joins a plural to its singular', () => {
    const counts = wordCounts([
      'L’atelier était très utile, les ateliers aussi !',
      'Un ATELIER de qualité',
      'La qualite des bornes ; l’accès aux réseaux, un réseau',
    ])
    expect(counts.slice(0, 2)).toEqual([
      { word: 'atelier', texts: 2, times: 3 },
      { word: 'qualité', texts: 2, times: 2 },
    ])
    expect(counts.find(({ word }) => word === 'réseau')).toMatchObject({ texts: 1, times: 2 })
    expect(counts.map(({ word }) => word)).not.toContain('très')
  })

  it('counts an answer once however often it repeats itself', () => {
    expect(wordCounts(['borne borne borne', 'accueil', 'accueil'])[0]).toEqual({
      word: 'accueil',
      texts: 2,
      times: 2,
    })
  })

  it('has nothing to say of nothing', () => {
    expect(wordCounts([])).toEqual([])
    expect(wordCounts(['', 'de la et'])).toEqual([])
  })
})
