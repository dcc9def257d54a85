import { ORIGIN, type Origin, type Table } from '../table.ts'
import { CENTRE, column, DAY, INSIDE, PERSON, REQUIRED, TERRITORY } from './column.ts'

/** Digital skills measured before and after, on the same persons: a gain is paired, and those seen once only are counted. */
export const SKILL_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'skill_assessments',
    description:
      'Compétences numériques : une ligne par personne, moment et domaine ; un gain se mesure sur les mêmes personnes',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      PERSON,
      column('audience', 'VARCHAR', 'residents ou staff', REQUIRED),
      CENTRE,
      TERRITORY,
      ...DAY,
      column('moment', 'VARCHAR', 'before ou after', REQUIRED),
      column('framework', 'VARCHAR', 'Référentiel : digcomp ou pix', REQUIRED),
      column('area', 'VARCHAR', 'Domaine du référentiel', REQUIRED),
      column('level', 'DECIMAL(6,2)', 'Niveau, de 0 à 8 ; vide : domaine non évalué'),
    ],
  },
])

export interface SkillTables {
  skill_assessments: Origin & {
    person: string | null
    audience: string
    centre: string
    territory: string
    day: string
    month: string
    moment: string
    framework: string
    area: string
    level: string | null
  }
}
