// Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log on three lines, as a signed note.

import { base64, concat, fromBase64, utf8 } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hashLength } from './hash.ts'
import { openNote, parseNote, signNote, type NoteSigner, type NoteVerifier, type OpenedNote } from './note.ts'

/** The head of a log: how many leaves, and their root. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

const originPattern = /^[!-*,-~]{1,200}$/
const decimal = /^(?:0|[1-9][0-9]*)$/

/** The three lines that are signed. Origins are printable ASCII without `+`, so they are key names as well. */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): Outcome<string> {
  const sound =
    originPattern.test(origin) && Number.isSafeInteger(size) && size >= 0 && root.length === hashLength
  return sound ? done(`${origin}\n${size}\n${base64(root)}\n`) : fault('BAD_CHECKPOINT')
}

/** Reads the three lines back. Extension lines are refused: no monitor could audit them. */
export function decodeCheckpoint(text: string): Outcome<Checkpoint> {
  const [origin, size, encoded, end, ...more] = text.split('\n')
  if (origin === undefined || size === undefined || encoded === undefined || end !== '' || more.length > 0) {
    return fault('BAD_CHECKPOINT', '必须恰好三行')
  }
  if (!originPattern.test(origin)) return fault('BAD_CHECKPOINT', '日志名称')
  if (!decimal.test(size) || !Number.isSafeInteger(Number(size))) return fault('BAD_CHECKPOINT', '规模')
  const root = fromBase64(encoded)
  if (!root.ok) return root
  if (root.value.length !== hashLength) return fault('BAD_CHECKPOINT', '树根')
  return done({ origin, size: Number(size), root: root.value })
}

/**
 * The checkpoint as a signed note. The caller must hand in committed state only, and never two roots for one size.
 */
export async function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): Promise<Outcome<string>> {
  if (signer.name !== checkpoint.origin) return fault('BAD_CHECKPOINT', '签名者名称须与日志名称相同')
  const text = encodeCheckpoint(checkpoint)
  return text.ok ? signNote(text.value, [signer]) : text
}

/** Reads a signed checkpoint without verifying: for a log reading back its own text. */
export function readCheckpoint(note: string): Outcome<Checkpoint> {
  const parsed = parseNote(note)
  return parsed.ok ? decodeCheckpoint(parsed.value.text) : parsed
}

/** What a reader trusts: the log's key, and witnesses of whom `quorum` must have cosigned. */
export type CheckpointPolicy = {
  readonly log: NoteVerifier
  readonly witnesses?: readonly NoteVerifier[]
  readonly quorum?: number
}

/** Opens a checkpoint: signed by the log whose name is its origin, cosigned by enough witnesses. */
export function openCheckpoint(
  note: string,
  { log, witnesses = [], quorum = 0 }: CheckpointPolicy,
): Outcome<Checkpoint & Pick<OpenedNote, 'verified'>> {
  const opened = openNote(note, [log, ...witnesses])
  if (!opened.ok) return opened
  const { verified, text } = opened.value
  if (!verified.includes(log)) return fault('UNKNOWN_KEY', '缺少日志自身的签名')
  if (verified.length - 1 < quorum) return fault('UNKNOWN_KEY', `见证签名不足 ${quorum} 个`)
  const checkpoint = decodeCheckpoint(text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== log.name) return fault('WRONG_ORIGIN')
  return done({ ...checkpoint.value, verified })
}

/** What a witness signs at a time in Unix seconds (C2SP tlog-cosignature v1): header, time, then the three lines. */
export function cosignatureMessage(text: Uint8Array, unixSeconds: bigint): Uint8Array {
  return concat([utf8(`cosignature/v1\ntime ${unixSeconds}\n`), text])
}

/** Makes a cosigner of an Ed25519 one: its signature is the time in 8 bytes big-endian, then the signature. */
export function cosigner(signer: NoteSigner, unixSeconds: bigint): NoteSigner {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, unixSeconds)
  return {
    name: signer.name,
    keyId: signer.keyId,
    sign: async (text) => concat([time, await signer.sign(cosignatureMessage(text, unixSeconds))]),
  }
}

/** Makes a verifier of timestamped cosignatures out of one of plain signatures by the same key. */
export function cosignatureVerifier(key: NoteVerifier): NoteVerifier {
  return {
    name: key.name,
    keyId: key.keyId,
    verify: (text, signature) => {
      if (signature.length <= 8) return false
      const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
      return key.verify(cosignatureMessage(text, time), signature.slice(8))
    },
  }
}
