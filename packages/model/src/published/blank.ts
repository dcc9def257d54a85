/** What stands for a blank, or for a value that its list does not hold, wherever rows are counted by a column. */
export const BLANK = 'non-renseigne'
