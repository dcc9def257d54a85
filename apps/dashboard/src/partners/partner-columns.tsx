import type { Engagement, PartnerGrid } from '@retombees/contract/partner'
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'

/** What the table does itself: it keeps the order asked for; the API sorts. */
export const features = tableFeatures({ rowSortingFeature })

const helper = createColumnHelper<typeof features, Engagement>()

/** The words of the columns that the grid does not name itself. */
export interface ColumnWords {
  partner: string
  territory: string
  theme: string
  mean: string
}

/** One column for what an engagement is, one for each criterion in the grid's order, and the mean. Ids are those the API sorts by. */
export function partnerColumns(grid: PartnerGrid, words: ColumnWords) {
  return helper.columns([
    helper.accessor('partnerLabel', { id: 'partner', header: words.partner }),
    helper.accessor('territory', { id: 'territory', header: words.territory }),
    helper.accessor('theme', { id: 'theme', header: words.theme }),
    ...grid.criteria.map(({ id, label }) =>
      helper.accessor((engagement) => engagement.scores[id] ?? null, {
        id,
        header: label,
        sortDescFirst: true,
      }),
    ),
    helper.accessor('mean', { id: 'mean', header: words.mean, sortDescFirst: true }),
  ])
}
