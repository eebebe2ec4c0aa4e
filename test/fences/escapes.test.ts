import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#store/db.ts'
import { json, openDb } from '#store/db.ts'
import { bound } from '#store/fence/bound.ts'
import { checkFence } from '#store/fence/check.ts'
import { raiseFence } from '#store/fence/raise.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { recordFigure } from '../figures.ts'
import { seedSmallTenant } from '../small-tenant.ts'

// Fourteen ways past row security that have worked somewhere, each tried on the real schema as the application's role. A way is
// closed where nothing comes of it; where it cannot be closed in the database, the test shows what makes it harmless.

const AT = '2026-03-20T02:00:00.000Z'
let owner: TestDatabase
let one: Db
beforeAll(async () => {
  owner = await freshDatabase('escapes')
  one = owner.within('one')
  for (const tenant of ['one', 'two']) await seedSmallTenant(owner, tenant, AT)
  for (const tenant of ['one', 'two'])
    await owner.query(
      `insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, record,
         next_duty, opened_at, updated_at, last_leaf)
       values ($1, 'm-' || $1, 'errand', 1, 1, 'open', 'open', false, 'n1', 'secret of ' || $1, $2, 1, $3, $3, '')`,
      [tenant, json({}), AT],
    )
})
let closed = 0
afterAll(async () => {
  await owner.close()
  recordFigure({
    id: 's5-row-security-escapes',
    part: 'security',
    title: 'Ways past row security that are closed, or harmless for a reason the test shows',
    value: `${closed}/14`,
    of: { n: 14, what: 'ways tried on the real schema as the application’s role' },
    command: 'npx vitest run test/fences/escapes.test.ts',
  })
})

