import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Rows of a long table are alike: the first ones speak for all. */
const REPEATED = 'tbody tr:nth-child(n + 9)'

interface Look {
  /** One part of the page. */
  within?: string
  /** The colours alone: what a scheme changes and nothing else does. */
  coloursOnly?: boolean
}

/** What axe finds wrong with a page, or with one part of it: the rule, where, and what would mend it. */
export async function violations(page: Page, { within, coloursOnly }: Look = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude(REPEATED)
  if (within !== undefined) axe.include(within)
  if (coloursOnly) axe.withRules(['color-contrast', 'link-in-text-block'])
  const found = await axe.analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  )
}
