import type { Finding } from '@retombees/contract/problem'
import { UsageError } from './environment.ts'

/** Says what went wrong on standard error and returns the exit code: 2 for a wrong call, 1 for the rest. */
export function reportFailure(error: unknown, say: (line: string) => void): number {
  const findings = findingsOf(error)
  if (findings.length > 0) for (const finding of findings) say(findingInWords(finding))
  else say(error instanceof Error ? error.message : String(error))
  return error instanceof UsageError ? 2 : 1
}

/** `file:line key: message`, as compilers write it, so that a terminal can open the place. */
export function findingInWords(finding: Finding): string {
  const place = [finding.file, finding.row].filter((part) => part !== undefined).join(':')
  const key = finding.key ? ` ${finding.key}` : ''
  return place ? `${place}${key} : ${finding.message}` : finding.message
}

function findingsOf(error: unknown): Finding[] {
  if (!(error instanceof Error)) return []
  if ('findings' in error && Array.isArray(error.findings)) return error.findings as Finding[]
  if ('finding' in error) return [error.finding as Finding]
  return []
}
