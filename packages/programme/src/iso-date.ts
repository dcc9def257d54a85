import { z } from 'zod'

/** A day, as text: `2019-07-01`. */
export const IsoDate = z.iso.date('une date : AAAA-MM-JJ')
