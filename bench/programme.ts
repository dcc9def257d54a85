import { fileURLToPath } from 'node:url'

/** The programme that is in this repository, from the file that the bench is made into. */
export const CSC = fileURLToPath(new URL('../../../../data/csc', import.meta.url))
