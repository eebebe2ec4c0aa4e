import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { base64, fromBase64 } from '../bytes.ts'
import {
  type Envelope,
  type Opinion,
  STEP,
  type SealContext,
  type Side,
  type Trustee,
  digestOf,
  envelopeText,
  openEnvelope,
  readEnvelope,
  sealOpinion,
  textHash,
  unwrapHalf,
} from './envelope.ts'
import { freshFor } from './fresh.ts'
import { halfFor, halvesText, readHalves, releaseHalves } from './halves.ts'
import type { KeyPair } from './hpke.ts'

interface Kept extends Trustee {
  readonly pair: KeyPair
}

async function trustee(slot: string, side: Side): Promise<Kept> {
  const pair = (await freshFor(1)).ephemeral[0] as KeyPair
  return { slot, side, key: base64(pair.publicKey), pair }
}

let all: readonly Kept[]
let ctx: SealContext
const opinion: Opinion = { stance: 'disagree', words: '资金来源不落实，建议暂缓。' }

const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}
const listed = (kept: readonly Kept[]): Trustee[] => kept.map(({ slot, side, key }) => ({ slot, side, key }))
const sealed = async (change: Partial<SealContext> = {}, said = opinion, to = all): Promise<Envelope> =>
  must(await sealOpinion({ ...ctx, ...change }, said, listed(to), await freshFor(to.length)))
const half = async (envelope: Envelope, slot: string): Promise<Uint8Array> =>
  must(await unwrapHalf(envelope, slot, (all.find((one) => one.slot === slot) as Kept).pair))
const opened = async (envelope: Envelope, from = envelope) =>
  openEnvelope(envelope, { insp: await half(from, 'inspA'), proc: await half(from, 'office') })
const bent = (text: string, at = 5): string => {
  const bytes = must(fromBase64(text))
  return base64(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)))
}

beforeAll(async () => {
  all = await Promise.all([
    trustee('inspA', 'insp'),
    trustee('inspB', 'insp'),
    trustee('office', 'proc'),
    trustee('archives', 'proc'),
  ])
  ctx = {
    log: 'yunshan.example/log',
    meeting: 'm-1',
    item: 't-1',
    member: 'p-2',
    round: 'r-1',
    ver: 1,
    expected: must(await digestOf(['p-2', 'p-3'])),
    trustees: must(await digestOf(listed(all))),
  }
})

test('either trustee of each side opens it together with one of the other', async () => {
  const envelope = must(readEnvelope(envelopeText(await sealed())))
  for (const insp of ['inspA', 'inspB'])
    for (const proc of ['office', 'archives']) {
      const halves = { insp: await half(envelope, insp), proc: await half(envelope, proc) }
      expect(await openEnvelope(envelope, halves)).toEqual({ ok: true, value: opinion })
    }
})

test('one half opens nothing, whichever it is, and neither do halves of two envelopes', async () => {
  const [mine, theirs] = [await sealed(), await sealed({ member: 'p-3' })]
  const [insp, proc] = [await half(mine, 'inspA'), await half(mine, 'office')]
  const none = new Uint8Array(32)
  for (const halves of [
    { insp, proc: none },
    { insp: none, proc },
    { insp, proc: insp },
    { insp: proc, proc: insp },
    { insp, proc: await half(theirs, 'office') },
    { insp: await half(theirs, 'inspA'), proc },
  ])
    expect(await openEnvelope(mine, halves)).toMatchObject({ ok: false, code: 'CANNOT_OPEN' })
})

test('nothing goes through for another member, meeting, item, round, version, set of people or of trustees', async () => {
  const envelope = await sealed()
  const other = must(await digestOf(['somebody else']))
  for (const change of [
    { member: 'p-3' },
    { meeting: 'm-2' },
    { item: 't-2' },
    { round: 'r-2' },
    { ver: 2 },
    { log: 'elsewhere' },
    { expected: other },
    { trustees: other },
  ]) {
    const moved = { ...envelope, ctx: { ...ctx, ...change } }
    expect(await unwrapHalf(moved, 'inspA', (all[0] as Kept).pair)).toMatchObject({ code: 'CANNOT_OPEN' })
    // Even with the right halves in hand.
    expect(await opened(moved, envelope)).toMatchObject({ ok: false, code: 'CANNOT_OPEN' })
  }
})

