import type { ReactElement } from 'react'
import { useCall, useWrite } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

/** 登录设备: where one is logged in; seen by nobody else. */
export const Sessions = (): ReactElement => {
  const list = useCall('identity.sessions', {})
  const end = useWrite('identity.endSession', ['identity.sessions'])
  const endAll = useWrite('identity.endOtherSessions', ['identity.sessions'])
  const error = end.error ?? endAll.error
  return (
    <section className="card stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">登录设备</h2>
      <p className="small muted">只有您自己看得到。有不认得的，先退出那一处，再改密码。</p>
      {error && <ProblemNotice error={error} />}
      <Answer of={list} lines={2}>
        {({ sessions }) => (
          <>
            <ul className="stack" style={{ gap: '0.5rem' }}>
              {sessions.map((one) => (
                <li key={one.handle} className="row spread">
                  <span>
                    {one.device || '其他设备'} {one.current && <span className="tag blue">本机</span>}
                    <br />
                    <span className="small muted">
                      {timeText(one.since)}登录，{timeText(one.seenAt)}最后使用
                    </span>
                  </span>
                  {!one.current && (
                    <button
                      type="button"
                      className="btn tiny"
                      aria-label={`退出：${one.device}，${timeText(one.since)}登录`}
                      onClick={() =>
                        end.mutate(
                          { params: { handle: one.handle } },
                          { onSuccess: () => toast('那一处已退出') },
                        )
                      }
                    >
                      退出
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {sessions.length > 1 && (
              <div>
                <button
                  type="button"
                  className="btn"
                  onClick={() =>
                    endAll.mutate({}, { onSuccess: ({ ended }) => toast(`已退出别处的${ended}处登录`) })
                  }
                >
                  退出别处的所有登录
                </button>
              </div>
            )}
          </>
        )}
      </Answer>
    </section>
  )
}
