import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readProgramme } from './read-programme.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const programme = await readProgramme(CSC)

type Cells = readonly string[]

/** Splits `;` text whose cells may be quoted and hold line ends. */
function cellsOf(text: string): Cells[] {
  const rows: string[][] = [['']]
  let quoted = false
  for (const sign of text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')) {
    const row = rows.at(-1) as string[]
    if (sign === '"') quoted = !quoted
    else if (sign === ';' && !quoted) row.push('')
    else if (sign === '\n' && !quoted) rows.push([''])
    else row[row.length - 1] += sign
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

function bytesOf(name: string): Buffer {
  return readFileSync(join(CSC, 'published', name))
}

function csv(name: string): Cells[] {
  return cellsOf(bytesOf(name).toString('utf8'))
}

/** Windows-1252 is Latin-1 but for 0x80 to 0x9F, of which this file holds Œ alone. */
function northEast(): Cells[] {
  const text = bytesOf('grille-partenaires-versant-nord-est.csv').toString('latin1').replaceAll('\u008c', 'Œ')
  expect(text).not.toMatch(/[\u0080-\u009f]/)
  return cellsOf(text)
}

function south(): (string | number | undefined)[][] {
  const book = XLSX.read(bytesOf('grille-partenaires-croissant-sud.xlsx'))
  const sheet = book.Sheets['Croissant sud']
  if (!sheet) throw new Error('the sheet « Croissant sud » is missing')
  return XLSX.utils.sheet_to_json(sheet, { header: 1 })
}

/** Mean of whole scores in tenths, half up, in integers: 12 for 1,2. */
function meanInTenths(scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + score, 0)
  return Math.floor((20 * sum + scores.length) / (2 * scores.length))
}

interface Tally {
  variable: string
  codes: string
  territory: string
  n: number | null
  certainty: string
  reason: string
}

function tallies(name: string): Tally[] {
  const [, ...rows] = csv(name)
  return rows.map(([, variable = '', codes = '', territory = '', n = '', certainty = '', reason = '']) => ({
    variable,
    codes,
    territory,
    n: n === '' ? null : Number(n),
    certainty,
    reason,
  }))
}

const survey = tallies('questionnaire-salaries-2018-effectifs.csv')
const facts = tallies('faits-imprimes.csv')
const TERRITORIES = ['Croissant sud', 'Versant nord-est']

const of = (variable: string, territory: string) =>
  survey.filter((tally) => tally.variable === variable && tally.territory === territory)
const nOf = (variable: string, territory: string, codes: string) =>
  of(variable, territory).find((tally) => tally.codes === codes)?.n

describe('the partner grids of section 3.4', () => {
  it('print 64 means in the north-east that are the means of the scores beside them, blanks left out', () => {
    const rows = northEast().slice(3)
    expect(rows).toHaveLength(64)
    for (const row of rows) {
      const scores = row.slice(2, 8).filter((cell) => cell !== '')
      expect(row.slice(2, 8)).toHaveLength(6)
      expect(meanInTenths(scores.map(Number)), row.join(' ')).toBe(Number(row[8]?.replace(',', '')))
      expect(row[8]).toMatch(/^\d,\d$/)
    }
  })

  it('print 52 means in the south that are the means of the scores beside them, blanks left out', () => {
    const rows = south().slice(3)
    expect(rows).toHaveLength(52)
    for (const row of rows) {
      const scores = row.slice(2, 8).filter((cell) => typeof cell === 'number')
      expect(row[8], row.join(' ')).toBe(Number((meanInTenths(scores) / 10).toFixed(1)))
    }
  })

  it('hold two rows with empty cells and no other', () => {
    const blanks = [...northEast(), ...south().map((row) => Array.from(row, (cell) => String(cell ?? '')))]
      .filter((row) => /^\d/.test(row[8] ?? '') && row.slice(2, 8).some((cell) => cell === ''))
      .map((row) => [row[0], row.slice(2, 9).join(' ')])
    expect(blanks).toEqual([
      ['Cs DES HAUTS CHAMPS HEM CHŒUR DE RBX', '0 0 2    0,7'],
      ['Centre de santé polyvalent', '0 0 3 0 3  1.2'],
    ])
  })

  it('keep the theme « Accès aux droits » of ten partners in one merged cell', () => {
    const rows = south().slice(3)
    const first = rows.findIndex((row) => row[0] === 'Centre Social des 5 Bonniers')
    const last = rows.findIndex((row) => row[0] === "Les Mots pour l'écrire")
    expect(rows[first]?.[1]).toBe('Accès aux droits')
    expect(rows.slice(first + 1, last + 1).map((row) => row[1])).toEqual(Array(9).fill(undefined))
    expect(rows.filter((row) => row[1] === undefined)).toHaveLength(9)
  })

  it('name no person: the contractors of the south stand under a mask', () => {
    const labels = [...south().map((row) => String(row[0])), ...northEast().map((row) => String(row[0]))]
    expect(labels).toContain('Prestataire numérique (nom masqué)')
    expect(labels.filter((label) => /alex|manon/i.test(label))).toEqual([])
  })
})

describe('the funding tables of section 1.3', () => {
  it.each(['croissant-sud', 'versant-nord-est'])('add up by row and by column in %s', (territory) => {
    const [, heading, ...rows] = csv(`financements-2017-2019-${territory}.csv`)
    expect(heading).toEqual(['Financeur', '2017', '2018', '2019', '2017-2019'])
    const amounts = rows.map((row) =>
      row.slice(1).map((cell) => (cell === '-' ? 0 : Number(cell.replaceAll(/[\u00a0\u202f€]/g, '')))),
    )
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    for (const [, ...row] of amounts.map((row) => [0, ...row])) expect(sum(row.slice(0, 3))).toBe(row[3])
    const funders = amounts.slice(0, -1)
    expect(funders).toHaveLength(6)
    for (const column of [0, 1, 2, 3])
      expect(sum(funders.map((row) => row[column] ?? 0))).toBe(amounts.at(-1)?.[column])
    expect(amounts.at(-1)?.[3]).toBe(1_349_998)
  })
})

describe('the staff survey of section 4.3', () => {
  const SCALE = ['strongly-agree', 'agree', 'disagree', 'strongly-disagree', 'dont-know', 'no-answer']
  const items = programme.questionnaires
    .filter(({ id }) => id === 'staff-2018')
    .flatMap(({ questions }) => questions)
    .flatMap((question) => (question.kind === 'scale' ? question.items.map((item) => item.id) : []))

  it('speaks of every item of the codebook in both territories, by its own codes only', () => {
    expect(items).toHaveLength(13)
    for (const item of items)
      for (const territory of TERRITORIES) {
        const tallied = of(item, territory)
        expect(tallied.length, `${item} ${territory}`).toBeGreaterThanOrEqual(6)
        for (const { codes } of tallied)
          if (codes !== '*') {
            expect(
              codes.split('|').every((code) => SCALE.includes(code)),
              codes,
            ).toBe(true)
            expect(codes.split('|').sort().join('|')).toBe(codes)
          }
      }
  })

  it('gives the base where every cell of an item is known: eleven of twenty-six', () => {
    const whole = items.flatMap((item) =>
      TERRITORIES.filter((territory) => {
        const cells = of(item, territory).filter(({ codes }) => SCALE.includes(codes))
        if (cells.some(({ n }) => n === null)) return false
        const sum = cells.reduce((total, { n }) => total + (n ?? 0), 0)
        expect(sum, `${item} ${territory}`).toBe(nOf(item, territory, '*'))
        return true
      }),
    )
    expect(whole).toHaveLength(11)
  })

  it('gives each count of several codes as what its parts, or the rest of the base, leave', () => {
    for (const item of items)
      for (const territory of TERRITORIES) {
        const bases = of(item, territory).filter(({ codes }) => codes === '*')
        const agreed = (nOf(item, territory, 'strongly-agree') ?? 0) + (nOf(item, territory, 'agree') ?? 0)
        const joint = of(item, territory).filter(({ codes }) => codes.includes('|'))
        for (const { codes, n } of joint)
          if (codes === 'agree|strongly-agree') expect(n).toBe(agreed)
          else if (codes === 'dont-know|strongly-disagree') expect(n).toBe(1)
          else expect(bases.map((base) => (base.n ?? 0) - agreed)).toContain(n)
      }
  })

  it('leaves no count empty without a reason, and gives every doubt its reason', () => {
    for (const tally of [...survey, ...facts]) {
      expect(tally.n === null, JSON.stringify(tally)).toBe(tally.certainty === 'ambigu')
      if (tally.certainty !== 'certain') expect(tally.reason).toMatch(/\.$/)
    }
  })

  it('has no more than three words a respondent in question 8, and « Participatif » for 59 of 81', () => {
    const both = TERRITORIES.map((territory) => of('q8', territory))
    for (const words of both) {
      const mentions = words.filter(({ codes }) => codes !== '*').reduce((sum, { n }) => sum + (n ?? 0), 0)
      expect(mentions).toBeLessThanOrEqual(3 * (words.find(({ codes }) => codes === '*')?.n ?? 0))
    }
    const together = (codes: string) =>
      both
        .flat()
        .filter((tally) => tally.codes === codes)
        .reduce((sum, { n }) => sum + (n ?? 0), 0)
    expect([together('participatif'), together('*')]).toEqual([59, 81])
    expect(both.map((words) => words.length)).toEqual([14, 14])
  })

  it('keeps 40 for question 6 in the north-east, which question 5 gives too, and both 27 and 25 in the south', () => {
    const associated = (territory: string) =>
      (nOf('q5', territory, '*') ?? 0) - (nOf('q5', territory, 'not-associated') ?? 0)
    const bases = (territory: string) =>
      of('q6-service', territory).flatMap(({ codes, n, certainty }) =>
        codes === '*' ? [[n, certainty]] : [],
      )
    expect(associated('Versant nord-est')).toBe(40)
    expect(bases('Versant nord-est')).toEqual([[40, 'certain']])
    expect(associated('Croissant sud')).toBe(25)
    expect(bases('Croissant sud')).toEqual([
      [27, 'contredit'],
      [25, 'reconstitué'],
    ])
  })

  it('prints four remarks, which name nobody', () => {
    const [, ...remarks] = csv('questionnaire-salaries-2018-verbatims.csv')
    expect(remarks).toHaveLength(4)
    for (const [, , territory, body] of remarks) {
      expect(territory).toBe('Versant nord-est')
      const capitals = body?.match(/(?<!^)(?<![.!?] )\b\p{Lu}\p{L}+/gu) ?? []
      expect(capitals).toEqual(body?.includes('Emploi') ? ['Pôle', 'Emploi', 'CAF'] : [])
    }
  })
})

describe('the facts printed in the text', () => {
  it('are those that the programme defines, each counted or said not to be', () => {
    const defined = programme.facts.flatMap(({ id, codes }) => codes.map((code) => `${id} ${code.id}`))
    const printed = facts
      .filter(({ codes }) => codes !== '*')
      .map(({ variable, codes }) => `${variable} ${codes}`)
    expect([...new Set(printed)].sort()).toEqual(defined.sort())
  })

  it('are 7 centres of 8, 8 structures, 2 third places and 1 under way', () => {
    const count = (variable: string, codes: string) =>
      facts.find((fact) => fact.variable === variable && fact.codes === codes)?.n
    expect(['yes', '*'].map((codes) => count('kiosks-installed', codes))).toEqual([7, 8])
    expect(count('labelled-structures', 'signed')).toBe(8)
    expect(['opened', 'under-way'].map((codes) => count('third-places', codes))).toEqual([2, 1])
    expect(count('kiosks-installed', '*')).toBe(programme.centres.length)
  })
})