test('a bit bent anywhere is found', async () => {
  const envelope = await sealed()
  for (const name of ['commit', 'iv', 'ct'] as const)
    expect(await opened({ ...envelope, [name]: bent(envelope[name]) }, envelope)).toMatchObject({ ok: false })
  expect(await opened({ ...envelope, sm3: bent(envelope.sm3) })).toMatchObject({ code: 'COMMIT_MISMATCH' })
  for (const name of ['enc', 'ct'] as const) {
    const wrap = envelope.wrap.map((one) => ({ ...one, [name]: bent(one[name], 30) }))
    expect(await unwrapHalf({ ...envelope, wrap }, 'inspA', (all[0] as Kept).pair)).toMatchObject({
      ok: false,
    })
  }
})

test('property: one bit changed anywhere in the text is refused on reading or on opening', async () => {
  const envelope = await sealed()
  const text = envelopeText(envelope)
  const halves = { insp: await half(envelope, 'inspA'), proc: await half(envelope, 'office') }
  const seed = Date.now() & 0xffff
  console.info(`seed ${seed}`)
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 0, max: 6 }), async (at, bit) => {
      const changed =
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1)
      const read = readEnvelope(changed)
      if (!read.ok) return true
      const [mine, theirs] = [all[0] as Kept, all[2] as Kept]
      const unwrapped = [
        await unwrapHalf(read.value, mine.slot, mine.pair),
        await unwrapHalf(read.value, theirs.slot, theirs.pair),
      ]
      // A bit in the wrap of another trustee leaves this opening whole: it is the hash of the text that shows it.
      const spare = (await openEnvelope(read.value, halves)).ok && unwrapped.every((one) => one.ok)
      return !spare || (/"slot":"(inspB|archives)"/.test(nearest(text, at)) && changed !== text)
    }),
    { numRuns: 300, seed },
  )
  expect(await textHash(text)).not.toBe(await textHash(`${text} `))
})

/** The wrap in which a place of the text lies, or nothing. */
const nearest = (text: string, at: number): string => {
  const found = [...text.matchAll(/\{"ct":"[^}]*\}/g)].find(
    ({ index, 0: it }) => at >= index && at < index + it.length,
  )
  return found?.[0] ?? ''
}

test("wraps swapped between slots or sides, and a set of trustees that is not the round's, open nothing", async () => {
  const envelope = await sealed()
  const [a, b, c, d] = envelope.wrap as [
    Envelope['wrap'][0],
    Envelope['wrap'][0],
    Envelope['wrap'][0],
    Envelope['wrap'][0],
  ]
  const swapped = { ...envelope, wrap: [{ ...b, slot: a.slot }, { ...a, slot: b.slot }, c, d] }
  expect(await unwrapHalf(swapped, 'inspA', (all[0] as Kept).pair)).toMatchObject({ code: 'CANNOT_OPEN' })
  expect(await unwrapHalf(swapped, 'inspA', (all[1] as Kept).pair)).toMatchObject({ code: 'CANNOT_OPEN' })
  const turned = {
    ...envelope,
    wrap: [{ ...a, side: 'proc' as const }, b, { ...c, side: 'insp' as const }, d],
  }
  expect(await unwrapHalf(turned, 'inspA', (all[0] as Kept).pair)).toMatchObject({ code: 'CANNOT_OPEN' })
  expect(await unwrapHalf(envelope, 'nobody', (all[0] as Kept).pair)).toMatchObject({ code: 'NO_SUCH_WRAP' })
  const stranger = await trustee('inspA', 'insp')
  expect(await unwrapHalf(envelope, 'inspA', stranger.pair)).toMatchObject({ code: 'CANNOT_OPEN' })
})

test('a ciphertext that holds another text than was committed to is not believed', async () => {
  const fresh = await freshFor(all.length)
  const said = must(await sealOpinion(ctx, opinion, listed(all), fresh))
  const other = must(await sealOpinion(ctx, { stance: 'agree', words: '同意' }, listed(all), fresh))
  // Same key, same iv, the other's text under this one's commitment: as if one ciphertext opened twice.
  expect(await opened({ ...said, ct: other.ct }, said)).toMatchObject({ ok: false })
  expect(await opened({ ...other, sm3: said.sm3 })).toMatchObject({ code: 'COMMIT_MISMATCH' })
})

test('lengths come in steps of 4 KiB, and what does not fit is refused before it is sealed', async () => {
  const length = async (words: string): Promise<number> =>
    must(fromBase64((await sealed({}, { stance: 'agree', words })).ct)).length
  expect(await length('同意')).toBe(STEP + 16)
  expect(await length('同意'.repeat(300))).toBe(STEP + 16)
  expect(await length('议'.repeat(1400))).toBe(2 * STEP + 16)
  const long = await sealOpinion(
    ctx,
    { stance: 'agree', words: '议'.repeat(11_000) },
    listed(all),
    await freshFor(4),
  )
  expect(long).toMatchObject({ ok: false, code: 'OPINION_TOO_LONG' })
})

test('an envelope is read in its one spelling only', async () => {
  const text = envelopeText(await sealed())
  for (const other of [
    '',
    'null',
    '[]',
    `${text} `,
    text.replace('"v":"luoshi/seal/v1"', '"v":"luoshi/seal/v2"'),
    text.replace('"ver":1', '"ver":0'),
    text.replace('"side":"insp"', '"side":"all"'),
    text.replaceAll('"side":"insp"', '"side":"proc"'),
    text.replace(/"iv":"[^"]*"/, '"iv":"AAAA"'),
    text.replace(/"ct":"([^"]{4})/, '"ct":"'),
    text.replace('{"commit"', '{"also":1,"commit"'),
  ])
    expect(readEnvelope(other)).toMatchObject({ ok: false, code: 'BAD_ENVELOPE' })
})

