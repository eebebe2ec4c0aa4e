// The provider of the tests brings no types; what they use of it.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  class Grant {
    constructor(of: { accountId: string; clientId: string })
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export default class Provider {
    constructor(issuer: string, configuration: ProviderConfiguration)
    readonly Grant: typeof Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ params: Record<string, unknown>; session?: { accountId: string } }>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string }; consent: { grantId: string } },
    ): Promise<void>
  }

  interface ProviderConfiguration {
    readonly clients: readonly {
      client_id: string
      client_secret: string
      redirect_uris: readonly string[]
    }[]
    readonly features: { readonly devInteractions: { readonly enabled: boolean } }
    readonly interactions: { url(context: unknown, interaction: { uid: string }): string }
    findAccount(context: unknown, subject: string): { accountId: string; claims(): { sub: string } }
    readonly cookies: { readonly keys: readonly string[] }
  }
}
