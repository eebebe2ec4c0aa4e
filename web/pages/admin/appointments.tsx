import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { useDirectory, useMe, useWrite } from '../../api/hooks.ts'
import { DayInput } from '../../ui/day-input.tsx'
import { PersonPicker, PostPicker } from '../../ui/pickers.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { toast } from '../../ui/toast.tsx'

interface Draft {
  readonly post: string
  readonly person: string
  readonly as: 'holder' | 'acting'
  readonly from: string
  readonly until: string
}
const EMPTY: Draft = { post: '', person: '', as: 'holder', from: '', until: '' }
const kinds = [
  { as: 'holder', title: '任命', note: '到任之日，原任职务即止。' },
  { as: 'acting', title: '指定代理', note: '在任者仍在任，代理期间由代理人办。' },
] as const

/** Who sits in the chosen post now. */
const Sitting = ({ post }: { post: string }): ReactElement | null => {
  const { data } = useDirectory()
  const held = data?.posts.find((one) => one.id === post)
  if (!held) return null
  const names = held.holders.map((h) => `${h.name}${h.as === 'acting' ? '（代理）' : ''}`)
  return <p className="small muted">现任：{names.join('、') || '空缺'}</p>
}

const Fields = ({
  draft,
  set,
  faults,
}: {
  draft: Draft
  set: (change: Partial<Draft>) => void
  faults: Readonly<Record<string, string>>
}): ReactElement => {
  const id = useId()
  const field = (name: keyof Draft, title: string, control: ReactNode): ReactElement => (
    <div className="stack" style={{ gap: '0.25rem' }}>
      <label htmlFor={`${id}-${name}`} className="strong">
        {title}
      </label>
      {control}
      {faults[name] && <p style={{ color: 'var(--bad)' }}>{faults[name]}</p>}
    </div>
  )
  const day = (name: 'from' | 'until'): ReactElement => (
    <DayInput id={`${id}-${name}`} value={draft[name]} onChange={(value) => set({ [name]: value })} />
  )
  return (
    <>
      <fieldset className="stretches">
        <legend className="strong">办什么</legend>
        {kinds.map(({ as, title, note }) => (
          <label key={as} className="pick">
            <input type="radio" name={`${id}-as`} checked={draft.as === as} onChange={() => set({ as })} />
            {title}
            <span className="small muted">{note}</span>
          </label>
        ))}
      </fieldset>
      {field(
        'post',
        '岗位',
        <>
          <PostPicker
            id={`${id}-post`}
            value={draft.post ? [draft.post] : []}
            onChange={(ids) => set({ post: ids.at(-1) ?? '' })}
          />
          <Sitting post={draft.post} />
        </>,
      )}
      {field(
        'person',
        '人员',
        <PersonPicker
          id={`${id}-person`}
          value={draft.person ? [draft.person] : []}
          onChange={(ids) => set({ person: ids.at(-1) ?? '' })}
        />,
      )}
      {field('from', '从哪天起', day('from'))}
      {field('until', draft.as === 'acting' ? '到哪天止' : '到哪天止（选填）', day('until'))}
    </>
  )
}

/** 任命和代理: seats a person from a day on. Delegations of one's own powers are made by the holder, under 我的账号. */
export const Appointments = (): ReactElement => {
  const me = useMe()
  const appoint = useWrite('administration.appoint', [
    'administration.directory',
    'session.me',
    'work.unitPage',
    'administration.administrators',
  ])
  const [draft, setDraft] = useState(EMPTY)
  const faults = appoint.error instanceof ProblemError ? appoint.error.fields : {}
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (appoint.isPending) return
    appoint.mutate(
      { body: { ...draft, until: draft.until || null } },
      {
        onSuccess: () => {
          toast(draft.as === 'acting' ? '代理已登记' : '任命已登记')
          setDraft(EMPTY)
        },
      },
    )
  }
  return (
    <div className="stack">
      <h2>任命和代理</h2>
      <p className="muted">
        办事记录写明当时谁在哪个岗位，改任不影响以前的记录。本人把职权委托给别人，由本人在“我的账号”里办。管理员岗位由安全管理员登记，其他岗位由系统管理员登记。
      </p>
      {me.data?.administers === 'system' || me.data?.administers === 'security' ? (
        <form className="card stack appoint" onSubmit={submit} noValidate aria-label="任命和代理">
          {appoint.error && <ProblemNotice error={appoint.error} />}
          <Fields
            draft={draft}
            set={(change) => setDraft((before) => ({ ...before, ...change }))}
            faults={faults}
          />
          <div>
            <button type="submit" className="btn main" aria-disabled={appoint.isPending}>
              {appoint.isPending ? '正在登记' : '登记'}
            </button>
          </div>
        </form>
      ) : (
        <p className="notice info">任命和代理由系统管理员登记，管理员岗位由安全管理员登记。</p>
      )}
    </div>
  )
}
