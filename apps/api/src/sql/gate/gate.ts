import { nearest } from '@retombees/programme/nearest'
import { FUNCTIONS, TABLE_FUNCTIONS } from './functions.ts'
import { DEEPEST, EXPRESSIONS, INSPECTING_WORDS, KEYS, RELATIONS, TYPES } from './nodes.ts'
import { GateRefusal, type RefusalCode } from './refusal.ts'

/** What a statement may name besides functions. Names are lower-case. */
export interface Allowed {
  readonly tables: ReadonlySet<string>
  readonly parameters: ReadonlySet<string>
}

type Node = Readonly<Record<string, unknown>>

/** Where one stands in a statement: the WITH names in sight, and how deep. */
interface Place {
  readonly names: ReadonlySet<string>
  readonly depth: number
  /** The parameters met so far. */
  readonly used: Set<string>
}

/**
 * Lets one serialised SELECT through, or throws a GateRefusal that says what was found. `serialised` is what
 * `json_serialize_sql` says of the statement: it is parsed, and nothing of it is looked up, bound or run. Everything
 * that is not listed is refused: kinds of nodes, their keys, functions, tables, types. Returns the names of the
 * parameters that it uses.
 */
export function passGate(serialised: unknown, allowed: Allowed): ReadonlySet<string> {
  const said = asNode(serialised)
  if (said.error === true) refuseUnparsed(said)
  const statements = Array.isArray(said.statements) ? said.statements : []
  if (statements.length === 0) refuse('empty', '')
  if (statements.length > 1) refuse('several', String(statements.length))
  const used = new Set<string>()
  visit(statements[0], { names: new Set(), depth: 0, used }, allowed)
  return used
}

function refuseUnparsed(said: Node): never {
  const message = String(said.error_message ?? '')
  if (/^Only SELECT/.test(message)) refuse('not-select', message)
  if (/expression depth/i.test(message)) refuse('depth', message)
  const at = Number(said.position)
  refuse('syntax', message, undefined, Number.isInteger(at) ? at : undefined)
}

function visit(value: unknown, place: Place, allowed: Allowed): void {
  if (typeof value !== 'object' || value === null) return
  if (place.depth > DEEPEST) refuse('depth', String(DEEPEST))
  const here = { ...place, depth: place.depth + 1 }
  if (Array.isArray(value)) {
    for (const each of value) visit(each, { ...place }, allowed)
    return
  }
  const node = value as Node
  for (const key of Object.keys(node)) if (!KEYS.has(key)) refuse('construct', key)
  if (typeof node.class === 'string') visitExpression(node, here, allowed)
  else if (typeof node.type === 'string') visitRelation(node, here, allowed)
  else visitParts(node, here, allowed)
}

function visitParts(node: Node, place: Place, allowed: Allowed): void {
  for (const [key, part] of Object.entries(node)) {
    if (key === 'sample') checkSample(part)
    else visit(part, place, allowed)
  }
}

function visitExpression(node: Node, place: Place, allowed: Allowed): void {
  const at = location(node)
  if (!EXPRESSIONS.has(String(node.class))) refuse('construct', String(node.class), undefined, at)
  if (node.class === 'CONSTANT') return
  if (node.class === 'CAST') {
    checkType(node.cast_type, at, place.depth)
    visit(node.child, place, allowed)
    return
  }
  if (node.class === 'FUNCTION' || node.class === 'WINDOW') checkFunction(node, FUNCTIONS, 'function')
  if (node.class === 'PARAMETER') {
    const name = String(node.identifier)
    if (!allowed.parameters.has(name)) refuse('parameter', name, nearest(name, allowed.parameters), at)
    place.used.add(name)
  }
  if (node.class === 'COLUMN_REF') checkColumn(node)
  else visitParts(node, place, allowed)
}

function visitRelation(node: Node, place: Place, allowed: Allowed): void {
  const at = location(node)
  const type = String(node.type)
  if (!RELATIONS.has(type)) refuse('construct', type, undefined, at)
  if (type === 'BASE_TABLE') checkTable(node, place, allowed)
  else if (type === 'SHOW_REF') checkShow(node, place, allowed)
  else if (type === 'TABLE_FUNCTION') visitTableFunction(node, place, allowed)
  else visitQuery(node, place, allowed)
}

function visitTableFunction(node: Node, place: Place, allowed: Allowed): void {
  const called = asNode(node.function)
  checkFunction(called, TABLE_FUNCTIONS, 'table-function')
  visit(called.children, place, allowed)
}

