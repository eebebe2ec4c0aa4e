import { act, call } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import type { ActDone } from '../../../server/contract/act-operations.ts'
import { newKey } from '../../api/key.ts'
import { toast } from '../toast.tsx'

/** The word every procedure has for taking back (取回); the form is empty. */
const TAKE_BACK = 'takeBack'

/** Every list that an act may move. */
export const refreshMatters = (): Promise<void> =>
  refreshAll(['matters.page', 'matters.list', 'work.inbox', 'work.leader', 'work.unitPage'])

/** Says that the act is done, and offers 取回 when the matter’s page says it can still be taken back. */
export async function announce(procedure: string, may: string, done: ActDone): Promise<void> {
  const said = `${may}：已办理（${done.number}）`
  try {
    const page = await call('matters.page', { params: { id: done.id } })
    const open = page.acts.some((a) => a.act === TAKE_BACK && a.mine && a.refusals.length === 0)
    if (!open) return toast(said)
    toast(said, { title: '取回', run: () => takeBack(procedure, done) })
  } catch {
    toast(said)
  }
}

async function takeBack(procedure: string, done: ActDone): Promise<void> {
  try {
    await act({ matter: done.id, act: `${procedure}.${TAKE_BACK}`, form: {}, ver: done.ver, key: newKey() })
    toast('已取回')
  } catch (error) {
    toast(error instanceof Error ? error.message : '没有取回')
  }
  await refreshMatters()
}
