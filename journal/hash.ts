// The hash is a parameter everywhere: one tree with SHA-256, later a twin with SM3 over the same leaf bytes.

export type HashName = 'sha256' | 'sm3'

/** Bytes in one hash value; the same for SHA-256 and SM3. */
export const hashLength = 32

/** HMAC block of both SHA-256 and SM3, in bytes. */
const blockLength = 64

const leafPrefix = 0x00
const nodePrefix = 0x01

/** What is laid out for one call of a digest. One buffer serves them all: every act is hashed three times, every node of a tree once. */
const scratch = new Uint8Array(16_384)

const roomFor = (length: number): Uint8Array =>
  length > scratch.length ? new Uint8Array(length) : scratch.subarray(0, length)

function prefixed(prefix: number, left: Uint8Array, right?: Uint8Array): Uint8Array {
  const joined = roomFor(1 + left.length + (right?.length ?? 0))
  joined[0] = prefix
  joined.set(left, 1)
  if (right) joined.set(right, 1 + left.length)
  return joined
}

/**
 * A hash function as the tree uses it (RFC 6962 section 2.1). Synchronous: the sequencer hashes thousands in a row.
 * WebCrypto's digest is asynchronous, so the browser does not fill this port; `verify.ts` awaits WebCrypto itself.
 */
export type Hash = {
  readonly name: HashName
  readonly digest: (bytes: Uint8Array) => Uint8Array
  /** H(0x00 ‖ leaf). */
  readonly leafHash: (leaf: Uint8Array) => Uint8Array
  /** H(0x01 ‖ left ‖ right). */
  readonly nodeHash: (left: Uint8Array, right: Uint8Array) => Uint8Array
  /** Root of the tree without leaves: H of nothing. */
  readonly emptyRoot: () => Uint8Array
}

/**
 * Makes the tree's hash out of a plain digest function; the prefixes keep leaves and nodes apart. The digest must neither keep nor
 * change the bytes it is given.
 */
export function hashOf(name: HashName, digest: (bytes: Uint8Array) => Uint8Array): Hash {
  return {
    name,
    digest,
    leafHash: (leaf) => digest(prefixed(leafPrefix, leaf)),
    nodeHash: (left, right) => digest(prefixed(nodePrefix, left, right)),
    emptyRoot: () => digest(new Uint8Array()),
  }
}

/** HMAC (RFC 2104) over the given hash. */
export function hmac(hash: Hash, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = key.length > blockLength ? hash.digest(key) : key
  const inner = hash.digest(padded(block, 0x36, message))
  return hash.digest(padded(block, 0x5c, inner))
}

/** The key, filled up to a block and XORed with `pad`, before a message. */
function padded(key: Uint8Array, pad: number, message: Uint8Array): Uint8Array {
  const joined = roomFor(blockLength + message.length).fill(pad, 0, blockLength)
  for (let i = 0; i < key.length; i++) joined[i] = (key[i] as number) ^ pad
  joined.set(message, blockLength)
  return joined
}
