import type { Measure } from '@retombees/programme/measure'

/** Whether a measure counts all there is, so that its value is its own interval; otherwise it is an estimate. */
export function countsEverything(measure: Measure): boolean {
  switch (measure.kind) {
    case 'survey-share':
    case 'mean':
    case 'change':
      return false
    case 'share':
      return measure.complete
    default:
      return true
  }
}
