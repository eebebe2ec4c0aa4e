import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { type SealGround, codesOf, done, sealGround } from '#test/seal-ground.ts'
import { auditMatters } from './audit-matters.ts'
import { rebuilt, journalOf } from './journal.ts'
import { loadMatter } from './stored.ts'

let db: TestDatabase
let ground: SealGround
const MEMBERS = ['u2-head', 'u3-head']

beforeAll(async () => {
  db = await freshDatabase('sealed')
  ground = await sealGround(db)
})
afterAll(() => db.close())

/** A round that is begun, with a word from everybody. */
async function gathered(level: 'strict' | 'standard', say = (post: string) => `${post}的意见`) {
  const round = await ground.open(level, MEMBERS)
  if (level === 'strict') await ground.enrol(round)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  for (const post of MEMBERS) {
    const sheet = await ground.sheet(round, post)
    done(await ground.doing('opinion.seal', post, sheet, { sealed: await ground.envelope(sheet, say(post)) }))
  }
  return round
}

describe('the strict level', () => {
  test('from the keys to the open views: one round, and what every table holds of it', async () => {
    const marker = `只在信封里-${randomUUID()}`
    const round = await gathered('strict', () => marker)
    const found = async (table: string) =>
      (
        await db.query<{ n: number }>(`select count(*)::int as n from ${table} x where x::text like $1`, [
          `%${marker}%`,
        ])
      ).rows[0]?.n
    const tables = (
      await db.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname = current_schema()`,
      )
    ).rows.map(({ name }) => name)
    for (const table of tables) expect(await found(`"${table}"`), table).toBe(0)
    done(await ground.doing('opinions.close', 'u1-a', round))
    done(
      await ground.doing('opinions.release', 'u0-a', round, { halves: await ground.halves(round, 'u0-a') }),
    )
    expect(codesOf(await ground.doing('opinions.reveal', 'u1-a', round))).toContain('HALVES_MISSING')
    for (const table of tables) expect(await found(`"${table}"`), table).toBe(0)
    done(
      await ground.doing('opinions.release', 'u1-a', round, { halves: await ground.halves(round, 'u1-a') }),
    )
    const { matter } = done(await ground.doing('opinions.reveal', 'u1-a', round))
    expect(matter.state).toBe('revealed')
    expect(matter.record['views']).toMatchObject(
      MEMBERS.map((post) => ({ post, stance: 'agree', words: marker })),
    )
    expect(await found('journal_body')).toBe(1)
  })

  test('everything is replayed from the journal, and the audit finds nothing amiss', async () => {
    const round = await gathered('strict')
    for (const id of [round, await ground.sheet(round, 'u2-head')]) {
      const stored = await loadMatter(db, 't1', id)
      expect(stored && rebuilt(await journalOf(db, 't1', id), stored.matter)).toEqual(stored?.matter)
    }
    const leaf = await db.query<{ files: unknown[] }>(
      `select convert_from(leaf, 'UTF8')::jsonb -> 'files' as files from journal where kind = 'opinion.seal' limit 1`,
    )
    expect(leaf.rows[0]?.files).toHaveLength(1)
  })

  test('a word changed is a new envelope; the last one counts', async () => {
    const round = await gathered('strict')
    const sheet = await ground.sheet(round, 'u2-head')
    done(
      await ground.doing('opinion.seal', 'u2-head', sheet, {
        sealed: await ground.envelope(sheet, '改了主意'),
      }),
    )
    done(await ground.doing('opinions.close', 'u1-a', round))
    for (const post of ['u0-a', 'u1-a'])
      done(await ground.doing('opinions.release', post, round, { halves: await ground.halves(round, post) }))
    const { matter } = done(await ground.doing('opinions.reveal', 'u0-a', round))
    expect(matter.record['views']).toMatchObject([{ words: '改了主意' }, { words: 'u3-head的意见' }])
  })

  test('halves are released for all envelopes of the closed round or for none, once a side', async () => {
    const round = await gathered('strict')
    const early = ground.doing('opinions.release', 'u0-a', round, { halves: '{}' })
    expect(codesOf(await early)).not.toEqual(['done'])
    done(await ground.doing('opinions.close', 'u1-a', round))
    const part = await ground.halves(round, 'u0-a', (all) => all.slice(1))
    expect(codesOf(await ground.doing('opinions.release', 'u0-a', round, { halves: part }))).toEqual([
      'HALVES_UNFIT',
    ])
    const whole = await ground.halves(round, 'u0-a')
    expect(codesOf(await ground.doing('opinions.release', 'u1-a', round, { halves: whole }))).toEqual([
      'HALVES_UNFIT',
    ])
    done(await ground.doing('opinions.release', 'u0-a', round, { halves: whole }))
    expect(codesOf(await ground.doing('opinions.release', 'u0-a', round, { halves: whole }))).toContain(
      'RELEASED_ALREADY',
    )
    const other = await gathered('strict')
    done(await ground.doing('opinions.close', 'u1-a', other))
    expect(
      codesOf(
        await ground.doing('opinions.release', 'u1-a', round, { halves: await ground.halves(other, 'u1-a') }),
      ),
    ).toEqual(['HALVES_UNFIT'])
  })

  test('halves that open nothing are a defect of each envelope, and nobody else is kept from being heard', async () => {
    const round = await gathered('strict')
    done(await ground.doing('opinions.close', 'u1-a', round))
    const wrong = JSON.parse(await ground.halves(round, 'u0-a')) as { halves: { half: string }[] }
    const [first] = wrong.halves
    if (first) first.half = Buffer.alloc(32, 7).toString('base64')
    done(await ground.doing('opinions.release', 'u0-a', round, { halves: JSON.stringify(wrong) }))
    done(
      await ground.doing('opinions.release', 'u1-a', round, { halves: await ground.halves(round, 'u1-a') }),
    )
    const { matter } = done(await ground.doing('opinions.reveal', 'u1-a', round))
    expect(matter.record['views']).toMatchObject(
      [{ defect: /打不开/ }, { words: 'u3-head的意见' }].map((one) =>
        'defect' in one ? { defect: expect.stringMatching(/打不开/) } : one,
      ),
    )
  })
})

describe('the standard level', () => {
  test('the server opens with a key of its own, which no table holds', async () => {
    const round = await gathered('standard')
    expect(codesOf(await ground.doing('opinions.reveal', 'u1-a', round))).toEqual(['WRONG_STATE'])
    done(await ground.doing('opinions.close', 'u1-a', round))
    const { matter } = done(await ground.doing('opinions.reveal', 'u1-a', round))
    expect(matter.record['views']).toMatchObject([{ words: 'u2-head的意见' }, { words: 'u3-head的意见' }])
  })

  test('another key on the server opens nothing and voids nothing', async () => {
    const round = await gathered('standard')
    done(await ground.doing('opinions.close', 'u1-a', round))
    const own = ground.context.sealKey
    Object.assign(ground.context, { sealKey: undefined })
    const outcome = await ground.doing('opinions.reveal', 'u1-a', round)
    expect(outcome.kind === 'refused' && outcome.refusals.map(({ message }) => message).join()).toMatch(
      /不是征集时的那一把|应公开2份/,
    )
    Object.assign(ground.context, { sealKey: own })
    done(await ground.doing('opinions.reveal', 'u1-a', round))
  })
})

describe('an envelope is refused', () => {
  test('that is another member’s, item’s, round’s, version’s or log’s; that was handed in before; that is none', async () => {
    const round = await ground.open('standard', MEMBERS)
    done(await ground.doing('opinions.begin', 'u1-a', round))
    const [mine, theirs] = [await ground.sheet(round, 'u2-head'), await ground.sheet(round, 'u3-head')]
    const trying = async (sealed: unknown, sheet = mine, post = 'u2-head') =>
      codesOf(await ground.doing('opinion.seal', post, sheet, { sealed }))
    for (const change of [{ member: 'u3-head' }, { item: 'x' }, { meeting: 'x' }, { round: 'x' }, { ver: 2 }])
      expect(await trying(await ground.envelope(mine, '同意', change))).toEqual(['ENVELOPE_UNFIT'])
    expect(await trying(await ground.envelope(mine, '同意', { log: 'elsewhere' }))).toContain('FORM_INVALID')
    for (const sealed of ['同意', '', undefined, '{}']) expect(await trying(sealed)).not.toEqual(['done'])
    const once = await ground.envelope(mine, '同意')
    expect(await trying(once)).toEqual(['done'])
    expect(await trying(once)).toEqual(['ENVELOPE_UNFIT'])
    expect(await trying(once, theirs, 'u3-head')).not.toEqual(['done'])
    // The sheet of another is not there.
    expect(await trying(await ground.envelope(theirs, '同意'), theirs, 'u2-head')).toEqual(['not found'])
  })

  test('after the round is closed, and after its last day', async () => {
    const round = await gathered('standard')
    const sheet = await ground.sheet(round, 'u2-head')
    const sealed = await ground.envelope(sheet, '晚了')
    done(await ground.doing('opinions.close', 'u1-a', round))
    expect(codesOf(await ground.doing('opinion.seal', 'u2-head', sheet, { sealed }))).toEqual([
      'ROUND_CLOSED',
    ])
  })

  test('the answer to a lost reply is the same receipt', async () => {
    const round = await ground.open('standard', MEMBERS)
    done(await ground.doing('opinions.begin', 'u1-a', round))
    const sheet = await ground.sheet(round, 'u2-head')
    const [form, key] = [{ sealed: await ground.envelope(sheet, '同意') }, randomUUID()]
    const first = done(await ground.doing('opinion.seal', 'u2-head', sheet, form, key))
    const second = done(await ground.doing('opinion.seal', 'u2-head', sheet, form, key))
    expect(second.receipt).toEqual(first.receipt)
  })
})

test('what only the server gives cannot be given by who acts', async () => {
  const round = await ground.open('standard', MEMBERS)
  done(await ground.doing('opinions.begin', 'u1-a', round, { server: 'A'.repeat(88) }))
  expect((await ground.record(round))['trustees']).not.toMatchObject([{ key: 'A'.repeat(88) }, {}])
  for (const post of MEMBERS) {
    const sheet = await ground.sheet(round, post)
    done(await ground.doing('opinion.seal', post, sheet, { sealed: await ground.envelope(sheet, '真话') }))
  }
  done(await ground.doing('opinions.close', 'u1-a', round))
  const forged = MEMBERS.map((post) => ({ post, person: `n-${post}`, stance: 'agree', words: '假话' }))
  const { matter } = done(await ground.doing('opinions.reveal', 'u1-a', round, { views: forged }))
  expect(matter.record['views']).toMatchObject([{ words: '真话' }, { words: '真话' }])
})

test('an audit accepts what was laid apart, and misses what was changed or taken', async () => {
  const found = async () => {
    const report: string[] = []
    const { tenant, rulebook } = ground.context
    await auditMatters(db, { db, tenant, rulebook }, 'test.example/log/t1', {
      find: (check, _, because) => report.push(`${check}：${because}`),
    })
    return report.filter((one) => one.startsWith('file'))
  }
  expect(await found()).toEqual([])
  await db.query(`update sealed_envelope set body = body || ' ' where kind = 'envelope'`)
  expect((await found()).length).toBeGreaterThan(0)
  await db.query('update sealed_envelope set body = null')
  expect(await found()).toEqual([])
  await db.query('delete from sealed_envelope')
  expect((await found()).length).toBeGreaterThan(0)
})
