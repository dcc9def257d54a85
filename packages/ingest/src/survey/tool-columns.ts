import { comparable } from '../heading.ts'

/** What survey tools add to answers and that says nothing of anyone: counted, dates of entry, versions of the form. */
const TECHNICAL: readonly string[] = [
  // LimeSurvey
  ...['id', 'id de la réponse', 'response id', 'lastpage', 'dernière page', 'last page', 'startlanguage'],
  ...[
    'langue de départ',
    'start language',
    'seed',
    'tête de série',
    'startdate',
    'date de lancement',
    'date started',
  ],
  ...['datestamp', 'date de la dernière action', 'date last action', 'interviewtime', 'temps total'],
  // KoboToolbox
  ...['start', 'end', 'today', '_id', '_uuid', '_submission_time', '_validation_status', '_notes', '_status'],
  ...[
    '__version__',
    '_tags',
    '_index',
    'formhub/uuid',
    'meta/instanceID',
    'meta/rootUuid',
    '_xform_id_string',
  ],
  // ODK Central
  ...['SubmissionDate', 'KEY', 'AttachmentsPresent', 'AttachmentsExpected', 'Status', 'ReviewState', 'Edits'],
  ...['FormVersion', 'instanceID', 'meta-instanceID', 'instanceName', 'meta-instanceName'],
  // Google Forms, Microsoft Forms, Sphinx
  ...[
    'Horodateur',
    'Timestamp',
    'Score',
    'Heure de début',
    'Heure de fin',
    'Heure de la dernière modification',
  ],
  ...[
    'Start time',
    'Completion time',
    'Last modified time',
    'Langue',
    'Language',
    'CLE',
    'DATE_SAISIE',
    'TEMPS_SAISIE',
  ],
]

const technical: ReadonlySet<string> = new Set(TECHNICAL.map(comparable))

/** LimeSurvey's `submitdate`: empty for a respondent who stopped before the end. */
const SUBMITTED: ReadonlySet<string> = new Set(
  ['submitdate', 'date de soumission', 'date submitted'].map(comparable),
)

/** A column of the tool itself, that need not be declared and is not kept. */
export function isTechnical(heading: string): boolean {
  return technical.has(comparable(heading))
}

/** The column that tells who went to the end. It is kept: what was not reached follows from it. */
export function tellsCompletion(heading: string): boolean {
  return SUBMITTED.has(comparable(heading))
}
