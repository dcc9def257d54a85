import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ingest } from '@retombees/pipeline/ingest'
import { publish } from '@retombees/pipeline/publish'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { processor, seconds } from './benchmark.ts'
import { CSC } from './programme.ts'

const now = () => new Date('2026-03-01T10:00:00.000Z')

/** Loads a log as it is, types given, into a DuckDB file of its own; seconds. */
export async function loadInDuckdb(log: string, scratch: string) {
  const before = processor()
  const load = await seconds(async () => {
    const instance = await DuckDBInstance.create(join(scratch, 'typed.duckdb'), {
      threads: '2',
      memory_limit: '1GB',
    })
    const connection = await instance.connect()
    await connection.run(
      `create table log as select * from read_csv('${log}', header = true, delim = ',', auto_detect = false,
        columns = {borne: 'VARCHAR', centre: 'VARCHAR', debut: 'TIMESTAMP', fin: 'TIMESTAMP', site: 'VARCHAR'})`,
    )
    await connection.run('checkpoint')
    connection.closeSync()
    instance.closeSync()
  })
  return { load, processor: processor() - before }
}

/** Takes a log in and publishes it, in a home of its own; seconds to the internal face and to all of them. */
export async function loadInRetombees(log: string, scratch: string) {
  const home = openHome(join(scratch, 'home'))
  const programme = await readProgramme(CSC)
  await publish(home, programme, { now })
  let rows = 0
  let internal = 0
  let used = 0
  const before = processor()
  const start = performance.now()
  const all = await seconds(async () => {
    const onFace = (face: string) => {
      if (face !== 'internal') return
      internal = (performance.now() - start) / 1000
      used = processor() - before
    }
    const [outcome] = await ingest(home, programme, [log], { now, onFace })
    rows = outcome?.rows_loaded ?? 0
  })
  return { internal, all, rows, processor: used }
}
