import type { Table } from './table.ts'

const text = (name: string, description: string) =>
  ({ name, type: 'VARCHAR', nullable: false, description }) as const

/** What disclosure control lets out of the tables that concern persons: counts, and nothing that a count was made of. */
export const CUBE_CELLS: Table = Object.freeze({
  name: 'cube_cells',
  description:
    'Cases publiées : des effectifs passés au contrôle de divulgation, et ceux qu’il retient, sans leur nombre',
  faces: Object.freeze(['published'] as const),
  columns: Object.freeze([
    text('fact', 'Table de faits comptée'),
    text('counted', '* : les lignes ; sinon la colonne dont les valeurs distinctes sont comptées'),
    text('provenance', 'field, published ou simulated'),
    text(
      'period',
      'Période close : AAAA, AAAA-tn, AAAA-MM, ou AAAA-AAAA pour une année scolaire ; vide : la table a des lignes, et rien n’en est publié',
    ),
    text('dimensions', 'Colonnes que la case fixe, triées et jointes par | ; vide : le total'),
    text('codes', 'Leurs valeurs, dans le même ordre, jointes par |'),
    {
      name: 'n',
      type: 'INTEGER',
      nullable: true,
      description: 'Effectif ; vide : retenu par le contrôle de divulgation',
    } as const,
    {
      name: 'threshold',
      type: 'INTEGER',
      nullable: false,
      description: 'Plus petit nombre de contributeurs d’une case publiée',
    } as const,
  ]),
})

export interface CubeTables {
  cube_cells: {
    fact: string
    counted: string
    provenance: string
    period: string
    dimensions: string
    codes: string
    n: number | null
    threshold: number
  }
}
