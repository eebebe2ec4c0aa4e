import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer } from '../../ui/states.tsx'

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

const Body = ({ data, again }: { data: Ok<'desk.receipt'>; again: () => unknown }): ReactElement => {
  const { receipt, proof } = data
  return (
    <div className="stack">
      <p className={receipt.status === 'sealed' ? 'notice info' : 'notice warn'}>
        {receipt.status === 'sealed'
          ? '已封存：这一条已写入签名检查点，之后任何改动都会被查出。'
          : '待封存：已经生效并记入台账日志，一分钟内写入签名检查点。'}
      </p>
      <dl className="entry-form">
        <div>
          <dt className="muted">时间：</dt>
          <dd>{timeText(receipt.at)}</dd>
        </div>
        <div>
          <dt className="muted">序号：</dt>
          <dd>第{receipt.seq}条</dd>
        </div>
        <div>
          <dt className="muted">指纹：</dt>
          <dd>
            <code>{receipt.leafHash}</code>
          </dd>
        </div>
      </dl>
      {proof === null ? (
        <button type="button" className="btn" onClick={() => void again()}>
          再查一次
        </button>
      ) : (
        <button
          type="button"
          className="btn main"
          onClick={() => download(`存证证明-${receipt.act}.tlog-proof`, proof)}
        >
          下载存证证明
        </button>
      )}
      {data.smProof !== null && (
        <button
          type="button"
          className="btn"
          onClick={() => download(`国密存证证明-${receipt.act}.tlog-proof`, data.smProof ?? '')}
        >
          下载国密存证证明
        </button>
      )}
      <p className="small muted">
        拿到证明的人不用登录就能自己核对：打开<a href="/verify">核验回执</a>，放入证明文件。
      </p>
    </div>
  )
}

/** 回执: where an act stands in the journal, and the proof to take away. */
export const ReceiptSheet = ({ act, onClose }: { act: string; onClose: () => void }): ReactElement => {
  const found = useCall('desk.receipt', { params: { act } })
  return (
    <Sheet title="回执" small onClose={onClose}>
      <Answer of={found}>{(data) => <Body data={data} again={found.refetch} />}</Answer>
    </Sheet>
  )
}
