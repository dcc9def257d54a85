import type { WordCount } from '@retombees/contract/verbatim'
import { fra } from 'stopword'
import { fold } from './fold.ts'

/** Connectives and adverbs that the library's list lacks, folded. */
const CONNECTIVES = `etc faut faudrait puisse puissent pourraient devrait devraient ailleurs ainsi alors apres assez aucun aucune aupres auquel aussi auxquels avant beaucoup bien ca car celle
   celles celui cependant ceux chaque chez ci comme comment desormais deux devant doit donc dont durant elles
   encore entre fait fois font grace hors jusqu jusque lequel lors lorsque malgre memes mettre mieux moins ni
   non notamment or parce parfois parmi pendant peu peut peuvent plus plusieurs plutot pourquoi pourrait
   pouvoir pres puis quand quelque quelques quoi si sien sous souvent tant tel telle tels tous tout toute
   toutes tres trop vers voici voila`

/** French words that carry no subject of their own, folded: the library's list and ours. */
const EMPTY = new Set([...fra.flatMap((word) => fold(word).split(' ')), ...CONNECTIVES.split(/\s+/)])

/**
 * The words of free answers, most widespread first. Case, accents and ligatures are folded, elisions cut off (« l'outil »),
 * a plain plural joins its singular where both are found; a word is shown as it is most often written,
 * with its accents on a tie. Words without a
 * subject and single letters are left out.
 */
export function wordCounts(texts: readonly string[]): readonly WordCount[] {
  const found = new Map<string, { texts: Set<number>; written: Map<string, number> }>()
  texts.forEach((text, index) => {
    for (const written of text.match(/\p{L}+(?:-\p{L}+)*/gu) ?? []) {
      const key = fold(written)
      if (key.length < 2 || EMPTY.has(key)) continue
      const entry = found.get(key) ?? { texts: new Set<number>(), written: new Map<string, number>() }
      entry.texts.add(index)
      const form = written.toLocaleLowerCase('fr')
      entry.written.set(form, (entry.written.get(form) ?? 0) + 1)
      found.set(key, entry)
    }
  })
  for (const [key, plural] of found) {
    const singular = singularsOf(key).flatMap((each) => found.get(each) ?? [])[0]
    if (!singular) continue
    for (const index of plural.texts) singular.texts.add(index)
    for (const [form, times] of plural.written)
      singular.written.set(form, (singular.written.get(form) ?? 0) + times)
    found.delete(key)
  }
  return [...found.values()]
    .map(({ texts: holding, written }) => ({
      word:
        [...written].sort(
          (a, b) =>
            b[1] - a[1] || accents(b[0]) - accents(a[0]) || a[0].length - b[0].length || order(a[0], b[0]),
        )[0]?.[0] ?? '',
      texts: holding.size,
      times: [...written.values()].reduce((sum, times) => sum + times, 0),
    }))
    .sort((a, b) => b.texts - a.texts || b.times - a.times || order(a.word, b.word))
}

/** What a plural may be the plural of: « ateliers », « réseaux », « locaux ». */
function singularsOf(key: string): readonly string[] {
  if (!/[sx]$/.test(key)) return []
  return [key.slice(0, -1), ...(key.endsWith('aux') ? [`${key.slice(0, -3)}al`] : [])]
}

function accents(form: string): number {
  return form.normalize('NFD').length - form.length
}

function order(a: string, b: string): number {
  return a.localeCompare(b, 'fr')
}
