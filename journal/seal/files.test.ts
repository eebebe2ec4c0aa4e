import { beforeAll, expect, test } from 'vitest'
import { base64 } from '../bytes.ts'
import {
  type Envelope,
  type Fresh,
  type SealContext,
  type Side,
  type Trustee,
  openEnvelope,
  sealOpinion,
} from './envelope.ts'
import { type FileSealed, isSealedFile, openFile, sealFile } from './files.ts'
import { freshFor } from './fresh.ts'

const must = <T>(outcome: { ok: true; value: T } | { ok: false; because: string }): T => {
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome.value
}

const hash = base64(new Uint8Array(32))
const ctx: SealContext = {
  log: 'l',
  meeting: 'm',
  item: 'i',
  member: 'p',
  round: 'r',
  ver: 1,
  expected: hash,
  trustees: hash,
}
const bytes = new TextEncoder().encode('测算表：管网12公里，缺口三百万元')
const iv = (): Uint8Array => crypto.getRandomValues(new Uint8Array(12))

let fresh: Fresh
let sealed: FileSealed
let envelope: Envelope

beforeAll(async () => {
  fresh = await freshFor(2)
  const keepers = await freshFor(2)
  const trustees = (['insp', 'proc'] satisfies Side[]).map((side, n): Trustee => {
    const { publicKey } = keepers.ephemeral[n] ?? { publicKey: new Uint8Array() }
    return { slot: side, side, key: base64(publicKey) }
  })
  sealed = must(await sealFile(ctx, { name: '测算.txt', bytes }, fresh, iv()))
  envelope = must(
    await sealOpinion(ctx, { stance: 'changes', words: '见附件', files: [sealed.file] }, trustees, fresh),
  )
})

test('an attachment opens with the key of its opinion, which names it by its hashes', async () => {
  const { files = [] } = must(await openEnvelope(envelope, fresh.halves))
  expect(files).toEqual([sealed.file])
  expect(must(await openFile(envelope, fresh.halves, sealed.file, sealed.bytes))).toEqual(bytes)
  expect(Buffer.from(sealed.bytes).includes(Buffer.from(bytes))).toBe(false)
})

test('nothing else opens: one half, another sheet, a bent bit, a file that is not the one that was named', async () => {
  const none = new Uint8Array(32)
  const other = must(await sealFile(ctx, { name: '测算.txt', bytes: new Uint8Array([1]) }, fresh, iv()))
  const bent = sealed.bytes.with(200, (sealed.bytes[200] ?? 0) ^ 1)
  const tried = [
    openFile(envelope, { ...fresh.halves, insp: none }, sealed.file, sealed.bytes),
    openFile(envelope, { ...fresh.halves, proc: none }, sealed.file, sealed.bytes),
    openFile({ ...envelope, ctx: { ...ctx, member: 'q' } }, fresh.halves, sealed.file, sealed.bytes),
    openFile(envelope, fresh.halves, sealed.file, bent),
    openFile(envelope, fresh.halves, sealed.file, other.bytes),
    openFile(envelope, fresh.halves, sealed.file, bytes),
  ]
  for (const outcome of await Promise.all(tried)) expect(outcome.ok).toBe(false)
})

test('lengths double from 64 KiB on, and what is empty or too long is refused before it is sealed', async () => {
  const length = async (n: number): Promise<number> => {
    const one = await sealFile(ctx, { name: 'x', bytes: new Uint8Array(n) }, fresh, iv())
    return one.ok ? one.value.bytes.length : 0
  }
  const head = (await length(1)) - 65_536
  expect(await length(65_000)).toBe(65_536 + head)
  expect(await length(65_536)).toBe(131_072 + head)
  expect(await length(200_000)).toBe(262_144 + head)
  expect(await length(0)).toBe(0)
  expect(await length(10 * 2 ** 20 + 1)).toBe(0)
  expect(isSealedFile(sealed.bytes)).toBe(true)
  for (const text of [bytes, sealed.bytes.slice(1), sealed.bytes.slice(0, -1), new Uint8Array()])
    expect(isSealedFile(text)).toBe(false)
})
