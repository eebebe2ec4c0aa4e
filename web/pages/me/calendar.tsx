import { type ReactElement, useState } from 'react'
import { useCall, useWrite } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

const Address = ({ url }: { url: string }): ReactElement => (
  <div className="notice info stack" style={{ gap: '0.5rem' }}>
    <p>把下面的地址添加到手机或者电脑日历的“订阅日历”里。地址只显示这一次，不要转给别人。</p>
    <label className="stack" style={{ gap: '0.25rem' }}>
      <span className="strong">订阅地址</span>
      <input className="input" readOnly value={url} onFocus={(e) => e.target.select()} />
    </label>
    <div>
      <button
        type="button"
        className="btn"
        onClick={() =>
          void navigator.clipboard.writeText(url).then(
            () => toast('已复制'),
            () => toast('复制不了，请选中地址后手动复制'),
          )
        }
      >
        复制地址
      </button>
    </div>
  </div>
)

/** 会议日历: an address under which one's own calendar reads the meetings one is called to; it can be taken away at any time. */
export const MeetingCalendar = (): ReactElement => {
  const feed = useCall('bodies.feed', {})
  const make = useWrite('bodies.makeFeed', ['bodies.feed'])
  const drop = useWrite('bodies.dropFeed', ['bodies.feed'])
  const [url, setUrl] = useState<string | null>(null)
  const error = make.error ?? drop.error
  return (
    <section className="card stack" aria-labelledby="calendar-title">
      <h2 id="calendar-title">会议日历</h2>
      <p className="small muted">
        在手机、电脑的日历里看到您的各个岗位要参加的会议。日历里只有名称、时间和地点；议题和材料要登录后看。
      </p>
      {error && <ProblemNotice error={error} />}
      <Answer of={feed} lines={2}>
        {({ since }) => (
          <>
            <p>{since === null ? '还没有订阅地址。' : `订阅地址${timeText(since)}生成，正在使用。`}</p>
            {url !== null && since !== null && <Address url={url} />}
            <div className="row">
              <button
                type="button"
                className={since === null ? 'btn main' : 'btn'}
                aria-disabled={make.isPending}
                onClick={() => {
                  if (!make.isPending) make.mutate({ body: {} }, { onSuccess: (made) => setUrl(made.url) })
                }}
              >
                {since === null ? '生成订阅地址' : '换一个地址，旧的作废'}
              </button>
              {since !== null && (
                <button
                  type="button"
                  className="btn"
                  aria-disabled={drop.isPending}
                  onClick={() => {
                    if (drop.isPending) return
                    setUrl(null)
                    drop.mutate({}, { onSuccess: () => toast('已停用，原来的地址读不到了') })
                  }}
                >
                  停用
                </button>
              )}
            </div>
          </>
        )}
      </Answer>
    </section>
  )
}
