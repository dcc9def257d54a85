import { SQL_LIMITS, type SqlSchema } from '@retombees/contract/sql'

/** The page of the documentation that shows what can be asked in SQL, in French. Row counts are left to the API. */
export function warehousePage(
  schema: SqlSchema,
  questions: readonly { id: string; label: string }[],
): string {
  const numbers = new Intl.NumberFormat('fr')
  const { exportRows } = SQL_LIMITS
  return `# L’entrepôt, pour qui demande en SQL

Cette page est écrite par le programme à partir des tables, des listes de codes et des requêtes d’exemple ; un test échoue
quand elle n’est plus à jour. Pour la récrire : \`npx vitest run apps/api/src/sql/schema.test.ts -u\`. L’API donne la même
chose avec les nombres de lignes du moment : \`GET /api/v1/sql/schema\`. Le mode d’emploi est dans
[analyste.md](analyste.md).

Ce sont les tables de la face des analystes : aucun nom, aucun texte libre, une personne est un numéro qui change à chaque
publication. Chaque ligne porte sa provenance (\`field\`, \`published\` ou \`simulated\`) et remonte à son fichier par
(\`load_id\`, \`row_no\`). **On ne mélange pas des lignes simulées et de vraies lignes dans un même chiffre.**

## Limites

| | à l’écran | en fichier |
| --- | --- | --- |
| durée | ${SQL_LIMITS.seconds} s | ${SQL_LIMITS.exportSeconds} s |
| lignes | ${numbers.format(SQL_LIMITS.rows)} | ${numbers.format(exportRows.csv)} en CSV, JSON ou Parquet, ${numbers.format(exportRows.xlsx)} en XLSX |
| taille | ${SQL_LIMITS.bytes / 2 ** 20} Mo | ${SQL_LIMITS.exportBytes / 2 ** 20} Mo |

À l’écran, ce qui dépasse est coupé et c’est dit ; un fichier est entier ou n’est pas écrit. Une seule instruction SELECT,
d’au plus ${numbers.format(SQL_LIMITS.statement)} caractères ; ${SQL_LIMITS.running} requêtes à la fois, les autres attendent leur tour.

## Tables

${schema.tables.map(tableSection).join('\n\n')}

## Listes de codes

${schema.lists.map(listSection).join('\n\n')}

## Requêtes d’exemple

${[...questions, { id: '', label: 'Connaître les données' }].map((question) => exampleSection(schema, question)).join('\n\n')}

## Fonctions ouvertes

Celles qui calculent à partir de leurs arguments seuls, et les opérateurs ; toute autre est refusée.

${schema.functions.map((name) => `\`${name}\``).join(', ')}
`
}

function tableSection({ name, description, columns }: SqlSchema['tables'][number]): string {
  const rows = columns.map(
    (column) =>
      `| \`${column.name}\` | ${column.type} | ${column.nullable ? '' : 'oui'} | ${cell(column.description)} | ${column.lists.map((list) => `\`${list}\``).join(', ')} |`,
  )
  return [
    `### ${name}`,
    '',
    description,
    '',
    '| colonne | type | toujours remplie | sens | codes |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function listSection({ id, label, origin, codes }: SqlSchema['lists'][number]): string {
  const each = codes.map((code) => `\`${code.id}\` ${code.label}`).join(' ; ')
  return `### ${id}\n\n${label}${origin === '' ? '' : ` (${origin})`}. ${each}.`
}

function exampleSection(schema: SqlSchema, { id, label }: { id: string; label: string }): string {
  const examples = schema.examples.filter(({ question }) => (question ?? '') === id)
  const each = examples.map(({ title, sql, parameters }) => {
    const values = parameters.map(({ name, type, value }) => `\`:${name}\` (${type}) : \`${String(value)}\``)
    return `**${title}**${values.length === 0 ? '' : `, avec ${values.join(', ')}`}\n\n\`\`\`sql\n${sql.trimEnd()}\n\`\`\``
  })
  return [`### ${label}`, ...each].join('\n\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
