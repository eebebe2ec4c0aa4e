import { type ReactElement, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { type Ok, ProblemError, act, upload, urlOf } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import '../../ui/lists.css'

type Read = Ok<'lists.readSheet'>
type Group = Read['groups'][number]

/** What came of one group. */
interface Sent {
  readonly group: Group
  readonly id?: string
  readonly error?: string
}

const numbers = ({ added, amended, cancelled }: Group): string =>
  [added && `新增${added}项`, amended && `变更${amended}项`, cancelled && `取消${cancelled}项`]
    .filter(Boolean)
    .join('，')

type How = 'propose' | 'enter'

const FIELDS: Readonly<
  Record<How, readonly (readonly [name: string, title: string, type: 'text' | 'date'])[]>
> = {
  propose: [
    ['title', '调整事项', 'text'],
    ['reason', '调整理由', 'text'],
  ],
  enter: [
    ['decided', '批准依据', 'text'],
    ['publishedOn', '公布日期', 'date'],
    ['publishedAt', '公布载体和文号', 'text'],
    ['effectiveOn', '施行日期', 'date'],
  ],
}

const formOf = (how: How, group: Group, said: Readonly<Record<string, string>>): Record<string, unknown> => ({
  list: group.list,
  changes: group.lines,
  ...Object.fromEntries(FIELDS[how].map(([name]) => [name, said[name] ?? ''])),
  ...(how === 'enter' ? { unit: group.unit } : {}),
})

const Sending = ({
  read,
  onSent,
}: {
  read: Read
  onSent: (sent: readonly Sent[]) => void
}): ReactElement | null => {
  const [how, setHow] = useState<How>('enter')
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [done, setDone] = useState<number | null>(null)
  // One key a group and way for as long as this page is open: a second press after a lost answer does nothing twice.
  const [keys] = useState(() => new Map(read.groups.flatMap((group) => [[group, crypto.randomUUID()]])))
  const { adjusts, groups } = read
  if (!adjusts || groups.length === 0) return null
  const run = async (): Promise<void> => {
    const sent: Sent[] = []
    setDone(0)
    for (const [n, group] of groups.entries()) {
      const key = `${keys.get(group) ?? ''}-${how}`
      try {
        const { id } = await act({
          matter: null,
          act: `${adjusts.procedure}.${adjusts[how]}`,
          form: formOf(how, group, said),
          key,
        })
        sent.push({ group, id })
      } catch (error) {
        sent.push({ group, error: error instanceof Error ? error.message : '没有成功' })
      }
      setDone(n + 1)
    }
    setDone(null)
    onSent(sent)
    await refreshAll(['lists.page'])
  }
  return (
    <form
      className="card stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (done === null) void run()
      }}
    >
      <fieldset className="stack">
        <legend>怎样办理</legend>
        <label className="pick">
          <input type="radio" name="how" checked={how === 'enter'} onChange={() => setHow('enter')} />
          录入早已公布的清单（只有新增，司法局核对后施行）
        </label>
        <label className="pick">
          <input type="radio" name="how" checked={how === 'propose'} onChange={() => setHow('propose')} />
          申请调整（经依据审核、合法性审查、决定、公布）
        </label>
      </fieldset>
      {FIELDS[how].map(([name, title, type]) => (
        <label key={name} className="stack">
          <span>{title}</span>
          <input
            className="input"
            type={type}
            required
            value={said[name] ?? ''}
            onChange={(e) => setSaid((now) => ({ ...now, [name]: e.target.value }))}
          />
        </label>
      ))}
      {done !== null && <progress max={groups.length} value={done} aria-label="已提交的份数" />}
      <button type="submit" className="btn main" aria-disabled={done !== null}>
        {done === null ? `提交${groups.length}份` : `已提交${done}／${groups.length}份`}
      </button>
    </form>
  )
}

const Found = ({ read }: { read: Read }): ReactElement => (
  <section className="card stack" aria-label="读出的内容">
    <p>
      读出{read.rows}行，{read.same}行与现行清单相同，{read.faults.length}行有错
    </p>
    {read.faults.length > 0 && (
      <ul className="lines">
        {read.faults.slice(0, 50).map(({ row, message }) => (
          <li key={row} className="line fault">
            第{row}行：{message}
          </li>
        ))}
      </ul>
    )}
    <ul className="lines">
      {read.groups.map((group, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- one unit may have several, all alike; the order does not change
        <li key={n} className="line">
          <span>
            {group.unitName} · {group.listTitle}
          </span>
          <span className="small">{numbers(group)}</span>
        </li>
      ))}
    </ul>
  </section>
)

const Outcome = ({ sent }: { sent: readonly Sent[] }): ReactElement => (
  <section className="card stack" aria-label="办理结果">
    <h2>
      已提交{sent.filter(({ id }) => id).length}份，{sent.filter(({ error }) => error).length}份没有成功
    </h2>
    <ul className="lines">
      {sent.map(({ group, id, error }, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <li key={n} className="line">
          {id ? (
            <MatterLink id={id}>
              {group.unitName} · {group.listTitle}
            </MatterLink>
          ) : (
            <span>
              {group.unitName} · {group.listTitle}
            </span>
          )}
          <span className={error ? 'small fault' : 'small'}>{error ?? numbers(group)}</span>
        </li>
      ))}
    </ul>
  </section>
)

/** 导入清单: a workbook is compared with the lists as they stand; what differs is proposed unit by unit. Nothing changes by itself. */
const ListImportPage = (): ReactElement => {
  const [read, setRead] = useState<Read | null>(null)
  const [sent, setSent] = useState<readonly Sent[] | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const take = async (file: File): Promise<void> => {
    setError(null)
    setRead(null)
    setSent(null)
    setShare(0)
    try {
      setRead(await upload<Read>(urlOf('lists.readSheet'), file, { onProgress: setShare }))
    } catch (caught) {
      setError(caught instanceof ProblemError || caught instanceof Error ? caught : new Error('没有读成'))
    } finally {
      setShare(null)
    }
  }
  return (
    <div className="page">
      <PageHead title="导入清单" lead="先与现行清单对照，再分单位提交；清单只经过清单调整改变。">
        <Link to="/lists" className="btn">
          回到清单
        </Link>
      </PageHead>
      <div className="card stack">
        <label className="btn" style={{ justifySelf: 'start' }}>
          选择 Excel
          <input
            className="sr"
            type="file"
            accept=".xlsx"
            onChange={(e) => {
              const [file] = e.target.files ?? []
              if (file) void take(file)
              e.target.value = ''
            }}
          />
        </label>
        <p className="small muted">
          第一行是列名：事项编码、事项名称、持有单位、设定依据必须有；格式可以先从清单页导出一份来看。
        </p>
        {share !== null && (
          <output>{share < 1 ? `正在上传 ${Math.round(share * 100)}%` : '正在读表格并与现行清单对照'}</output>
        )}
      </div>
      {error && <ProblemNotice error={error} />}
      {read && <Found read={read} />}
      {read && !sent && <Sending key={read.rows + read.groups.length} read={read} onSent={setSent} />}
      {sent && <Outcome sent={sent} />}
    </div>
  )
}

export default ListImportPage
