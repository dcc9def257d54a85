/** A time of day that was read (`09:30`), or why it was not. */
export type ReadTime =
  | { readonly value: string; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined }

/** Reads `9h30`, `9 h`, `09:30` and `09:30:00`, to the minute. */
export function readTime(written: string): ReadTime {
  const match = /^(\d{1,2})(?:\s*[hH]\s*(\d{2})?|:(\d{2})(?::00)?)$/.exec(written.trim())
  if (!match) return { problem: 'ce n’est pas une heure' }
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? match[3] ?? 0)]
  if (hour > 23 || minute > 59) return { problem: 'cette heure n’existe pas' }
  return { value: `${pad(hour)}:${pad(minute)}` }
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
