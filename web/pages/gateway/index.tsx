import { type ReactElement, useEffect } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { refreshUnasked, useCall } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { NoteDealt } from '../../ui/note-dealt.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { TypeForm } from './type-form.tsx'
import '../../ui/lists.css'
import './gateway.css'

type Gateway = Ok<'sms.gateway'>
type Line = Gateway['lines'][number]

/** How often the page looks for new messages, in milliseconds. */
const LOOK_MS = 3_000

/** Looks again by itself; that keeps nobody logged in. */
const useLooking = (): void =>
  useEffect(() => {
    const timer = setInterval(() => void refreshUnasked(['sms.gateway']), LOOK_MS)
    return () => clearInterval(timer)
  }, [])

/** Of the addresses that differ only by the phone, the very one is where the page stands. */
const EXACT = { exact: true, includeSearch: true } as const

const Phones = ({ phones, openNotes }: Pick<Gateway, 'phones' | 'openNotes'>): ReactElement => (
  <nav className="card gateway-phones" aria-label="号码">
    <Link to="/gateway" search={{}} activeOptions={EXACT}>
      全部号码
    </Link>
    <Link to="/gateway" search={{ notes: 'open' }} activeOptions={EXACT}>
      待处理留言（{openNotes}）
    </Link>
    {phones.map(({ phone, name, unit, at }) => (
      <Link key={phone} to="/gateway" search={{ phone }} activeOptions={EXACT}>
        <span className="strong">{name ?? '不在名录'}</span> {unit}
        <span className="row spread small muted">
          <span>{phone}</span>
          <time dateTime={at}>{timeText(at)}</time>
        </span>
      </Link>
    ))}
  </nav>
)

interface MessageProps {
  line: Line
  named: string | null
  deals: boolean
}

const Message = ({ line, named, deals }: MessageProps): ReactElement => (
  <li className={`sms ${line.direction}`}>
    <p className="small muted row spread">
      <Link to="/gateway" search={{ phone: line.phone }}>
        {line.direction === 'out' ? '发给' : '来自'}
        {named ?? line.phone}
      </Link>
      <time dateTime={line.at}>{timeText(line.at)}</time>
    </p>
    <p className="pre">{line.text}</p>
    <p className="small row">
      <span className="tag">{line.status}</span>
      {line.detail && <span className="muted">{line.detail}</span>}
      {line.matter && (
        <Link to="/matters/$id" params={{ id: line.matter }}>
          看事项
        </Link>
      )}
    </p>
    {line.note && <NoteDealt id={line.id} text={line.text} dealt={line.note.dealt} deals={deals} />}
  </li>
)

/** What the page was asked for: one phone's messages, the notes to be dealt with, or all. */
interface Asked {
  phone?: string
  notes?: 'open'
}

const noneOf = ({ phone, notes }: Asked): string => {
  if (notes) return '没有待处理的留言。'
  return phone === undefined ? '还没有短信。' : '这个号码还没有短信。'
}

const Lines = ({ data, asked }: { data: Gateway; asked: Asked }): ReactElement => {
  const names = new Map(data.phones.map((one) => [one.phone, one.name]))
  return (
    <section className="stack" aria-label="往来短信">
      {data.lines.length === 0 ? (
        <Empty>{noneOf(asked)}</Empty>
      ) : (
        <ol className="sms-lines" aria-label="短信，最近的在前">
          {data.lines.map((line) => (
            <Message
              key={`${line.direction} ${line.id}`}
              line={line}
              named={names.get(line.phone) ?? null}
              deals={data.deals}
            />
          ))}
        </ol>
      )}
      {data.more && <p className="small muted">只列最近100条；选一个号码看它更早的短信。</p>}
    </section>
  )
}

const names: Readonly<Record<string, string>> = { local: '本地网关，不真正发出', aliyun: '阿里云' }

const leadOf = ({ gateway }: Gateway): string =>
  gateway === null ? '没有配置网关，短信只留存、不发出' : `当前网关：${names[gateway] ?? gateway}`

const directions = { out: '送出', in: '收到' } as const

/** How messages fared: all that whoever administers the system sees of them. */
const Counts = ({ counts }: Pick<Gateway, 'counts'>): ReactElement =>
  counts.length === 0 ? (
    <Empty>近30天没有短信。</Empty>
  ) : (
    <section className="card table-scroll" aria-label="近30天短信">
      <table className="plain-table">
        <caption className="small muted">近30天短信。号码和内容由区政府办、督查机构查看。</caption>
        <thead>
          <tr>
            <th scope="col">方向</th>
            <th scope="col">结果</th>
            <th scope="col">条数</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ direction, status, n }) => (
            <tr key={`${direction} ${status}`}>
              <td>{directions[direction]}</td>
              <td>{status}</td>
              <td>{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )

const Body = ({ data, asked }: { data: Gateway; asked: Asked }): ReactElement => (
  <>
    <p className="muted">{leadOf(data)}</p>
    {data.deals ? <Messages data={data} asked={asked} /> : <Counts counts={data.counts} />}
  </>
)

const Messages = ({ data, asked }: { data: Gateway; asked: Asked }): ReactElement => (
  <div className="gateway-grid">
    <Phones phones={data.phones} openNotes={data.openNotes} />
    <div className="stack">
      {data.typed && <TypeForm key={asked.phone} phone={asked.phone ?? ''} />}
      <Lines data={data} asked={asked} />
    </div>
  </div>
)

/** 短信网关: what was sent and what came in, by phone; on the local one of a demo replies are typed here. */
const GatewayPage = (): ReactElement => {
  const { phone, notes } = useSearch({ from: '/shell/gateway' })
  const asked: Asked = { ...(phone === undefined ? {} : { phone }), ...(notes === 'open' ? { notes } : {}) }
  const data = useCall('sms.gateway', { query: asked })
  useLooking()
  return (
    <div className="page">
      <PageHead title="短信网关" />
      <Answer of={data}>{(found) => <Body data={found} asked={asked} />}</Answer>
    </div>
  )
}

export default GatewayPage
