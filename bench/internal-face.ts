import { responseTable } from '@retombees/ingest/survey/response-table'
import { readProgramme } from '@retombees/programme/read-programme'
import { createTable } from '@retombees/warehouse/ddl'
import { openEngine, WRITING } from '@retombees/warehouse/engine'
import { TABLES } from '@retombees/warehouse/tables'
import { CSC } from './programme.ts'

export const SESSIONS = 5_000_000
export const ATTENDANCES = 500_000
export const RESPONSES = 200_000

/** Writes an internal face: the sessions, attendances and answers above, times a scale, the same on every machine. */
export async function fillFace(path: string, scale: number): Promise<void> {
  const programme = await readProgramme(CSC)
  const questionnaire = programme.questionnaires.find(({ id }) => id === 'residents')
  const source = programme.sources.find((each) => each.questionnaire === 'residents')
  if (!questionnaire || !source) throw new Error('questionnaire « residents » absent du programme')
  const answers = responseTable(questionnaire, [source])
  const engine = await openEngine(path, { ...WRITING, readOnly: false })
  for (const table of [...TABLES, answers]) await engine.run(createTable(table, 'internal'))
  const centres = programme.centres.map(({ id, territory }) => `('${id}', '${territory}')`).join(', ')
  await engine.run(
    `create table places as select row_number() over () - 1 as slot, * from (values ${centres}) as t(centre, territory)`,
  )
  const rows = (count: number) =>
    `from (select i, i % ${programme.centres.length} as slot, date '2018-01-01' + cast(i % 700 as integer) as day from range(${Math.round(count * scale)}) as r(i)) join places using (slot)`
  const origin = "'load-' || (i % 24), i, 'field'"
  await engine.run(
    `insert into kiosk_sessions select ${origin}, 'borne-' || centre, centre, territory, day + interval 10 hour, day + interval 10 hour + to_seconds(60 + i % 900), 60 + i % 900, day, strftime(day, '%Y-%m'), 10, (['caf', 'impots', 'ants', 'ameli', 'centre-social', null])[1 + i % 6] ${rows(SESSIONS)}`,
  )
  await engine.run(
    `insert into attendances select ${origin}, 'a' || (i % 4000), centre, territory, day, strftime(day, '%Y-%m'), (['atelier-collaboratif', 'atelier-prototype', 'evenement-acculturation', 'formation'])[1 + i % 4], 'p' || ((i * 7919) % 60000), (['feminin', 'masculin'])[1 + i % 2], (['moins-de-16', '16-25', '26-54', '55-et-plus'])[1 + (i // 3) % 4], 'age-2019', null, i % 5 = 0, 'self' ${rows(ATTENDANCES)}`,
  )
  await engine.run(
    `insert into ${answers.name} (${answers.columns.map(({ name }) => name).join(', ')}) select ${answers.columns.map(writtenFor).join(', ')} ${rows(RESPONSES)}`,
  )
  await engine.run(
    `insert into opening_hours select 'hours', row_number() over (), 'field', centre, territory, 'opening', d, '09:00', '17:00', 480, date '2018-01-01', null from places, unnest(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) as u(d)`,
  )
  await engine.run('drop table places')
  await engine.run('checkpoint')
  await engine.close()
}

/** A value for each column of the answers: every item answered, in turn, one code or another. */
function writtenFor({ name, type, nullable }: { name: string; type: string; nullable: boolean }): string {
  const fixed: Readonly<Record<string, string>> = {
    load_id: "'load-' || (i % 24)",
    row_no: 'i',
    provenance: "'field'",
    territory: 'territory',
    centre: 'centre',
    period: "'projet-2017-2019'",
  }
  if (fixed[name]) return fixed[name]
  if (name.endsWith('__absence')) return "'answered'"
  if (type === 'BOOLEAN') return 'i % 3 = 0'
  if (type === 'VARCHAR')
    return "(['agree', 'strongly-agree', 'disagree', 'user', 'satisfied', 'yes-one'])[1 + i % 6]"
  return nullable ? 'null' : '0'
}
