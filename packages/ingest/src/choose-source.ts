import { nearest } from '@retombees/programme/nearest'
import type { SourceFile } from '@retombees/programme/source-file'
import { refusal } from './errors.ts'
import { baseName } from './unpack.ts'

/**
 * The source a file answers to, by its name, or the one that is forced by id.
 * Throws IngestError when none or several do.
 */
export function chooseSource(fileName: string, sources: readonly SourceFile[], forced?: string): SourceFile {
  const name = baseName(fileName)
  if (forced !== undefined) {
    const source = sources.find((one) => one.id === forced)
    if (source) return source
    const ids = sources.map((one) => one.id)
    const close = nearest(forced, ids)
    throw refusal({
      code: 'unknown-source',
      file: name,
      problem: `la source « ${forced} » n’est pas définie`,
      expected: ids.join(', '),
      remedy: close ? `écrire « ${close} »` : 'choisir une source du programme',
    })
  }
  const answering = sources.filter((source) => answersTo(name, source))
  if (answering.length === 1) return answering[0] as SourceFile
  if (answering.length > 1)
    throw refusal({
      code: 'ambiguous-source',
      file: name,
      problem: `plusieurs sources répondent à ce nom de fichier : ${answering.map((one) => one.id).join(', ')}`,
      remedy: 'dire laquelle (--source), ou renommer le fichier',
    })
  throw refusal({
    code: 'no-source',
    file: name,
    problem: 'aucune source ne répond à ce nom de fichier',
    expected: sources.map((source) => `${source.files.join(' ou ')} (${source.id})`).join(' ; '),
    remedy: 'renommer le fichier, ou dire la source (--source)',
  })
}

/** Whether a source answers to that file name; a compressed file answers for the one in it. */
export function answersTo(name: string, source: SourceFile): boolean {
  const bare = name.replace(/\.(gz|zip)$/i, '')
  const patterns = source.files.flatMap((pattern) => [
    pattern,
    ...(source.format.kind === 'any' ? TABLES.map((one) => pattern.replace(EXTENSION, one)) : []),
  ])
  return patterns.some(
    (pattern) =>
      answers(name, pattern) ||
      (bare !== name && (answers(bare, pattern) || answers(bare, pattern.replace(EXTENSION, '')))),
  )
}

const EXTENSION = /\.[^.*]+$/

/** How tables are called, for a source that takes them in any format. */
const TABLES: readonly string[] = Object.freeze([
  '.csv',
  '.tsv',
  '.txt',
  '.xlsx',
  '.xlsm',
  '.ods',
  '.jsonl',
  '.ndjson',
])

function answers(name: string, pattern: string): boolean {
  const escaped = pattern
    .normalize('NFC')
    .split('*')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`, 'iu').test(name)
}
