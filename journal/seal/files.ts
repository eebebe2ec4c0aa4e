// What is attached to a sealed opinion: encrypted under the opinion's own key, each file with an iv of its own, filled up so that its
// length says next to nothing. The opinion names each by the hash of both its texts, so nothing can be put in another's place.

import { base64, concat, utf8 } from '../bytes.ts'
import { canonicalize } from '../canonical.ts'
import { done, fault, type Outcome } from '../fault.ts'
import { type Envelope, type Fresh, type SealContext, type SealedFile, keyOf } from './envelope.ts'
import { gcmOpen, gcmSeal } from './hpke.ts'

/** The first bytes of every sealed file. */
export const SEALED_FILE = utf8('luoshi/seal/v1/file\n')
const [IV, TAG, COUNT] = [12, 16, 4]
const LEAST = 65_536
/** Bytes of one file at most, before it is sealed. */
export const LARGEST_SEALED = 10 * 1024 * 1024
export const MOST_SEALED = 5

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

/** Lengths double from 64 KiB on. */
function filled(bytes: Uint8Array): Uint8Array {
  let length = LEAST
  while (length < COUNT + bytes.length) length *= 2
  const all = new Uint8Array(length)
  new DataView(all.buffer).setUint32(0, bytes.length)
  all.set(bytes, COUNT)
  return all
}

const boundTo = (ctx: SealContext): Outcome<Uint8Array> => {
  const text = canonicalize(ctx)
  return text.ok ? done(utf8(`${text.value}\0luoshi/seal/v1/file`)) : text
}

/** What leaves the machine, and how the opinion names it. */
export interface FileSealed {
  readonly bytes: Uint8Array
  readonly file: SealedFile
}

/**
 * Seals one attachment under the key that will seal the opinion.
 *
 * @param fresh the halves that go into `sealOpinion` afterwards
 * @param iv twelve bytes of its own
 */
export async function sealFile(
  ctx: SealContext,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { halves }: Pick<Fresh, 'halves'>,
  iv: Uint8Array,
): Promise<Outcome<FileSealed>> {
  if (bytes.length === 0 || bytes.length > LARGEST_SEALED)
    return fault('OPINION_TOO_LONG', `附件“${name}”是空的，或者超过${LARGEST_SEALED / 2 ** 20} MB`)
  const bound = boundTo(ctx)
  if (!bound.ok) return bound
  const ct = await gcmSeal(await keyOf(halves, ctx), iv, bound.value, filled(bytes))
  const sealed = concat([SEALED_FILE, iv, ct])
  const [hash, over] = [await sha256(bytes), await sha256(sealed)]
  return done({
    bytes: sealed,
    file: { name, size: bytes.length, hash: base64(hash), sealed: base64(over) },
  })
}

/** Whether bytes are a sealed file by their shape; what is inside nobody can judge before it is opened. */
export function isSealedFile(bytes: Uint8Array): boolean {
  const length = bytes.length - SEALED_FILE.length - IV - TAG
  const steps = Math.log2(length / LEAST)
  return Number.isInteger(steps) && steps >= 0 && SEALED_FILE.every((byte, i) => bytes[i] === byte)
}

/** Opens an attachment with the halves of both sides, and holds it against what the opinion says of it. */
export async function openFile(
  { ctx }: Envelope,
  halves: Fresh['halves'],
  { hash, size }: SealedFile,
  sealed: Uint8Array,
): Promise<Outcome<Uint8Array>> {
  const bound = boundTo(ctx)
  if (!bound.ok) return bound
  const at = SEALED_FILE.length + IV
  const iv = sealed.slice(SEALED_FILE.length, at)
  const all = isSealedFile(sealed)
    ? await gcmOpen(await keyOf(halves, ctx), iv, bound.value, sealed.slice(at))
    : null
  if (all === null) return fault('CANNOT_OPEN')
  const bytes = all.slice(COUNT, COUNT + size)
  return base64(await sha256(bytes)) === hash ? done(bytes) : fault('COMMIT_MISMATCH')
}
