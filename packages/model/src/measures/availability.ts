import type { Availability } from '@retombees/programme/measure'
import type { z } from 'zod'
import { knownFigure } from './figures.ts'
import { kioskDayQueries } from './kiosk-days.ts'
import { kioskDayRows, measureKioskDays } from './kiosk-slices.ts'
import type { MeasureKind } from './measure-kind.ts'

/** Hours that kiosks were up over the hours that their centres were open. A complete count: no interval. */
export const availability: MeasureKind<z.infer<typeof Availability>> = Object.freeze({
  queries: (db) => Object.values(kioskDayQueries(db)),
  measure: (db, _measure, context) =>
    measureKioskDays(db, context, (days, frame, read) => {
      const open = days.reduce((sum, day) => sum + day.open, 0) / 60
      const down = days.reduce((sum, day) => sum + day.down, 0) / 60
      const without = read.withoutHours.length > 0 ? ' ; sans les bornes dont les horaires manquent' : ''
      return knownFigure(frame, {
        value: (open - down) / open,
        numerator: open - down,
        denominator: open,
        base: {
          kind: 'hours',
          rule: `heures d’ouverture des centres, borne par borne, du premier au dernier jour du journal${without}`,
          n: Math.round(open),
        },
        intervalNote: 'Dénombrement complet : pas d’intervalle.',
        provenance: read.provenance ?? 'field',
        loads: read.loads,
      })
    }),
  rowsBehind: (db, _measure, { provenance }, context) => kioskDayRows(db, context, provenance),
  describe: () =>
    'Heures où les bornes étaient en service, rapportées aux heures d’ouverture des centres : une panne ne compte que pendant l’ouverture.',
} satisfies MeasureKind<z.infer<typeof Availability>>)
