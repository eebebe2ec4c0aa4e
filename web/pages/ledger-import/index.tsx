import { type ReactElement, useMemo } from 'react'
import { useCall, useMe } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Desk } from './desk.tsx'
import { Input } from './input.tsx'
import { type Preview, emptySession, queryOf, sharedFrom } from './session.ts'
import { type Change, useSession } from './use-session.ts'
import type { Session } from './session.ts'
import '../../ui/lists.css'
import './ledger-import.css'

const InHand = ({
  session,
  change,
  file,
}: {
  session: Session
  change: Change
  file: string
}): ReactElement => {
  const { as, year } = session
  const query = useMemo(() => queryOf({ as, year }), [as, year])
  const preview = useCall('ledger.again', { params: { file }, query }, { staleTime: Infinity })
  const drop = (): void => {
    const dropped = session
    change(() => emptySession(newKey()))
    toast('已放下这张表', { title: '恢复', run: () => change(() => dropped) })
  }
  return (
    <div className="stack">
      <div className="row spread">
        <p className="muted">
          {session.file?.name}
          {preview.isFetching && preview.data && '：正在重新读'}
        </p>
        <button type="button" className="btn" onClick={drop}>
          换一张表
        </button>
      </div>
      <Answer of={preview} lines={8}>
        {(data) => <Desk session={session} preview={data} change={change} />}
      </Answer>
    </div>
  )
}

const Body = ({ person }: { person: string }): ReactElement => {
  const [session, change] = useSession(person)
  const read = (preview: Preview): void =>
    change(() => ({ ...emptySession(newKey()), file: preview.file, shared: sharedFrom(preview) }))
  if (session.file)
    return <InHand key={session.file.id} session={session} change={change} file={session.file.id} />
  return <Input onRead={read} />
}

/** 导入台账: the office's own Excel becomes matters; a sheet that was exported here becomes the changes made in it. */
const LedgerImportPage = (): ReactElement => {
  const me = useMe()
  return (
    <div className="page ledger-import">
      <PageHead
        title="导入台账"
        lead="办公室自己的 Excel 台账读成待立项的行，您核对以后一起立项；从这里导出的台账改过再导入，按改动办理。"
      />
      <Answer of={me}>{({ person }) => <Body person={person.id} />}</Answer>
    </div>
  )
}

export default LedgerImportPage
