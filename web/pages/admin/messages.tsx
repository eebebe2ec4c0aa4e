import type { ReactElement } from 'react'
import { useCall, useMe, useWrite } from '../../api/hooks.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

/** 对外消息: what does not get out, by channel, with the gateway's own words; what was given up can be sent once more. */
const Channels = (): ReactElement => {
  const stuck = useCall('administration.stuckMessages', {})
  const retry = useWrite('administration.retryMessages', ['administration.stuckMessages'])
  const again = (): void => {
    if (retry.isPending) return
    retry.mutate(
      { body: {} },
      {
        onSuccess: (done) => toast(`${done.again}条消息将马上再送一次`),
        onError: (error) => toast(error.message),
      },
    )
  }
  return (
    <Answer of={stuck}>
      {({ channels }) =>
        channels.length === 0 ? (
          <Empty>短信、邮件和外部待办都送出去了。</Empty>
        ) : (
          <div className="stack">
            <ul className="lines">
              {channels.map((one) => (
                <li key={one.channel} className="line">
                  <div className="line-main">
                    <span className="strong">{one.title}</span>
                    <p className="small muted">{one.lastError}</p>
                  </div>
                  <div className="line-side small">
                    正在重试{one.waiting}条，三天没有送出、已停止重试{one.givenUp}条
                  </div>
                </li>
              ))}
            </ul>
            {channels.some((one) => one.givenUp > 0) && (
              <p>
                <button type="button" className="btn" aria-disabled={retry.isPending} onClick={again}>
                  停止重试的再送一次
                </button>
              </p>
            )}
          </div>
        )
      }
    </Answer>
  )
}

export const Messages = (): ReactElement => {
  const me = useMe()
  if (me.data?.administers !== 'system') return <Empty>对外消息由系统管理员查看。</Empty>
  return (
    <section className="card stack" aria-labelledby="messages-title">
      <h2 id="messages-title">没有送出的消息</h2>
      <Channels />
    </section>
  )
}
