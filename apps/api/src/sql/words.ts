import type { Locale } from '@retombees/contract/localized'
import type { Finding } from '@retombees/contract/problem'
import type { Refusal, RefusalCode } from './gate/refusal.ts'

type Words = Readonly<Record<Locale, string>>

/** What each refusal says, and what to do; `{found}` stands for what was found. */
const REFUSALS: Readonly<Record<RefusalCode, { said: Words; remedy?: Words }>> = Object.freeze({
  empty: {
    said: {
      fr: 'Aucune requête trouvée ; une instruction SELECT est attendue.',
      en: 'No query found; one SELECT statement is expected.',
    },
  },
  several: {
    said: {
      fr: '{found} instructions trouvées ; une seule est attendue.',
      en: '{found} statements found; one is expected.',
    },
    remedy: {
      fr: 'Lancez-les l’une après l’autre, ou réunissez-les avec WITH.',
      en: 'Run them one after the other, or join them with WITH.',
    },
  },
  'not-select': {
    said: {
      fr: 'Cette instruction n’est pas un SELECT : on interroge l’instantané, on ne le change pas.',
      en: 'This statement is not a SELECT: the snapshot is asked, never changed.',
    },
    remedy: {
      fr: 'PIVOT demande la liste de ses valeurs : PIVOT table ON colonne IN (’a’, ’b’) USING sum(n).',
      en: 'PIVOT needs the list of its values: PIVOT table ON column IN (’a’, ’b’) USING sum(n).',
    },
  },
  syntax: { said: { fr: 'La requête ne se lit pas : {found}', en: 'The query cannot be read: {found}' } },
  construct: {
    said: {
      fr: '« {found} » trouvé : cette construction n’est pas de celles qui sont ouvertes.',
      en: '“{found}” found: this construct is not among those that are open.',
    },
  },
  function: {
    said: {
      fr: 'Fonction « {found} » trouvée ; seules celles de la liste documentée sont ouvertes.',
      en: 'Function “{found}” found; only those of the documented list are open.',
    },
  },
  'table-function': {
    said: {
      fr: 'FROM {found}(…) trouvé ; une table de l’instantané est attendue, aucun fichier ne se lit d’ici.',
      en: 'FROM {found}(…) found; a table of the snapshot is expected, no file is read from here.',
    },
  },
  table: {
    said: {
      fr: 'Table « {found} » trouvée ; elle n’est pas dans l’instantané des analystes.',
      en: 'Table “{found}” found; it is not in the analyst snapshot.',
    },
  },
  schema: {
    said: {
      fr: '« {found} » trouvé ; les tables et fonctions se nomment sans schéma.',
      en: '“{found}” found; tables and functions are named without a schema.',
    },
  },
  inspection: {
    said: {
      fr: '« {found} » trouvé : le moteur ne se regarde pas d’ici.',
      en: '“{found}” found: the engine is not inspected from here.',
    },
    remedy: {
      fr: 'SHOW TABLES, DESCRIBE table et la documentation du schéma disent ce qui est là.',
      en: 'SHOW TABLES, DESCRIBE table and the schema’s documentation say what is there.',
    },
  },
  type: {
    said: {
      fr: 'Type « {found} » trouvé ; un type du moteur est attendu (varchar, integer, decimal, date…).',
      en: 'Type “{found}” found; a type of the engine is expected (varchar, integer, decimal, date…).',
    },
  },
  depth: {
    said: {
      fr: 'La requête est imbriquée trop profondément.',
      en: 'The query is nested too deeply.',
    },
    remedy: { fr: 'Découpez-la avec WITH.', en: 'Split it with WITH.' },
  },
  parameter: {
    said: {
      fr: 'Paramètre « :{found} » trouvé, sans valeur.',
      en: 'Parameter “:{found}” found, without a value.',
    },
    remedy: {
      fr: 'Écrivez :nom dans la requête et donnez son type et sa valeur.',
      en: 'Write :name in the query and give its type and its value.',
    },
  },
})

