import { literal } from './sql-text.ts'

/**
 * How the engine makes the rows of a fact table of the cells of a load, when they are wanted: reading the cells again
 * costs less than writing every row once more.
 */
export interface FactsRecipe {
  /** A query over `CELLS_PLACE` and `MAPS_PLACE` that gives the columns of the table, a line a row. */
  readonly sql: string
  /** Parquet of what each different cell is read as; it is moved into the archive. */
  readonly maps: string
  /** Lines that are not to be taken: they are elsewhere, or set aside. */
  readonly except: readonly number[]
}

/** Where a recipe reads the cells and its maps from: a home may be anywhere. No text of a programme is like it. */
export const CELLS_PLACE = "'\uE000cells'"
export const MAPS_PLACE = "'\uE000maps'"

/** The query of a recipe over Parquet files. */
export function recipeOver(
  sql: string,
  { cells, maps }: { readonly cells: string; readonly maps: string },
): string {
  return sql.replaceAll(CELLS_PLACE, () => literal(cells)).replaceAll(MAPS_PLACE, () => literal(maps))
}
