import { fold } from './fold.ts'

/** How often a word comes up. `texts` is how many answers hold it, which is what compares; `times` counts repetitions. */
export interface WordCount {
  readonly word: string
  readonly texts: number
  readonly times: number
}

/** French words that carry no subject of their own, folded. */
const EMPTY = new Set(
  `a ai aie ailleurs ainsi alors apres as assez au aucun aucune aupres auquel aussi aux auxquels avaient avais avait avant avec
   avez avoir avons ayant beaucoup bien c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci
   comme comment d dans de des desormais deux devant doit donc dont du durant elle elles en encore entre es est et etaient
   etais etait etant ete etes etre eu eux fait faire fois font grace hors ici il ils j je jusqu jusque l la le les lequel leur
   leurs lors lorsque lui m ma mais malgre me meme memes mes mettre mieux moi moins mon n ne ni non nos notamment notre nous on
   ont or ou par parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pourrait pouvoir pres
   puis qu quand que quel quelle quelles quelque quelques quels qui quoi s sa sans se sera serait ses si sien soi soient soit
   son sont sous souvent sur t ta tant te tel telle tels tes toi ton tous tout toute toutes tres trop tu un une vers voici voila
   vos votre vous y`
    .split(/\s+/)
    .filter(Boolean),
)

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
