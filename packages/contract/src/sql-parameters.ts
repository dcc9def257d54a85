/** A `:name` in a statement, by where it stands. */
interface Found {
  readonly name: string
  readonly at: number
}

/**
 * The names of the `:name` parameters of a statement, each once, in the order of their first use. What stands in a
 * text, a quoted name or a comment is none, nor is the type of a `::` cast, the bound of a slice `list[1:n]` or the
 * value of a struct `{'key':column}`.
 */
export function parameterNames(sql: string): string[] {
  return [...new Set(find(sql).map(({ name }) => name))]
}

/** The statement with every `:name` written `$name`, as the engine names its parameters. Same length, same places. */
export function enginePlaceholders(sql: string): string {
  let written = ''
  let done = 0
  for (const { at } of find(sql)) {
    written += `${sql.slice(done, at)}$`
    done = at + 1
  }
  return written + sql.slice(done)
}

/** A single statement without its final semicolons: what can stand in brackets. Same length, same places. */
export function withoutSemicolons(sql: string): string {
  let written = ''
  for (let at = 0; at < sql.length; ) {
    const next = Math.max(afterQuoted(sql, at), at + 1)
    const piece = sql.slice(at, next)
    written += piece === ';' ? ' ' : piece
    at = next
  }
  return written
}

/** How deep the brackets of a statement stand in each other, texts and comments left aside. */
export function bracketDepth(sql: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < sql.length; ) {
    const next = afterQuoted(sql, at)
    if (next > at) {
      at = next
      continue
    }
    const sign = sql.charAt(at)
    if ('([{'.includes(sign)) {
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (')]}'.includes(sign)) depth -= 1
    at += 1
  }
  return deepest
}

const NAME = /:([A-Za-z_][A-Za-z0-9_]*)/y
/** What a parameter never follows at once: the end of a name, number, text, bracket, or another colon. */
const ENDS_A_VALUE = /[\p{L}\p{N}_'"\])}:$]/u

function find(sql: string): Found[] {
  const found: Found[] = []
  for (let at = 0; at < sql.length; ) {
    const next = afterQuoted(sql, at)
    if (next > at) {
      at = next
      continue
    }
    NAME.lastIndex = at
    const name = sql[at] === ':' ? NAME.exec(sql)?.[1] : undefined
    if (name !== undefined && !ENDS_A_VALUE.test(sql.charAt(at - 1))) {
      found.push({ name, at })
      at += name.length
    }
    at += 1
  }
  return found
}

/** Where the text, quoted name or comment that begins here ends; here itself when none begins. */
function afterQuoted(sql: string, at: number): number {
  const sign = sql[at]
  if (sign === '-' && sql[at + 1] === '-') return after(sql, '\n', at)
  if (sign === '/' && sql[at + 1] === '*') return after(sql, '*/', at + 2)
  if (sign === '"') return afterClosing(sql, at, '"', false)
  if (sign === "'") return afterClosing(sql, at, "'", isEscapeText(sql, at))
  if (sign === '$') {
    const tag = /^\$([A-Za-z_][A-Za-z0-9_]*)?\$/.exec(sql.slice(at, at + 80))?.[0]
    if (tag !== undefined) return after(sql, tag, at + tag.length)
  }
  return at
}

function after(sql: string, end: string, from: number): number {
  const at = sql.indexOf(end, from)
  return at < 0 ? sql.length : at + end.length
}

/** A quote in a text is written twice; in an `e'…'` a backslash does it too. */
function afterClosing(sql: string, at: number, quote: string, escapes: boolean): number {
  for (let next = at + 1; next < sql.length; next += 1) {
    if (escapes && sql[next] === '\\') next += 1
    else if (sql[next] === quote) {
      if (sql[next + 1] !== quote) return next + 1
      next += 1
    }
  }
  return sql.length
}

function isEscapeText(sql: string, at: number): boolean {
  return /^e$/i.test(sql.charAt(at - 1)) && !/[\p{L}\p{N}_]/u.test(sql.charAt(at - 2))
}
