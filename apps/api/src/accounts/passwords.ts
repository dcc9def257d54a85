import { randomInt } from 'node:crypto'
import { AccountError } from '../errors.ts'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128
/** Out of 4; from 3 on, over a hundred million guesses (zxcvbn). */
const LEAST_SCORE = 3

/** What a password must not be made of, besides what everybody uses. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
}

/**
 * Throws an AccountError for a password that is short, long, or easy to guess: among those everybody uses, made of
 * French words, keyboard lines, dates, repetitions, or of its owner's own name and address. The words are read once,
 * when first needed.
 */
export async function checkPassword(password: string, owner: PasswordOwner): Promise<void> {
  const found = [...password].length
  if (found < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD)
    throw new AccountError('password_length', { found, least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })
  judge ??= openJudge()
  const { score } = (await judge).check(password, [
    'retombees',
    'retombées',
    owner.email,
    owner.name,
    ...`${owner.name} ${owner.email}`.split(/[\s@.+_-]+/).filter((word) => word.length > 2),
  ])
  if (score < LEAST_SCORE) throw new AccountError('weak_password')
}

let judge: ReturnType<typeof openJudge> | undefined

async function openJudge() {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...french.dictionary },
  })
}

/** Without letters and digits that are taken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be told once: four groups of five characters, 98 bits. */
export function firstPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}
