import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { type Finding, finding } from './finding.ts'
import type { Path } from './path.ts'

/** A YAML file that has been parsed and not yet checked: its value, and the line of anything in it. */
export interface YamlFile {
  /** Name relative to the programme folder. */
  readonly name: string
  readonly value: unknown
  /** 1-based line of the key or element at that path; of the nearest thing above it when it is not there. */
  lineOf(path: Path): number
}

export interface ParsedYaml {
  /** Null when the text is not YAML. */
  readonly file: YamlFile | null
  readonly findings: readonly Finding[]
}

/** Parses YAML 1.2 (core schema: `2019-07-01` stays a text). A key written twice is a finding; the file is still read. */
export function parseYaml(name: string, text: string): ParsedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core' })
  const findings = syntaxFindings(name, document.errors, lines)
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return { file: null, findings }
  const references = aliasFindings(name, document, lines)
  if (references.length > 0) return { file: null, findings: [...findings, ...references] }
  const value = plainValueOf(document)
  if (value === UNBOUNDED) return { file: null, findings: [...findings, unbounded(name)] }

  const lineOf = (path: Path): number => {
    let node: unknown = document.contents
    let offset = startOf(node) ?? 0
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document)
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
        if (!pair || !isScalar(pair.key)) break
        offset = pair.key.range?.[0] ?? offset
        node = pair.value
      } else if (isSeq(node)) {
        const element: unknown = node.items[Number(step)]
        if (!element) break
        offset = startOf(element) ?? offset
        node = element
      } else break
    }
    return lines.linePos(offset).line
  }
  return { file: { name, value, lineOf }, findings }
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined
}

const UNBOUNDED = Symbol('unbounded')

/** The plain value, or `UNBOUNDED` when its aliases make it contain itself or grow out of all proportion. */
function plainValueOf(document: Document): unknown {
  try {
    const value: unknown = document.toJS()
    JSON.stringify(value)
    return value
  } catch {
    return UNBOUNDED
  }
}

function unbounded(name: string): Finding {
  const problem = 'une ancre (&) se contient elle-même, ou ses renvois (*) se multiplient sans fin'
  return finding({ code: 'yaml-syntax', file: name, row: 1, problem, remedy: 'retirer ces renvois' })
}

function aliasFindings(name: string, document: Document, lines: LineCounter): Finding[] {
  const findings: Finding[] = []
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return
      const row = lines.linePos(alias.range?.[0] ?? 0).line
      const problem = `le renvoi « *${alias.source} » n’a pas d’ancre « &${alias.source} » au-dessus de lui`
      const remedy = 'poser l’ancre plus haut, ou mettre le texte entre guillemets'
      findings.push(finding({ code: 'yaml-syntax', file: name, row, problem, remedy }))
    },
  })
  return findings
}

/** One finding a line: what follows a first fault on the same line is most often its echo. */
function syntaxFindings(name: string, errors: readonly YAMLError[], lines: LineCounter): Finding[] {
  const byLine = new Map<number, YAMLError[]>()
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0])
    byLine.set(line, [...(byLine.get(line) ?? []), error])
  }
  return [...byLine].flatMap(([row, [error, ...echoes]]) => {
    if (!error) return []
    if (error.code === 'DUPLICATE_KEY') {
      const problem = 'la même clé est écrite deux fois dans le même bloc'
      const remedy = 'ne garder qu’une des deux clés'
      return [finding({ code: 'duplicate-key', file: name, row, problem, remedy })]
    }
    const problem = (echoes.length === 0 ? WORDS[error.code] : undefined) ?? UNREADABLE
    const remedy = 'corriger cette ligne ou la précédente, puis relancer la vérification'
    return [finding({ code: 'yaml-syntax', file: name, row, problem, remedy })]
  })
}

const UNREADABLE = 'cette ligne ne se lit pas : retrait, guillemets ou « : » à revoir'

const WORDS: Readonly<Record<string, string>> = Object.freeze({
  BAD_INDENT: 'le retrait de la ligne ne correspond à aucun niveau ouvert au-dessus',
  BAD_SCALAR_START: 'ce caractère ne peut pas commencer une valeur : la mettre entre guillemets',
  BLOCK_AS_IMPLICIT_KEY:
    'une valeur imbriquée commence sur la même ligne : il manque un saut de ligne ou un retrait',
  BLOCK_IN_FLOW: 'un bloc en retrait se trouve dans une liste entre crochets ou un bloc entre accolades',
  MISSING_CHAR: 'il manque un signe : guillemet, crochet, accolade, virgule ou « : »',
  MULTILINE_IMPLICIT_KEY: 'une clé court sur plusieurs lignes : il manque « : » ou un guillemet',
  MULTIPLE_DOCS: 'le fichier contient plusieurs documents séparés par ---',
  TAB_AS_INDENT: 'le retrait est fait d’une tabulation : employer des espaces',
  UNEXPECTED_TOKEN: 'un signe inattendu se trouve ici',
})
