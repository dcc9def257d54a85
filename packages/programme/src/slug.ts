import { z } from 'zod'

/** Ids are ASCII slugs, never reused; a renamed thing keeps its old ids under `formerly`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'un identifiant : minuscules sans accent, chiffres et tirets')
export type Slug = z.infer<typeof Slug>
