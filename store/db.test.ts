import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import type { TestDatabase } from '#test/database.ts'
import { type Db, isTransient, json, openDb, retrying, sqlState } from './db.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await emptyDatabase('db')
  await db.script('create table t (id int primary key, n int not null default 0, note jsonb)')
})

afterAll(() => db.close())

async function count(): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*) as n from t')
  return rows[0]?.n ?? -1
}

describe('values', () => {
  test('come back as the code wants them', async () => {
    const { rows } = await db.query(
      `select timestamptz '2026-03-02 08:00:00.123456+08' as at, timestamptz '2026-03-02 08:00:00Z' as whole,
        date '2026-03-02' as day, 9007199254740991::int8 as big, '{"甲": [1, 2]}'::jsonb as data,
        array[1, null]::int8[] as bigs, array[timestamptz '2026-03-02 08:00Z'] as ats, array[]::date[] as none,
        array[date '2026-03-02'] as days, timestamptz 'infinity' as never`,
    )
    expect(rows[0]).toEqual({
      at: '2026-03-02T00:00:00.123Z',
      whole: '2026-03-02T08:00:00.000Z',
      day: '2026-03-02',
      big: 9007199254740991,
      data: { 甲: [1, 2] },
      bigs: [1, null],
      ats: ['2026-03-02T08:00:00.000Z'],
      none: [],
      days: ['2026-03-02'],
      never: 'infinity',
    })
  })

  test('an int8 that does not fit a number is an error, not another number', async () => {
    await expect(db.query('select 9007199254740993::int8 as big')).rejects.toThrow(/does not fit/)
  })

  test('a jsonb array goes in as jsonb', async () => {
    await db.query('insert into t (id, note) values ($1, $2)', [1000, json(['甲', { 乙: 1 }])])
    const { rows } = await db.query<{ note: unknown }>('select note from t where id = $1', [1000])
    expect(rows[0]?.note).toEqual(['甲', { 乙: 1 }])
    await db.query('delete from t where id = $1', [1000])
  })

  test('sessions run in UTC with limits', async () => {
    const { rows } = await db.query(
      "select current_setting('timezone') as zone, current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name",
    )
    expect(rows[0]).toEqual({ zone: 'UTC', statement: '30s', lock: '10s', idle: '10s', name: 'luoshi' })
  })
})

describe('statements', () => {
  test('are prepared once per connection under a name of their text', async () => {
    // Names are given to so many texts of a process and no more; files before this one may have used them up.
    vi.resetModules()
    const { openDb } = await import('./db.ts')
    const fresh = openDb(db.config, { size: 1 })
    const rows = await fresh.tx(async (tx) => {
      await Promise.all([1, 2, 3].map((n) => tx.query('select $1::int as n', [n])))
      return (
        await tx.query("select name from pg_prepared_statements where statement = 'select $1::int as n'")
      ).rows
    })
    await fresh.close()
    expect(rows).toHaveLength(1)
  })

  test('are one a request, also when there are more texts than names and no value', async () => {
    vi.resetModules()
    const { openDb } = await import('./db.ts')
    const fresh = openDb(db.config, { size: 1 })
    await fresh.tx(async (tx) => {
      await Promise.all(Array.from({ length: 1_000 }, (_, n) => tx.query(`select ${n} as text_of_its_own`)))
    })
    await expect(fresh.query('select 1; select 2')).rejects.toMatchObject({ code: '42601' })
    await fresh.close()
  })

  test('touch the rows they say', async () => {
    const { rowCount } = await db.query('insert into t (id) values (2001), (2002)')
    expect(rowCount).toBe(2)
    expect((await db.query('delete from t where id > 2000')).rowCount).toBe(2)
  })
})

describe('transactions', () => {
  test('commit what was sent without waiting, in order', async () => {
    await db.tx(async (tx) => {
      await Promise.all([
        tx.query('insert into t (id) values ($1)', [1]),
        tx.query('update t set n = n + 1 where id = $1', [1]),
      ])
    })
    const { rows } = await db.query('select n from t where id = 1')
    expect(rows).toEqual([{ n: 1 }])
    await db.query('delete from t')
  })

  test('roll back when the function throws', async () => {
    const failing = db.tx(async (tx) => {
      await tx.query('insert into t (id) values (1)')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await count()).toBe(0)
  })

  test('a failed statement whose error was swallowed does not pass for a commit', async () => {
    const failing = db.tx(async (tx) => {
      await tx.query('insert into t (id) values (1)')
      await tx.query('insert into t (id) values (1)').catch(() => undefined)
    })
    await expect(failing).rejects.toThrow(/rolled back/)
    expect(await count()).toBe(0)
  })

  test('a failure inside a pipeline stores nothing, and the connection serves the next', async () => {
    const failing = db.tx((tx) =>
      Promise.all([1, 1, 2].map((id) => tx.query('insert into t (id) values ($1)', [id]))),
    )
    await expect(failing).rejects.toSatisfy((error) => sqlState(error) === '23505')
    expect(await count()).toBe(0)
  })

  test('a lost connection rejects and the pool goes on', async () => {
    const failing = db.tx(async (tx) => {
      await tx.query('insert into t (id) values (1)')
      await tx.query('select pg_terminate_backend(pg_backend_pid())')
    })
    await expect(failing).rejects.toSatisfy(isTransient)
    expect(await count()).toBe(0)
  })
})

describe('retrying', () => {
  test('resolves a deadlock', async () => {
    await db.script('truncate t; insert into t (id) values (1), (2)')
    const cross = (first: number, second: number) =>
      retrying(() =>
        db.tx(async (tx) => {
          await tx.query('update t set n = n + 1 where id = $1', [first])
          await tx.query('select pg_sleep(0.2)')
          await tx.query('update t set n = n + 1 where id = $1', [second])
        }),
      )
    await Promise.all([cross(1, 2), cross(2, 1)])
    const { rows } = await db.query('select n from t order by id')
    expect(rows).toEqual([{ n: 2 }, { n: 2 }])
  })

  test('does not repeat an error of another kind, and gives up at last', async () => {
    let times = 0
    const fail = (message: string, code: string) => () => {
      times++
      return Promise.reject(Object.assign(new Error(message), { code }))
    }
    await expect(retrying(fail('unique', '23505'))).rejects.toThrow('unique')
    expect(times).toBe(1)
    await expect(retrying(fail('serialise', '40001'), { attempts: 3, random: () => 0 })).rejects.toThrow(
      'serialise',
    )
    expect(times).toBe(4)
  })
})

describe('what is said first in every transaction', () => {
  const SAID = `select current_setting('app.word', true) as word`
  const saying = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const other = openDb(db.config, { size: 1, first: `set local app.word = 'said'` })
    try {
      return await work(other)
    } finally {
      await other.close()
    }
  }

  test('holds for statements by themselves, scripts and transactions, and ends with each', async () => {
    await saying(async (other) => {
      expect((await other.query(SAID)).rows).toEqual([{ word: 'said' }])
      expect((await other.tx((tx) => tx.query(SAID))).rows).toEqual([{ word: 'said' }])
      await other.script(`select 1 / (current_setting('app.word') = 'said')::int`)
    })
  })

  test('a statement that fails leaves nothing and spoils nothing', async () => {
    await saying(async (other) => {
      await expect(other.query('select 1 / 0')).rejects.toThrow('division by zero')
      expect((await other.query(SAID)).rows).toEqual([{ word: 'said' }])
    })
  })
})
