import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FederFile, isRegisterNumber } from './feder-file.ts'

const REGISTERS = [
  { id: 'conventions', label: 'Conventions', form: '####-@@@-####' },
  { id: 'marches', label: 'Marchés', form: 'MP/##-###' },
]
const file = (piece: Record<string, unknown>, registers: unknown = REGISTERS) => ({
  registers,
  funder: 'feder',
  origin: 'section 3.3',
  publicIdentification: ['participants'],
  obligations: [{ id: 'egalite', label: 'Égalité' }],
  documents: [{ id: 'convention', label: 'Convention', ...piece }],
})

describe('the file of a control', () => {
  it('says that nothing is recorded where nothing is', () => {
    expect(FederFile.parse(file({})).documents[0]).toMatchObject({ status: 'not-recorded', references: [] })
  })

  it('records a piece by a register number, and by nothing else', () => {
    expect(FederFile.safeParse(file({ status: 'recorded', references: ['2017-FED-0042'] })).success).toBe(
      true,
    )
    expect(FederFile.safeParse(file({ status: 'recorded' })).success).toBe(false)
    expect(FederFile.safeParse(file({ references: ['2017-FED-0042'] })).success).toBe(false)
  })

  it.each([
    'Mme Martin',
    'camille@example.org',
    'DUPONT',
    'DUPONT59',
    'Société Numérique 59',
    '2017-FED-42',
    '2017-FED-0042\n',
  ])('refuses what has the form of no register: %s', (name) => {
    const parsed = FederFile.safeParse(file({ status: 'recorded', references: ['MP/18-007', name] }))
    expect(parsed.error?.issues).toMatchObject([
      {
        path: ['documents', 0, 'references', 1],
        message: expect.stringContaining('####-@@@-####, MP/##-###'),
      },
    ])
  })

  it('takes no reference at all where no register is declared', () => {
    const parsed = FederFile.safeParse(file({ status: 'recorded', references: ['2017-FED-0042'] }, []))
    expect(parsed.error?.issues[0]?.message).toContain('aucun registre n’est déclaré')
  })

  it.each(['@@@@@@##', '@@@@##', 'DUPONT-##', '@@@@', '#', '', 'éé##', 'mp##'])(
    'refuses a form in which a name would fit, or that numbers nothing: %s',
    (form) => {
      const registers = [{ id: 'x', label: 'x', form }]
      expect(FederFile.safeParse(file({}, registers)).success).toBe(false)
    },
  )

  it('takes every number of a form, and none with a character more or less', () => {
    const digits = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 999 }), (year, n) => {
        const number = `MP/${year}-${String(n).padStart(3, '0')}`
        expect(isRegisterNumber(number, REGISTERS)).toBe(true)
        expect(isRegisterNumber(`${number}0`, REGISTERS)).toBe(false)
        expect(isRegisterNumber(number.slice(0, -1), REGISTERS)).toBe(false)
      }),
    )
  })
})
