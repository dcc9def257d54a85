import type { Figure } from '@retombees/contract/figure'
import type { Locale } from '@retombees/contract/localized'

/** The words of the codes that a table shows, in both languages. */
export const STATES: Readonly<Record<Figure['state'] | 'counts_only', Readonly<Record<Locale, string>>>> =
  Object.freeze({
    value: { fr: 'valeur', en: 'value' },
    counts_only: { fr: 'effectifs seuls (base inférieure à 10)', en: 'counts only (base under 10)' },
    no_data: { fr: 'aucune donnée', en: 'no data' },
    not_asked: { fr: 'non demandé', en: 'not asked' },
    suppressed: { fr: 'masqué', en: 'suppressed' },
    illegible: { fr: 'publié, illisible', en: 'published, illegible' },
  })

export const PROVENANCES = Object.freeze({
  field: { fr: 'terrain', en: 'field' },
  published: { fr: 'publié', en: 'published' },
  simulated: { fr: 'SIMULÉ', en: 'SIMULATED' },
})

export const CERTAINTIES = Object.freeze({
  certain: { fr: 'certain', en: 'certain' },
  reconstructed: { fr: 'reconstitué', en: 'reconstructed' },
  ambiguous: { fr: 'ambigu', en: 'ambiguous' },
  contradicted: { fr: 'contredit', en: 'contradicted' },
})

export const YES_NO = Object.freeze({ true: { fr: 'oui', en: 'yes' }, false: { fr: 'non', en: 'no' } })

export const WHOLE = Object.freeze({ fr: 'ensemble', en: 'whole' })
