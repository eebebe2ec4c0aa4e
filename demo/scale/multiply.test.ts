import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { act } from '#store/act.ts'
import { audit } from '#store/audit.ts'
import type { StoreContext } from '#store/context.ts'
import { forgetDistrict } from '#store/facts.ts'
import { openLog } from '#store/log-key.ts'
import { newId } from '#store/new-id.ts'
import { sequence } from '#store/sequencer.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { MONDAY, StillClock, testContext } from '#test/factories.ts'
import { actor } from '#test/small-district.ts'
import { seedSmallTenant } from '#test/small-tenant.ts'
import { copyDirectory } from './districts.ts'
import { multiply } from './multiply.ts'

const [TEMPLATE, OTHER] = ['one', 'two']
let db: TestDatabase
let dataDir: string
const clock = new StillClock(MONDAY)

const contextOf = (tenant: string): StoreContext => ({ ...testContext(db, clock), tenant, rulebook, newId })

beforeAll(async () => {
  db = await freshDatabase('scale')
  dataDir = mkdtempSync(join(tmpdir(), 'luoshi-scale-'))
  await seedSmallTenant(db, TEMPLATE, clock.at)
  await copyDirectory(db, TEMPLATE, { tenant: OTHER, name: '云澜二区', origin: `test.example/log/${OTHER}` })
  for (let n = 1; n <= 4; n++) await live(n)
  await keep()
})
afterAll(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A task set up, assigned, and in half of the cases signed for. */
async function live(n: number): Promise<void> {
  const form = {
    task: `完成书院路第${n}段改造`,
    authority: { kind: 'plan', title: '任务分解\n“第一批”', number: '云政发〔2026〕1号', on: '2026-02-27' },
    arranger: 'leaders.head',
    lead: 'housing',
    cooperating: ['water'],
    due: '2026-11-30',
  }
  const id = await done({ act: 'setUp', form, actor: actor('watch.clerk') })
  await done({ act: 'assign', form: {}, actor: actor('watch.clerk'), matter: id })
  if (n % 2 === 0) await done({ act: 'signFor', form: {}, actor: actor('housing.clerk'), matter: id })
}

/** A law on the register: it keeps its articles for the whole district. */
async function keep(): Promise<void> {
  await db.query(`update unit set functions = '["legal"]' where tenant_id = $1 and id = 'housing'`, [
    TEMPLATE,
  ])
  forgetDistrict(contextOf(TEMPLATE))
  const form = { title: '测试条例', rank: 'local', from: '2020-01-01', articles: 3, source: 'own' }
  await done({ procedure: 'instrument', act: 'register', form, actor: actor('housing.clerk') })
}

let key = 0
async function done(step: {
  procedure?: string
  act: string
  form: unknown
  actor: ReturnType<typeof actor>
  matter?: string
}): Promise<string> {
  const channel = { via: 'test', auth: 'session' }
  const outcome = await act(contextOf(TEMPLATE), {
    procedure: 'supervised-task',
    key: `k${key++}`,
    channel,
    ...step,
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.matter.id
}

/** Keys, indexes and fences of all tables. */
async function built(): Promise<unknown[]> {
  const { rows } = await db.query(
    `select conname as name, pg_get_constraintdef(oid) as what from pg_constraint where connamespace = current_schema()::regnamespace
     union all select indexname, indexdef from pg_indexes where schemaname = current_schema()
     union all select relname, relforcerowsecurity::text from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
     order by 1, 2`,
  )
  return rows
}

test('what is written many times over adds up to the last leaf, in every district, and stands behind the same keys and fences', async () => {
  const before = await built()
  const districts = [TEMPLATE, OTHER].map((tenant) => ({
    tenant,
    origin: `test.example/log/${tenant}`,
    matters: 200,
  }))
  const made = await multiply(db, rulebook, {
    template: TEMPLATE,
    districts,
    connection: db.config,
    workers: 2,
  })
  expect(made.matters).toBeGreaterThanOrEqual(400)
  expect(await built()).toEqual(before)
  for (const { tenant } of districts) {
    const context = contextOf(tenant)
    const log = await openLog(context, dataDir)
    if (!log.ok) throw new Error(log.because)
    clock.at = new Date().toISOString()
    expect(await sequence(context, log.log, { most: 100_000 })).toMatchObject({ ok: true, quarantined: 0 })
    const result = await audit(context, log.log.verifier, { folder: log.log.folder })
    expect(result.findings).toEqual([])
    expect(result.matters).toBeGreaterThanOrEqual(200)
    const { rows } = await db.query<{ numbers: number; titles: number }>(
      'select count(distinct number) as numbers, count(distinct title) as titles from matter where tenant_id = $1',
      [tenant],
    )
    expect(rows[0]?.numbers).toBe(result.matters)
    expect(rows[0]?.titles).toBeGreaterThan(100)
    // A thousand times the matters are not a thousand times the laws.
    const laws = `select count(*) as n from matter where tenant_id = $1 and procedure = 'instrument'`
    expect((await db.query(laws, [tenant])).rows).toEqual([{ n: tenant === TEMPLATE ? 1 : 0 }])
  }
})
