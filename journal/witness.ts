// What passes between a log and a witness (C2SP tlog-witness), and what a witness decides. Pure: the head a witness keeps is
// handed in; whoever stores it must do so in one step with the question whether it is still the newest.

import { base64, fromBase64, sameBytes, utf8 } from './bytes.ts'
import { cosigner, decodeCheckpoint, openCheckpoint, readCheckpoint, type Checkpoint } from './checkpoint.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hashLength, type Hash } from './hash.ts'
import { openNote, parseNote, signatureLine, type NoteSigner, type NoteVerifier } from './note.ts'
import { checkConsistency } from './tree.ts'

/** What a log asks: to cosign this checkpoint, which grew from `old` leaves as the proof shows. */
export type AddCheckpoint = {
  readonly old: number
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/** C2SP tlog-witness: a client must not send more. */
const maxHashes = 63
const oldLine = /^old (0|[1-9][0-9]{0,15})$/

/** The body of an `add-checkpoint` request; also the file that travels to a witness without a network. */
export function encodeAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${old}`, ...proof.map(base64), '', checkpoint].join('\n')
}

/** Reads such a body strictly. Nothing is verified. */
export function decodeAddCheckpoint(text: string): Outcome<AddCheckpoint> {
  const blank = text.indexOf('\n\n')
  if (blank < 0) return fault('BAD_NOTE', '缺少空行')
  const [first = '', ...lines] = text.slice(0, blank).split('\n')
  const old = Number(oldLine.exec(first)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(old)) return fault('BAD_NOTE', '首行应当是“old 规模”')
  if (lines.length > maxHashes) return fault('BAD_NOTE', '证明过长')
  const proof: Uint8Array[] = []
  for (const line of lines) {
    const hash = fromBase64(line)
    if (!hash.ok) return hash
    if (hash.value.length !== hashLength) return fault('BAD_NOTE', '证明')
    proof.push(hash.value)
  }
  const checkpoint = text.slice(blank + 2)
  const parsed = parseNote(checkpoint)
  return parsed.ok ? done({ old, proof, checkpoint }) : parsed
}

/** A log that a witness watches. */
export type WatchedLog = { readonly verifier: NoteVerifier; readonly hash: Hash }

/** The last head a witness cosigned of a log; size 0 with the root of the empty tree before the first. */
export type Seen = { readonly size: number; readonly root: Uint8Array }

/** A refusal as HTTP carries it. 409 tells the size the witness is at. */
export type Refusal =
  | { readonly ok: false; readonly status: 400 | 403 | 404 | 422; readonly because: string }
  | { readonly ok: false; readonly status: 409; readonly size: number; readonly because: string }

/** A request whose log is known and whose checkpoint that log signed. */
export type SoundRequest = {
  readonly ok: true
  readonly request: AddCheckpoint
  readonly head: Checkpoint
  readonly log: WatchedLog
}

const refuse = (status: 400 | 403 | 404 | 422, because: string): Refusal => ({ ok: false, status, because })

/** First half of the decision: everything that needs no memory of earlier heads. */
export function openRequest(
  text: string,
  logOf: (origin: string) => WatchedLog | undefined,
): SoundRequest | Refusal {
  const request = decodeAddCheckpoint(text)
  if (!request.ok) return refuse(400, request.because)
  const claimed = readCheckpoint(request.value.checkpoint)
  if (!claimed.ok) return refuse(400, claimed.because)
  const log = logOf(claimed.value.origin)
  if (!log) return refuse(404, '这里不见证这本日志。')
  const opened = openCheckpoint(request.value.checkpoint, { log: log.verifier })
  if (!opened.ok) return refuse(403, opened.because)
  const { origin, size, root } = opened.value
  if (request.value.old > size) return refuse(400, '原规模大于检查点的规模。')
  return { ok: true, request: request.value, head: { origin, size, root }, log }
}

/**
 * Second half: whether the head grew out of the one this witness cosigned last. Asked under the same exclusion as the
 * storing of the new head, or a smaller head could overtake a larger one (the race tlog-witness describes).
 */
export function judgeGrowth(
  { request, head, log }: SoundRequest,
  seen: Seen,
): { readonly ok: true } | Refusal {
  const conflict = (because: string): Refusal => ({ ok: false, status: 409, size: seen.size, because })
  if (request.old !== seen.size) return conflict(`本见证方最后见证的是 ${seen.size} 项。`)
  if (head.size === seen.size && !sameBytes(head.root, seen.root))
    return conflict(`同是 ${seen.size} 项，树根却与本见证方见证过的不同：日志出现了两种历史。`)
  const grown = checkConsistency(log.hash, { from: seen, to: head }, request.proof)
  return grown ? { ok: true } : refuse(422, `检查点不是由 ${seen.size} 项的日志接着写成的。`)
}

/** The witness's line under a checkpoint, with its time in Unix seconds. */
export async function cosignatureLine(
  checkpoint: string,
  signer: NoteSigner,
  unixSeconds: bigint,
): Promise<Outcome<string>> {
  const parsed = parseNote(checkpoint)
  if (!parsed.ok) return parsed
  const { name, keyId, sign } = cosigner(signer, unixSeconds)
  const signature = await sign(utf8(parsed.value.text))
  return done(signatureLine({ name, keyId, signature }))
}

/** A cosignature that was checked: the line as it stands under the checkpoint, and the time it tells. */
export type Cosignature = { readonly line: string; readonly unixSeconds: number }

/**
 * Picks the line of one witness out of an answer and checks it against the checkpoint; lines of unknown keys are passed
 * over, as C2SP demands.
 *
 * @param key the witness's key as `cosignatureVerifier` makes it
 */
export function readCosignature(checkpoint: string, answer: string, key: NoteVerifier): Outcome<Cosignature> {
  const own = parseNote(checkpoint)
  if (!own.ok) return own
  const opened = openNote(`${own.value.text}\n${answer}`, [key])
  if (!opened.ok) return opened
  const found = opened.value.signatures.find(
    (one) => one.name === key.name && sameBytes(one.keyId, key.keyId),
  )
  // `openNote` accepted it, so it is there and longer than its time.
  if (!found) return fault('UNKNOWN_KEY')
  const time = new DataView(found.signature.buffer, found.signature.byteOffset).getBigUint64(0)
  const unixSeconds = Number(time)
  if (!Number.isSafeInteger(unixSeconds)) return fault('BAD_SIGNATURE', '见证时间')
  return done({ line: signatureLine(found), unixSeconds })
}

/** A checkpoint with lines of witnesses under the log's own; what stood under it besides the log's is dropped. */
export function withCosignatures(
  checkpoint: string,
  lines: readonly string[],
  log: NoteVerifier,
): Outcome<string> {
  const parsed = parseNote(checkpoint)
  if (!parsed.ok) return parsed
  const head = decodeCheckpoint(parsed.value.text)
  if (!head.ok) return head
  const own = parsed.value.signatures.find((one) => one.name === log.name && sameBytes(one.keyId, log.keyId))
  if (!own) return fault('UNKNOWN_KEY', '缺少日志自身的签名')
  return done(`${parsed.value.text}\n${signatureLine(own)}${lines.join('')}`)
}