test('two sides are needed, each slot once', async () => {
  for (const some of [[], all.slice(0, 2), all.slice(2), [all[0], all[2], all[0]] as Kept[]])
    expect(await sealOpinion(ctx, opinion, listed(some), await freshFor(4))).toMatchObject({
      code: 'WRONG_TRUSTEES',
    })
  const bad = listed(all).with(0, { slot: 'inspA', side: 'insp', key: base64(new Uint8Array(65)) })
  expect(await sealOpinion(ctx, opinion, bad, await freshFor(4))).toMatchObject({ code: 'NOT_A_KEY' })
})

test('a trustee releases the halves of all envelopes of the round, or none', async () => {
  const round = await Promise.all([sealed(), sealed({ member: 'p-3' })])
  const keeper = all[0] as Kept
  const text = halvesText(
    must(
      await releaseHalves({ round: 'r-1', side: 'insp', slot: 'inspA', key: keeper.key }, round, keeper.pair),
    ),
  )
  const read = must(readHalves(text))
  const [first] = round as [Envelope, Envelope]
  const insp = halfFor(read, await textHash(envelopeText(first))) as Uint8Array
  expect(await openEnvelope(first, { insp, proc: await half(first, 'office') })).toMatchObject({ ok: true })
  expect(halfFor(read, 'another')).toBeNull()
  const foreign = [...round, await sealed({ round: 'r-2' })]
  const to = { round: 'r-1', side: 'insp', slot: 'inspA', key: keeper.key } as const
  expect(await releaseHalves(to, foreign, keeper.pair)).toMatchObject({ code: 'BAD_HALVES' })
  expect(await releaseHalves(to, round, (all[1] as Kept).pair)).toMatchObject({ code: 'CANNOT_OPEN' })
  // An envelope that was made so that he cannot open it does not keep the others shut.
  const [a, b, ...rest] = (round[1] as Envelope).wrap as [Envelope['wrap'][0], Envelope['wrap'][0]]
  const spoilt = { ...(round[1] as Envelope), wrap: [{ ...a, ct: b.ct }, b, ...rest] }
  const part = must(await releaseHalves(to, [first, spoilt], keeper.pair))
  expect(part.halves.map(({ half: one }) => one === null)).toEqual([false, true])
  expect(halfFor(must(readHalves(halvesText(part))), await textHash(envelopeText(spoilt)))).toBeNull()
  for (const other of ['', '{}', `${text} `, text.replace('"side":"insp"', '"side":"x"')])
    expect(readHalves(other)).toMatchObject({ ok: false, code: 'BAD_HALVES' })
})
