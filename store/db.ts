import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { parserFor } from './db-types.ts'

/** What a statement gave: its rows, and how many rows it touched. */
export type Result<Row> = { rows: Row[]; rowCount: number }

/** Anything SQL can be sent to: the pool, or one transaction. */
export interface Queryable {
  /**
   * Runs one parameterised statement, prepared under a name made from its text.
   *
   * @example const { rows } = await db.query<{ n: number }>('select count(*) as n from matter where tenant_id = $1', ['330100'])
   */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Result<Row>>
  /** Runs a script of several statements without parameters: migrations, test fixtures. */
  script(text: string): Promise<void>
}

/** A database. Tests may wrap it. */
export interface Db extends Queryable {
  /**
   * Runs `fn` in one READ COMMITTED transaction: commits when it returns, rolls back when it throws.
   *
   * Statements travel in a pipeline. `begin` goes out together with the first statement, and statements that do not
   * need each other's results may be sent without waiting: `await Promise.all([tx.query(a), tx.query(b)])`.
   *
   * @throws what `fn` threw, or the error of the failed statement
   */
  tx<T>(fn: (tx: Queryable) => Promise<T>): Promise<T>
  /** Closes all connections, waiting for the statements under way. */
  close(): Promise<void>
}

export type DbOptions = {
  /** Connections; two cores are saturated by eight, more only add latency. */
  size?: number
  /** Shown in pg_stat_activity. */
  name?: string
  /** Longest statement in milliseconds. */
  statementTimeout?: number
  /** Told of connections that broke while idle. */
  onError?: (error: Error) => void
  /** Said at the beginning of every transaction, in one message with `begin`; a statement by itself becomes a transaction then. */
  first?: string
}

/**
 * Opens a pool on a PostgreSQL.
 *
 * Values come back as the rest of the code wants them: timestamptz as an ISO string with milliseconds and `Z`, date as
 * `YYYY-MM-DD`, int8 as a number, jsonb parsed. A jsonb parameter is given with `json()`.
 */
export function openDb(config: pg.PoolConfig, options: DbOptions = {}): Db {
  const pool = new pg.Pool({
    ...config,
    max: options.size ?? 10,
    pipeline: true,
    idleTimeoutMillis: 60_000,
    ...limitsOf(options.statementTimeout ?? 30_000),
    application_name: options.name ?? 'luoshi',
    // Times are compared and printed in UTC whatever the server's own setting.
    options: [config.options, '-c timezone=UTC -c datestyle=ISO', PLANNED_ONCE, TCP]
      .filter(Boolean)
      .join(' '),
    types: { getTypeParser: parserFor },
  })
  const onError = options.onError ?? (() => undefined)
  pool.on('error', onError)
  // The pool listens to idle clients only. Without a listener of its own, the loss of a connection that is checked out
  // would be an unhandled event and end the process; its statements reject in any case.
  pool.on('connect', (client) => client.on('error', onError))
  const { first } = options
  const begin = first === undefined ? 'begin' : `begin; ${first}`
  const db: Db = {
    query: (text, values) =>
      first === undefined ? send(pool, text, values) : sendWith(pool, begin, text, values),
    script: (text) => sendScript(pool, first === undefined ? text : `${begin}; ${text}; commit`),
    tx: (fn) => transaction(pool, begin, fn),
    close: () => pool.end(),
  }
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Db, pg.Pool>()

/** Connections of a database: all, those without work, and callers that wait for one. Undefined for one that is wrapped. */
export function poolUse(db: Db): { total: number; idle: number; waiting: number } | undefined {
  const pool = pools.get(db)
  return pool && { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }
}

/**
 * What bounds a request that the server, or the network between, leaves without an answer.
 *
 * The server gives up a statement, a wait for a lock and an idle transaction by itself. That helps nobody when its answer cannot
 * arrive: a peer that is gone without a word. There our own clock ends the connection, a little after the server's would have.
 */
function limitsOf(statementTimeout: number): Partial<pg.PoolConfig> {
  return {
    // Both for a new connection and for one of the pool's that somebody else has in hand.
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeout,
    // The client pipelines, so a statement may wait for those before it; ending the connection ends them all. 0 means no limit.
    query_timeout: statementTimeout === 0 ? 0 : statementTimeout + Math.min(5_000, statementTimeout),
    lock_timeout: Math.min(10_000, statementTimeout || 10_000),
    // Our transactions wait for nothing outside: one that stands idle belongs to a client that is gone, and keeps its locks from
    // everybody else. Only what reads for hours, without a limit to its statements, also thinks for long between them.
    idle_in_transaction_session_timeout:
      statementTimeout === 0 ? 600_000 : Math.min(10_000, 4 * statementTimeout),
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  }
}

/**
 * The server's side of a half-open connection: it notices within a minute that we are gone, and frees our locks. Of no effect on a
 * socket of this machine. `transaction_timeout` is left alone: servers before 17 refuse a connection that names it.
 */
const TCP =
  '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c tcp_user_timeout=45000'

/**
 * A statement is planned once on each connection, whatever its values. Left to itself the server plans the first five with their values: that
 * takes longer than most of them run, and some of these plans are ten times as slow as the one it settles on.
 */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan'

/** A jsonb parameter. The driver would send a bare array as a PostgreSQL array. */
export function json(value: unknown): string {
  return JSON.stringify(value)
}

export type RetryOptions = {
  attempts?: number
  /** Nothing is begun again after so many milliseconds: somebody waits for the answer. */
  withinMs?: number
  /** Returns a number in [0, 1), for the jitter. */
  random?: () => number
}

/**
 * Runs `work` again after a serialisation failure, a deadlock or a lost connection.
 *
 * `work` must be safe to run twice: after a lost connection nobody knows whether the commit arrived, so it has to look
 * its idempotency key up first.
 *
 * @throws the last error, when the attempts are used up or the error is of another kind
 */
export async function retrying<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { attempts = 8, withinMs = 15_000, random = Math.random } = options
  const started = performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const late = performance.now() - started > withinMs
      if (attempt >= attempts || late || !isTransient(error)) throw error
      // 20 ms … 2.5 s: together some five seconds, which covers a restart of the server.
      await pause(20 * 2 ** attempt * (0.5 + random() / 2))
    }
  }
}

