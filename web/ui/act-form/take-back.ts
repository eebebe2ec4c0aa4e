import { act, call } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { MOVED } from '../../api/live.ts'
import type { ActDone } from '../../../server/contract/act-operations.ts'
import { newKey } from '../../api/key.ts'
import type { AvailableAct } from '../../api/shapes.ts'
import { type ToastAction, toast } from '../toast.tsx'

/** Reads again every list that an act may move. */
export const refreshMatters = (): Promise<void> => refreshAll(MOVED)

/**
 * Says that the act is done, and offers 取回 when the matter’s page says it can still be taken back, or what else there is to
 * offer.
 */
export async function announce(
  procedure: string,
  what: string,
  done: ActDone,
  otherwise?: ToastAction,
): Promise<void> {
  const said = `${what}（${done.number}）`
  try {
    const page = await call('matters.page', { params: { id: done.id } })
    const back = page.acts.find((a) => a.takesBack && a.mine && a.refusals.length === 0)
    if (!back) return toast(said, otherwise)
    toast(said, { title: back.may, run: () => takeBack(procedure, back, done) })
  } catch {
    toast(said, otherwise)
  }
}

async function takeBack(procedure: string, back: AvailableAct, done: ActDone): Promise<void> {
  try {
    const name = `${procedure}.${back.act}`
    await act({ matter: done.id, act: name, form: {}, ver: done.ver, key: newKey() })
    toast(`已${back.may}`)
  } catch (error) {
    toast(error instanceof Error ? error.message : `没有${back.may}`)
  }
  await refreshMatters()
}
