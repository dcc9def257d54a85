import { CUBE_CELLS } from './cube-cells.ts'
import { KIOSK_TABLES } from './field/kiosks.ts'
import { RECEPTION_TABLES } from './field/reception.ts'
import { SKILL_TABLES } from './field/skills.ts'
import { STRUCTURE_TABLES } from './field/structures.ts'
import { VOICE_TABLES } from './field/voices.ts'
import { WORKSHOP_TABLES } from './field/workshops.ts'
import { ORIGIN, type Table } from './table.ts'

const EVERY_FACE = ['internal', 'analyst', 'published'] as const
const text = (name: string, description: string, nullable = true) =>
  ({ name, type: 'VARCHAR', nullable, description }) as const

/** Every table of a snapshot, in the order of the documentation. */
export const TABLES: readonly Table[] = Object.freeze([
  {
    name: 'tallies',
    description: 'Effectifs imprimés : une ligne par variable, ensemble de modalités et territoire',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('questionnaire', 'Questionnaire, ou « fait » pour un effectif imprimé hors enquête', false),
      text('variable', 'Question ou item', false),
      text('codes', 'Modalités réunies, triées et jointes par | ; * pour la base', false),
      text('territory', 'Territoire ; vide : l’ensemble'),
      text('centre', 'Centre social'),
      text('period', 'Période'),
      { name: 'n', type: 'INTEGER', nullable: true, description: 'Effectif ; vide : inconnu, voir reason' },
      text('certainty', 'certain, reconstructed, ambiguous ou contradicted', false),
      text('reason', 'Pourquoi l’effectif n’est pas certain'),
      text('printed', 'Où c’est imprimé'),
    ],
  },
  {
    name: 'partner_scores',
    description:
      'Grilles d’engagement : une ligne par engagement (acteur × territoire × thématique) et critère',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('territory', 'Territoire', false),
      text('partner', 'Acteur : une même personne morale, quelle que soit la graphie', false),
      text('partner_label', 'Acteur tel qu’écrit', false),
      text('theme', 'Thématique, normalisée'),
      text('theme_label', 'Thématique telle qu’écrite'),
      text('internal', 'no, centre ou contractor : acteur interne au projet', false),
      text('criterion', 'Critère de la grille', false),
      {
        name: 'score',
        type: 'DECIMAL(6,2)',
        nullable: true,
        description: 'Note ; 0 est une note, vide est absent',
      },
    ],
  },
  {
    name: 'funding',
    description: 'Plan de financement : une ligne par territoire, financeur et année',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('territory', 'Territoire', false),
      text('funder', 'Financeur', false),
      { name: 'year', type: 'INTEGER', nullable: false, description: 'Année' },
      {
        name: 'amount',
        type: 'DECIMAL(14,2)',
        nullable: true,
        description: 'Montant en euros ; vide : tiret imprimé',
      },
    ],
  },
  {
    name: 'verbatims',
    description: 'Réponses libres, une par ligne',
    faces: ['internal'],
    columns: [
      ...ORIGIN,
      text('questionnaire', 'Questionnaire', false),
      text('variable', 'Question', false),
      text('territory', 'Territoire'),
      text('body', 'Texte, identifiants masqués', false),
    ],
  },
  ...KIOSK_TABLES,
  ...RECEPTION_TABLES,
  ...WORKSHOP_TABLES,
  ...SKILL_TABLES,
  ...VOICE_TABLES,
  ...STRUCTURE_TABLES,
  CUBE_CELLS,
  {
    name: 'correspondences',
    description:
      'Tables de correspondance : une ligne par membre (résultat ou prototype) d’un groupe imprimé',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('audience', 'residents ou staff', false),
      text('correspondence', 'Groupe : une ligne de la table imprimée', false),
      text('area', 'Registre d’intervention', false),
      text('member_kind', 'outcome ou prototype', false),
      text('member', 'Résultat attendu ou prototype', false),
    ],
  },
  {
    name: 'logic_nodes',
    description: 'Boîtes des diagrammes logiques d’impact',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('audience', 'residents ou staff', false),
      text('node', 'Boîte', false),
      text('kind', 'output, area, outcome ou impact', false),
      {
        name: 'has_prototype',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Au moins un groupe y rattache un prototype',
      },
    ],
  },
  {
    name: 'prototypes',
    description: 'Catalogue des prototypes : une ligne par prototype et registre',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      text('prototype', 'Prototype', false),
      text('area', 'Registre d’intervention ; vide : aucun imprimé'),
      text('printed', 'Où il est imprimé : staff-table, residents-table, prose, joints par |', false),
    ],
  },
  {
    name: 'loads',
    description: 'Chargements en vigueur dans cet instantané',
    faces: EVERY_FACE,
    columns: [
      text('load_id', 'Chargement', false),
      text('source', 'Source', false),
      text('file', 'Nom du fichier', false),
      text('sha256', 'Empreinte du fichier', false),
      text('received_at', 'Reçu le (UTC)', false),
      text('provenance', 'field, published ou simulated', false),
      { name: 'rows_read', type: 'BIGINT', nullable: false, description: 'Lignes lues' },
      { name: 'rows_loaded', type: 'BIGINT', nullable: false, description: 'Lignes chargées' },
      { name: 'rows_quarantined', type: 'BIGINT', nullable: false, description: 'Lignes en quarantaine' },
      {
        name: 'rows_ignored',
        type: 'BIGINT',
        nullable: false,
        description: 'Lignes ignorées (titres, totaux, lignes vides)',
      },
    ],
  },
  {
    name: 'warnings',
    description: 'Avertissements de chargement : signalés, jamais corrigés en silence',
    faces: EVERY_FACE,
    columns: [
      text('load_id', 'Chargement', false),
      { name: 'row_no', type: 'INTEGER', nullable: true, description: 'Ligne du fichier' },
      text('code', 'Code', false),
      text('message', 'Phrase', false),
      text('column_name', 'Colonne'),
      text('found', 'Valeur trouvée'),
    ],
  },
  {
    name: 'quarantine',
    description: 'Lignes mises de côté, avec leur raison',
    faces: ['internal'],
    columns: [
      text('load_id', 'Chargement', false),
      { name: 'row_no', type: 'INTEGER', nullable: false, description: 'Ligne du fichier' },
      text('column_name', 'Colonne'),
      text('value', 'Valeur trouvée'),
      text('code', 'Code de la raison', false),
      text('message', 'Raison', false),
      text('raw', 'Ligne d’origine, identifiants masqués'),
    ],
  },
  {
    name: 'source_rows',
    description:
      'Lignes des fichiers telles que lues (identifiants remplacés), pour remonter d’un chiffre à sa ligne',
    faces: ['internal', 'analyst'],
    columns: [
      text('load_id', 'Chargement', false),
      { name: 'row_no', type: 'INTEGER', nullable: false, description: 'Ligne du fichier' },
      text('fields', 'Cellules lues : objet JSON en-tête → texte', false),
    ],
  },
])

/** The load under which the programme's own definitions stand; its rows are lines of the YAML files. */
export const PROGRAMME_LOAD = 'programme'
