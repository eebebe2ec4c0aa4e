import type pg from 'pg'
import { SETTING } from './raise.ts'

/** What a tenant's id may be made of, as the table `tenant` checks it; nothing that could end a setting. */
const TENANT_ID = /^[0-9A-Za-z_]{1,32}$/

/**
 * The settings of connections that belong to one district for as long as they live: the fence is told once, when a connection is
 * opened, and costs nothing per statement. A pool of these is never used for another district; nothing has to be reset.
 *
 * @param role becomes this role too, where the login itself is another
 * @throws when the id is none: ids come from the table `tenant` or from our own code
 * @example openDb(bound(server.app, '330106'))
 */
export function bound(config: pg.PoolConfig, tenant: string, role?: string): pg.PoolConfig {
  if (!TENANT_ID.test(tenant)) throw new Error(`${tenant} is no id of a tenant`)
  const settings = [config.options, `-c ${SETTING}=${tenant}`, role && `-c role=${role}`]
  return { ...config, options: settings.filter(Boolean).join(' ') }
}

/**
 * The same said at the beginning of every transaction, for Citus, which passes on only settings of a transaction, only as literals,
 * and only when told to. It goes out in one message with `begin` (`DbOptions.first`).
 *
 * @throws as `bound`
 */
export function boundLocally(tenant: string): string {
  if (!TENANT_ID.test(tenant)) throw new Error(`${tenant} is no id of a tenant`)
  return `set local citus.propagate_set_commands = 'local'; set local ${SETTING} = '${tenant}'`
}
