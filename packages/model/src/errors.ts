import type { Finding } from '@retombees/contract/problem'

/** A question put to the model that the programme or the snapshot cannot answer. The message is French. */
export class ModelError extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.message)
    this.name = 'ModelError'
    this.finding = finding
  }
}

/** `found` is not an id of that kind in the programme. `code` is `unknown-…`. */
export function unknownId(code: string, what: string, found: string, known: readonly string[]): ModelError {
  const expected = known.join(', ')
  return new ModelError({
    code,
    found,
    expected,
    remedy: `Prendre l’un des identifiants du programme.`,
    message: `${what} inconnu(e) : « ${found} ». Attendu : ${expected || 'aucun n’est défini'}.`,
  })
}

export function isModelError(error: unknown): error is ModelError {
  return error instanceof ModelError
}

/**
 * A cube that cannot be published: printed counts give small cells away whatever is suppressed, or the audit found a cell
 * that an attacker works out. The previous publication stays in force. The message is French and names no value.
 */
export class DisclosureError extends Error {
  readonly code: 'printed-gives-away' | 'printed-contradicts' | 'audit-failed'
  readonly attacker: string
  readonly cells: readonly string[]

  constructor(code: DisclosureError['code'], attacker: string, cells: readonly string[]) {
    super(
      `Publication refusée (${attacker}) : ${WHAT[code]} (${cells.length} case(s)). La publication précédente reste en vigueur.`,
    )
    this.name = 'DisclosureError'
    this.code = code
    this.attacker = attacker
    this.cells = cells
  }
}

const WHAT: Readonly<Record<DisclosureError['code'], string>> = Object.freeze({
  'printed-gives-away': 'des effectifs déjà imprimés livrent des cases sous le seuil',
  'printed-contradicts': 'des effectifs déjà imprimés ne sont pas ceux des données',
  'audit-failed': 'des cases sous le seuil se déduisent de ce qui serait publié',
})
