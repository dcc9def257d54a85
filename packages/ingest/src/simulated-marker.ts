/** The sign the generator writes above the headings of every file it makes. */
export const SIMULATED_MARKER = 'retombees:simulated'

/** A file that bears the generator's marker is simulated wherever it lies. */
export function isSimulated(above: readonly string[]): boolean {
  return above.some((text) => text.includes(SIMULATED_MARKER))
}
