import { type Problem, problem } from '../problem.ts'
import { apart } from '../reading/apart.ts'

/** The text of a file, taken out where a hostile one does no harm, or the problem of a file that gives none. */
export async function textApart(name: string, bytes: Uint8Array): Promise<string | Problem> {
  const outcome = await apart({ kind: 'text', name, bytes })
  if (outcome.ok) return outcome.value.ok ? outcome.value.text : problem('WRONG_MEDIA', outcome.value.because)
  if (outcome.because === 'full') return manyWaiting()
  return problem('WRONG_MEDIA', `文件“${name}”太大或者太复杂，没能读出文字，请另存一份或者拆分后再试。`)
}

/** Too many documents wait to be read. */
export const manyWaiting = (): Problem =>
  problem('TOO_MANY', '正在读取的文件太多，请过一分钟再试', { retryAfter: 60 })
