import * as client from 'openid-client'

/** How a district's provider of identity (统一身份认证) is reached, and how its people are known here. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the browser comes back to: the public address of this service and `/api/login/oidc/back`. */
  readonly redirect: string
  /** A claim that holds the login of an account; absent: people are known by what an administrator bound. */
  readonly claim?: string
}

/** What must come back unchanged; kept here while the browser is away, never in it. */
export interface OidcChecks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who the provider says it is. */
export interface OidcIdentity {
  readonly issuer: string
  readonly subject: string
  /** Value of the claim that holds the login, where one is set. */
  readonly login: string | null
}

/** One provider: authorization code with PKCE, state and nonce. The one place that knows the protocol. */
export interface Oidc {
  readonly issuer: string
  /** Address to send the browser to, and what to hold its return against. @throws while the provider cannot be reached */
  begin(): Promise<{ readonly url: string; readonly checks: OidcChecks }>
  /** Who came back, or null for whatever is not the answer to what was asked. */
  finish(query: string, checks: OidcChecks): Promise<OidcIdentity | null>
}

/** Seconds by which the clocks of the two may differ. */
const TOLERANCE = 30

/** Speaks to a provider. It is asked what it can do the first time somebody logs in, and again where that failed. */
export function openOidc(settings: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | undefined
  const configuration = (): Promise<client.Configuration> => {
    known ??= discover(settings)
    known.catch(() => (known = undefined))
    return known
  }
  return {
    issuer: settings.issuer,
    begin: async () => {
      const config = await configuration()
      const verifier = client.randomPKCECodeVerifier()
      const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirect,
        scope: 'openid profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, checks }
    },
    finish: async (query, { state, nonce, verifier }) => {
      const back = new URL(settings.redirect)
      back.search = query
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        return identityOf(settings, tokens.claims())
      } catch {
        // Whatever it was — another's state, nonce, issuer or key, a code used before or run out — it is no login.
        return null
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const server = new URL(issuer)
  // Without TLS only on this machine: for trying it out.
  const here = server.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(server.hostname)
  return client.discovery(
    server,
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: TOLERANCE },
    undefined,
    // The library would take a token that came straight from the provider unsigned; here it is held against the provider's keys.
    { execute: [client.enableNonRepudiationChecks, ...(here ? [client.allowInsecureRequests] : [])] },
  )
}

function identityOf({ claim }: OidcSettings, claims: client.IDToken | undefined): OidcIdentity | null {
  if (!claims) return null
  const login = claim === undefined ? undefined : claims[claim]
  return { issuer: claims.iss, subject: claims.sub, login: typeof login === 'string' ? login : null }
}

/**
 * Reads LUOSHI_OIDC_ISSUER, _CLIENT, _SECRET, _BACK and, where accounts are found by a claim, _CLAIM.
 *
 * @returns the provider, null where none is set, or a Chinese sentence about what is wrong
 */
export function oidcFrom(env: Readonly<Record<string, string | undefined>>): Oidc | null | string {
  const issuer = env['LUOSHI_OIDC_ISSUER']
  if (!issuer) return null
  const [clientId, clientSecret, redirect] = ['CLIENT', 'SECRET', 'BACK'].map(
    (name) => env[`LUOSHI_OIDC_${name}`],
  )
  if (!clientId || !clientSecret || !redirect)
    return '统一身份认证要同时设置 LUOSHI_OIDC_ISSUER、LUOSHI_OIDC_CLIENT、LUOSHI_OIDC_SECRET 和 LUOSHI_OIDC_BACK，请补全后再启动。'
  if (!URL.canParse(issuer) || !URL.canParse(redirect))
    return 'LUOSHI_OIDC_ISSUER 和 LUOSHI_OIDC_BACK 应当是完整的网址，请改正后再启动。'
  const claim = env['LUOSHI_OIDC_CLAIM']
  return openOidc({ issuer, clientId, clientSecret, redirect, ...(claim ? { claim } : {}) })
}
