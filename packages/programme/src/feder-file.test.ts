import { describe, expect, it } from 'vitest'
import { FederFile, RegisterNumber } from './feder-file.ts'

const file = (piece: Record<string, unknown>) => ({
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

  it.each(['Mme Martin', 'camille@example.org', 'DUPONT', 'Société Numérique 59'])(
    'refuses a name for a number: %s',
    (name) => {
      expect(RegisterNumber.safeParse(name).success).toBe(false)
    },
  )
})
