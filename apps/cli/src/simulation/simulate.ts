import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { attendanceSheets, attendingOf } from './attendance.ts'
import { cafStatuses } from './caf-statuses.ts'
import { contributionLedger } from './contribution-ledger.ts'
import { contributions } from './contributions.ts'
import { filesOf, type SimulatedFile } from './file.ts'
import { financingPlan } from './financing-plan.ts'
import { headCountGrid } from './head-count-grid.ts'
import { headCounts } from './head-counts.ts'
import { kioskInstallationsTable, kiosksOf } from './kiosk-installations.ts'
import { kioskLog } from './kiosk-log.ts'
import { kioskOutagesTable, outagesOf } from './kiosk-outages.ts'
import { labelReturns } from './label-returns.ts'
import { openingHours, openingHoursTable } from './opening-hours.ts'
import { partnerGrid } from './partner-grid.ts'
import { type Resident, residentsOf } from './people.ts'
import { posts } from './posts.ts'
import { receptionRegister } from './reception-register.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import { skills } from './skills.ts'
import { answers } from './surveys.ts'
import { workshopsOf, workshopsTable } from './workshops.ts'
import { type Scale, sourcesOf, type World, worldOf } from './world.ts'

/**
 * Files such as the centres of a programme would send, for every source of its definition that collects what can be
 * simulated; each bears the generator's marker. The same programme, seed and scale give the same bytes.
 */
export function simulate(programme: Programme, seed: number, scale: Scale): SimulatedFile[] {
  const world = worldOf(programme, seed, scale)
  const residents = residentsOf(world)
  const files = (table: Parameters<typeof filesOf>[0], source: SourceFile) =>
    filesOf(table, source, programme, seed, world.dice(`slips of ${source.id}`))
  return [
    ...tablesOf(world, residents).flatMap((table) =>
      sentTo(table, sourcesOf(programme, table.table).filter(table.sentTo ?? (() => true))).flatMap(
        ({ source, rows }) => files({ ...table, rows }, source),
      ),
    ),
    ...surveysOf(programme).flatMap(({ source, questionnaire }) =>
      files(answers(world, source, questionnaire, residents), source),
    ),
  ]
}

/**
 * Where several sources collect the same in other ways, one centre (or one territory, of what no centre sends) writes JSON
 * lines or a row a count, and the others a table.
 */
function sentTo({ rows }: SimulatedTable, known: readonly SourceFile[]) {
  const isTable = ({ format }: SourceFile) => format.kind !== 'json-lines'
  const sources = [...known.filter(isTable), ...known.filter((source) => !isTable(source))]
  const wide = sources.find(({ unpivot }) => unpivot)
  const senderOf = ({ fields }: SimulatedRow) => fields.centre ?? fields.territory
  const alike = (one: SourceFile) =>
    sources.filter(({ constants }) => JSON.stringify(constants) === JSON.stringify(one.constants))
  const centres = [...new Set(rows.map(senderOf))].sort()
  return sources.map((source) => {
    const [first, ...others] = alike(source)
    const lastBut = (at: number) => centres[centres.length - 1 - at]
    const mine = (centre: unknown) =>
      source === first
        ? others.every((_, at) => lastBut(at) !== centre)
        : lastBut(others.indexOf(source)) === centre
    const own = rows.filter((row) => mine(senderOf(row)))
    return { source, rows: source.unpivot ? own : own.flatMap((row) => rowsOfCounts(row, wide)) }
  })
}

/** A row for each count of a row, as a source writes them that has no column a count. */
function rowsOfCounts(row: SimulatedRow, wide: SourceFile | undefined): SimulatedRow[] {
  if (!row.counts || !wide?.unpivot) return [row]
  const { key, value } = wide.unpivot
  return [...row.counts].map(([place, n]) => ({
    fields: { ...row.fields, [key]: place.slice(place.indexOf('/') + 1), [value]: n },
  }))
}

/** The sources that collect answers to a questionnaire of the programme. */
function surveysOf({ sources, questionnaires }: Programme) {
  return sources
    .filter(({ provenance }) => provenance === 'field')
    .flatMap((source) =>
      questionnaires
        .filter(({ id }) => id === source.questionnaire)
        .map((questionnaire) => ({ source, questionnaire })),
    )
}

function tablesOf(world: World, residents: readonly Resident[]): SimulatedTable[] {
  const hours = openingHours(world)
  const kiosks = kiosksOf(world)
  const outages = outagesOf(world, kiosks)
  const workshops = workshopsOf(world)
  const attending = attendingOf(world, workshops, residents)
  return [
    openingHoursTable(world, hours),
    kioskInstallationsTable(kiosks),
    kioskOutagesTable(outages),
    kioskLog(world, kiosks, outages, hours),
    receptionRegister(world, hours),
    cafStatuses(world),
    workshopsTable(workshops),
    attendanceSheets(world, attending),
    headCounts(world, attending),
    headCountGrid(world, attending),
    skills(world, residents),
    contributions(world),
    contributionLedger(world, workshops),
    labelReturns(world),
    posts(world),
    financingPlan(world),
    partnerGrid(world),
  ]
}
