import type { Finding } from '@retombees/contract/problem'
import { isDiskFailure } from '@retombees/warehouse/errors'
import { UsageError } from './environment.ts'

/** Says what went wrong on standard error and returns the exit code: 2 for a wrong call, 1 for the rest. */
export function reportFailure(error: unknown, say: (line: string) => void): number {
  const findings = findingsOf(error)
  if (findings.length > 0) for (const finding of findings) say(findingInWords(finding))
  else say(isDiskFailure(error) ? diskInWords(error as Error) : inWords(error))
  return error instanceof UsageError ? 2 : 1
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path } = error as NodeJS.ErrnoException
  return code === 'EACCES' || code === 'EPERM'
    ? `${path ?? 'Un fichier'} : accès refusé à ce compte. Donnez-lui le droit d’y écrire, puis recommencez ; ce qui était publié le reste.`
    : error.message
}

/** Neither what was published nor what is in the ledger was touched: the same command goes on from there. */
function diskInWords(error: Error): string {
  const { path } = error as NodeJS.ErrnoException
  const where = path ?? /"([^"]+)"/.exec(error.message)?.[1]
  const full = /ENOSPC|EDQUOT|EFBIG|no space|quota|too large/i.test(error.message)
  const [problem, remedy] = full
    ? ['le disque est plein', 'libérez de la place']
    : ['le disque n’a pas pu être écrit', 'vérifiez-le']
  return `${where ? `${where} : ` : ''}${problem}. Ce qui était publié le reste, rien n’est perdu ; ${remedy}, puis relancez la même commande. (${error.message})`
}

/** `file:line key: message`, as compilers write it, so that a terminal can open the place; a place is said once. */
export function findingInWords(finding: Finding): string {
  const { file, message } = finding
  const place = [file, finding.row].filter((part) => part !== undefined).join(':')
  const key = finding.key ? ` ${finding.key}` : ''
  const said = file !== undefined && message.startsWith(file) ? message.replace(/^.*? : /, '') : message
  return place ? `${place}${key} : ${said}` : said
}

function findingsOf(error: unknown): Finding[] {
  if (!(error instanceof Error)) return []
  if ('findings' in error && Array.isArray(error.findings)) return error.findings as Finding[]
  if ('finding' in error) return [error.finding as Finding]
  return []
}