/** Rows of every table of districts that these connections see of a district, by table; empty where they see none. */
async function seenOf(db: Db, tenant: string): Promise<Record<string, number>> {
  const seen: Record<string, number> = {}
  for (const table of ['tenant', 'unit', 'post', 'person', 'appointment', 'calendar_year', 'matter']) {
    const { rows } = await db.query<{ n: number }>(
      `select count(*) as n from ${table} where tenant_id = $1`,
      [tenant],
    )
    if (rows[0]?.n) seen[table] = rows[0].n
  }
  return seen
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing refused it',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
const DENIED = '42501'

/** Puts something into the schema as its owner, tries, and takes it away again. */
async function withMade(make: string, drop: string, work: () => Promise<void>): Promise<void> {
  await owner.script(make)
  try {
    await work()
  } finally {
    await owner.script(drop)
  }
}

const faultsOf = async (): Promise<readonly string[]> => (await checkFence(one, 'one')).faults

const way = (n: number, name: string, work: () => Promise<void>): void =>
  test(`${n}: ${name}`, async () => {
    await work()
    closed++
  })

describe('a way past row security', () => {
  test('there is something to see', async () => {
    expect(Object.keys(await seenOf(one, 'one'))).toHaveLength(7)
    expect(await seenOf(one, 'two')).toEqual({})
    expect(await faultsOf()).toEqual([])
  })

  way(1, 'the owner of the tables', async () => {
    const { rows } = await one.query('select from pg_class where relowner = current_user::regrole')
    expect(rows).toEqual([])
    // Where a service has to run as the owner it is bound, and forced behind the same fence.
    const asOwner = openDb(bound(owner.config, 'one'), { size: 1 })
    expect(await seenOf(asOwner, 'two')).toEqual({})
    await asOwner.close()
    await owner.script('alter table matter no force row level security')
    expect(await faultsOf()).toEqual(['表 matter 没有强制行级安全。'])
    expect(await raiseFence(owner)).toEqual(['alter table "matter" force row level security'])
  })

  way(2, 'a view with its owner’s rights', async () => {
    const make = 'create view every_matter as select * from matter; grant select on every_matter to public'
    await withMade(make, 'drop view every_matter', async () => {
      expect(await faultsOf()).toEqual([
        '库里有绕过行级安全的没有 security_invoker 的视图 every_matter，请删除。',
      ])
    })
  })

  way(3, 'a materialised view', async () => {
    const make = 'create materialized view all_matters as select * from matter'
    await withMade(make, 'drop materialized view all_matters', async () => {
      expect(await refusal(one.query('select * from all_matters'))).toBe(DENIED)
      expect(await faultsOf()).toEqual(['库里有绕过行级安全的物化视图 all_matters，请删除。'])
    })
  })

  way(4, 'a function with its owner’s rights', async () => {
    const make = `create function titles() returns setof text language sql security definer as 'select title from matter'`
    await withMade(make, 'drop function titles', async () => {
      expect(await faultsOf()).toEqual(['库里有绕过行级安全的SECURITY DEFINER 函数 titles，请删除。'])
    })
    expect(await refusal(one.script(`create function f() returns int language sql as 'select 1'`))).toBe(
      DENIED,
    )
  })

  way(5, 'no setting at all', async () => {
    const unbound = openDb({ ...owner.config, user: 'luoshi_app' }, { size: 1 })
    expect(await seenOf(unbound, 'one')).toEqual({})
    expect(await refusal(unbound.query(`delete from session where true`))).toBe('nothing refused it')
    expect((await checkFence(unbound, 'one')).faults).toEqual([
      '连接没有绑定到地区 one（app.tenant 是“”）；DATABASE_URL 里不能带 options。',
    ])
    await unbound.close()
  })

  way(6, 'a setting that stays behind in a pool', async () => {
    // A pool belongs to one district; whatever is reset goes back to it.
    const single = openDb(bound({ ...owner.config, user: 'luoshi_app' }, 'one'), { size: 1 })
    await single.tx((tx) => tx.script(`set local app.tenant = 'two'`))
    expect(await seenOf(single, 'two')).toEqual({})
    await single.script(`set app.tenant = 'two'; reset all`)
    expect(await seenOf(single, 'two')).toEqual({})
    await single.close()
  })

  way(7, 'a key that is unique across districts', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'tenant_id'
       where i.indisunique and i.indkey[0] <> a.attnum and c.relnamespace = 'public'::regnamespace`,
    )
    expect(rows).toEqual([])
    // The id of another district's matter is as free as any.
    const copy = `insert into person (tenant_id, id, name) values ('one', 'only-in-two', '同号')`
    await owner.query(`insert into person (tenant_id, id, name) values ('two', 'only-in-two', '同号')`)
    expect(await refusal(one.query(copy))).toBe('nothing refused it')
  })

  way(8, 'the check of a foreign key', async () => {
    const { rows } = await owner.query(
      `select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
         and not exists (select 1 from pg_attribute a where a.attrelid = conrelid and a.attnum = conkey[1] and a.attname = 'tenant_id')`,
    )
    expect(rows).toEqual([])
    const link = (matter: string) =>
      one.query(`insert into party (tenant_id, matter_id, holder) values ('one', $1, 'unit:water')`, [matter])
    expect(await refusal(link('m-two'))).toBe('23503')
    // The very answer of what is nowhere.
    expect(await refusal(link('m-nowhere'))).toBe('23503')
  })

  way(9, 'changing one’s own setting', async () => {
    // The database cannot forbid it: no statement of ours contains words of a request, which sql-texts and the rules test hold.
    await one.tx(async (tx) => {
      await tx.script(`set local app.tenant = 'two'`)
      const { rows } = await tx.query(`select id from matter where tenant_id = $1`, ['two'])
      expect(rows).toHaveLength(1)
    })
    expect(() => bound({}, `two' -c role=postgres`)).toThrow('no id of a tenant')
    const word = `m' or tenant_id = 'two`
    const { rows } = await one.query('select id from matter where id = $1', [word])
    expect(rows).toEqual([])
    // One statement a request: what follows a semicolon in a parameterised one is refused by the protocol.
    expect(await refusal(one.query(`select 1; set app.tenant = 'two'`, []))).toBe('42601')
  })

  way(10, 'a row written for another district', async () => {
    const write = `insert into person (tenant_id, id, name) values ('two', 'planted', '外来')`
    expect(await refusal(one.query(write))).toBe(DENIED)
    expect(await refusal(one.query(`update matter set tenant_id = 'two' where tenant_id = 'one'`))).toBe(
      DENIED,
    )
    const { rowCount } = await one.query(`update matter set title = 'mine' where tenant_id = 'two'`)
    expect(rowCount).toBe(0)
    await owner.script(
      `drop policy tenant_fence on person; create policy tenant_fence on person using (tenant_id = current_setting('app.tenant', true)) with check (true)`,
    )
    expect(await faultsOf()).toEqual(['表 person 的行级安全策略与应有的不一致。'])
    expect(await raiseFence(owner)).toHaveLength(2)
    expect(await refusal(one.query(write))).toBe(DENIED)
  })

  way(11, 'truncate', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    for (const { name } of rows)
      expect(await refusal(one.script(`truncate ${name} cascade`)), name).toBe(DENIED)
    await owner.script('grant truncate on party to public')
    expect(await faultsOf()).toEqual(['应用角色对表 party 有清单以外的权限：truncate。'])
    expect(await raiseFence(owner)).toEqual(['revoke all on "party" from public'])
  })

  way(12, 'statistics', async () => {
    await owner.script('analyze matter; analyze person')
    const { rows } = await one.query<{ text: string }>(
      `select coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') as text from pg_stats
       where schemaname = 'public'`,
    )
    expect(rows).toEqual([])
    expect(await refusal(one.query('select * from pg_statistic'))).toBe(DENIED)
    expect((await checkFence(one, 'one')).warnings).toEqual([])
  })

  way(13, 'the estimates of a plan', async () => {
    // It counts roughly; nobody can ask for one: no statement of the store or the server explains.
    const { sqlTexts } = await import('../sql-texts.ts')
    const { readFileSync, globSync } = await import('node:fs')
    const files = globSync(['store/**/*.ts', 'server/**/*.ts', 'cli/**/*.ts'], { exclude: ['**/*.test.ts'] })
    expect(files.length).toBeGreaterThan(100)
    const explaining = files.filter((file) =>
      sqlTexts(readFileSync(file, 'utf8')).some((sql) => /^\s*explain\b/i.test(sql)),
    )
    expect(explaining).toEqual([])
  })

  way(14, 'a superuser, or a role that passes row security by', async () => {
    const { rows } = await one.query(
      `select rolname from pg_roles r where (rolsuper or rolbypassrls or rolcreaterole or rolreplication)
         and pg_has_role(current_user, r.oid, 'member')`,
    )
    expect(rows).toEqual([])
    for (const attempt of [
      'set role luoshi',
      'set role postgres',
      'set session authorization postgres',
      'set row_security = off; select * from matter',
      'create role mine',
      'alter role luoshi_app bypassrls',
    ])
      expect(await refusal(one.tx((tx) => tx.script(attempt))), attempt).toBe(DENIED)
  })
})
