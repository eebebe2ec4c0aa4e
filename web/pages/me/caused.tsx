import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { Answer } from '../../ui/states.tsx'

type Caused = Ok<'burden.mine'>

const Sentence = ({ caused: { issuerName, figures } }: { caused: Caused }): ReactElement => {
  const { requests, recipients, fields, messages, perPerson, off, short } = figures
  if (requests === 0 && messages === 0)
    return <p>近七日{issuerName}没有向其他单位提出要求，也没有造成提醒。</p>
  return (
    <>
      <p>
        近七日{issuerName}提出要求<strong>{requests}</strong>件，涉及<strong>{recipients}</strong>
        个单位次、<strong>{fields}</strong>项填报；由此发出提醒<strong>{messages}</strong>条，收到的人平均每周
        <strong>{perPerson}</strong>条。
      </p>
      {(off > 0 || short > 0) && (
        <p>
          {off > 0 && `其中夜间和休息日发出${off}条。`}
          {short > 0 && `时限不足1个工作日的要求${short}件。`}
        </p>
      )}
    </>
  )
}

/** 我提出的要求: what the issuer's own requests cost others this week, shown to nobody but him and the head of the district. */
export const CausedByMe = (): ReactElement => {
  const caused = useCall('burden.mine', {})
  return (
    <section className="card stack" aria-labelledby="caused-title">
      <h2 id="caused-title">我们给别人添的事</h2>
      <Answer of={caused} lines={2}>
        {(data) => <Sentence caused={data} />}
      </Answer>
    </section>
  )
}
