import * as oidc from 'openid-client'
import type { OidcSettings } from './oidc-settings.ts'

/** What is kept in the browser between leaving for the provider and coming back. */
export interface Errand {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who the provider says somebody is. */
export interface ProvenPerson {
  readonly subject: string
  readonly email: string
  /** As the provider signed it: by it, its own session is ended. */
  readonly idToken: string
}

/** The provider cannot be reached, or what it said does not hold. `reason` is for the audit log: a code, never a token. */
export class IdentityError extends Error {
  constructor(readonly reason: string) {
    super(reason)
  }
}

/** The one identity provider of a server. */
export interface IdentityProvider {
  readonly label: string
  /** Where to send the browser, and what it must bring back. */
  leave(): Promise<{ url: string; errand: Errand }>
  /** Who came back with these parameters of the callback. Throws an IdentityError. */
  receive(search: string, errand: Errand): Promise<ProvenPerson>
  /** Where to send the browser to end the provider's own session; null where the provider ends none. Throws an IdentityError. */
  end(idToken: string): Promise<string | null>
}

export const CALLBACK = '/api/v1/oidc/callback'
export const SIGNED_OUT = '/api/v1/oidc/signed-out'

/**
 * An OpenID Connect provider, by authorization code (OpenID Connect Core 1.0, 3.1) with PKCE. Issuer, audience, nonce,
 * expiry, and the signatures of the ID token and of the profile are checked by openid-client; the level of
 * authentication and the address here.
 */
export function createIdentityProvider(settings: OidcSettings): IdentityProvider {
  const redirectUri = settings.publicUrl + CALLBACK
  let known: Promise<oidc.Configuration> | undefined
  const discovered = () => {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    label: settings.label,
    async leave() {
      const configuration = await checked(discovered)
      const errand: Errand = { state: random(), nonce: random(), verifier: oidc.randomPKCECodeVerifier() }
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
        ...demanded(settings.acr),
      })
      return { url: url.href, errand }
    },
    receive: (search, errand) =>
      checked(async () => {
        const configuration = await discovered()
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(redirectUri + search), {
          expectedState: errand.state,
          expectedNonce: errand.nonce,
          pkceCodeVerifier: errand.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new IdentityError('id_token_missing')
        if (settings.acr.length > 0 && !settings.acr.includes(String(claims.acr)))
          throw new IdentityError('acr_too_low')
        const { email, email_verified } = await oidc.fetchUserInfo(
          configuration,
          tokens.access_token,
          claims.sub,
        )
        if (!email) throw new IdentityError('email_missing')
        if (email_verified === false) throw new IdentityError('email_unverified')
        return {
          subject: claims.sub,
          email: email.trim().toLowerCase(),
          idToken: tokens.id_token ?? '',
        }
      }),
    end: (idToken) =>
      checked(async () => {
        const configuration = await discovered()
        if (!configuration.serverMetadata().end_session_endpoint) return null
        // OpenID Connect RP-Initiated Logout 1.0; ProConnect wants the hint and a state.
        const url = oidc.buildEndSessionUrl(configuration, {
          id_token_hint: idToken,
          post_logout_redirect_uri: settings.publicUrl + SIGNED_OUT,
          state: random(),
        })
        return url.href
      }),
  }
}

function discover(settings: OidcSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, algorithm, signedProfile } = settings
  const local = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(
    new URL(issuer),
    clientId,
    {
      client_secret: clientSecret,
      id_token_signed_response_alg: algorithm,
      ...(signedProfile ? { userinfo_signed_response_alg: algorithm } : {}),
    },
    oidc.ClientSecretPost(clientSecret),
    { execute: [oidc.enableNonRepudiationChecks, ...local], timeout: 10 },
  )
}

/** The levels demanded, both ways that providers know: preferred, and essential in the ID token. */
function demanded(acr: readonly string[]): Record<string, string> {
  if (acr.length === 0) return {}
  const claims = { id_token: { acr: { essential: true, values: acr } } }
  return { acr_values: acr.join(' '), claims: JSON.stringify(claims) }
}

/** 43 characters drawn at random, twice: ProConnect refuses a state or a nonce of less than 32. */
const random = () => oidc.randomState() + oidc.randomNonce()

async function checked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof IdentityError) throw error
    throw new IdentityError(reasonOf(error))
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
    return error.error.slice(0, 100)
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
