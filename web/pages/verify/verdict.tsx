import type { ReactElement } from 'react'
import type { GrowthVerdict, ReceiptVerdict } from '../../../journal/verify.mjs'

// Evidence names its year and its zone, whatever this machine's clock and zone are.
const dated = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Asia/Shanghai',
})
/** An instant by the district's clock. */
export const timeText = (instant: number | string): string => {
  const time = new Date(instant)
  return Number.isNaN(time.getTime()) ? String(instant) : `${dated.format(time)}（北京时间）`
}

/** A name and what it is. */
export const Line = ({ name, children }: { name: string; children: string }): ReactElement => (
  <div>
    <dt className="muted">{name}：</dt>
    <dd>{children}</dd>
  </div>
)

const witnessed = (witnesses: readonly { name: string; time: number }[]): string =>
  witnesses.length === 0
    ? '没有要求'
    : witnesses.map(({ name, time }) => `${name}，${timeText(time * 1_000)}`).join('、')

/** 核验结果 of a receipt. */
export const ReceiptResult = ({ verdict }: { verdict: ReceiptVerdict }): ReactElement => {
  if (!verdict.ok)
    return (
      <div className="notice bad">
        <p className="strong">核验不通过</p>
        <p>{verdict.because}</p>
        <p className="small">
          这份回执不能证明任何事。请确认文本完整、公钥属于这本日志；仍不通过，请向出具单位查询。
        </p>
      </div>
    )
  const { leaf } = verdict
  const said = (name: string): string => {
    const value = leaf[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '无'
  }
  return (
    <div className="notice info">
      <p className="strong">核验通过：这项行为确已记入日志，回执未被改动。</p>
      <dl className="entry-form">
        <Line name="日志">{verdict.origin}</Line>
        <Line name="位置">{`第${verdict.index + 1}项，检查点共${verdict.size}项`}</Line>
        <Line name="记录时间">{timeText(verdict.at)}</Line>
        <Line name="行为">{`${said('kind')}（编号${said('act')}）`}</Line>
        <Line name="事项">{`${said('matter')}，第${said('seq')}步`}</Line>
        <Line name="单位、岗位、人员的编号">{['for', 'post', 'actor'].map(said).join('、')}</Line>
        <Line name="见证">{witnessed(verdict.witnesses)}</Line>
      </dl>
    </div>
  )
}

/** 核验结果 of two checkpoints. */
export const GrowthResult = ({ verdict }: { verdict: GrowthVerdict }): ReactElement =>
  verdict.ok ? (
    <div className="notice info">
      <p className="strong">
        {verdict.from === verdict.size
          ? '核验通过：两个检查点是同一本日志的同一状态。'
          : '核验通过：旧检查点之前的记录原样都在新检查点里，一项未改、未删、未插入。'}
      </p>
      <dl className="entry-form">
        <Line name="日志">{verdict.origin}</Line>
        <Line name="旧检查点">{`${verdict.from}项`}</Line>
        <Line name="新检查点">{`${verdict.size}项`}</Line>
      </dl>
    </div>
  ) : (
    <div className="notice bad">
      <p className="strong">核验不通过</p>
      <p>{verdict.because}</p>
      <p className="small">
        两个检查点都有日志的签名而互不相容，就是日志改写过历史的证据：请保存这两个文件。
      </p>
    </div>
  )
