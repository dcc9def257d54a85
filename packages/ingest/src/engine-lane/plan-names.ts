import { identifier } from '@retombees/warehouse/sql-text'

/** What a field says, as a column of the values of a line. */
export const saidBy = (field: string) => identifier(`value ${field}`)
/** Whether the engine could read its cell. */
export const isReadBy = (field: string) => identifier(`is read ${field}`)
/** Why an answer has no value. */
export const absenceOf = (field: string) => identifier(`absence ${field}`)
