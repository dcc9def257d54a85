import type { IndicatorResult } from '@retombees/contract/indicator'

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether every word sought stands in an indicator's sheet, accents and case aside. */
export function matches({ sheet }: IndicatorResult, sought: string): boolean {
  const text = fold([sheet.id, sheet.label, sheet.formula, sheet.source, ...sheet.caveats].join(' '))
  return fold(sought)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
