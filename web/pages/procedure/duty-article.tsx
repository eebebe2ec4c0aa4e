import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { Bases } from '../../ui/bases.tsx'

type Duty = Ok<'desk.readingCopy'>['duties'][number]

/** 职责 as an article: who owes what to whom by when, what discharges it, and what follows when it stays unmet. */
export const DutyArticle = ({ duty, no }: { duty: Duty; no: number }): ReactElement => (
  <article id={`duty-${duty.name}`} className="article anchored" aria-labelledby={`duty-${duty.name}-title`}>
    <h3 id={`duty-${duty.name}-title`}>
      第{no}条 {duty.must}
    </h3>
    <dl className="terms">
      <div>
        <dt>谁来办</dt>
        <dd>{duty.who}</dd>
      </div>
      <div>
        <dt>向谁负责</dt>
        <dd>{duty.to}</dd>
      </div>
      <div>
        <dt>从何时起</dt>
        <dd>{duty.after}</dd>
      </div>
      <div>
        <dt>期限</dt>
        <dd>{duty.within}</dd>
      </div>
      <div>
        <dt>怎样算办了</dt>
        <dd>{duty.doneBy}</dd>
      </div>
    </dl>
    {duty.ladder.length > 0 && (
      <>
        <p>未办的，依次：</p>
        <ol className="gates">
          {duty.ladder.map((rung) => (
            <li key={rung.name}>
              {rung.when}：{rung.title}
            </li>
          ))}
        </ol>
      </>
    )}
    {duty.basis.length > 0 && (
      <p className="small muted">
        依据：
        <Bases of={duty.basis.join('；')} />
      </p>
    )}
  </article>
)
