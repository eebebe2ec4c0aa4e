import { act, call } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import type { ActDone } from '../../../server/contract/act-operations.ts'
import { newKey } from '../../api/key.ts'
import type { AvailableAct } from '../../api/shapes.ts'
import { toast } from '../toast.tsx'

/** Every list that an act may move. */
export const refreshMatters = (): Promise<void> =>
  refreshAll(['matters.page', 'matters.list', 'work.inbox', 'work.leader', 'work.unitPage'])

/** Says that the act is done, and offers 取回 when the matter’s page says it can still be taken back. */
export async function announce(procedure: string, what: string, done: ActDone): Promise<void> {
  const said = `${what}（${done.number}）`
  try {
    const page = await call('matters.page', { params: { id: done.id } })
    const back = page.acts.find((a) => a.takesBack && a.mine && a.refusals.length === 0)
    if (!back) return toast(said)
    toast(said, { title: back.may, run: () => takeBack(procedure, back, done) })
  } catch {
    toast(said)
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
