import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Rows of a long table are alike: the first ones speak for all. */
const REPEATED = 'tbody tr:nth-child(n + 9)'

/** What axe finds wrong with a page, or with one part of it: the rule, where, and what would mend it. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude(REPEATED)
  const found = await (within === undefined ? axe : axe.include(within)).analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  )
}
