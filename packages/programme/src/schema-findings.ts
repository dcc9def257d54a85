import type { z } from 'zod'
import { type Finding, finding } from './finding.ts'
import { nearest } from './nearest.ts'
import { keyOf, type Path, valueAt } from './path.ts'
import type { YamlFile } from './yaml-file.ts'

type Issue = z.core.$ZodIssue

/** A definition file that has been parsed, and what its schema makes of it: null when something in it is wrong. */
export interface CheckedFile<T> {
  readonly definition: T | null
  readonly findings: readonly Finding[]
}

/** Checks a parsed file against its schema; every departure becomes a finding with its line and key. */
export function checkSchema<T>(file: YamlFile, schema: z.ZodType<T>): CheckedFile<T> {
  const result = schema.safeParse(file.value, { error: knownKeys })
  if (result.success) return { definition: result.data, findings: [] }
  return { definition: null, findings: result.error.issues.flatMap((issue) => findingsOf(file, issue)) }
}

/** Puts the keys that a block does admit in the message of an unknown key, so that the nearest can be named. */
function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined
  const definition = issue.inst?._zod.def as { shape?: Record<string, unknown> } | undefined
  return Object.keys(definition?.shape ?? {}).join(', ')
}

function findingsOf(file: YamlFile, issue: Issue): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(file, path, key, issue.message.split(', ').filter(Boolean)))
  const value = valueAt(file.value, path)
  const at = { file: file.name, row: file.lineOf(path), key: keyOf(file.value, path) || undefined }
  if (value === undefined)
    return [finding({ ...at, code: 'missing-key', problem: 'cette clé manque', expected: expectedOf(issue) })]
  return [
    finding({
      ...at,
      code: issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value',
      problem: 'valeur refusée',
      found: describe(value),
      expected: expectedOf(issue),
      remedy: remedyOf(issue, value),
    }),
  ]
}

function unknownKey(file: YamlFile, path: Path, key: string, known: readonly string[]): Finding {
  const close = nearest(key, known)
  const whole = [...path, key]
  return finding({
    code: 'unknown-key',
    file: file.name,
    row: file.lineOf(whole),
    key: keyOf(file.value, whole),
    problem: `clé inconnue « ${key} »`,
    expected: known.length > 0 ? known.join(', ') : undefined,
    remedy: close ? `écrire « ${close} »` : 'la retirer',
  })
}

const TYPES: Readonly<Record<string, string>> = Object.freeze({
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'true ou false',
  array: 'une liste (une ligne « - » par élément)',
  object: 'un bloc de clés',
  record: 'un bloc de clés',
})

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (!issue.message.startsWith('Invalid input')) return issue.message
      return TYPES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return `l’une de ces valeurs : ${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return issue.message
    case 'too_small':
      if (issue.origin === 'array') return `au moins ${issue.minimum} élément`
      return issue.origin === 'string' ? 'un texte qui ne soit pas vide' : `au moins ${issue.minimum}`
    case 'too_big':
      return `au plus ${issue.maximum}`
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : null
      if (options) return `l’une de ces valeurs : ${options.map(String).join(', ')}`
      const types = issue.errors.flatMap((branch) => branch.map((inner) => expectedOf(inner)))
      return [...new Set(types)].join(', ou ')
    }
    default:
      return issue.message
  }
}

function remedyOf(issue: Issue, value: unknown): string | undefined {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object')
    return `le mettre entre guillemets : "${String(value)}"`
  const options =
    issue.code === 'invalid_value'
      ? issue.values.map(String)
      : issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
        ? issue.options.map(String)
        : []
  const close = typeof value === 'string' ? nearest(value, options) : null
  return close ? `écrire « ${close} »` : undefined
}

function describe(value: unknown): string {
  if (value === null) return 'rien'
  if (Array.isArray(value)) return value.length === 0 ? 'une liste vide' : 'une liste'
  if (typeof value === 'object') return 'un bloc de clés'
  if (value === '') return 'un texte vide'
  return typeof value === 'string' ? `« ${value} »` : String(value)
}