/**
 * Whether an error goes away by trying again: 40001, 40P01, a lock that was held for too long, or a connection that was lost, gave
 * no answer or could not be made.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(40001|40P01|55P03|25P03|08...|57P0[1-5]|53300|E(CONN|PIPE|NOENT|TIMEDOUT|HOSTUNREACH)\w*)$/.test(
      code,
    ) ||
    /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout exceeded when)/.test(
      error.message,
    )
  )
}

/** The SQLSTATE of a database error, such as `23505`. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

type Sender = Pick<pg.ClientBase, 'query'>

async function send<Row>(
  to: Sender | pg.Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<Result<Row>> {
  const name = statementName(text)
  // Extended also where there is neither name nor value: the simple protocol would run what follows a semicolon too.
  const asked = { text, values: [...values], queryMode: 'extended', ...(name === undefined ? {} : { name }) }
  const result = await to.query(asked)
  return { rows: result.rows, rowCount: result.rowCount ?? 0 }
}

async function sendScript(to: Sender | pg.Pool, text: string): Promise<void> {
  await to.query(text)
}

/** One statement as a transaction: all of it leaves in one flight, so that it costs no round trip more. */
async function sendWith<Row>(
  pool: pg.Pool,
  begin: string,
  text: string,
  values?: readonly unknown[],
): Promise<Result<Row>> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = client.query(begin)
    const answer = send<Row>(client, text, values)
    const [, result] = await Promise.all([begun, answer, client.query('commit')])
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

async function transaction<T>(pool: pg.Pool, begin: string, fn: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = client.query(begin)
    begun.catch(() => undefined)
    const value = await fn({
      query: (text, values) => send(client, text, values),
      script: (text) => sendScript(client, text),
    })
    const [, committed] = await Promise.all([begun, client.query('commit')])
    // After a failed statement whose error `fn` swallowed, COMMIT does not fail: it answers ROLLBACK.
    if (committed.command !== 'COMMIT')
      throw new Error('the transaction was rolled back: one of its statements had failed')
    return value
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    // A connection that could not even roll back is thrown away, not given to the next caller.
    client.release(broken)
  }
}

/** Statements composed at run time could fill the server's memory with plans; past this many texts they go unnamed. */
const MOST_NAMES = 1_000
const names = new Map<string, string>()

function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`
  names.set(text, name)
  return name
}
