import type { StoreContext } from '#store/context.ts'
import type { Channel } from '#store/leaf.ts'
import { readTenant } from '#store/identity.ts'
import { localSeal } from './adapters/seal/local.ts'
import type { Scanner } from './adapters/scanner.ts'
import type { SealPort } from './adapters/seal/port.ts'
import { type SmsService, noSms } from './adapters/sms/open.ts'
import type { Oidc } from './identity/oidc.ts'
import type { Limiter } from './limits.ts'
import { type Secrets, openSecrets } from './identity/secrets.ts'
import type { Metrics } from './metrics.ts'

/** `demo` opens the one-click personas, and only where the tenant's own row says it is a demo as well. */
export type Mode = 'demo' | 'production'

/** What every route is given: one district served by one process. */
export interface Services {
  readonly context: StoreContext
  readonly mode: Mode
  /** A demo for this machine alone: what a proxy forwarded is refused. */
  readonly hereOnly: boolean
  /** Folder of this installation; attachments live in its `files`. */
  readonly dataDir: string
  /** Folder of the built web app; null serves the API alone. */
  readonly webDir: string | null
  /** Where log lines go; null keeps none. */
  readonly logs: ((line: string) => void) | null
  readonly logLevel: string
  /** Name of the district, shown on the login page. */
  readonly district: string
  readonly sms: SmsService
  readonly seal: SealPort
  /** The district's scanner for what is brought; null where there is none. */
  readonly scanner: Scanner | null
  /** Seals the secrets of second factors. */
  readonly secrets: Secrets
  /** Counts requests; null takes every one. */
  readonly limiter: Limiter | null
  /** The district's provider of identity; null where there is none. */
  readonly oidc: Oidc | null
  /** False once this process was asked to stop: a balancer takes it out while it still serves. */
  readonly ready: () => boolean
  /** One Chinese sentence while there is no room to write; null while there is. */
  readonly diskFull: () => string | null
  /** Counts of this process; null keeps none. */
  readonly metrics: Metrics | null
  /** Who bears it may read the metrics on the application's own address; null: nobody may. */
  readonly metricsToken: string | null
}

export interface ServiceOptions {
  readonly context: StoreContext
  /** How the process was started. */
  readonly mode: Mode
  readonly hereOnly?: boolean
  readonly dataDir: string
  readonly webDir?: string | null
  readonly logs?: (line: string) => void
  /** Absent: `info`. */
  readonly logLevel?: string
  /** Absent: no gateway for short messages. */
  readonly sms?: SmsService
  /** Absent: papers are laid out to be sealed by hand. */
  readonly seal?: SealPort
  /** Absent: files are judged by their structure alone. */
  readonly scanner?: Scanner
  /** Absent: nobody is held back but at login. */
  readonly limiter?: Limiter
  /** Absent: people log in with an account of this system alone. */
  readonly oidc?: Oidc
  /** Absent: ready for as long as it serves. */
  readonly ready?: () => boolean
  /** Absent: there is always room. */
  readonly diskFull?: () => string | null
  readonly metrics?: Metrics
  readonly metricsToken?: string
}

/**
 * Makes the services of a tenant that exists in the database.
 *
 *     const app = await createApp(await openServices({ context, mode: 'production', dataDir }))
 *
 * Demo mode needs two keys: the process started in it and the tenant's row marked so when the demo was made. A process left
 * in demo mode by accident on a real district therefore runs as production.
 *
 * @throws when the context names a tenant that is not there
 */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const tenant = await readTenant(options.context)
  if (!tenant) throw new Error(`no tenant ${options.context.tenant} in the database`)
  return {
    context: options.context,
    mode: options.mode === 'demo' && tenant.demo ? 'demo' : 'production',
    hereOnly: options.hereOnly ?? false,
    dataDir: options.dataDir,
    webDir: options.webDir ?? null,
    logs: options.logs ?? null,
    logLevel: options.logLevel ?? 'info',
    district: tenant.name,
    sms: options.sms ?? noSms(tenant.name),
    seal: options.seal ?? localSeal(options.dataDir),
    scanner: options.scanner ?? null,
    secrets: await openSecrets(options.dataDir),
    oidc: options.oidc ?? null,
    limiter: options.limiter ?? null,
    ready: options.ready ?? (() => true),
    diskFull: options.diskFull ?? (() => null),
    metrics: options.metrics ?? null,
    metricsToken: options.metricsToken ?? null,
  }
}

/** How requests of the web app come in, as every leaf of theirs says: a demo's one-click login is not passed off as a password. */
export const channelOf = ({ mode }: Services): Channel => ({
  via: 'web',
  auth: mode === 'demo' ? 'demo' : 'session',
})
