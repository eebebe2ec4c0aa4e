import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAt } from '#kernel/time.ts'
import type { Entry } from '#kernel/matter.ts'
import { type LeafInput, SYSTEM, seal } from './leaf.ts'

// The encoding written out plainly, as it was before it was made fast: a body goes through JSON, is written in canonical form
// and committed to by OpenSSL's own HMAC. What `seal` writes must never differ from it by a byte.

function plainText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${plainText(member)}`).join(',')}}`
}

function plainSeal({ log, actId, matter, entry, prev, salt, channel, files }: LeafInput) {
  const { by, form, effects, revocable } = entry
  const entered = by?.entered ? { entered: by.entered } : {}
  const body: unknown = { as: by?.as ?? null, ...entered, form, effects, revocable: revocable === true }
  const text = plainText(JSON.parse(JSON.stringify(body)))
  const leaf = plainText({
    v: 'luoshi/leaf/v1',
    log,
    act: actId,
    kind: entry.kind,
    schema: matter.version,
    matter: matter.id,
    seq: entry.seq,
    prev: prev && Buffer.from(prev).toString('base64'),
    at: entry.at,
    eff: dayAt(entry.at),
    actor: by?.person ?? SYSTEM.actor,
    post: by?.post ?? null,
    for: by?.unit ?? null,
    auth: channel.auth,
    via: channel.via,
    body: { sha256: createHmac('sha256', salt).update(text).digest('base64') },
    files,
  })
  const leafHash = createHash('sha256').update('\0').update(leaf).digest('hex')
  return { body: text, leaf, leafHash }
}

const id = fc.stringMatching(/^[!-~]{1,40}$/)
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.constantFrom('同意', '"\\\n\u2028', '\u0000\u001f\u007f', '😀'),
)

/** What stands in forms and effects, and what JSON writes otherwise than it stands. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, Number.NaN, new Date(0), new Map([[1, 2]])),
    fc.array(tie('any'), { maxLength: 5 }),
    tie('record'),
  ),
  record: fc.dictionary(words, tie('any'), { maxKeys: 45 }),
})).record as fc.Arbitrary<Record<string, unknown>>

const input: fc.Arbitrary<LeafInput> = fc.record({
  log: id,
  actId: id,
  matter: fc.record({ id, version: fc.integer({ min: 1, max: 99 }) }),
  entry: fc.record(
    {
      kind: id,
      seq: fc.constant(2),
      at: fc
        .date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      by: fc.option(
        fc.record(
          {
            person: id,
            post: id,
            unit: id,
            as: fc.constantFrom('holder', 'acting', 'delegate'),
            entered: fc.record({ person: id, post: id, unit: id }),
          },
          { requiredKeys: ['person', 'post', 'unit', 'as'] },
        ),
      ),
      form: value,
      effects: value,
      revocable: fc.constant(true),
    },
    { requiredKeys: ['kind', 'seq', 'at', 'by', 'form', 'effects'] },
  ) as unknown as fc.Arbitrary<Entry>,
  prev: bytes,
  salt: bytes,
  channel: fc.record({ via: id, auth: id }),
  files: fc.array(
    fc.record({
      n: fc.nat(),
      sha256: bytes.map((content) => Buffer.from(content).toString('base64')),
    }),
    { maxLength: 3 },
  ),
})

test('bodies, leaves and hashes are to the byte what the plain encoding gives', () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  console.log(`seal: seed ${seed}`)
  fc.assert(
    fc.property(input, (one) => {
      const { body, leaf, leafHash } = seal(one)
      expect({
        body,
        leaf: Buffer.from(leaf).toString(),
        leafHash: Buffer.from(leafHash).toString('hex'),
      }).toEqual(plainSeal(one))
    }),
    { seed, numRuns: 3_000 },
  )
})

test('what cannot be canonical is a bug: it throws instead of being written', () => {
  const [one] = fc.sample(input, 1) as [LeafInput]
  const withForm = (form: object) => () => seal({ ...one, entry: { ...one.entry, form: { ...form } } })
  expect(withForm({ sum: 0.5 })).toThrow('journal refused')
  expect(withForm({ words: '\ud800' })).toThrow('journal refused')
})