function visitQuery(node: Node, place: Place, allowed: Allowed): void {
  const { cte_map: ctes, ...rest } = node
  const names = visitWith(ctes, place, allowed)
  if (node.type !== 'RECURSIVE_CTE_NODE') {
    visitParts(rest, { ...place, names }, allowed)
    return
  }
  const { right, ...others } = rest
  visitParts(others, { ...place, names }, allowed)
  visit(right, { ...place, names: new Set([...names, nameOf(node.cte_name)]) }, allowed)
}

/** A WITH name is in sight of the queries that come after it, not of its own nor of those before it. */
function visitWith(ctes: unknown, place: Place, allowed: Allowed): ReadonlySet<string> {
  const entries = asNode(ctes).map
  let names = place.names
  for (const entry of Array.isArray(entries) ? entries : []) {
    const { key, value } = asNode(entry)
    visit(value, { ...place, names }, allowed)
    names = new Set([...names, nameOf(key)])
  }
  return names
}

/** A plain word: a name that could be a path, or a view of the engine's own, is no WITH name. */
function nameOf(key: unknown): string {
  const name = String(key).toLowerCase()
  if (!/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name)) refuse('table', name)
  if (/^(duckdb|pragma|sqlite|pg|information)_/.test(name)) refuse('inspection', name)
  return name
}

function checkTable(node: Node, { names }: Place, { tables }: Allowed): void {
  const at = location(node)
  const name = String(node.table_name).toLowerCase()
  if (node.at_clause !== null) refuse('construct', 'AT', undefined, at)
  checkSample(node.sample)
  const schema = [node.catalog_name, node.schema_name].filter(Boolean).join('.')
  if (schema !== '' && schema.toLowerCase() !== 'main') refuse('schema', `${schema}.${name}`, undefined, at)
  if (schema === '' && names.has(name)) return
  if (tables.has(name)) return
  const known = [...tables, ...names]
  refuse('table', name, known.find((one) => one.startsWith(name)) ?? nearest(name, known), at)
}

/** How much of a table to draw: numbers only. */
function checkSample(sample: unknown): void {
  for (const key of Object.keys(asNode(sample))) if (!KEYS.has(key)) refuse('construct', key)
}

/** DESCRIBE and SUMMARIZE of a query that passes; SHOW TABLES as it stands. */
function checkShow(node: Node, place: Place, allowed: Allowed): void {
  const listsTables = node.show_type === 'SHOW_UNQUALIFIED' && node.table_name === '"tables"'
  if (listsTables && node.query === null) return
  const described = ['DESCRIBE', 'SUMMARY'].includes(String(node.show_type))
  if (!described || node.query === null) refuse('inspection', `SHOW ${String(node.table_name)}`)
  visit(node.query, place, allowed)
}

function checkFunction(node: Node, listed: ReadonlySet<string>, code: RefusalCode): void {
  const name = String(node.function_name).toLowerCase()
  const schema = [node.catalog, node.schema].filter(Boolean).join('.')
  if (!['', 'main'].includes(schema)) refuse('schema', `${schema}.${name}`, undefined, location(node))
  if (!listed.has(name)) refuse(code, name, nearest(name, listed), location(node))
}

function checkColumn(node: Node): void {
  const names = Array.isArray(node.column_names) ? node.column_names.map(String) : []
  const [only = ''] = names
  if (names.length === 1 && INSPECTING_WORDS.has(only.toLowerCase()))
    refuse('inspection', only, undefined, location(node))
}

function checkType(type: unknown, at: number | undefined, depth: number): void {
  if (depth > DEEPEST) refuse('depth', String(DEEPEST))
  const { id, type_info: info } = asNode(type)
  const details = asNode(info ?? {})
  if (id === 'UNBOUND') {
    const name = String(details.name)
    if (name.toLowerCase() === 'json' && !details.schema && !details.catalog) return
    refuse('type', [details.catalog, details.schema, name].filter(Boolean).join('.'), undefined, at)
  }
  if (!TYPES.has(String(id))) refuse('type', String(id), undefined, at)
  if (details.child_type !== undefined) checkType(details.child_type, at, depth + 1)
  const fields = Array.isArray(details.child_types) ? details.child_types : []
  for (const field of fields) checkType(asNode(field).second, at, depth + 1)
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {}
}

/** The engine writes the largest number there is for « nowhere ». */
function location(node: Node): number | undefined {
  const at = Number(node.query_location)
  return Number.isSafeInteger(at) ? at : undefined
}

function refuse(code: RefusalCode, found: string, expected?: string | null, at?: number): never {
  throw new GateRefusal({
    code,
    found: found.slice(0, 200),
    ...(expected == null ? {} : { expected }),
    ...(at === undefined ? {} : { at }),
  })
}
