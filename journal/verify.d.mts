// Types of `verify.mjs`, which is plain JavaScript so that the file that is served is the file that was read.

/** A witness whose cosignature held: the name of its key, and the time it signed, in Unix seconds. */
export type CosignedBy = { readonly name: string; readonly time: number }

/** Why something was not accepted, as a Chinese sentence. */
export type NotVerified = { readonly ok: false; readonly because: string }

/** What a good receipt proves: this leaf stands at `index` of the log's first `size` acts, recorded at `at`. */
export type ReceiptVerdict =
  | {
      readonly ok: true
      readonly origin: string
      readonly size: number
      readonly index: number
      readonly at: string
      readonly leaf: Readonly<Record<string, unknown>>
      readonly witnesses: readonly CosignedBy[]
    }
  | NotVerified

/** What a good growth proves: the log's first `from` acts stand unchanged at the head of its `size` acts. */
export type GrowthVerdict =
  | {
      readonly ok: true
      readonly origin: string
      readonly from: number
      readonly size: number
      readonly witnesses: readonly CosignedBy[]
    }
  | NotVerified

/** SHA-256 is asynchronous in browsers; SM3 is not. */
export type Digest = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** A suite: the bytes before a log's and a witness's public key, its hash, and the check of its signatures. */
export type Kind = {
  readonly types: readonly [readonly number[], readonly number[]]
  digest: Digest
  check: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>
}

/** SHA-256 with Ed25519, and SM3 with SM2 (its check is put in by `sm2.mjs`). */
export const kinds: readonly Kind[]

/** SM3 (GB/T 32905): 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array

/**
 * Verifies a receipt.
 *
 * @param proof bytes of a `.tlog-proof` file that carries its leaf
 * @param policy bytes of a policy (C2SP tlog-policy), or of one log's public key
 */
export function verifyReceipt(proof: Uint8Array, policy: Uint8Array): Promise<ReceiptVerdict>

/**
 * Verifies that a checkpoint grew out of an older one.
 *
 * @param older bytes of the older checkpoint
 * @param growth bytes of `old N`, the consistency proof's hashes, a blank line and the newer checkpoint: the request that
 *   witnesses get (C2SP tlog-witness)
 */
export function verifyGrowth(
  older: Uint8Array,
  growth: Uint8Array,
  policy: Uint8Array,
): Promise<GrowthVerdict>

/** The command line `node verify.mjs POLICY FILE…`: sets the exit code, 0 when it holds, 1 when not. */
export function run(): Promise<void>
