import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { byteses, instants, integers, jsons, texts } from './arrays.ts'

let db: TestDatabase
beforeAll(async () => (db = await freshDatabase('arrays')))
afterAll(() => db.close())

const SEED = Date.now() % 2 ** 31

const text = fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll('\0', ''))
const orNull = <T>(of: fc.Arbitrary<T>) => fc.array(fc.option(of), { maxLength: 30 })
const rows = fc.record({
  texts: orNull(text),
  integers: orNull(fc.integer()),
  instants: orNull(
    fc
      .integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
      .map((ms) => new Date(ms).toISOString()),
  ),
  bytes: orNull(fc.uint8Array({ maxLength: 200 })),
  jsons: orNull(text.map((one) => JSON.stringify({ one }))),
})

test(`columns of any values arrive as they were sent (seed ${SEED})`, async () => {
  const property = fc.asyncProperty(rows, async (sent) => {
    const answer = await db.query<Record<string, unknown>>(
      `select $1::text[] as texts, $2::int[] as integers, $3::timestamptz[]::text[] as instants, $4::bytea[] as bytes,
         to_jsonb($5::jsonb[]) as jsons`,
      [
        texts(sent.texts),
        integers(sent.integers),
        instants(sent.instants),
        byteses(sent.bytes),
        jsons(sent.jsons),
      ],
    )
    const got = answer.rows[0] ?? {}
    expect(got['texts']).toEqual(sent.texts)
    expect(got['integers']).toEqual(sent.integers)
    expect((got['instants'] as (string | null)[]).map(instantOf)).toEqual(sent.instants)
    const bytes = (got['bytes'] as (Uint8Array | null)[]).map((one) => one && new Uint8Array(one))
    expect(bytes).toEqual(sent.bytes)
    expect(got['jsons']).toEqual(sent.jsons.map((one) => (one === null ? null : JSON.parse(one))))
  })
  await fc.assert(property, { seed: SEED, numRuns: 60 })
})

const instantOf = (printed: string | null): string | null =>
  printed && new Date(printed.replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString()

test('a column larger than any before it', async () => {
  const large = Array.from({ length: 1_000 }, (_, n) => `${n}`.padEnd(1_000, '督'))
  const { rows: answer } = await db.query<{ list: string[] }>('select $1::text[] as list', [texts(large)])
  expect(answer[0]?.list).toEqual(large)
})
