import type { Identity } from './record.ts'
import type { World } from './world.ts'

/** Somebody who comes to workshops. Names are drawn word by word: nobody's. */
export interface Resident extends Identity {
  readonly gender: string | null
  readonly centre: string
  /** How often she comes, about 1. */
  readonly zeal: number
  readonly consents: boolean
}

const FAMILIES = Object.freeze([
  'Aubry',
  'Bakari',
  'Benyahia',
  'Caron',
  'Dacosta',
  'Delannoy',
  'Ferrari',
  'Haddad',
  'Kaczmarek',
  'Lemoine',
  'Leroux',
  'Mansouri',
  'N’Diaye',
  'Oliveira',
  'Pecqueur',
  'Rahmani',
  'Saint-Omer',
  'Tran',
  'Vandamme',
  'Zielinski',
])
const GIVEN = Object.freeze([
  'Aïcha',
  'Anne-Lise',
  'Bruno',
  'Chloé',
  'Djamila',
  'Émile',
  'Fatou',
  'Gaël',
  'Hélène',
  'Inès',
  'Jean-Marc',
  'Karim',
  'Léo',
  'Maëlle',
  'Noé',
  'Odile',
  'Pierre-Yves',
  'Rachida',
  'Sofiane',
  'Zoé',
])
const MORE = Object.freeze(['', '', '', ' Belaïd', ' Castel', ' Duriez', ' Fontaine', ' Morel', ' Petitprez'])

/** People enough for the attendances: each comes some four times, a few come very often. */
export function residentsOf(world: World): Resident[] {
  const dice = world.dice('people')
  const genders =
    ['attendances', 'reception_visits']
      .map((table) => world.codes(table, 'gender'))
      .find(({ length }) => length > 0) ?? []
  const count = Math.max(12, Math.round(world.scale.attendances / 4))
  const year = Number(world.start.slice(0, 4))
  const sizes = world.centres.map(({ size }) => size)
  return Array.from({ length: count }, () => {
    const age = dice.weighted(
      [dice.integer(6, 15), dice.integer(16, 25), dice.integer(26, 54), dice.integer(55, 88)],
      [0.17, 0.2, 0.4, 0.23],
    )
    return {
      family: `${dice.pick(FAMILIES)}${dice.pick(MORE)}`,
      given: dice.pick(GIVEN),
      birthYear: year - age,
      // Numbers that the French regulator keeps for fiction.
      phone: `06 39 98 ${String(dice.integer(0, 99)).padStart(2, '0')} ${String(dice.integer(0, 99)).padStart(2, '0')}`,
      gender:
        genders.length > 0
          ? dice.weighted(
              genders,
              genders.map((_, at) => (at === 0 ? 0.63 : 0.37)),
            )
          : null,
      centre: dice.weighted(world.centres, sizes).id,
      zeal: dice.skewed(1, 0.8),
      consents: !dice.chance(0.02),
    }
  })
}
