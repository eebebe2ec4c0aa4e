import { useMutation } from '@tanstack/react-query'
import { ProblemError, act, call } from '../../api/client.ts'
import { newKey } from '../../api/key.ts'
import { refreshMatters } from '../../ui/act-form/take-back.ts'
import { type Made, type Session, type Start, formsOf } from './session.ts'

type Change = (update: (before: Session) => Session) => void

/** Sets all kept proposals up in one request: all or none. The key stays until the server has refused, so a retry never doubles. */
export const useConfirm = (session: Session, start: Start, change: Change) =>
  useMutation({
    retry: false,
    mutationFn: async (): Promise<readonly Made[]> => {
      const forms = formsOf(session, start)
      const body = { act: `${start.procedure}.${start.act.act}`, forms: forms.map(({ form }) => form) }
      const { created } = await call('matters.batch', { body }, undefined, session.key)
      return created.map(({ id, number }, n) => ({ at: forms[n]?.at ?? n, id, number, assigned: 'not yet' }))
    },
    onError: (error) => {
      const refused = error instanceof ProblemError && error.status >= 400 && error.status < 500
      if (refused) change((before) => ({ ...before, key: newKey() }))
    },
    onSuccess: (made) => {
      change((before) => ({ ...before, made, key: newKey() }))
      void refreshMatters()
    },
  })

/** The act that hands a matter over to its lead unit, in every procedure that starts from documents. */
const HAND_OVER = 'assign'

/** Hands the created matters over one after another; a refused one keeps its reason and the others go on. */
export const useAssignAll = (start: Start, change: Change) =>
  useMutation({
    retry: false,
    mutationFn: async (made: readonly Made[]) => {
      for (const one of made.filter(({ assigned }) => assigned !== 'done')) {
        const assigned = await handOver(start.procedure, one.id)
        change((before) => ({
          ...before,
          made: before.made?.map((m) => (m.id === one.id ? { ...m, assigned } : m)) ?? null,
        }))
      }
    },
    onSettled: () => void refreshMatters(),
  })

async function handOver(procedure: string, matter: string): Promise<Made['assigned']> {
  try {
    // The matter's id names this request: handing it over again after a lost answer is the same request.
    await act({ matter, act: `${procedure}.${HAND_OVER}`, form: {}, key: `hand-over-${matter}` })
    return 'done'
  } catch (error) {
    return { refused: error instanceof Error ? error.message : '没有交办成功' }
  }
}
