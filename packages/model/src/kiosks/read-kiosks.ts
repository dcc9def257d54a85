import type { Provenance } from '@retombees/contract/figure'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { chosenProvenance } from '../measures/provenance.ts'
import type { Outage, Slot, Standing } from './open-minutes.ts'

/** Hours, installations and outages of one provenance, with the loads of each centre. */
export interface KioskSources {
  readonly provenance: Provenance
  readonly standings: readonly Standing[]
  readonly slots: readonly Slot[]
  readonly outages: readonly Outage[]
  readonly loads: readonly string[]
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Reads the three; the reason in French where one is missing, or where one is simulated and another is not. */
export async function readKiosks(db: Kysely<Database>): Promise<KioskSources | { missing: string }> {
  const [installed, hours, down] = await Promise.all([
    db.selectFrom('kiosk_installations').selectAll().execute(),
    db.selectFrom('opening_hours').selectAll().where('kind', '=', 'opening').execute(),
    db.selectFrom('kiosk_outages').selectAll().execute(),
  ])
  const own = [installed, hours].map((rows) => chosenProvenance(rows.map((row) => row.provenance)))
  const [provenance] = own
  if (installed.length === 0 || !provenance)
    return { missing: 'Aucune borne installée n’est connue dans cette vue.' }
  if (hours.length === 0)
    return {
      missing:
        'Aucun horaire d’ouverture n’est connu dans cette vue : sans lui, ni disponibilité ni taux d’usage.',
    }
  const outages = chosenProvenance(down.map((row) => row.provenance))
  if (own[1] !== provenance || (outages !== null && outages !== provenance))
    return {
      missing: 'Horaires, bornes et pannes n’ont pas la même provenance : le simulé ne se mêle pas au réel.',
    }
  const kept = <R extends { provenance: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.provenance === provenance)
  return {
    provenance,
    standings: kept(installed).map((row) => ({
      kiosk: row.kiosk,
      centre: row.centre,
      from: row.installed_on,
      to: row.removed_on,
    })),
    slots: kept(hours).map((row) => ({
      centre: row.centre,
      weekday: WEEKDAYS.indexOf(row.weekday) + 1,
      opening: row.opening,
      closing: row.closing,
      from: row.valid_from,
      to: row.valid_to,
    })),
    outages: kept(down).map((row) => ({ kiosk: row.kiosk, start: row.started_at, end: row.ended_at })),
    loads: [...new Set([...kept(installed), ...kept(hours), ...kept(down)].map((row) => row.load_id))],
  }
}
