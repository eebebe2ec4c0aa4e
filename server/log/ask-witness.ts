import type { PolicyWitness } from '#journal/policy.ts'
import { encodeAddCheckpoint } from '#journal/witness.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import { type SignedHead, keepAnswer, requestFor, signedHead } from '#store/witnesses.ts'
import { bytesWithin } from '../adapters/mapping-file.ts'

/**
 * What asking one witness came to. `conflict`: it has cosigned what this database does not hold, a larger head or another root
 * for the same size. `late`: the head is no longer the newest; the next one is asked for.
 */
export type Asked =
  | { readonly kind: 'cosigned' }
  | { readonly kind: 'late' }
  | { readonly kind: 'trouble'; readonly because: string }
  | { readonly kind: 'conflict'; readonly size: number; readonly because: string }

/** An answer is a line or a number. */
const MOST_BYTES = 16_384
/** The first question finds out where the witness is, the second one fits, the third allows for another process. */
const TRIES = 3

/**
 * Asks one witness to cosign a head and keeps its line (C2SP tlog-witness, `add-checkpoint`).
 *
 * @param old size the witness is believed to be at
 */
export async function askWitness(
  context: StoreContext,
  log: Log,
  witness: PolicyWitness,
  head: SignedHead,
  old: number,
  timeoutMs: number,
): Promise<Asked> {
  let from = Math.min(old, head.size)
  for (let turn = 0; turn < TRIES; turn++) {
    const request = await requestFor(context, log, head, from)
    if (!request.ok) return { kind: 'trouble', because: `不能作出一致性证明：${request.because}` }
    const answer = await post(witness, encodeAddCheckpoint(request.value), timeoutMs)
    if (typeof answer === 'string') return { kind: 'trouble', because: answer }
    if (answer.status === 200) {
      const kept = await keepAnswer(context, log, witness, head, answer.text)
      return kept.ok ? { kind: 'cosigned' } : { kind: 'trouble', because: `送回的见证有误：${kept.because}` }
    }
    const size = answer.status === 409 ? sizeOf(answer.text) : undefined
    if (size === undefined) return { kind: 'trouble', because: `答复 ${answer.status}` }
    if (size > head.size) return ahead(context, size)
    if (size === from && size === head.size) return conflict(size, `见证过的 ${size} 项的树根与本库不同`)
    from = size
  }
  return { kind: 'trouble', because: '见证方的进度一再变动' }
}

const conflict = (size: number, because: string): Asked => ({ kind: 'conflict', size, because })

/** The witness knows more than this head: because another process of ours was faster, or because this database lost acts. */
async function ahead({ db, tenant }: StoreContext, size: number): Promise<Asked> {
  const newest = await signedHead(db, tenant)
  if (newest && newest.size >= size) return { kind: 'late' }
  return conflict(size, `已经见证到 ${size} 项，而本库只有 ${newest?.size ?? 0} 项`)
}

const sizeOf = (text: string): number | undefined => {
  const size = /^(0|[1-9][0-9]{0,15})\n$/.exec(text)?.[1]
  return size !== undefined && Number.isSafeInteger(Number(size)) ? Number(size) : undefined
}

/** The answer, or a Chinese sentence about why there is none. */
async function post(
  { url = '' }: PolicyWitness,
  body: string,
  timeoutMs: number,
): Promise<{ status: number; text: string } | string> {
  try {
    const answer = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = await bytesWithin(answer, MOST_BYTES)
    if (bytes === null) return '答复过长'
    return { status: answer.status, text: bytes.toString('utf8') }
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError'
    return slow ? `${timeoutMs / 1_000} 秒内没有答复` : '连接不上'
  }
}
