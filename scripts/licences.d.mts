export const ALLOWED: readonly string[]
export function dependencies(): { name: string; version: string; license?: string }[]
export function licencesPage(): string
