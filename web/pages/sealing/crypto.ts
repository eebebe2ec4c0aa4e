// What runs on the machine of whoever seals or keeps a key. It is the code of the journal that is held against the RFC's vectors; the
// bundler takes it in here, and nowhere else does the app run code of another root.
import { base64, fromBase64 } from '../../../journal/bytes.ts'
import type { Outcome } from '../../../journal/fault.ts'
import {
  type Opinion,
  type SealContext,
  type Trustee,
  digestOf,
  envelopeText,
  readEnvelope,
  sealOpinion,
} from '../../../journal/seal/envelope.ts'
import { type FileSealed, LARGEST_SEALED, MOST_SEALED, sealFile } from '../../../journal/seal/files.ts'
import { freshFor, freshIv } from '../../../journal/seal/fresh.ts'
import { halvesText, releaseHalves } from '../../../journal/seal/halves.ts'
import { type KeyPair, hpkeOpen } from '../../../journal/seal/hpke.ts'
import { canaryBound, makeKey, unlockKey } from '../../../journal/seal/keys.ts'
import { type Ok, upload, urlOf } from '../../api/client.ts'
import { asFile, loadVerifier, publishedPolicy } from '../verify/verifier.ts'
import { holdAgainstSight } from './log-sight.ts'

export { LARGEST_SEALED, MOST_SEALED, makeKey, unlockKey }
export type { KeyPair }
export type View = Ok<'sealing.view'>
export type SheetView = NonNullable<View['sheet']>
export type RoundView = NonNullable<View['round']>

/** Why nothing can be sealed here, as a sentence; null where it can. */
export const incapable = (): string | null =>
  // Absent outside https and this machine, whatever their types say.
  window.isSecureContext
    ? null
    : '浏览器只在 https 网址下提供密码功能，本页现在不能封存。请改用 https 网址，或者请管理员配置证书。'

/** Whatever a promise of these may fail with, as the sentence that is shown. */
export class Unsealable extends Error {}

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Unsealable(outcome.because)
  return outcome.value
}

/** Seals an opinion and what is attached to it on this machine. @returns the form of the act, with the sealed files handed in before it */
export async function sealedForm(
  { context, keepers }: SheetView,
  opinion: Pick<Opinion, 'stance' | 'words'>,
  attached: readonly File[],
): Promise<{ readonly sealed: string; readonly attached?: readonly string[] }> {
  const trustees: readonly Trustee[] = keepers
  // The keys are those the round was begun with, not some that were slipped in on the way here.
  if (must(await digestOf(trustees.map(({ slot, side, key }) => ({ slot, side, key })))) !== context.trustees)
    throw new Unsealable('保管人的公钥与征集开始时的名单不符，没有封存。请报告纪检监察机关。')
  const ctx: SealContext = context
  const fresh = await freshFor(trustees.length)
  const sealedFiles: FileSealed[] = []
  for (const file of attached) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    sealedFiles.push(must(await sealFile(ctx, { name: file.name, bytes }, fresh, freshIv())))
  }
  const files = sealedFiles.map(({ file }) => file)
  const sealed = envelopeText(must(await sealOpinion(ctx, { ...opinion, files }, trustees, fresh)))
  const refs: string[] = []
  // Under no name of its own: what a file is called says something of what is in it.
  for (const [n, { bytes }] of sealedFiles.entries())
    refs.push((await upload(urlOf('desk.upload'), new File([new Uint8Array(bytes)], `${n + 1}.sealed`))).id)
  return refs.length === 0 ? { sealed } : { sealed, attached: refs }
}

/** The public half of a keeper's key, as a round knows it. */
export const publicKeyOf = ({ publicKey }: KeyPair): string => base64(publicKey)

/** Opens the message of a drill; null where the key is another. */
export async function openCanary(
  pair: KeyPair,
  { enc, ct }: { enc: string; ct: string },
): Promise<string | null> {
  const [point, sealed] = [must(fromBase64(enc)), must(fromBase64(ct))]
  const opened = await hpkeOpen(pair, canaryBound, { enc: point, ct: sealed })
  return opened && new TextDecoder().decode(opened)
}

/**
 * Holds the act that closed the round against the log: it stands in a signed checkpoint, and it is this act of this round.
 *
 * @returns what was verified, for the record
 */
export async function closedInLog(
  round: string,
  { act, kind }: { readonly act: string; readonly kind: string },
  proof: string | null,
): Promise<string> {
  if (proof === null) throw new Unsealable('截止这一步还没有写入签名检查点，请一分钟后再办。')
  const verifier = await loadVerifier()
  const verdict = await verifier.verifyReceipt(asFile(proof), asFile(await publishedPolicy()))
  if (!verdict.ok) throw new Unsealable(`截止这一步核验不通过：${verdict.because}`)
  const { leaf, origin, size, witnesses } = verdict
  if (leaf['act'] !== act || leaf['matter'] !== round || leaf['kind'] !== kind)
    throw new Unsealable('存证证明说的不是这次截止，没有取出半密钥。请报告纪检监察机关。')
  const held = await holdAgainstSight(verifier, proof.slice(proof.indexOf('\n\n') + 2))
  if (held === 'forked') throw new Unsealable(FORKED)
  return `${origin}，前${size}条，见证方${witnesses.length}家，${held === 'grown' ? '与本机以前所见的日志相接' : '本机以前没有见过这本日志'}`
}

const FORKED =
  '日志与本机以前所见的接不上，可能有人改动了日志，或者给本机看的是另一本，没有取出半密钥。请报告纪检监察机关。'

/** Remembers the log as it stands while a key is put on record, so that a log that is forked afterwards is found at the release. */
export async function rememberLog(): Promise<void> {
  if ((await holdAgainstSight(await loadVerifier())) === 'forked') throw new Unsealable(FORKED)
}

/** Takes the halves of this keeper out of every envelope of the round that has one for him. */
export async function takenHalves(
  round: string,
  { slot, side, key }: { readonly slot: string; readonly side: 'insp' | 'proc'; readonly key: string },
  envelopes: readonly string[],
  pair: KeyPair,
): Promise<string> {
  const read = envelopes.map((text) => must(readEnvelope(text)))
  return halvesText(must(await releaseHalves({ round, side, slot, key }, read, pair)))
}
