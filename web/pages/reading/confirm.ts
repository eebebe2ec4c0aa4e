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
      const { created } = await call('matters.batch', { body }, undefined, { key: session.key })
      return created.map(({ id, number }, n) => ({ at: forms[n]?.at ?? n, id, number, followed: 'not yet' }))
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

/** The act that follows setting up, as the procedure names it. */
export type Next = NonNullable<Start['act']['next']>

/** Does the following act on the created matters one after another; a refused one keeps its reason and the others go on. */
export const useFollowAll = (start: Start, next: Next | undefined, change: Change) =>
  useMutation({
    retry: false,
    mutationFn: async (made: readonly Made[]) => {
      if (!next) return
      for (const one of made.filter(({ followed }) => followed !== 'done')) {
        const followed = await follow(start.procedure, next, one.id)
        change((before) => ({
          ...before,
          made: before.made?.map((m) => (m.id === one.id ? { ...m, followed } : m)) ?? null,
        }))
      }
    },
    onSettled: () => void refreshMatters(),
  })

async function follow(procedure: string, next: Next, matter: string): Promise<Made['followed']> {
  try {
    // The matter's id names this request: following again after a lost answer is the same request.
    await act({ matter, act: `${procedure}.${next.act}`, form: {}, key: `follow-${matter}` })
    return 'done'
  } catch (error) {
    return { refused: error instanceof Error ? error.message : `没有${next.may}成功` }
  }
}
