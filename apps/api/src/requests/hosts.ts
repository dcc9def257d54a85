/** The names by which a server on this machine is reached without leaving it. */
export const LOOPBACK_NAMES: readonly string[] = Object.freeze(['localhost', '127.0.0.1', '[::1]'])

/** True where a Host header names this machine's own loopback, whatever the port. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.includes(nameOf(host))
}

/**
 * Whether a Host header may be answered. An entry without a port stands for every port; one with a port for that
 * port alone. Loopback names are always answered: a page on another site cannot bear one of them as its Host.
 */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const asked = host.toLowerCase()
  return (
    isLoopback(asked) || allowed.some((a) => a.toLowerCase() === asked || a.toLowerCase() === nameOf(asked))
  )
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
