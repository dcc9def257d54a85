/** E-mail addresses, also written with (at). What is before the sign is bounded: a long cell without spaces took the square of its length. */
const EMAIL =
  /[^\s@<>()[\],;:"«»]{1,254}\s?(?:@|＠|\(at\)|\[at\])\s?[^\s@<>()[\],;:"«»]+\.[\p{L}\p{N}-]{2,}/giu

/** French numbers of ten digits, however they are spaced. */
const NATIONAL_PHONE = /(?<!\d[.,]?)0[1-9](?:[\s.\-/]{0,2}\d){8}(?!\d)/g

/** Numbers with a country prefix, `+33 (0)6…` and `0033…`. */
const INTERNATIONAL_PHONE = /(?<!\d)(?:\+|00)[1-9]\d{0,2}(?:[\s.\-()/]{0,3}\d){6,12}(?!\d)/g

/** French social security number (NIR), with or without its key; 2A and 2B are Corsica. */
const NIR =
  /(?<![\dA-Z])[12378][\s.-]?\d{2}[\s.-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.-]?(?:\d{2}|2[AB])[\s.-]?\d{3}[\s.-]?\d{3}(?:[\s.-]?\d{2})?(?!\d)/gi

/** The kinds of identifier that are known by their shape, in the order in which they are looked for. */
export const IDENTIFIER_PATTERNS = Object.freeze([
  { kind: 'e-mail', pattern: EMAIL },
  { kind: 'NIR', pattern: NIR },
  { kind: 'téléphone', pattern: INTERNATIONAL_PHONE },
  { kind: 'téléphone', pattern: NATIONAL_PHONE },
] as const)

/** `01/09/2018 10:30` has the ten digits of a telephone number. */
export const DATE_AND_HOUR = /^\d{2}([./-])\d{2}\1(?:19|20)\d{2}(?!\1)/
