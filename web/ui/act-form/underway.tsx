import { type ReactElement, useEffect, useState } from 'react'

const SECOND = 1_000

/**
 * 办理中: most acts are done before anybody looks up. One that tells many units, as when an article changes that thousands of list
 * items rest on, takes seconds: then it says so, counts them, and says that nothing is done twice.
 */
export const Underway = ({ may }: { may: string }): ReactElement | null => {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / SECOND)), SECOND / 4)
    return () => clearInterval(timer)
  }, [])
  if (seconds < 1) return null
  return (
    <p className="row small underway">
      <progress aria-label={`“${may}”正在办理`} />
      {/* Read out once; the seconds are for the eye. */}
      <output>涉及的单位和事项较多，正在逐一通知，请稍候。</output>
      <span className="muted" aria-hidden="true">
        已用{seconds}秒
      </span>
      {seconds >= 10 && <span>网络中断可以再点一次，不会重复办理。</span>}
    </p>
  )
}
