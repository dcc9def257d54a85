import { randomBytes } from 'node:crypto'
import { Session, SignedOut } from '@retombees/contract/session'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest, cookieHeader } from '../fixtures/app-under-test.ts'
import { CLIENT, type OidcServer, openOidcServer } from '../fixtures/oidc-server.ts'
import { withStore } from '../store/open-store.ts'
import { addUser } from '../users.ts'
import { OidcSettingsError, readOidcSettings } from './oidc-settings.ts'

const PUBLIC = 'http://localhost:4747'
const secret = randomBytes(32).toString('base64')
const USER = {
  email: 'camille@departement.example',
  name: 'Camille',
  role: 'evaluator',
  password: null,
} as const

describe('signing in with an identity provider', () => {
  let provider: OidcServer
  let server: AppUnderTest
  let now = new Date()
  beforeAll(async () => {
    provider = await openOidcServer(`${PUBLIC}/api/v1/oidc/callback`, `${PUBLIC}/api/v1/oidc/signed-out`)
  })
  afterAll(() => provider.close())
  const open = (more: Record<string, string> = {}) => {
    const oidc = readOidcSettings({
      RETOMBEES_OIDC_ISSUER: provider.issuer,
      RETOMBEES_OIDC_CLIENT_ID: CLIENT.id,
      RETOMBEES_OIDC_CLIENT_SECRET: CLIENT.secret,
      RETOMBEES_URL: PUBLIC,
      ...more,
    })
    server = appUnderTest({ mode: 'production', secret, oidc: oidc ?? undefined, now: () => now })
    return server
  }
  beforeEach(() => {
    provider.people = { 'sub-camille': { email: USER.email.toUpperCase() } }
    provider.subject = 'sub-camille'
    provider.acr = 'eidas1'
    provider.forge = {}
    now = new Date()
  })
  afterEach(() => server?.close())

  const leave = async () => {
    const answer = await server.get('/api/v1/oidc/sign-in')
    expect(answer.status).toBe(302)
    return { url: answer.headers.get('location') ?? '', Cookie: cookieHeader(answer), answer }
  }
  const arrive = (back: URL, Cookie: string) => server.get(`${back.pathname}${back.search}`, { Cookie })
  const signIn = async () => {
    const { url, Cookie } = await leave()
    const answer = await arrive(await provider.visit(url), Cookie)
    return { answer, location: answer.headers.get('location') }
  }
  const viewer = async (answer: Response) =>
    Session.parse(await (await server.get('/api/v1/session', { Cookie: cookieHeader(answer) })).json()).data
  const reasons = () =>
    withStore(server.home.store, async ({ db }) =>
      (await db.selectFrom('audit').select('detail').where('event', '=', 'sign-in-refused').execute()).map(
        ({ detail }) => detail.replace('ProConnect : ', ''),
      ),
    )

  it('opens the account that an administrator made for that address, whatever its case', async () => {
    await addUser(open().home, USER)
    const { answer, location } = await signIn()
    expect(await reasons()).toEqual([])
    expect(location).toBe('/')
    expect(await viewer(answer)).toMatchObject({ name: 'Camille', role: 'evaluator', via: 'session' })
    const session = Session.parse(await (await server.get('/api/v1/session')).json())
    expect(session.oidc).toEqual({ label: 'ProConnect' })
  })

  it('asks with a long state and a long nonce, never the same, by PKCE, for what ProConnect gives', async () => {
    open()
    for (let visit = 0; visit < 2; visit += 1) await provider.visit((await leave()).url)
    const [first, second] = provider.asked.slice(-2)
    for (const key of ['state', 'nonce']) {
      expect(first?.get(key)?.length).toBeGreaterThanOrEqual(32)
      expect(first?.get(key)).not.toBe(second?.get(key))
    }
    expect(first?.get('scope')).toBe('openid given_name usual_name email')
    expect(first?.get('code_challenge_method')).toBe('S256')
    expect(first?.get('redirect_uri')).toBe(`${PUBLIC}/api/v1/oidc/callback`)
  })

  it('keeps what it must bring back in a cookie of its own, out of reach of scripts', async () => {
    const [cookie] = open() && (await leave()).answer.headers.getSetCookie()
    expect(cookie).toMatch(
      /^retombees\.errand=.+; Path=\/api\/v1\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/,
    )
  })

  it('makes no account: somebody unknown here is refused, and left unknown', async () => {
    open()
    expect((await signIn()).location).toBe('/?connexion=no-account')
    await withStore(server.home.store, async ({ db }) => {
      expect(await db.selectFrom('user').select('id').execute()).toEqual([])
    })
  })

  it('links nothing: an account that has a password is not opened by the provider', async () => {
    await addUser(open().home, { ...USER, password: 'phare de Dunkerque, 1843' })
    expect((await signIn()).location).toBe('/?connexion=no-account')
  })

  it('knows somebody by the provider’s own subject from the second time on', async () => {
    await addUser(open().home, USER)
    expect((await signIn()).location).toBe('/')
    expect((await signIn()).location).toBe('/')
    provider.people = { 'sub-autre': { email: USER.email } }
    provider.subject = 'sub-autre'
    expect((await signIn()).location).toBe('/?connexion=no-account')
  })

  it('refuses whoever is closed here, or whose mission is over', async () => {
    const validUntil = new Date(now.getTime() + 3_600_000).toISOString()
    await addUser(open().home, { ...USER, role: 'auditor', validUntil })
    expect((await signIn()).location).toBe('/')
    now = new Date(now.getTime() + 7_200_000)
    expect((await signIn()).location).not.toBe('/')
  })

  describe('refuses what the provider did not say', () => {
    beforeEach(async () => {
      await addUser(open().home, USER)
    })
    const later = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

    it.each([
      ['an issuer that is another', { iss: 'https://ailleurs.example' }, /JWT_CLAIM/],
      ['an audience that is another', { aud: 'un-autre-client' }, /JWT_CLAIM/],
      ['a nonce that is another', { nonce: 'n'.repeat(64) }, /JWT_CLAIM/],
      ['no nonce at all', { nonce: undefined }, /INVALID_RESPONSE|JWT_CLAIM/],
      ['an ID token that has lapsed', { exp: later(-3600) }, /JWT_TIMESTAMP/],
    ])('%s', async (_, change, reason) => {
      provider.forge = { idToken: (claims) => ({ claims: { ...claims, ...change } }) }
      expect((await signIn()).location).toBe('/?connexion=refused')
      expect((await reasons())[0]).toMatch(reason)
    })

    it('an ID token signed with another key', async () => {
      provider.forge = { idToken: () => ({ badKey: true }) }
      expect((await signIn()).location).toBe('/?connexion=refused')
    })

    it('a profile signed with another key', async () => {
      provider.forge = { profile: () => ({ badKey: true }) }
      expect((await signIn()).location).toBe('/?connexion=refused')
    })

    it.each([
      ['of somebody else', { sub: 'sub-autre' }],
      ['from another issuer', { iss: 'https://ailleurs.example' }],
      ['for another client', { aud: 'un-autre-client' }],
      ['without an address', { email: undefined }],
      ['whose address was not verified', { email_verified: false }],
    ])('a profile %s', async (_, change) => {
      provider.forge = { profile: (claims) => ({ claims: { ...claims, ...change } }) }
      expect((await signIn()).location).toBe('/?connexion=refused')
    })

    it('an errand that is not this browser’s, was altered, or has lapsed', async () => {
      const { url, Cookie } = await leave()
      const back = await provider.visit(url)
      expect((await arrive(back, '')).headers.get('location')).toBe('/?connexion=lapsed')
      const other = await leave()
      expect((await arrive(back, other.Cookie)).headers.get('location')).toBe('/?connexion=refused')
      // Not the last character: part of it is padding, and may change without changing a byte.
      const altered = Cookie.replace(/.(?=.{20}$)/, (one) => (one === 'A' ? 'B' : 'A'))
      expect((await arrive(back, altered)).headers.get('location')).toBe('/?connexion=lapsed')
      now = new Date(now.getTime() + 601_000)
      expect((await arrive(back, Cookie)).headers.get('location')).toBe('/?connexion=lapsed')
    })

    it('the same return twice', async () => {
      const { url, Cookie } = await leave()
      const back = await provider.visit(url)
      expect((await arrive(back, Cookie)).headers.get('location')).toBe('/')
      expect((await arrive(back, Cookie)).headers.get('location')).toBe('/?connexion=refused')
    })
  })

  it('demands a level of authentication where one is set, and believes no lower one', async () => {
    await addUser(open({ RETOMBEES_OIDC_ACR: 'eidas2' }).home, USER)
    provider.acr = 'eidas2'
    expect((await signIn()).location).toBe('/')
    expect(JSON.parse(provider.asked.at(-1)?.get('claims') ?? '{}')).toEqual({
      id_token: { acr: { essential: true, values: ['eidas2'] } },
    })
    provider.forge = { idToken: (claims) => ({ claims: { ...claims, acr: 'eidas1' } }) }
    expect((await signIn()).location).toBe('/?connexion=refused')
    expect(await reasons()).toEqual(['acr_too_low'])
  })

  describe('ends', () => {
    const browser = new Map<string, string>()
    beforeEach(async () => {
      browser.clear()
      provider.logins = 0
      await addUser(open().home, USER)
    })
    const enter = async () => {
      const { url, Cookie } = await leave()
      return cookieHeader(await arrive(await provider.visit(url, browser), Cookie))
    }
    const signOut = async (Cookie: string) =>
      SignedOut.parse(
        await (await server.post('/api/v1/sign-out', {}, { Cookie, Origin: 'http://localhost' })).json(),
      )

    it('at the provider too, which is told whose session and sends back here', async () => {
      const Cookie = await enter()
      await enter()
      expect(provider.logins).toBe(1)
      const { data, providerSignOut } = await signOut(Cookie)
      expect(data).toBeNull()
      const out = new URL(providerSignOut ?? '')
      expect(out.origin).toBe(provider.issuer)
      expect(decodeJwt(out.searchParams.get('id_token_hint') ?? '')).toMatchObject({ sub: 'sub-camille' })
      expect(out.searchParams.get('state')?.length).toBeGreaterThanOrEqual(32)
      const back = await provider.visit(out.href, browser)
      expect(back.searchParams.get('state')).toBe(out.searchParams.get('state'))
      expect((await server.get(`${back.pathname}${back.search}`)).headers.get('location')).toBe('/')
      await enter()
      expect(provider.logins).toBe(2)
    })

    it('here at once, though the browser never reaches the provider; the ID token goes with the session', async () => {
      const Cookie = await enter()
      await signOut(Cookie)
      expect((await server.get('/api/v1/account', { Cookie })).status).toBe(401)
      const kept = await withStore(server.home.store, ({ db }) =>
        db.selectFrom('oidc_session').selectAll().execute(),
      )
      expect(kept).toEqual([])
      expect((await signOut(Cookie)).providerSignOut).toBeNull()
    })

    it('here alone for whoever came in with a password', async () => {
      const password = 'phare de Dunkerque, 1843'
      await addUser(server.home, { ...USER, email: 'alix@departement.example', password })
      const entered = await server.post('/api/v1/sign-in', { email: 'alix@departement.example', password })
      expect((await signOut(cookieHeader(entered))).providerSignOut).toBeNull()
    })
  })

  it('says that the provider is out of reach, and goes on when it is back', async () => {
    open({ RETOMBEES_OIDC_ISSUER: 'http://127.0.0.1:9' })
    const answer = await server.get('/api/v1/oidc/sign-in')
    expect(answer.headers.get('location')).toBe('/?connexion=unreachable')
  })
})

describe('the settings of the identity provider', () => {
  it('are off unless they are set, and say which setting is missing or cannot be', () => {
    expect(readOidcSettings({})).toBeNull()
    const set = { RETOMBEES_OIDC_ISSUER: 'https://fi.example', RETOMBEES_OIDC_CLIENT_ID: 'x' }
    expect(() => readOidcSettings(set)).toThrow(/RETOMBEES_OIDC_CLIENT_SECRET/)
    const whole = { ...set, RETOMBEES_OIDC_CLIENT_SECRET: 'y', RETOMBEES_URL: 'https://retombees.example' }
    expect(readOidcSettings(whole)).toMatchObject({ signedProfile: true, algorithm: 'RS256' })
    expect(() => readOidcSettings({ ...whole, RETOMBEES_URL: 'http://retombees.example' })).toThrow(
      OidcSettingsError,
    )
    expect(() => readOidcSettings({ ...whole, RETOMBEES_OIDC_USERINFO: 'oui' })).toThrow(/signed ou json/)
  })
})