/** What the gate found, in a language, with its place in the statement. */
export function refusalFinding(refusal: Refusal, sql: string, locale: Locale): Finding {
  const { said, remedy } = REFUSALS[refusal.code]
  const found = refusal.code === 'syntax' ? syntax(refusal.found, locale) : refusal.found
  const nearest =
    refusal.expected === undefined
      ? ''
      : { fr: ` Vouliez-vous dire « ${refusal.expected} » ?`, en: ` Did you mean “${refusal.expected}”?` }[
          locale
        ]
  const place = refusal.at === undefined ? undefined : placeOf(sql, refusal.at)
  const where = place
    ? {
        fr: ` (ligne ${place.row}, colonne ${place.column})`,
        en: ` (line ${place.row}, column ${place.column})`,
      }[locale]
    : ''
  // The remedy for PIVOT is only said to whoever wrote PIVOT.
  const helps = refusal.code !== 'not-select' || /\bpivot\b/i.test(sql)
  const todo = helps ? remedy?.[locale] : undefined
  return {
    code: `sql-${refusal.code}`,
    found: refusal.found,
    ...(refusal.expected === undefined ? {} : { expected: refusal.expected }),
    ...(place ? { row: place.row, column: String(place.column) } : {}),
    ...(todo === undefined ? {} : { remedy: todo }),
    message: [`${said[locale].replace('{found}', () => found)}${where}${nearest}`, todo]
      .filter(Boolean)
      .join(' '),
  }
}

/** Line and column, from 1. The engine counts bytes. */
function placeOf(sql: string, at: number): { row: number; column: number } {
  const before = Buffer.from(sql).subarray(0, at).toString().split('\n')
  return { row: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function syntax(message: string, locale: Locale): string {
  const near = /at or near "(.+)"/s.exec(message)?.[1]
  if (/at end of input/.test(message))
    return { fr: 'elle s’arrête trop tôt.', en: 'it ends too early.' }[locale]
  if (near === undefined) return message
  return { fr: `« ${near} » n’est pas attendu ici`, en: `“${near}” is not expected here` }[locale]
}

/** What the engine says in English, by its form, and how it is said in French. `$1`… are what the form caught. */
const ENGINE: readonly (readonly [RegExp, Words])[] = [
  [
    /Referenced column "(.+?)" (?:was )?not found.*?(?:Candidate bindings: (.+?))?(?:\n|$)/s,
    { fr: 'Colonne « $1 » introuvable. Colonnes proches : $2', en: 'Column “$1” not found. Nearest: $2' },
  ],
  [
    /(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"/,
    { fr: 'La table « $1 » n’a pas de colonne « $2 »', en: 'Table “$1” has no column “$2”' },
  ],
  [
    /Ambiguous reference to column name "(.+?)"/,
    { fr: 'Colonne « $1 » ambiguë : nommez sa table', en: 'Column “$1” is ambiguous: name its table' },
  ],
  [
    /column "(.+?)" must appear in the GROUP BY clause/,
    {
      fr: 'La colonne « $1 » doit être dans GROUP BY, ou dans une fonction d’agrégat',
      en: 'Column “$1” must be in GROUP BY, or in an aggregate',
    },
  ],
  [
    /Conversion Error: (.+?)(?:\n|$)/,
    { fr: 'Une valeur ne se convertit pas : $1', en: 'A value cannot be converted: $1' },
  ],
  [
    /No function matches the given name and argument types '(.+?)'/,
    {
      fr: 'Aucune fonction de cette forme : $1. Convertissez un argument (… ::varchar)',
      en: 'No function of this form: $1. Cast an argument (… ::varchar)',
    },
  ],
  [
    /Cannot compare values of type (.+?) and (?:type )?(.+?)(?: in|\s*-|\n|$)/,
    {
      fr: 'Un $1 ne se compare pas à un $2 : convertissez l’un des deux',
      en: 'A $1 is not compared with a $2',
    },
  ],
]

/** What the engine complained of, in a language; its own words where the form is not known. No path leaves. */
export function engineWords(message: string, locale: Locale): string {
  for (const [form, words] of ENGINE) {
    const caught = form.exec(message)
    if (caught) return words[locale].replace(/\$(\d)/g, (_, at: string) => caught[Number(at)]?.trim() ?? '–')
  }
  const first = message.split(/\n\nLINE|\nLINE/)[0]?.replace(/(\/[\w.-]+){2,}/g, '…') ?? ''
  return { fr: `Le moteur répond : ${first}`, en: `The engine answers: ${first}` }[locale]
}
