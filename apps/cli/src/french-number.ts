import { type Figure, isKnown } from '@retombees/contract/figure'

const FORMATS = {
  percent: new Intl.NumberFormat('fr', { style: 'percent', maximumFractionDigits: 0 }),
  number: new Intl.NumberFormat('fr', { maximumFractionDigits: 1 }),
  score: new Intl.NumberFormat('fr', { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  euros: new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }),
} as const

const ABSENCES = {
  no_data: 'aucune donnée',
  not_asked: 'non demandé',
  suppressed: 'masqué',
  illegible: 'publié, illisible',
} as const

/** A figure in a few words: its value with its base, or the reason for which it has none. */
export function figureInWords(figure: Figure): string {
  if (!isKnown(figure)) return ABSENCES[figure.state]
  const counts =
    figure.denominator === null
      ? ''
      : ` (${figure.numerator === null ? '' : formatCount(figure.numerator)}/${formatCount(figure.denominator)})`
  const mark = figure.provenance === 'simulated' ? ' [simulé]' : ''
  if (figure.smallBase && figure.format === 'percent')
    return `${figure.numerator} sur ${figure.denominator}${mark}`
  return `${FORMATS[figure.format].format(figure.value)}${counts}${mark}`
}

/** A count or a quantity as a French sentence writes it: `12 345,6`. */
export function formatCount(value: number): string {
  return FORMATS.number.format(value)
}
