import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** What might be said of any digital project of a neighbourhood. Written for the simulation: nobody said it. */
const SAID: readonly (readonly [sequence: string, category: string, theme: string, verbatim: string])[] =
  Object.freeze([
    ['Accueil', 'Attentes', 'Accès', 'Je ne savais pas que la borne était pour nous aussi.'],
    ['Accueil', 'Attentes', 'Aide', 'On vient quand on est bloqué, pas avant.'],
    ['Usages', 'Réussites', 'Autonomie', 'La deuxième fois, j’y suis arrivé sans demander.'],
    ['Usages', 'Réussites', 'Entraide', 'Ma voisine m’a montré, maintenant je montre à d’autres.'],
    ['Usages', 'Difficultés', 'Confidentialité', 'Tout le monde voit l’écran depuis l’entrée.'],
    ['Usages', 'Difficultés', 'Matériel', 'Le clavier tactile est trop petit pour mes doigts.'],
    ['Usages', 'Difficultés', 'Réseau', 'Quand le site de l’administration tombe, on a attendu pour rien.'],
    ['Participation', 'Réussites', 'Écoute', 'On nous a demandé notre avis et on l’a retrouvé dans le site.'],
    ['Participation', 'Difficultés', 'Suites', 'On ne nous dit pas ce que deviennent nos idées.'],
    ['Participation', 'Difficultés', 'Horaires', 'À seize heures, je vais chercher les enfants.'],
    ['Idées', 'Besoins', 'Formation', 'Il faudrait former ceux qui aident les autres.'],
    ['Idées', 'Besoins', 'Prévention', 'Parler des arnaques avec les jeunes et avec les anciens.'],
    [
      'Idées',
      'Besoins',
      'Information',
      'Une page commune à tous les centres. Écrivez-moi : habitante@example.org.',
    ],
  ])

/** A focus group with residents and one with staff in each territory, each year. */
export function contributions(world: World): SimulatedTable {
  const dice = world.dice('contributions')
  const years = [...new Set(world.days.map((day) => day.slice(0, 4)))]
  const rows = years.flatMap((year) =>
    world.programme.territories.flatMap(({ id }) =>
      world.codes('contributions', 'audience').flatMap((audience) => {
        const day = dice.pick(world.days.filter((one) => one.startsWith(year)))
        return SAID.filter(() => dice.chance(0.55)).map(([sequence, category, theme, body]) => ({
          fields: {
            focus_group: `${audience}-${id}-${year}`,
            day,
            audience,
            territory: id,
            sequence,
            category,
            theme: dice.chance(0.9) ? theme : null,
            body,
          },
        }))
      }),
    ),
  )
  return { table: 'contributions', rows }
}
