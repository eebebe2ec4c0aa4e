import type { ReactElement } from 'react'
import { useCall, useMe } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Desk } from './desk.tsx'
import { Input } from './input.tsx'
import { Result } from './result.tsx'
import { type Reading, type Start, draftOf, emptySession, sharedOf, splitForm, startOf } from './session.ts'
import { useSession } from './use-session.ts'
import '../../ui/lists.css'
import './reading.css'

const Body = ({ start, person }: { start: Start; person: string }): ReactElement => {
  const [session, change] = useSession(person)
  const { reading, made } = session
  const read = (found: Reading): void => {
    const { own, shared } = splitForm(start.act.form)
    change((before) => ({
      ...before,
      reading: found,
      drafts: found.proposals.map((proposal) => draftOf(proposal, own)),
      shared: sharedOf(found, shared),
      files: found.file ? { [found.file.id]: found.file } : {},
      made: null,
    }))
  }
  const drop = (): void => {
    const dropped = session
    change(() => emptySession(newKey()))
    if (!dropped.made) toast('已放下这份公文', { title: '恢复', run: () => change(() => dropped) })
  }
  if (reading && made) {
    return <Result session={session} made={made} start={start} change={change} again={drop} />
  }
  if (reading) return <Desk session={session} reading={reading} start={start} change={change} drop={drop} />
  return (
    <Input
      pasted={session.pasted}
      onPasted={(pasted) => change((before) => ({ ...before, pasted }))}
      onRead={read}
    />
  )
}

const Barred = ({ start }: { start: Start | undefined }): ReactElement => (
  <div className="notice warn stack">
    {start && start.act.refusals.length > 0 ? (
      start.act.refusals.map((refusal) => <Refusal key={refusal.code} refusal={refusal} />)
    ) : (
      <p>您现在的岗位不能立项。督查室和区领导可以立项；有多个岗位的，请在页面上方切换岗位。</p>
    )}
  </div>
)

/** 读文立项: an official text becomes proposed tasks, a person corrects and confirms them, and they are set up together. */
const ReadingPage = (): ReactElement => {
  const starts = useCall('matters.starts', {}, { staleTime: 300_000 })
  const me = useMe()
  return (
    <div className="page reading-page">
      <PageHead title="读文立项" lead="公文里的任务先读出来，您核对、补全、确认，再一起立项。" />
      <Answer of={starts}>
        {(data) => {
          const start = startOf(data.starts)
          if (!start || start.act.refusals.length > 0 || !me.data) return <Barred start={start} />
          return <Body start={start} person={me.data.person.id} />
        }}
      </Answer>
    </div>
  )
}

export default ReadingPage
