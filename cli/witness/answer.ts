import type { NoteSigner } from '#journal/note.ts'
import { type Refusal, type WatchedLog, cosignatureLine, judgeGrowth, openRequest } from '#journal/witness.ts'
import { keepNext, readKept } from './heads.ts'

/** A witness: its key, the logs it watches by their origins, its folder, and its clock. */
export interface Witness {
  readonly signer: NoteSigner
  readonly logs: ReadonlyMap<string, WatchedLog>
  readonly folder: string
  /** Unix seconds. */
  readonly now: () => number
  /** Called between the steps; a test ends the process there. */
  readonly reached?: (point: 'judged' | 'kept') => Promise<void> | void
}

export type Answer =
  | { readonly ok: true; readonly line: string; readonly origin: string; readonly size: number }
  | Refusal
  | { readonly ok: false; readonly status: 500 | 503; readonly because: string }

/** How often a request is judged again because another was faster. */
const TRIES = 20

/**
 * Judges one request and cosigns: check, store, then sign. The head is kept, durably, before the line exists, and only if no
 * other head was kept since the check.
 */
export async function answer(witness: Witness, text: string): Promise<Answer> {
  const request = openRequest(text, (origin) => witness.logs.get(origin))
  if (!request.ok) return request
  const { head, log } = request
  const { checkpoint } = request.request
  for (let turn = 0; turn < TRIES; turn++) {
    const kept = await readKept(witness.folder, head.origin, log.hash)
    const time = witness.now()
    if (time < kept.time)
      return {
        ok: false,
        status: 500,
        because: '本机时钟早于上一次见证的时间，请先校准时钟。',
      }
    const judged = judgeGrowth(request, kept.seen)
    if (!judged.ok) return judged
    await witness.reached?.('judged')
    if (!(await keepNext(witness.folder, head.origin, kept, { time, checkpoint }))) continue
    // A crash here leaves a head kept and no line given: the log is told this size and asks again for the same head.
    await witness.reached?.('kept')
    const line = await cosignatureLine(checkpoint, witness.signer, BigInt(time))
    if (!line.ok) throw new Error(line.because)
    return { ok: true, line: line.value, origin: head.origin, size: head.size }
  }
  return { ok: false, status: 503, because: '同时来问的太多，请稍后再问。' }
}
