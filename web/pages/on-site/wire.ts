import { ProblemError, act as doAct, upload, urlOf } from '../../api/client.ts'
import type { Answer, Wire } from './outbox.ts'

/** Nothing was decided: no network, no session, too many at once, a server that is just starting. The same request goes again. */
const UNHEARD = new Set([0, 401, 408, 425, 429])

async function answerOf<T>(does: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: 'ok', value: await does() }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (UNHEARD.has(error.status) || error.status >= 500) return { kind: 'unheard' }
    const said = error.refusals.map(({ message, remedy, fields }) =>
      [message, remedy, ...Object.values(fields ?? {})].filter(Boolean).join('。'),
    )
    return {
      kind: 'refused',
      trouble: { code: error.code, words: said.length > 0 ? said : [error.message] },
    }
  }
}

/** The way to this district's server. */
export const wire: Wire = {
  upload: ({ id, name, media, hash }, bytes) =>
    answerOf(async () => {
      const file = new File([bytes], name, { type: media })
      return (await upload(urlOf('desk.upload'), file, { known: { sha256: hash, key: id } })).id
    }),
  act: ({ procedure, act, key }, form, on) =>
    answerOf(async () => {
      const named = { act: `${procedure}.${act}`, form, key }
      const { id, number, receipt } = await doAct({ ...named, ...(on ?? { matter: null }) })
      return { id, number, seq: receipt.seq }
    }),
}
