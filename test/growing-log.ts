import { signCheckpoint } from '#journal/checkpoint.ts'
import { ed25519PublicKey, ed25519Signer, ed25519Verifier, hashes, sha256 } from '#journal/node-crypto.ts'
import type { NoteSigner, NoteVerifier } from '#journal/note.ts'
import { must } from '#journal/testing.ts'
import { consistencyProof, leafNodes, treeRoot } from '#journal/tree.ts'
import { encodeVkey } from '#journal/vkey.ts'
import { encodeAddCheckpoint } from '#journal/witness.ts'

/** A log in memory for tests of whoever watches logs: grows, signs any of its heads, proves, and can be made to fork. */
export class GrowingLog {
  readonly origin: string
  readonly signer: NoteSigner
  readonly verifier: NoteVerifier
  /** Its public key as text. */
  readonly vkey: string
  readonly #fill: number
  readonly #leaves: Uint8Array[] = []

  constructor(origin: string, fill = 9) {
    const seed = new Uint8Array(32).fill(fill)
    const publicKey = ed25519PublicKey(seed)
    this.origin = origin
    this.#fill = fill
    this.signer = ed25519Signer(origin, seed)
    this.verifier = ed25519Verifier(origin, publicKey)
    this.vkey = encodeVkey(hashes, { name: origin, kind: 'ed25519', publicKey })
  }

  get size(): number {
    return this.#leaves.length
  }

  grow(by: number, mark = 0): void {
    for (let i = 0; i < by; i++) {
      const at = this.#leaves.length
      this.#leaves.push(sha256.leafHash(Uint8Array.of(at % 256, Math.floor(at / 256), mark)))
    }
  }

  /** A log of the same name and key and as many leaves, the last `by` of which are others. */
  forked(by: number): GrowingLog {
    const twin = new GrowingLog(this.origin, this.#fill)
    twin.grow(this.size - by)
    twin.grow(by, 1)
    return twin
  }

  root(size = this.size): Uint8Array {
    return must(treeRoot(sha256, leafNodes(sha256, this.#leaves.slice(0, size)), size))
  }

  async checkpoint(size = this.size): Promise<string> {
    return must(await signCheckpoint({ origin: this.origin, size, root: this.root(size) }, this.signer))
  }

  /** The body of `add-checkpoint`, or the file for a witness without a network. */
  async request(old: number, size = this.size): Promise<string> {
    const nodes = leafNodes(sha256, this.#leaves.slice(0, size))
    const proof = must(consistencyProof(sha256, nodes, old, size))
    return encodeAddCheckpoint({ old, proof, checkpoint: await this.checkpoint(size) })
  }
}
