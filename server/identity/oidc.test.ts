import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, cookiesOf, testServer } from '../testing.ts'
import { openOidc } from './oidc.ts'

const BACK = 'http://luoshi.example/api/login/oidc/back'
const CLIENT = { clientId: 'luoshi', clientSecret: 'a-secret-of-this-client-only' }

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

type Cookies = Record<string, string>
const leave = (server: TestServer) => server.send({ method: 'GET', url: '/api/login/oidc' })
const back = (server: TestServer, query: string, cookies: Cookies) =>
  server.send({ method: 'GET', url: `/api/login/oidc/back${query}`, cookies })
const me = (server: TestServer, cookies: Cookies) => server.send({ method: 'GET', url: '/api/me', cookies })

describe('with a real provider', () => {
  let provider: Server
  let server: TestServer
  /** Who the provider's own login page would let in. */
  let account = 'sub-of-ehead'

  beforeAll(async () => {
    // The address is needed before the provider is made, so the server comes first.
    let handle: ((...args: Parameters<ReturnType<Provider['callback']>>) => unknown) | undefined
    provider = createServer((request, response) => void handle?.(request, response))
    const issuer = await listening(provider)
    const real = new Provider(issuer, {
      clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [BACK] }],
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/let-in/${uid}` },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
      cookies: { keys: ['for-tests'] },
    })
    const callback = real.callback()
    handle = async (request, response) => {
      if (!request.url?.startsWith('/let-in/')) return callback(request, response)
      const { params, session } = await real.interactionDetails(request, response)
      const grant = new real.Grant({
        accountId: session?.accountId ?? account,
        clientId: String(params['client_id']),
      })
      grant.addOIDCScope('openid profile')
      const grantId = await grant.save()
      await real.interactionFinished(request, response, {
        login: { accountId: account },
        consent: { grantId },
      })
    }
    server = await testServer('oidc', { three: true, oidc: openOidc({ issuer, redirect: BACK, ...CLIENT }) })
    const security = await server.as('security')
    const bound = await security({
      method: 'PUT',
      url: '/api/accounts/ehead/binding',
      payload: { subject: 'sub-of-ehead', reason: '本人申请' },
    })
    expect(bound.statusCode).toBe(200)
  })
  afterAll(async () => {
    await server.close()
    provider.close()
  })

  /** Goes where the browser would until the provider sends it back; gives the query it comes back with. */
  async function through(url: string): Promise<string> {
    const jar = new Map<string, string>()
    for (let next = url; ;) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const set of reply.headers.getSetCookie()) {
        const [pair = ''] = set.split(';')
        const at = pair.indexOf('=')
        jar.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const to = reply.headers.get('location')
      if (to === null) throw new Error(`${next} answered ${reply.status}: ${await reply.text()}`)
      if (to.startsWith(BACK)) return new URL(to).search
      next = new URL(to, next).href
    }
  }

  async function loggedIn(): Promise<{ left: Cookies; query: string }> {
    const reply = await leave(server)
    expect(reply.statusCode).toBe(302)
    return { left: cookiesOf(reply), query: await through(reply.headers.location ?? '') }
  }

  test('whom an administrator bound comes in; the same return twice opens nothing', async () => {
    const { left, query } = await loggedIn()
    const reply = await back(server, query, left)
    expect(reply.headers.location).toBe('/')
    expect((await me(server, cookiesOf(reply))).json()).toMatchObject({ person: { id: 'ehead' } })
    const again = await back(server, query, left)
    expect(again.headers.location).toBe('/login?from=expired')
    expect((await me(server, cookiesOf(again))).statusCode).toBe(401)
  })

  test('a code that was used is of no use in another login', async () => {
    const first = await loggedIn()
    await back(server, first.query, first.left)
    const second = await leave(server)
    const state = new URL(second.headers.location ?? '').searchParams.get('state') ?? ''
    const query = new URLSearchParams(first.query)
    query.set('state', state)
    const reply = await back(server, `?${query.toString()}`, cookiesOf(second))
    expect(reply.headers.location).toBe('/login?from=failed')
  })

  test('a return to another browser, with another state, or too late opens nothing', async () => {
    const { left, query } = await loggedIn()
    expect((await back(server, query, {})).headers.location).toBe('/login?from=expired')
    expect((await back(server, query.replace(/state=[^&]+/, 'state=other'), left)).headers.location).toBe(
      '/login?from=failed',
    )
    const late = await loggedIn()
    server.later(5 * 60_000 + 1)
    expect((await back(server, late.query, late.left)).headers.location).toBe('/login?from=expired')
  })

  test('who is unknown stays out, and nobody is made', async () => {
    const people = async () => (await server.db.query('select from person')).rowCount
    const before = await people()
    account = 'sub-of-a-stranger'
    const { left, query } = await loggedIn()
    expect((await back(server, query, left)).headers.location).toBe('/login?from=unbound')
    expect(await people()).toBe(before)
    account = 'sub-of-ehead'
  })

  test('a subject is one person’s; who is closed here or unbound stays out', async () => {
    server.later(5 * 60_000)
    const security = await server.as('security')
    const bind = (person: string, subject: string) =>
      security({
        method: 'PUT',
        url: `/api/accounts/${person}/binding`,
        payload: { subject, reason: '核对' },
      })
    expect((await bind('chead', 'sub-of-ehead')).statusCode).toBe(409)
    await server.db.query("update account set disabled_at = now() where person_id = 'ehead'")
    const closed = await loggedIn()
    expect((await back(server, closed.query, closed.left)).headers.location).toBe('/login?from=unbound')
    await server.db.query("update account set disabled_at = null where person_id = 'ehead'")
    expect((await bind('ehead', '')).statusCode).toBe(200)
    const unbound = await loggedIn()
    expect((await back(server, unbound.query, unbound.left)).headers.location).toBe('/login?from=unbound')
  })
})

describe('with a provider that forges', () => {
  const [own, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }))
  const b64 = (value: object | Buffer): string =>
    (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url')
  let forging: Server
  let issuer = ''
  let server: TestServer
  /** What the next token says otherwise than it should. */
  let forge: {
    readonly claims?: object
    readonly header?: object
    readonly key?: typeof own
    readonly none?: boolean
  } = {}
  const asked = { nonce: '', verifier: '', challenge: '' }

  const token = (): string => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      sub: 'sub-of-ehead',
      aud: CLIENT.clientId,
      iat: now,
      exp: now + 60,
      nonce: asked.nonce,
      employee: 'ehead',
      ...forge.claims,
    }
    const header = forge.none ? { alg: 'none' } : { alg: 'RS256', kid: 'k', ...forge.header }
    const text = `${b64(header)}.${b64(claims)}`
    const key = forge.key ?? own
    return forge.none || !key
      ? `${text}.`
      : `${text}.${b64(sign('sha256', Buffer.from(text), key.privateKey))}`
  }

  beforeAll(async () => {
    forging = createServer((request, response) => {
      const answer = (body: object): void => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }
      if (request.url?.startsWith('/.well-known')) {
        return answer({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          authorization_response_iss_parameter_supported: true,
          id_token_signing_alg_values_supported: ['RS256', 'none'],
        })
      }
      if (request.url === '/jwks')
        return answer({ keys: [{ ...own?.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] })
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        asked.verifier = new URLSearchParams(body).get('code_verifier') ?? ''
        answer({ access_token: randomUUID(), token_type: 'bearer', id_token: token() })
      })
    })
    issuer = await listening(forging)
    const oidc = openOidc({ issuer, redirect: BACK, claim: 'employee', ...CLIENT })
    server = await testServer('oidc_forged', { oidc })
  })
  afterAll(async () => {
    await server.close()
    forging.close()
  })

  async function loginWith(forged: typeof forge, iss = issuer) {
    forge = forged
    const left = await leave(server)
    const sent = new URL(left.headers.location ?? '').searchParams
    asked.nonce = sent.get('nonce') ?? ''
    asked.challenge = sent.get('code_challenge') ?? ''
    const query = new URLSearchParams({ code: 'c', state: sent.get('state') ?? '', iss })
    return back(server, `?${query.toString()}`, cookiesOf(left))
  }

  test('a true token comes in by the claim, and the verifier is that of the challenge', async () => {
    expect((await loginWith({})).headers.location).toBe('/')
    expect(createHash('sha256').update(asked.verifier).digest('base64url')).toBe(asked.challenge)
  })

  const past = Math.floor(Date.now() / 1000) - 3600
  test.each([
    ['another nonce', { claims: { nonce: 'other' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['several audiences, another party', { claims: { aud: [CLIENT.clientId, 'x'], azp: 'x' } }],
    ['run out', { claims: { exp: past, iat: past - 60 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['alg none', { none: true }],
    ['another key', { key: other }],
    ['a key of another name', { key: other, header: { kid: 'other' } }],
    ['an algorithm that was not agreed', { header: { alg: 'HS256' } }],
  ])('%s opens nothing', async (_, forged) => {
    const reply = await loginWith(forged as typeof forge)
    expect(reply.headers.location).toBe('/login?from=failed')
    expect(cookiesOf(reply)['luoshi']).toBeUndefined()
  })

  test('an answer in another provider’s name (mix-up) opens nothing', async () => {
    const reply = await loginWith({}, 'https://evil.example')
    expect(reply.headers.location).toBe('/login?from=failed')
  })

  test('a claim that names no account, or a closed one, opens nothing', async () => {
    expect((await loginWith({ claims: { employee: 'nobody' } })).headers.location).toBe('/login?from=unbound')
    expect((await loginWith({ claims: { employee: ['ehead'] } })).headers.location).toBe(
      '/login?from=unbound',
    )
  })
})

test('without a provider there is no such login, and the page does not offer it', async () => {
  const server = await testServer('oidc_none')
  try {
    expect((await leave(server)).statusCode).toBe(404)
    expect((await back(server, '?code=c&state=s', {})).statusCode).toBe(404)
    expect((await server.send({ method: 'GET', url: '/api/welcome' })).json()).toMatchObject({ oidc: false })
  } finally {
    await server.close()
  }
})
