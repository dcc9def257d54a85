import type { OpeningRate } from '@retombees/programme/measure'
import type { z } from 'zod'
import { count } from './count.ts'
import { absentFigure, knownFigure } from './figures.ts'
import { kioskDayQueries } from './kiosk-days.ts'
import { kioskDayRows, measureKioskDays } from './kiosk-slices.ts'
import type { MeasureKind } from './measure-kind.ts'
import { ratioFigure, splitOfTwo } from './ratio.ts'

type RateMeasure = z.infer<typeof OpeningRate>

/** What kiosks logged for each hour that their centres were open: a ratio of two totals in every slice. */
export const openingRate: MeasureKind<RateMeasure> = Object.freeze({
  queries: (db, measure, context) => [
    ...count.queries(db, counted(measure), context),
    ...Object.values(kioskDayQueries(db)),
  ],
  measure: async (db, measure, context) => {
    const [uses, hours] = await Promise.all([
      count.measure(db, counted(measure), context),
      measureKioskDays(db, context, (days, frame, read) => {
        const missing = read.withoutHours.filter(
          ({ centre, territory }) =>
            days.some((day) => day.centre === centre) || inPlace(frame.where, centre, territory),
        )
        if (missing.length > 0)
          return absentFigure(frame, 'no_data', 'Les horaires d’un centre équipé ne sont pas chargés.')
        const open = days.reduce((sum, day) => sum + day.open, 0) / 60
        return knownFigure(frame, {
          value: open,
          base: { kind: 'hours', rule: 'heures d’ouverture, borne par borne', n: Math.round(open) },
          provenance: read.provenance ?? 'field',
          loads: read.loads,
        })
      }),
    ])
    return {
      provenance: uses.provenance === null ? null : hours.provenance,
      whole: ratioFigure(uses.whole, hours.whole, context),
      byTerritory: uses.byTerritory.map(({ territory, figure }) => ({
        territory,
        figure: ratioFigure(
          figure,
          hours.byTerritory.find((each) => each.territory === territory)?.figure,
          context,
        ),
      })),
      split: splitOfTwo(uses.split, hours.split, (a, b) => ratioFigure(a, b, context)),
    }
  },
  rowsBehind: async (db, measure, slice, context) => [
    ...(await count.rowsBehind(db, counted(measure), slice, context)),
    ...(await kioskDayRows(db, context, slice.provenance)),
  ],
  describe: (measure, programme) =>
    `Rapport de deux totaux. Numérateur : ${count.describe(counted(measure), programme)} Dénominateur : heures d’ouverture des centres, borne par borne, du premier au dernier jour du journal.`,
} satisfies MeasureKind<RateMeasure>)

function counted({ from, where }: RateMeasure) {
  return { kind: 'count', from, where, base: 'sessions' } as const
}

/** Whether a figure speaks of a centre. */
function inPlace(where: Readonly<Record<string, string>>, centre: string, territory: string): boolean {
  const centres = where.centre?.split(',')
  const territories = where.territory?.split(',')
  return (centres?.includes(centre) ?? true) && (territories?.includes(territory) ?? true)
}
