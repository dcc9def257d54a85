import type { BaseKind } from '@retombees/contract/figure'

/** What a base counts, in French: singular, plural, and with its partitive (« de répondants », « d’ateliers »). */
export const BASE_WORDS: Readonly<Record<BaseKind, { one: string; many: string; of: string }>> =
  Object.freeze({
    respondents: { one: 'répondant', many: 'répondants', of: 'de répondants' },
    mentions: { one: 'mention', many: 'mentions', of: 'de mentions' },
    attendances: { one: 'participation', many: 'participations', of: 'de participations' },
    workshops: { one: 'atelier', many: 'ateliers', of: 'd’ateliers' },
    sessions: { one: 'session', many: 'sessions', of: 'de sessions' },
    persons: { one: 'personne', many: 'personnes', of: 'de personnes' },
    partners: { one: 'acteur', many: 'acteurs', of: 'd’acteurs' },
    engagements: { one: 'engagement', many: 'engagements', of: 'd’engagements' },
    scores: { one: 'note', many: 'notes', of: 'de notes' },
    centres: { one: 'centre', many: 'centres', of: 'de centres' },
    outcomes: { one: 'résultat attendu', many: 'résultats attendus', of: 'de résultats attendus' },
    prototypes: { one: 'prototype', many: 'prototypes', of: 'de prototypes' },
    structures: { one: 'structure', many: 'structures', of: 'de structures' },
    places: { one: 'lieu', many: 'lieux', of: 'de lieux' },
    euros: { one: 'euro', many: 'euros', of: 'd’euros' },
    posts: { one: 'poste', many: 'postes', of: 'de postes' },
    hours: { one: 'heure', many: 'heures', of: 'd’heures' },
    visits: { one: 'passage à l’accueil', many: 'passages à l’accueil', of: 'de passages à l’accueil' },
    contributions: { one: 'contribution', many: 'contributions', of: 'de contributions' },
    records: { one: 'ligne', many: 'lignes', of: 'de lignes' },
  })
