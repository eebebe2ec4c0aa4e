import type { ReactElement } from 'react'
import { dateText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Empty } from '../../ui/states.tsx'
import type { BodyData } from './types.ts'

type Sitting = BodyData['rhythm']['sittings'][number]

const said = ({ gap, late, off, by }: Sitting): string =>
  [off && '已取消', gap !== null && `距上次${gap}日`, late && by !== null && `应不晚于${dateText(by)}`]
    .filter(Boolean)
    .join('，')

/** 召开的节奏: the latest first, the days between them, and which came late. */
export const Rhythm = ({ rhythm }: { rhythm: BodyData['rhythm'] }): ReactElement =>
  rhythm.sittings.length === 0 ? (
    <Empty>还没有召集过会议。</Empty>
  ) : (
    <>
      <p>
        最近召集{rhythm.sittings.length}次
        {rhythm.held < rhythm.sittings.length && `，取消${rhythm.sittings.length - rhythm.held}次`}
        {rhythm.longest !== null && `，最长间隔${rhythm.longest}日`}，
        {rhythm.late === 0 ? '没有逾期。' : `逾期${rhythm.late}次。`}
      </p>
      <ol className="lines">
        {rhythm.sittings.toReversed().map((one) => (
          <li key={`${one.title} ${one.on}`} className="row spread body-member">
            <span>
              {one.meeting === null ? (
                dateText(one.on)
              ) : (
                <MatterLink id={one.meeting} aria-label={`${one.title}，${dateText(one.on)}`}>
                  {dateText(one.on)}
                </MatterLink>
              )}{' '}
              <span className="small muted">{said(one)}</span>
            </span>
            {one.late && <span className="tag red">逾期</span>}
            {!one.late && one.stateTitle && <span className="small muted">{one.stateTitle}</span>}
          </li>
        ))}
      </ol>
    </>
  )
