import type { Locale } from '@retombees/contract/localized'
import type { Role } from '@retombees/contract/role'

/** What a kind of problem says: `{name}` in a detail stands for a parameter. */
export interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503
  readonly title: Readonly<Record<Locale, string>>
  readonly detail: Readonly<Record<Locale, string>>
}

/** Every problem that the API answers with, by code, in both languages. */
export const PROBLEMS = Object.freeze({
  uploads_closed: {
    status: 503,
    title: { fr: 'Dépôt fermé', en: 'Uploads closed' },
    detail: {
      fr: 'Ce serveur ne charge pas de fichiers : chargez-les au terminal, avec « retombees ingest ».',
      en: 'This server takes no files in: load them in the terminal, with “retombees ingest”.',
    },
  },
  invalid_request: {
    status: 400,
    title: { fr: 'Demande mal formée', en: 'Malformed request' },
    detail: {
      fr: 'La demande ne correspond pas à ce que cette adresse attend : {found}.',
      en: 'The request is not what this address expects: {found}.',
    },
  },
  not_signed_in: {
    status: 401,
    title: { fr: 'Connexion nécessaire', en: 'Sign-in required' },
    detail: {
      fr: 'Connectez-vous, ou joignez un jeton d’accès valide.',
      en: 'Sign in, or send a valid access token.',
    },
  },
  invalid_token: {
    status: 401,
    title: { fr: 'Jeton refusé', en: 'Token refused' },
    detail: {
      fr: 'Ce jeton est inconnu, expiré ou révoqué ; demandez-en un autre.',
      en: 'This token is unknown, expired or revoked; ask for another.',
    },
  },
  wrong_credentials: {
    status: 401,
    title: { fr: 'Identifiants refusés', en: 'Credentials refused' },
    detail: {
      fr: 'L’adresse électronique ou le mot de passe ne convient pas.',
      en: 'The e-mail address or the password is not right.',
    },
  },
  role_refused: {
    status: 403,
    title: { fr: 'Accès réservé', en: 'Access restricted' },
    detail: {
      fr: 'Votre rôle ({role}) n’ouvre pas cette page.',
      en: 'Your role ({role}) does not open this page.',
    },
  },
  route_undeclared: {
    status: 403,
    title: { fr: 'Adresse fermée', en: 'Address closed' },
    detail: {
      fr: 'Cette adresse ne dit pas à qui elle répond : elle est refusée à tous.',
      en: 'This address does not say whom it answers: it is refused to everyone.',
    },
  },
  origin_refused: {
    status: 403,
    title: { fr: 'Origine refusée', en: 'Origin refused' },
    detail: {
      fr: 'Cette demande vient d’un autre site ({found}).',
      en: 'This request comes from another site ({found}).',
    },
  },
  demo_closed: {
    status: 403,
    title: { fr: 'Démonstration fermée', en: 'Demonstration closed' },
    detail: {
      fr: 'Des données de terrain sont chargées : la connexion en un clic n’existe plus. Lancez « retombees serve » et créez des comptes.',
      en: 'Field data is loaded: one-click sign-in is gone. Run "retombees serve" and create accounts.',
    },
  },
  not_found: {
    status: 404,
    title: { fr: 'Introuvable', en: 'Not found' },
    detail: { fr: 'Rien ne répond à {found}.', en: 'Nothing answers at {found}.' },
  },
  unknown_id: {
    status: 404,
    title: { fr: 'Identifiant inconnu', en: 'Unknown identifier' },
    detail: {
      fr: '{key} : « {found} » n’existe pas dans ce qui est publié.',
      en: '{key}: "{found}" is not in what is published.',
    },
  },
  person_needed: {
    status: 403,
    title: { fr: 'Une personne est nécessaire', en: 'A person is needed' },
    detail: {
      fr: 'Ceci se fait depuis une session ouverte par une personne, pas avec un jeton.',
      en: 'This is done from a session that a person opened, not with a token.',
    },
  },
  password_change_needed: {
    status: 403,
    title: { fr: 'Mot de passe à changer', en: 'Password to be changed' },
    detail: {
      fr: 'Ce mot de passe vous a été donné : choisissez le vôtre avant toute autre chose.',
      en: 'This password was given to you: choose your own before anything else.',
    },
  },
  weak_password: {
    status: 400,
    title: { fr: 'Mot de passe trop faible', en: 'Password too weak' },
    detail: {
      fr: 'Mot de passe trop facile à deviner : mot courant, suite de touches, répétition, date, ou votre propre nom. Plusieurs mots sans rapport entre eux en font un bon.',
      en: 'This password is too easy to guess: a common word, a line of keys, a repetition, a date, or your own name. Several unrelated words make a good one.',
    },
  },
  password_length: {
    status: 400,
    title: { fr: 'Mot de passe trop court ou trop long', en: 'Password too short or too long' },
    detail: {
      fr: 'Mot de passe : {found} caractères trouvés ; il en faut entre {least} et {most}.',
      en: 'Password: {found} characters found; between {least} and {most} are needed.',
    },
  },
  wrong_password: {
    status: 403,
    title: { fr: 'Mot de passe actuel refusé', en: 'Current password refused' },
    detail: {
      fr: 'Le mot de passe actuel ne convient pas ; rien n’a été changé.',
      en: 'The current password is not right; nothing was changed.',
    },
  },
  no_password: {
    status: 409,
    title: { fr: 'Compte sans mot de passe', en: 'Account without a password' },
    detail: {
      fr: 'Ce compte n’a pas de mot de passe ici : il s’ouvre autrement.',
      en: 'This account has no password here: it is opened otherwise.',
    },
  },
  invalid_email: {
    status: 400,
    title: { fr: 'Adresse électronique refusée', en: 'E-mail address refused' },
    detail: {
      fr: '« {found} » n’est pas une adresse électronique.',
      en: '"{found}" is not an e-mail address.',
    },
  },
  unknown_account: {
    status: 404,
    title: { fr: 'Compte inconnu', en: 'Unknown account' },
    detail: { fr: '« {found} » n’a pas de compte.', en: '"{found}" has no account.' },
  },
  email_taken: {
    status: 409,
    title: { fr: 'Adresse déjà prise', en: 'Address already taken' },
    detail: { fr: '« {found} » a déjà un compte.', en: '"{found}" already has an account.' },
  },
  scope_needed: {
    status: 400,
    title: { fr: 'Centre ou territoire nécessaire', en: 'Centre or territory needed' },
    detail: {
      fr: 'Une direction appartient à un centre ou à un territoire : précisez l’un des deux (--centre ou --territory).',
      en: 'A director belongs to a centre or to a territory: name one of them (--centre or --territory).',
    },
  },
  mission_without_end: {
    status: 400,
    title: { fr: 'Mission sans fin', en: 'Mission without an end' },
    detail: {
      fr: 'Une mission de contrôle a une fin : donnez son dernier jour (AAAA-MM-JJ).',
      en: 'A mission of control has an end: give its last day (YYYY-MM-DD).',
    },
  },
  invalid_day: {
    status: 400,
    title: { fr: 'Échéance illisible', en: 'Unreadable day' },
    detail: {
      fr: 'Échéance : « {found} » trouvé ; un jour est attendu (AAAA-MM-JJ).',
      en: 'Last day: "{found}" found; a day is expected (YYYY-MM-DD).',
    },
  },
  day_past: {
    status: 400,
    title: { fr: 'Échéance passée', en: 'Day past' },
    detail: {
      fr: 'Échéance : « {found} » est déjà passé ; donnez un jour à venir.',
      en: 'Last day: "{found}" is past; give a day to come.',
    },
  },
  role_above: {
    status: 403,
    title: { fr: 'Rôle trop étendu', en: 'Role too wide' },
    detail: {
      fr: 'Un jeton n’ouvre pas plus que le compte qui le crée.',
      en: 'A token opens no more than the account that makes it.',
    },
  },
  own_account: {
    status: 409,
    title: { fr: 'Votre propre compte', en: 'Your own account' },
    detail: {
      fr: 'Votre propre compte ne se ferme pas et ne change pas de rôle ici : demandez-le à un autre administrateur, ou au terminal.',
      en: 'Your own account is not closed and its role not changed here: ask another administrator, or use the terminal.',
    },
  },
  too_many_tokens: {
    status: 409,
    title: { fr: 'Trop de jetons', en: 'Too many tokens' },
    detail: {
      fr: '{found} jetons en vigueur : révoquez-en avant d’en créer un autre.',
      en: '{found} tokens in force: revoke some before making another.',
    },
  },
  published_since: {
    status: 409,
    title: { fr: 'Publication plus récente', en: 'Published since' },
    detail: {
      fr: 'De nouvelles données ont été publiées depuis que vous avez lu la preuve ; relisez-la, puis signez.',
      en: 'New data has been published since you read the evidence; read it again, then sign.',
    },
  },
  host_refused: {
    status: 421,
    title: { fr: 'Nom d’hôte refusé', en: 'Host refused' },
    detail: {
      fr: 'Ce serveur ne répond pas au nom « {found} ». Si c’est le sien, ajoutez-le à RETOMBEES_HOSTS.',
      en: 'This server does not answer to the name "{found}". If it should, add it to RETOMBEES_HOSTS.',
    },
  },
  too_large: {
    status: 413,
    title: { fr: 'Envoi trop volumineux', en: 'Body too large' },
    detail: {
      fr: 'Le corps de la demande dépasse {limit} octets.',
      en: 'The request body exceeds {limit} bytes.',
    },
  },
  unsupported_media: {
    status: 415,
    title: { fr: 'Format non pris en charge', en: 'Unsupported format' },
    detail: {
      fr: 'Cette adresse attend du JSON (Content-Type: application/json).',
      en: 'This address expects JSON (Content-Type: application/json).',
    },
  },
  too_many_attempts: {
    status: 429,
    title: { fr: 'Trop de tentatives', en: 'Too many attempts' },
    detail: {
      fr: 'Trop de connexions refusées ; réessayez dans {seconds} secondes.',
      en: 'Too many refused sign-ins; try again in {seconds} seconds.',
    },
  },
  sql_refused: {
    status: 400,
    title: { fr: 'Requête refusée', en: 'Query refused' },
    detail: { fr: '{found}', en: '{found}' },
  },
  sql_failed: {
    status: 400,
    title: { fr: 'Requête sans réponse', en: 'Query failed' },
    detail: { fr: '{found}', en: '{found}' },
  },
  sql_too_long: {
    status: 422,
    title: { fr: 'Requête trop longue', en: 'Query took too long' },
    detail: {
      fr: 'La requête a été arrêtée après {seconds} secondes. Filtrez plus tôt, regroupez, ou comptez avant de lister.',
      en: 'The query was stopped after {seconds} seconds. Filter earlier, aggregate, or count before listing.',
    },
  },
  sql_too_large: {
    status: 422,
    title: { fr: 'Requête trop grande', en: 'Query too large' },
    detail: { fr: '{found}', en: '{found}' },
  },
  sql_cancelled: {
    status: 422,
    title: { fr: 'Requête annulée', en: 'Query cancelled' },
    detail: {
      fr: 'La requête a été annulée ; rien n’en reste.',
      en: 'The query was cancelled; nothing is left of it.',
    },
  },
  sql_crashed: {
    status: 422,
    title: { fr: 'Le moteur s’est arrêté', en: 'The engine stopped' },
    detail: {
      fr: 'Le moteur s’est arrêté sur cette requête ; rien d’autre n’est touché. Simplifiez-la.',
      en: 'The engine stopped on this query; nothing else is affected. Simplify it.',
    },
  },
  sql_busy: {
    status: 429,
    title: { fr: 'Trop de requêtes en attente', en: 'Too many queries waiting' },
    detail: {
      fr: '{waiting} requêtes attendent déjà leur tour ; réessayez dans quelques secondes.',
      en: '{waiting} queries are already waiting; try again in a few seconds.',
    },
  },
  internal: {
    status: 500,
    title: { fr: 'Erreur interne', en: 'Internal error' },
    detail: {
      fr: 'Le serveur n’a pas pu répondre. L’incident est noté sous {incident}.',
      en: 'The server could not answer. The incident is recorded as {incident}.',
    },
  },
  nothing_published: {
    status: 503,
    title: { fr: 'Rien n’est publié', en: 'Nothing is published' },
    detail: {
      fr: 'Aucune donnée n’est encore publiée ; chargez des fichiers avec « retombees ingest ».',
      en: 'No data is published yet; load files with "retombees ingest".',
    },
  },
} satisfies Record<string, ProblemKind>)

export type ProblemCode = keyof typeof PROBLEMS

/** The detail of a problem in a language, its parameters put in. */
export function detailOf(
  code: ProblemCode,
  params: Readonly<Record<string, string | number>>,
  locale: Locale,
): string {
  return PROBLEMS[code].detail[locale].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** The names of roles as the interface writes them. */
export const ROLE_NAMES: Readonly<Record<Role, Readonly<Record<Locale, string>>>> = Object.freeze({
  steward: { fr: 'coordination', en: 'steward' },
  evaluator: { fr: 'évaluation', en: 'evaluator' },
  director: { fr: 'direction', en: 'director' },
  funder: { fr: 'financeur', en: 'funder' },
  analyst: { fr: 'analyse', en: 'analyst' },
  auditor: { fr: 'contrôle', en: 'auditor' },
  admin: { fr: 'administration', en: 'administrator' },
})
