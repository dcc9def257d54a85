/**
 * Folds French text to compare it: lower case, no accents (œ → oe, æ → ae), every run of spaces, hyphens, apostrophes
 * and punctuation as one space.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
