import type { ReactElement } from 'react'
import type { CertificateVerdict, CertifiedStep } from '../../../journal/certificate.mjs'
import { Line, timeText } from './verdict.tsx'

const STATUS = { done: '有证据', waiting: '尚未到', missing: '缺' } as const

const Step = ({ step }: { step: CertifiedStep }): ReactElement => (
  <li>
    <p>
      <span className="strong">{step.title}</span>{' '}
      <span className={step.status === 'missing' ? 'tag red' : 'tag'}>{STATUS[step.status]}</span>
    </p>
    {step.evidence.map((one) => (
      <p key={one.act} className="small muted">
        {timeText(one.at)} {one.by} {one.title}
      </p>
    ))}
    {step.open.length > 0 && <p className="small">没有：{step.open.join('、')}</p>}
  </li>
)

/** 核验结果 of a certificate: what was decided, and every mandatory step with its evidence. */
export const CertificateResult = ({ verdict }: { verdict: CertificateVerdict }): ReactElement => {
  if (!verdict.ok)
    return (
      <div className="notice bad">
        <p className="strong">核验不通过</p>
        <p>{verdict.because}</p>
        <p className="small">
          这份证明不能证明任何事。请确认文件完整、公钥属于这本日志；仍不通过，请向出具单位查询。
        </p>
      </div>
    )
  const { certificate, proven, code, origin, index, size, at } = verdict
  const { steps, matter } = certificate
  const lacking = steps.filter(({ status }) => status !== 'done').length
  return (
    <div className="stack">
      <div className="notice info">
        <p className="strong">核验通过：证明未被改动，{proven}项证据都在日志里。</p>
        <dl className="entry-form">
          <Line name="地区">{certificate.district}</Line>
          <Line name="议题">{`${matter.title}（${matter.number}）`}</Line>
          <Line name="决定">{`${certificate.on} ${certificate.body} ${certificate.outcome}`}</Line>
          {certificate.words !== '' && <Line name="决定内容">{certificate.words}</Line>}
          <Line name="出具">{`${timeText(at)}，${certificate.issuedBy}`}</Line>
          <Line name="编码">{code}</Line>
          <Line name="日志">{`${origin}，第${index + 1}项，检查点共${size}项`}</Line>
        </dl>
      </div>
      <p className={lacking > 0 ? 'notice warn' : ''}>
        法定步骤{steps.length}项，
        {lacking === 0 ? '每一项都有证据。' : `其中${lacking}项没有证据。`}
      </p>
      <ol className="stack tight">
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
    </div>
  )
}
