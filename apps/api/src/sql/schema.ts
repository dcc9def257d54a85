import type { Locale, Localized } from '@retombees/contract/localized'
import {
  SQL_LIMITS,
  type SqlCodeList,
  type SqlExample,
  type SqlSchema,
  type SqlSchemaTable,
} from '@retombees/contract/sql'
import type { Programme } from '@retombees/programme/programme'
import { columnsOf, tablesOf } from '@retombees/warehouse/ddl'
import { FUNCTION_NAMES } from './gate/functions.ts'

/** What can be asked of the analyst snapshot of a programme. `rows` is what its manifest counted, by table. */
export function sqlSchema(
  programme: Programme,
  rows: Readonly<Record<string, number>>,
  locale: Locale,
): SqlSchema {
  const lists = codeLists(programme, locale)
  const used = listsOfColumns(programme)
  return {
    tables: tablesOf('analyst').map(
      (table): SqlSchemaTable => ({
        name: table.name,
        description: table.description,
        rows: rows[table.name] ?? 0,
        columns: columnsOf(table, 'analyst').map(({ name, type, nullable, description }) => ({
          name,
          type,
          nullable,
          description,
          lists: [...(used.get(`${table.name}.${name}`) ?? [])].filter((id) =>
            lists.some((l) => l.id === id),
          ),
        })),
      }),
    ),
    lists,
    examples: programme.queries.map(
      ({ id, label, question, sql, parameters }): SqlExample => ({
        id,
        title: inLocale(label, locale),
        question: question ?? null,
        sql,
        parameters,
      }),
    ),
    functions: [...FUNCTION_NAMES],
    limits: {
      seconds: SQL_LIMITS.seconds,
      rows: SQL_LIMITS.rows,
      bytes: SQL_LIMITS.bytes,
      exportSeconds: SQL_LIMITS.exportSeconds,
      exportRows: SQL_LIMITS.exportRows,
    },
  }
}

function codeLists(programme: Programme, locale: Locale): SqlCodeList[] {
  const { fr, en } = { fr: locale === 'fr', en: locale === 'en' }
  const own = (id: string, label: Localized, definitions: readonly { id: string; label: Localized }[]) => ({
    id,
    label: inLocale(label, locale),
    origin: fr || !en ? 'Définition du programme' : 'Programme definition',
    codes: definitions.map((each) => ({ id: each.id, label: inLocale(each.label, locale) })),
  })
  return [
    own('territories', { fr: 'Territoires', en: 'Territories' }, programme.territories),
    own('centres', { fr: 'Centres sociaux', en: 'Social centres' }, programme.centres),
    own('funders', { fr: 'Financeurs', en: 'Funders' }, programme.funders),
    own('areas', { fr: 'Registres d’intervention', en: 'Intervention areas' }, programme.areas),
    own('prototypes', { fr: 'Prototypes', en: 'Prototypes' }, programme.prototypes),
    ...programme.questionnaires.flatMap((questionnaire) => [
      own(
        `${questionnaire.id}/items`,
        { fr: `${questionnaire.label.fr} : questions et items` },
        questionnaire.questions.flatMap((question) =>
          'items' in question ? [...question.items] : [question],
        ),
      ),
      ...questionnaire.codeLists.map((list) =>
        own(`${questionnaire.id}/${list.id}`, { fr: `${questionnaire.label.fr} : ${list.id}` }, list.codes),
      ),
    ]),
    ...programme.vocabularies.map(({ id, label, origin, codes }) => ({
      id,
      label: inLocale(label, locale),
      origin: origin ?? '',
      codes: codes.map((code) => ({ id: code.id, label: inLocale(code.label, locale) })),
    })),
  ]
}

/** By `table.column`, the lists whose codes the sources put there. */
function listsOfColumns(programme: Programme): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map<string, Set<string>>()
  const add = (table: string, column: string, list: string) => {
    const key = `${table}.${column}`
    lists.set(key, (lists.get(key) ?? new Set()).add(list))
  }
  for (const { table, fields } of programme.sources)
    for (const [column, { codes }] of Object.entries(fields))
      if (typeof codes === 'string') add(table, column, codes)
  for (const table of tablesOf('analyst'))
    for (const { name } of table.columns) {
      const list = EVERYWHERE[name]
      if (list !== undefined) add(table.name, name, list)
    }
  for (const { id, codeLists } of programme.questionnaires) {
    add('tallies', 'variable', `${id}/items`)
    for (const list of codeLists) add('tallies', 'codes', `${id}/${list.id}`)
  }
  return lists
}

/** Columns that hold an id of the programme in whatever table they are. */
const EVERYWHERE: Readonly<Record<string, string>> = Object.freeze({
  territory: 'territories',
  centre: 'centres',
  funder: 'funders',
  prototype: 'prototypes',
})

function inLocale(label: Localized, locale: Locale): string {
  return label[locale] ?? label.fr
}
