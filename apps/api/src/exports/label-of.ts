import type { Locale, Localized } from '@retombees/contract/localized'

/** The label of a definition in a language, French where it has no other; the id itself when there is no such definition. */
export function labelOf(
  definitions: readonly { id: string; label: Localized }[],
  id: string,
  locale: Locale,
): string {
  const label = definitions.find((definition) => definition.id === id)?.label
  return label?.[locale] ?? label?.fr ?? id
}
