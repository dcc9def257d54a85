import {
  ExportSearch,
  IndicatorExportSearch,
  PartnerExportSearch,
  wholeQuery,
} from '@retombees/contract/search'
import { fundingTable } from '@retombees/model/funding'
import { computeIndicators } from '@retombees/model/indicators'
import { partnerGrid } from '@retombees/model/partners'
import { downloadRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { fileOf, MEDIA_TYPES, written } from '../exports/export-file.ts'
import { fundingExport } from '../exports/funding-export.ts'
import { indicatorExport } from '../exports/indicator-export.ts'
import { partnerExport } from '../exports/partner-export.ts'
import { routes } from './routing.ts'

const common = { who: EVERY_ROLE, tag: 'exports' }

const indicators = downloadRoute(
  {
    ...common,
    path: '/exports/indicators',
    summary: 'Les indicateurs, en tableau : la même demande que la page',
    request: { query: IndicatorExportSearch },
  },
  MEDIA_TYPES,
)
const partners = downloadRoute(
  {
    ...common,
    path: '/exports/partners',
    summary: 'Les acteurs affichés, en tableau : la même demande que la page, toutes ses pages',
    request: { query: PartnerExportSearch },
  },
  MEDIA_TYPES,
)
const funding = downloadRoute(
  {
    ...common,
    path: '/exports/funding',
    summary: 'Le plan de financement, en tableau',
    request: { query: ExportSearch },
  },
  MEDIA_TYPES,
)
/** Nothing is cut off without saying so: an export holds every row that the page would page through. */
const EVERY_ROW = { page: 1, size: Number.MAX_SAFE_INTEGER }

export const exportRoutes = (answers: Answers) =>
  routes()
    .openapi(indicators, (c) => {
      const { format, locale: asked, ...search } = c.req.valid('query')
      const query = wholeQuery(search)
      return answers.download(c, fileOf('indicateurs', { format }), async ({ db, programme, ...at }) => {
        const results = await computeIndicators(db, programme, undefined, query)
        return written({ format, locale: asked }, at, (locale) =>
          indicatorExport(results, query, programme, at.snapshot, locale),
        )
      })
    })
    .openapi(partners, (c) => {
      const { format, locale: asked, ...search } = c.req.valid('query')
      const query = wholeQuery(search)
      return answers.download(c, fileOf('acteurs', { format }), async ({ db, programme, ...at }) => {
        const grid = await partnerGrid(db, programme, { ...query, ...EVERY_ROW })
        return written({ format, locale: asked }, at, (locale) =>
          partnerExport(grid, query, programme, at.snapshot, locale),
        )
      })
    })
    .openapi(funding, (c) =>
      answers.download(c, fileOf('financements', c.req.valid('query')), async ({ db, programme, ...at }) => {
        const table = await fundingTable(db, programme)
        return written(c.req.valid('query'), at, (locale) =>
          fundingExport(table, programme, at.snapshot, locale),
        )
      }),
    )
