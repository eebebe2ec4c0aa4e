import { type ReactElement, useState } from 'react'
import { act } from '../../api/client.ts'
import { newKey } from '../../api/key.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { announce, refreshMatters } from '../../ui/act-form/take-back.ts'
import { toast } from '../../ui/toast.tsx'
import { AnswerSheet, type Answering } from './answer-sheet.tsx'

type Act = NonNullable<InboxItem['duty']>['acts'][number]

/** Gives one of the answers that a line offers. */
export type Answer = (item: InboxItem, act: Act) => void

/** Answers on their way: a second tap on the same one does not give it twice. */
const sending = new Set<string>()

async function giveAtOnce({ matter }: InboxItem, { act: name, may }: Act, say: () => void): Promise<void> {
  const one = `${matter.id} ${name}`
  if (sending.has(one)) return
  sending.add(one)
  try {
    const request = { matter: matter.id, act: `${matter.procedure}.${name}`, form: {}, key: newKey() }
    const done = await act(request)
    void announce(matter.procedure, `${may}：已办理`, done, { title: '补一句', run: say })
  } catch (error) {
    toast(error instanceof Error ? error.message : `${may}没有办成`, { title: '打开填写', run: say })
  } finally {
    sending.delete(one)
    void refreshMatters()
  }
}

/**
 * Answers from a list: one tap for what needs no words and can be taken back, a small form for everything else.
 *
 *     const { answer, sheet } = useAnswering()
 */
export function useAnswering(): { answer: Answer; sheet: ReactElement | null } {
  const [answering, setAnswering] = useState<Answering | null>(null)
  const answer: Answer = (item, chosen) => {
    const { id, procedure, title } = item.matter
    const say = (): void =>
      setAnswering({ matter: id, procedure, title, act: chosen.act, initial: chosen.initial })
    if (chosen.once) void giveAtOnce(item, chosen, say)
    else say()
  }
  const sheet = answering && <AnswerSheet answering={answering} onClose={() => setAnswering(null)} />
  return { answer, sheet }
}
