import { Breakdown } from '@retombees/contract/breakdown'
import { ContributionLedger, LedgerSearch } from '@retombees/contract/contribution-ledger'
import { KioskRate, KioskRateExportSearch, KioskRateSearch } from '@retombees/contract/kiosk-rates'
import { FlowSearch, PersonFlows } from '@retombees/contract/person-flows'
import { ExportSearch, wholeQuery } from '@retombees/contract/search'
import { contributionLedger } from '@retombees/model/contributions/ledger'
import { personFlows } from '@retombees/model/flows/person-flows'
import { kioskRate } from '@retombees/model/kiosks/kiosk-rates'
import { z } from 'zod'
import { downloadRoute, publishedRoute } from '../access/declared-route.ts'
import { EVERY_ROLE } from '../access/who.ts'
import type { Answers } from '../answers/answers.ts'
import { breakdownExport } from '../exports/breakdown-export.ts'
import { exportBytes, MEDIA_TYPES } from '../exports/export-file.ts'
import { flowExport } from '../exports/flow-export.ts'
import { routes } from './routing.ts'

const params = z.object({ rate: KioskRate })

const flows = publishedRoute(
  {
    who: EVERY_ROLE,
    tag: 'ateliers',
    path: '/workshops/flows',
    summary: 'D’une sorte d’atelier à l’autre : où vont les personnes, où on les perd',
    request: { query: FlowSearch },
  },
  PersonFlows,
)
const takenFlows = downloadRoute(
  {
    who: EVERY_ROLE,
    tag: 'exports',
    path: '/exports/workshops/flows',
    summary: 'Les parcours d’une sorte d’atelier à l’autre, en tableau',
    request: { query: FlowSearch.extend(ExportSearch.shape) },
  },
  MEDIA_TYPES,
)
const rates = publishedRoute(
  {
    who: EVERY_ROLE,
    tag: 'bornes',
    path: '/kiosks/rates/{rate}',
    summary: 'Disponibilité, sessions par heure d’ouverture ou bornes en place, par centre',
    request: { params, query: KioskRateSearch },
  },
  Breakdown,
)
const takenRates = downloadRoute(
  {
    who: EVERY_ROLE,
    tag: 'exports',
    path: '/exports/kiosks/rates/{rate}',
    summary: 'Disponibilité, sessions par heure d’ouverture ou bornes en place, en tableau',
    request: { params, query: KioskRateExportSearch },
  },
  MEDIA_TYPES,
)
const ledger = publishedRoute(
  {
    who: EVERY_ROLE,
    tag: 'contributions',
    path: '/contributions/ledger',
    summary:
      'Ce que des habitants ont proposé, la suite donnée et son délai ; les mots là où le rôle peut les lire',
    request: { query: LedgerSearch },
  },
  ContributionLedger,
)

/** What no single count says: ways of persons, rates over several sources of the kiosks, the ledger of contributions. */
export const fieldRoutes = (answers: Answers) =>
  routes()
    .openapi(flows, (c) => {
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => personFlows(db, programme, query))
    })
    .openapi(takenFlows, (c) => {
      const { format, locale: asked, ...filters } = c.req.valid('query')
      const query = wholeQuery(filters)
      const file = { name: 'parcours', extension: format, type: MEDIA_TYPES[format] }
      return answers.download(c, file, async ({ db, programme, snapshot, locale }) =>
        exportBytes(
          flowExport(await personFlows(db, programme, query), query, snapshot, asked ?? locale),
          format,
          asked ?? locale,
        ),
      )
    })
    .openapi(rates, (c) => {
      const { rate } = c.req.valid('param')
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => kioskRate(db, programme, rate, query))
    })
    .openapi(takenRates, (c) => {
      const { rate } = c.req.valid('param')
      const { format, locale: asked, ...filters } = c.req.valid('query')
      const query = wholeQuery(filters)
      const file = { name: rate, extension: format, type: MEDIA_TYPES[format] }
      return answers.download(c, file, async ({ db, programme, snapshot, locale }) =>
        exportBytes(
          breakdownExport(await kioskRate(db, programme, rate, query), query, snapshot, asked ?? locale),
          format,
          asked ?? locale,
        ),
      )
    })
    .openapi(ledger, (c) => {
      const query = wholeQuery(c.req.valid('query'))
      return answers.give(c, ({ db, programme }) => contributionLedger(db, programme, query))
    })
