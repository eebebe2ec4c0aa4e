import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openCheckpoint } from '#journal/checkpoint.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import type { Outcome } from '../order.ts'

/** A head that somebody outside has seen and kept. */
interface Seen {
  readonly size: number
  readonly root: Uint8Array
}

/** Somebody outside, who keeps every published head and looks after each kill whether anything acknowledged is gone. */
export class Witness {
  readonly #seen = new Map<number, Uint8Array>()

  /** Heads kept. */
  get heads(): number {
    return this.#seen.size
  }

  /** After a recovery: what was acknowledged since the last look is there as acknowledged, the head did not go back. */
  async look(
    context: StoreContext,
    log: Log,
    told: ReadonlyMap<string, Outcome>,
  ): Promise<readonly string[]> {
    const wrong: string[] = []
    const shown = openCheckpoint(readFileSync(join(log.folder, 'checkpoint'), 'utf8'), { log: log.verifier })
    if (!shown.ok) return [shown.because]
    wrong.push(...this.#keep(shown.value))
    const fresh = [...told].flatMap(([key, outcome]) =>
      outcome.kind === 'done' ? [{ hash: outcome.hash, key: `req/${key}` }] : [],
    )
    const { rows } = await context.db.query<{ key: string; hash: string }>(
      `select idem_key as key, encode(leaf_hash, 'hex') as hash from journal where tenant_id = $1 and idem_key = any($2::text[])`,
      [context.tenant, fresh.map(({ key }) => key)],
    )
    const there = new Map(rows.map(({ key, hash }) => [key, hash]))
    for (const { key, hash } of fresh)
      if (there.get(key) !== hash) wrong.push(`acknowledged act ${key} is lost or another now`)
    return wrong
  }

  #keep({ size, root }: Seen): readonly string[] {
    const before = this.#seen.get(size)
    const last = Math.max(0, ...this.#seen.keys())
    this.#seen.set(size, root)
    if (size < last) return [`the published head went back from ${last} to ${size}`]
    return before && !same(before, root) ? [`two roots of size ${size} were shown`] : []
  }

  /** Every head ever seen is a beginning of the log as it is stored, by a tree of this file's own. */
  async checkPrefixes({ db, tenant }: StoreContext): Promise<readonly string[]> {
    const { rows } = await db.query<{ idx: number; hash: Uint8Array }>(
      'select idx, leaf_hash as hash from journal_leaf where tenant_id = $1 order by idx',
      [tenant],
    )
    const gap = rows.findIndex(({ idx }, i) => idx !== i)
    if (gap >= 0) return [`the log has a gap at ${gap}`]
    const roots = rootsAt(
      rows.map(({ hash }) => hash),
      new Set(this.#seen.keys()),
    )
    return [...this.#seen].flatMap(([size, root]) => {
      const now = roots.get(size)
      return now && same(now, root) ? [] : [`the head of size ${size} is no beginning of the log any more`]
    })
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const node = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  createHash('sha256').update('\x01').update(left).update(right).digest()

/** RFC 6962 roots at some sizes, in one pass: perfect subtrees on a stack, merged as they become equal. */
function rootsAt(leaves: readonly Uint8Array[], sizes: ReadonlySet<number>): Map<number, Uint8Array> {
  const roots = new Map<number, Uint8Array>()
  const stack: Uint8Array[] = []
  if (sizes.has(0)) roots.set(0, createHash('sha256').digest())
  for (const [i, leaf] of leaves.entries()) {
    stack.push(leaf)
    for (let n = i + 1; n % 2 === 0; n /= 2) {
      const [left, right] = stack.splice(-2)
      if (left && right) stack.push(node(left, right))
    }
    if (sizes.has(i + 1))
      roots.set(
        i + 1,
        stack.reduceRight((right, left) => node(left, right)),
      )
  }
  return roots
}

/** Every index holds what its table holds, and every page of every table is as pages are (`amcheck`). */
export async function checkPages(admin: pg.PoolConfig, database: string): Promise<readonly string[]> {
  const client = new pg.Client({ ...admin, database })
  await client.connect()
  try {
    await client.query('create extension if not exists amcheck')
    const { rows: indexes } = await client.query<{ oid: number }>(
      `select c.oid from pg_class c join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
       where a.amname = 'btree' and c.relkind = 'i' and n.nspname in ('public', 'pg_catalog') and c.relpersistence = 'p'`,
    )
    for (const { oid } of indexes) await client.query('select bt_index_check($1::oid, true)', [oid])
    const { rows } = await client.query<{ name: string; msg: string }>(
      `select c.relname as name, v.msg from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         lateral verify_heapam(c.oid) v
       where c.relkind = 'r' and n.nspname = 'public'`,
    )
    return rows.map(({ name, msg }) => `a page of ${name}: ${msg}`)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    await client.end()
  }
}
