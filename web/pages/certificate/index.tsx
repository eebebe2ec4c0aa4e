import type { ReactElement } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { type Ok, urlOf } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/hooks.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { timeText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Steps } from './steps.tsx'
import '../../ui/lists.css'
import './certificate.css'

type Item = Ok<'certificates.steps'>
type Issued = Item['issued'][number]

const IssuedLine = ({
  issued: { code, at, by },
  number,
}: {
  issued: Issued
  number: string
}): ReactElement => (
  <li className="line">
    <div className="line-main">
      <p>
        {timeText(at)} {by}出具
      </p>
      <p className="small muted certificate-code">编码 {code}</p>
    </div>
    <div className="line-actions noprint">
      <DownloadButton url={urlOf('certificates.paper', { params: { code } })} name={`过程证明${number}.pdf`}>
        下载 PDF
      </DownloadButton>
      <DownloadButton url={urlOf('certificates.file', { params: { code } })} name={`过程证明${number}.json`}>
        下载数据
      </DownloadButton>
      <a className="btn" href={`/verify?certificate=${code}`}>
        公开核验
      </a>
    </div>
  </li>
)

const IssuedPanel = ({ item }: { item: Item }): ReactElement => {
  const issue = useWrite('certificates.issue', ['certificates.steps'])
  return (
    <Panel
      id="issued"
      title="过程证明"
      note="写明每一项法定步骤、证据、办理人和时间，附有日志存证；拿到的人不用登录就能核验，改动一个字都会被查出。"
      all={
        item.decided && (
          <button
            type="button"
            className="btn main noprint"
            aria-disabled={issue.isPending}
            onClick={() => {
              if (issue.isPending) return
              issue.mutate(
                { params: { id: item.id }, body: {} },
                { onSuccess: () => toast('已出具，写入日志后即可下载') },
              )
            }}
          >
            出具过程证明
          </button>
        )
      }
    >
      {issue.error && <ProblemNotice error={issue.error} />}
      {item.issued.length === 0 ? (
        <Empty>{item.decided ? '还没有出具过。' : '会议作出决定以后才能出具。'}</Empty>
      ) : (
        <ul className="lines">
          {item.issued.map((issued) => (
            <IssuedLine key={issued.code} issued={issued} number={item.number} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

const Body = ({ item }: { item: Item }): ReactElement => {
  const lacking = item.steps.filter(({ status }) => status === 'missing').length
  const done = item.steps.filter(({ status }) => status === 'done').length
  return (
    <>
      {item.decided && (
        <section className="card stack" aria-label="会议决定">
          <p className="strong">
            {item.on} {item.body}：{item.outcome}
          </p>
          {item.words !== '' && <p className="pre">{item.words}</p>}
        </section>
      )}
      <IssuedPanel item={item} />
      <Panel
        id="steps"
        title="法定步骤"
        note={`共${item.steps.length}项，有证据${done}项${lacking > 0 ? `，缺${lacking}项` : ''}。`}
      >
        <Steps steps={item.steps} />
      </Panel>
    </>
  )
}

/** 过程证明: every mandatory step of a decision with its evidence or what is missing, and the certificate of it to take away. */
const CertificatePage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/matters/$id/certificate' })
  const item = useCall('certificates.steps', { params: { id } })
  return (
    <div className="page">
      <PageHead
        title={item.data ? `过程证明：${item.data.title}` : '过程证明'}
        lead={item.data && `${item.data.number} · ${item.data.stateTitle}`}
      >
        <Link to="/matters/$id" params={{ id }} className="btn">
          回到议题
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Answer of={item} lines={8}>
        {(data) => <Body item={data} />}
      </Answer>
    </div>
  )
}

export default CertificatePage
