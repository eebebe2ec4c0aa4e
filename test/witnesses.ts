import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ed25519PublicKey, ed25519Signer, sha256 } from '#journal/node-crypto.ts'
import { type NoteVerifier, noteTypes } from '#journal/note.ts'
import type { PolicyWitness } from '#journal/policy.ts'
import type { WatchedLog } from '#journal/witness.ts'
import type { Witness } from '../cli/witness/answer.ts'
import { witnessServer } from '../cli/witness/serve.ts'

const nameOf = (n: number): string => `witness${n}.example.gov.cn/w`
const seedOf = (n: number): Uint8Array => new Uint8Array(32).fill(100 + n)

/** A witness of one log with its memory in a folder; the same number is the same key. */
export function testWitness(
  folder: string,
  { origin, verifier }: { readonly origin: string; readonly verifier: NoteVerifier },
  n = 1,
): Witness {
  const watched: WatchedLog = { verifier, hash: sha256 }
  return {
    signer: ed25519Signer(nameOf(n), seedOf(n), noteTypes.ed25519Cosignature),
    logs: new Map([[origin, watched]]),
    folder,
    now: () => Math.floor(Date.now() / 1_000),
  }
}

/** How a policy names the same witness. */
export const policyWitness = (n: number, url?: string): PolicyWitness => ({
  label: `见证${n}`,
  key: { name: nameOf(n), kind: 'ed25519Cosignature', publicKey: ed25519PublicKey(seedOf(n)) },
  ...(url === undefined ? {} : { url }),
})

/** A witness over HTTP on a port of its own. */
export interface ServedWitness {
  readonly url: string
  readonly witness: Witness
  close(): Promise<void>
}

export async function served(witness: Witness, port = 0): Promise<ServedWitness> {
  const server = witnessServer(witness, '', () => undefined)
  return listening(server, witness, port)
}

/** A witness that takes every question and never answers. */
export async function silent(witness: Witness): Promise<ServedWitness> {
  return listening(
    createServer(() => undefined),
    witness,
  )
}

async function listening(
  server: ReturnType<typeof createServer>,
  witness: Witness,
  port = 0,
): Promise<ServedWitness> {
  server.listen(port, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    witness,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
