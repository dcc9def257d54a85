import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnsAs, conformAs, readAs } from './any-source.ts'
import { restoreTable } from './archive-table.ts'
import { chooseSource } from './choose-source.ts'
import { isIngestError } from './errors.ts'
import { correctedRows } from './mend.ts'
import { personSecret } from './protect/person-key.ts'

const LOADING = {
  loadId: 'load-1',
  receivedOn: '2019-06-30',
  secret: personSecret(new Uint8Array(32).fill(7)),
}
const HEADINGS = [
  'Atelier',
  'Centre',
  'Date',
  'Type',
  'Nom',
  'Prénom',
  'Année de naissance',
  'Genre',
  'Âge',
  'Tranche d’âge',
  'Première fois',
  'Accord',
  'Téléphone',
  'Courriel',
  'Remarques',
]
/** Names that nothing else of a file can hold. */
const PLANTED = ['Zyxwander', 'Qorvelline', '06 39 98 47 11', 'zyx.qorv@exemple.fr', 'habite au 3 rue Vrelq']
const SHOWN = ['Zyxwander', 'Qorvelline', 'ZYXWANDER', '39 98 47 11', 'zyx.qorv', 'Vrelq']

/** A line of an attendance sheet with the same person everywhere a person may be written, broken or not. */
const line = fc
  .record({
    centre: fc.constantFrom('echo', 'arbrisseau', 'inconnu'),
    day: fc.constantFrom('31/01/2019', '31/02/2019', '01/01/2030', ''),
    birth: fc.constantFrom('1980', '2031', 'mille', ''),
    age: fc.constantFrom('', '39', '140', 'x'),
    family: fc.constantFrom('Zyxwander', 'ZYXWANDER ', ' zyxwander'),
    extra: fc.constantFrom('', ';', ';;'),
    cut: fc.constantFrom(0, 0, 0, 1, 4),
  })
  .map(({ centre, day, birth, age, family, extra, cut }) => {
    const [, given, phone, mail, remark] = PLANTED
    const cells = [
      'AT-1',
      centre,
      day,
      'Formation',
      family,
      given,
      birth,
      'F',
      age,
      '',
      'oui',
      'Oui',
      phone,
      mail,
      remark,
    ]
    return `${cells.slice(0, cells.length - cut).join(';')}${extra}`
  })

describe('no direct identifier', () => {
  let programme: Programme
  beforeAll(async () => {
    programme = await readProgramme(join(import.meta.dirname, '../../../data/csc'))
  })
  const source = () => chooseSource('feuilles-presence.csv', programme.sources)
  const become = (lines: readonly string[]) =>
    conformAs(
      readAs(
        Buffer.from([HEADINGS.join(';'), ...lines].join('\n')),
        'feuilles-presence.csv',
        source(),
        programme,
      ),
      source(),
      programme,
      LOADING,
    )
  const hidden = (kept: unknown) => {
    for (const written of SHOWN) expect(JSON.stringify(kept)).not.toContain(written)
  }

  it('is in a load, a quarantine or a message, whatever is wrong with the rows', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        try {
          const conformed = become(lines)
          const { read, loaded, quarantined, ignored } = conformed.counts
          expect(read).toBe(loaded + quarantined + ignored)
          hidden(conformed)
        } catch (error) {
          if (!isIngestError(error)) throw error
          hidden([error.message, error.finding])
        }
      }),
      { seed: 2019, numRuns: 120 },
    )
  })

  it('comes in by a mend: a name that is written anew becomes the digest it would have become on reading', () => {
    const [named, nameless] = [
      'AT-1;echo;31/01/2019;Formation;Zyxwander;Qorvelline;1980;F;;;oui;Oui;;;',
      'AT-2;echo;31/02/2019;Formation;;;;F;;;oui;Oui;;;',
    ]
    const conformed = become([named, nameless])
    const raw = restoreTable(JSON.parse(JSON.stringify(conformed.shape)), conformed.raw)
    const correction = {
      Date: '01/02/2019',
      Nom: 'ZYXWANDER',
      Prénom: 'qorvelline',
      'Année de naissance': '1980',
      Téléphone: '06 39 98 47 11',
    }
    const { rows, strangers } = correctedRows(raw, new Map([[3, correction]]), {
      source: source(),
      columns: columnsAs(raw, source(), programme),
      receivedOn: LOADING.receivedOn,
      secret: LOADING.secret,
    })
    expect(strangers).toEqual([])
    hidden(rows)
    const mended = new Map(rows.map((row) => [row.rowNo, row.cells]))
    const again = conformAs(
      { ...raw, rows: raw.rows.map((row) => ({ ...row, cells: mended.get(row.rowNo) ?? row.cells })) },
      source(),
      programme,
      { loadId: 'load-1', receivedOn: LOADING.receivedOn },
    )
    const persons = again.rows.map((row) => row.person)
    expect(persons).toHaveLength(2)
    expect(persons[1]).toBe(persons[0])
    expect(persons[0]).toMatch(/^[a-p]{32}$/)
  })

  it('that was left as it stands in a mend is still the same person', () => {
    const conformed = become(['AT-1;echo;31/02/2019;Formation;Zyxwander;Qorvelline;1980;F;;;oui;Oui;;;'])
    const raw = restoreTable(JSON.parse(JSON.stringify(conformed.shape)), conformed.raw)
    const before = raw.rows[0]?.cells ?? []
    const { rows } = correctedRows(raw, new Map([[2, { Date: '28/02/2019', Nom: before[4] ?? null }]]), {
      source: source(),
      columns: columnsAs(raw, source(), programme),
      receivedOn: LOADING.receivedOn,
      secret: LOADING.secret,
    })
    expect(rows[0]?.cells[4]).toBe(before[4])
    expect(rows[0]?.cells[2]).toBe('28/02/2019')
  })
})
