/** A name as SQL writes it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as SQL writes it; for paths, which some statements do not take as parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
