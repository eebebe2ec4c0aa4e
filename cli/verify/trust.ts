import { cosignatureVerifier, type CheckpointPolicy } from '#journal/checkpoint.ts'
import type { Hash } from '#journal/hash.ts'
import { hashes, verifierOf } from '#journal/node-crypto.ts'
import { type LogPolicy, parsePolicy } from '#journal/policy.ts'
import { hashNameOf } from '#journal/vkey.ts'
import type { Io } from '../io.ts'
import { Unusable, bytesOf, textOf } from './files.ts'

/** Whom a verification trusts: the policy as read, and its bytes for the verifier that reads it itself. */
export interface Trust {
  readonly bytes: Uint8Array
  readonly policy: LogPolicy
}

/**
 * Reads a policy file, or the one line of a log's public key, which is the policy of that log without witnesses.
 *
 * @param origin the log that is meant, where the command line says so
 * @throws Unusable
 */
export async function trustOf(path: string, origin: string | undefined, io: Pick<Io, 'cwd'>): Promise<Trust> {
  const bytes = await bytesOf(path, '公钥文件', io)
  const text = textOf(bytes)
  const alone = /^\S+\s*$/.test(text)
  const read = parsePolicy(hashes, alone ? `log ${text.trim()}\nquorum none\n` : text)
  if (!read.ok)
    throw new Unusable(`公钥文件“${path}”读不懂：${read.because.replace(/。$/, '')}。请重新取得日志的公钥。`)
  const { name } = read.value.log
  if (origin !== undefined && origin !== name)
    throw new Unusable(`公钥属于日志“${name}”，而要核验的是“${origin}”。请取得那本日志的公钥。`)
  // Checks SM2 signatures too, from here on.
  if (hashNameOf(read.value.log.kind) === 'sm3') await import('#journal/sm2.mjs')
  return { bytes: alone ? new TextEncoder().encode(`${text.trim()}\n`) : bytes, policy: read.value }
}

/** The hash of the log's tree. */
export const treeHashOf = ({ policy }: Trust): Hash => hashes[hashNameOf(policy.log.kind)]

/** The name leaves bear: that of the log; the SM twin bears `/sm` after the name of the log whose leaves it holds. */
export function leafLogOf({ policy }: Trust): string {
  const { name, kind } = policy.log
  return hashNameOf(kind) === 'sm3' ? name.replace(/\/sm$/, '') : name
}

/** The policy as `openCheckpoint` takes it. @throws Unusable for the SM twin */
export function checkpointPolicyOf({ policy }: Trust): CheckpointPolicy {
  if (hashNameOf(policy.log.kind) === 'sm3')
    throw new Unusable('国密日志的检查点请用 node sm2.mjs 核验；这里核验国际算法的日志。')
  return {
    log: verifierOf(policy.log),
    witnesses: policy.witnesses.map(({ key }) => cosignatureVerifier(verifierOf(key))),
    quorum: policy.quorum,
  }
}
