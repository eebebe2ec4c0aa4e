import { type FormEvent, type ReactElement, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'

type Three = Ok<'administration.administrators'>
type Post = Three['posts'][number]
type Administers = NonNullable<Post['administers']>

const titles: Readonly<Record<Administers, string>> = {
  system: '系统管理员',
  security: '安全管理员',
  audit: '安全审计员',
}
const does: Readonly<Record<Administers, string>> = {
  system: '管账号、名录、参数、日历',
  security: '管管理员的任命、登录规则、解锁和两步验证',
  audit: '查看和导出管理、登录的记录',
}

const Edit = ({ post, onClose }: { post: Post; onClose: () => void }): ReactElement => {
  const save = useWrite('administration.setAdministration', [
    'administration.administrators',
    'administration.accounts',
    'session.me',
  ])
  const [chosen, setChosen] = useState<Administers | ''>(post.administers ?? '')
  const [reason, setReason] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (save.isPending) return
    save.mutate(
      { params: { post: post.post }, body: { administers: chosen || null, reason: reason.trim() } },
      {
        onSuccess: () => {
          toast(chosen ? `已设为${titles[chosen]}` : '已取消')
          onClose()
        },
      },
    )
  }
  return (
    <Sheet title={`${post.unitName}${post.title}`} small onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {save.error && <ProblemNotice error={save.error} />}
        <fieldset className="stretches">
          <legend className="strong">这个岗位是</legend>
          {(['system', 'security', 'audit', ''] as const).map((one) => (
            <label key={one} className="pick">
              <input
                type="radio"
                name="administers"
                checked={chosen === one}
                onChange={() => setChosen(one)}
              />
              {one ? titles[one] : '不是管理员'}
              {one && <span className="small muted">{does[one]}</span>}
            </label>
          ))}
        </fieldset>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">依据</span>
          <textarea
            className="input"
            required
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
        <SubmitRow pending={save.isPending} leave="不改了" onLeave={onClose} />
      </form>
    </Sheet>
  )
}

const holders = ({ holders: held }: Post): string =>
  held
    .map(({ name, as, from, until }) => {
      const begins = from > new Date().toISOString().slice(0, 10) ? `${dateText(from)}起` : ''
      return `${name}${as === 'acting' ? '（代理）' : ''}${begins}${until ? `至${dateText(until)}` : ''}`
    })
    .join('、') || '空缺'

const Posts = ({
  posts,
  edit,
}: {
  posts: readonly Post[]
  edit: ((post: Post) => void) | null
}): ReactElement => (
  <ScrollTable label="管理员岗位" columns={['岗位', '三员', '在任', ...(edit ? ['修改'] : [])]}>
    {posts.map((post) => (
      <tr key={post.post}>
        <th scope="row" className="parameter-title" data-title="岗位">
          {post.unitName}
          {post.title}
        </th>
        <td data-title="三员">{post.administers ? titles[post.administers] : '—'}</td>
        <td data-title="在任">{post.administers ? holders(post) : '—'}</td>
        {edit && (
          <td data-title="修改">
            <button
              type="button"
              className="btn tiny"
              aria-label={`修改：${post.unitName}${post.title}`}
              onClick={() => edit(post)}
            >
              修改
            </button>
          </td>
        )}
      </tr>
    ))}
  </ScrollTable>
)

/** 三员: which posts administer and who sits in them; 安全管理员 changes it, the others read it. */
export const Administrators = (): ReactElement => {
  const query = useCall('administration.administrators', {})
  const [editing, setEditing] = useState<Post | null>(null)
  return (
    <div className="stack">
      <h2>三员</h2>
      <p className="muted">
        系统管理员{does.system}，安全管理员{does.security}，安全审计员{does.audit}。一个人只能是其中之一；
        管理员不因管理而看到事项。人员由安全管理员在“任命和代理”里办。
      </p>
      <Answer of={query}>
        {({ posts, vacant, may }) => (
          <>
            {vacant.length > 0 && (
              <p className="notice warn">
                还没有{vacant.map((one) => titles[one]).join('、')}，请尽快任命。
                {vacant.includes('security') && '任命安全管理员之前，他的事由系统管理员代办。'}
              </p>
            )}
            {posts.length === 0 ? (
              <Empty>没有“系统管理”职能的单位。</Empty>
            ) : (
              <Posts posts={posts} edit={may ? setEditing : null} />
            )}
          </>
        )}
      </Answer>
      {editing && <Edit key={editing.post} post={editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
