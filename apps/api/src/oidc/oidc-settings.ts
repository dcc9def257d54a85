import { isLoopback } from '../requests/hosts.ts'

/** How this server and its identity provider know each other. */
export interface OidcSettings {
  /** As the provider names itself in its tokens. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button says. */
  readonly label: string
  readonly scopes: string
  /** Levels of authentication of which one is demanded; empty: any. */
  readonly acr: readonly string[]
  /** The algorithm of the provider's signatures, as it was agreed at registration. */
  readonly algorithm: string
  /** The profile comes signed (ProConnect), and is refused otherwise. */
  readonly signedProfile: boolean
  /** Address under which browsers reach this server, as registered with the provider. */
  readonly publicUrl: string
}

/** A setting of the identity provider is missing or cannot be: the server does not start. */
export class OidcSettingsError extends Error {}

const NEEDED = ['RETOMBEES_OIDC_CLIENT_ID', 'RETOMBEES_OIDC_CLIENT_SECRET', 'RETOMBEES_URL'] as const

/**
 * Reads the settings from the environment: null without RETOMBEES_OIDC_ISSUER, which is how it is off. The defaults are
 * ProConnect's. Throws an OidcSettingsError that names the variable.
 */
export function readOidcSettings(env: Readonly<Record<string, string | undefined>>): OidcSettings | null {
  const issuer = env.RETOMBEES_OIDC_ISSUER
  if (!issuer) return null
  for (const name of NEEDED)
    if (!env[name]) throw new OidcSettingsError(`${name} : nécessaire avec RETOMBEES_OIDC_ISSUER.`)
  return {
    issuer: safeUrl('RETOMBEES_OIDC_ISSUER', issuer),
    clientId: env.RETOMBEES_OIDC_CLIENT_ID ?? '',
    clientSecret: env.RETOMBEES_OIDC_CLIENT_SECRET ?? '',
    publicUrl: safeUrl('RETOMBEES_URL', env.RETOMBEES_URL ?? '').replace(/\/$/, ''),
    label: env.RETOMBEES_OIDC_LABEL ?? 'ProConnect',
    scopes: env.RETOMBEES_OIDC_SCOPES ?? 'openid given_name usual_name email',
    acr: (env.RETOMBEES_OIDC_ACR ?? '').split(/[\s,]+/).filter(Boolean),
    algorithm: env.RETOMBEES_OIDC_ALG ?? 'RS256',
    signedProfile:
      oneOf('RETOMBEES_OIDC_USERINFO', env.RETOMBEES_OIDC_USERINFO ?? 'signed', ['signed', 'json']) ===
      'signed',
  }
}

/** https, or this machine itself. */
function safeUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.host))))
    throw new OidcSettingsError(`${name} : « ${text} » trouvé ; une adresse https est attendue.`)
  return text
}

function oneOf(name: string, found: string, expected: readonly string[]): string {
  if (!expected.includes(found))
    throw new OidcSettingsError(`${name} : « ${found} » trouvé ; attendu : ${expected.join(' ou ')}.`)
  return found
}
