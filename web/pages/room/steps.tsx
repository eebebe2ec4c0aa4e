import { type ReactElement, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { timeText } from '../../ui/format.ts'
import type { Room } from './course.ts'
import { Bases } from '../../ui/bases.tsx'

type Item = NonNullable<Room['steps']>[number]
type Step = Item['steps'][number]

const STATUS: Readonly<Record<Step['status'], { sign: string; text: string }>> = {
  done: { sign: '✓', text: '已完成' },
  waiting: { sign: '○', text: '尚未进行' },
  missing: { sign: '✕', text: '缺' },
}
/** So many of many members' acts of one step stand in sight; the rest are a tap away. */
const FEW = 3

const Proof = ({ one }: { one: Step['evidence'][number] }): ReactElement => (
  <li>
    {one.title} · {one.by} · {timeText(one.at)} ·{' '}
    <Link to="/matters/$id" params={{ id: one.matter }}>
      第{one.seq}条记录
    </Link>
  </li>
)

const StepRow = ({ step }: { step: Step }): ReactElement => {
  const [all, setAll] = useState(false)
  const { sign, text } = STATUS[step.status]
  const shown = all ? step.evidence : step.evidence.slice(0, FEW)
  const more = step.evidence.length - shown.length
  return (
    <li className={`step ${step.status}`}>
      <p>
        <span className="mark">
          <span aria-hidden="true">{sign}</span> {text}
        </span>{' '}
        <strong>{step.title}</strong> <span className="small muted">规范 {step.norm}</span>
      </p>
      {shown.length > 0 && (
        <ul className="small">
          {shown.map((one) => (
            <Proof key={`${one.matter}${one.seq}`} one={one} />
          ))}
          {more > 0 && (
            <li>
              <button type="button" className="btn text tiny" onClick={() => setAll(true)}>
                另有{more}条
              </button>
            </li>
          )}
        </ul>
      )}
      {step.open.length > 0 && <p className="small lacking">还没有：{step.open.join('、')}</p>}
      {step.status !== 'done' && (
        <p className="small muted">
          依据：
          <Bases of={step.basis} />
        </p>
      )}
    </li>
  )
}

const ItemSteps = ({ item, open }: { item: Item; open: boolean }): ReactElement => {
  const done = item.steps.filter(({ status }) => status === 'done').length
  const missing = item.steps.filter(({ status }) => status === 'missing')
  return (
    <details className="card" open={open}>
      <summary>
        <strong>
          {item.order}　{item.title}
        </strong>{' '}
        <span className="tag">{item.stateTitle}</span>{' '}
        <span>
          必经步骤 {done}/{item.steps.length}
        </span>
        {missing.length > 0 && <strong className="lacking">　缺{missing.length}项</strong>}
      </summary>
      <ol className="steps">
        {item.steps.map((step) => (
          <StepRow key={step.name} step={step} />
        ))}
      </ol>
    </details>
  )
}

/** 纪检监察席: for each item every mandatory step with its evidence, or what is missing. Nothing here can be changed. */
export const Inspection = ({ room }: { room: Room }): ReactElement | null =>
  room.steps === null ? null : (
    <section className="stack" aria-label="必经步骤">
      <div>
        <h2>必经步骤</h2>
        <p className="small muted">
          纪检监察席只看不办；每一步列出证据：哪项行为、谁办的、何时、第几条记录。
        </p>
      </div>
      {room.steps.length === 0 && <p className="muted">这次会议没有审议议题。</p>}
      {room.steps.map((item) => (
        <ItemSteps
          key={item.matter}
          item={item}
          open={room.steps?.length === 1 || item.order === room.item}
        />
      ))}
    </section>
  )
