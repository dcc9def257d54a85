import { partnerEntity, slugOf } from '../entity.ts'
import { said, type TargetTable } from './target-table.ts'

/** A grid of partners: `partner_label` and `theme_label` are written; who the partner is follows from them. */
export const partnerScores = Object.freeze<TargetTable>({
  name: 'partner_scores',
  derived: {
    partner: (values, programme) => partnerEntity(said(values, 'partner_label'), programme).id || null,
    theme: (values) => slugOf(said(values, 'theme_label')) || null,
    internal: (values, programme) => partnerEntity(said(values, 'partner_label'), programme).internal,
  },
  demands: [],
})
