import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { timeText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Empty } from '../../ui/states.tsx'
import { Bases } from '../../ui/bases.tsx'

type Step = Ok<'certificates.steps'>['steps'][number]

const STATUS: Readonly<Record<Step['status'], { readonly title: string; readonly tag: string }>> = {
  done: { title: '有证据', tag: 'tag' },
  waiting: { title: '尚未到', tag: 'tag blue' },
  missing: { title: '缺', tag: 'tag red' },
}

/** 法定步骤: what, under which article, by which acts of whom, and whose is missing. */
export const Steps = ({ steps }: { steps: readonly Step[] }): ReactElement =>
  steps.length === 0 ? (
    <Empty>还没有要走的法定步骤。</Empty>
  ) : (
    <ol className="lines">
      {steps.map((step, n) => (
        <li key={step.name} className="line">
          <div className="line-main">
            <p className="strong">
              {n + 1}. {step.title}
            </p>
            <p className="small muted">
              {step.norm} · <Bases of={step.basis} />
            </p>
            {step.evidence.map((one) => (
              <p key={`${one.matter} ${one.seq}`} className="small">
                {timeText(one.at)} {one.by} {one.title}（
                <MatterLink id={one.matter}>第{one.seq}条</MatterLink>）
              </p>
            ))}
            {step.open.length > 0 && <p className="small strong">没有：{step.open.join('、')}</p>}
          </div>
          <div className="line-side">
            <span className={STATUS[step.status].tag}>{STATUS[step.status].title}</span>
          </div>
        </li>
      ))}
    </ol>
  )
