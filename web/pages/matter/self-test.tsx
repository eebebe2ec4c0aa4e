import { type ReactElement, useId, useState } from 'react'
import type { MatterPage } from '../../api/shapes.ts'
import { Bases } from '../../ui/bases.tsx'

type Question = NonNullable<MatterPage['selfTest']>[number]

const Verdict = ({ question, chosen }: { question: Question; chosen: string }): ReactElement => (
  <div className={chosen === question.right ? 'notice info' : 'notice warn'}>
    <p>
      <strong>
        {chosen === question.right ? '答对了。' : `不对，应选${question.right.toUpperCase()}。`}
      </strong>
      {question.why}
    </p>
    <p className="small muted">
      <Bases of={question.article} />
    </p>
  </div>
)

const Ask = ({ question, no }: { question: Question; no: number }): ReactElement => {
  const [chosen, setChosen] = useState<string | null>(null)
  const name = useId()
  return (
    <li>
      <fieldset className="field choice">
        <legend>
          {no}．{question.ask}
        </legend>
        <div className="stack">
          {question.choices.map((choice) => (
            <label key={choice.name} className="pick">
              <input
                type="radio"
                name={name}
                checked={chosen === choice.name}
                onChange={() => setChosen(choice.name)}
              />
              {choice.name.toUpperCase()}．{choice.text}
            </label>
          ))}
        </div>
        <div aria-live="polite">{chosen !== null && <Verdict question={question} chosen={chosen} />}</div>
      </fieldset>
    </li>
  )
}

/** 自测: anyone tries; what is chosen stays in this page and is gone when it closes. */
export const SelfTest = ({ questions }: { questions: readonly Question[] }): ReactElement => (
  <section className="card stack noprint" aria-labelledby="self-test-title">
    <div>
      <h2 id="self-test-title">自测（{questions.length}题）</h2>
      <p className="small muted">只在本页显示对错，不上传、不保存，离开即清空；不计学时，不作考核。</p>
    </div>
    <ol className="stack plain">
      {questions.map((question, n) => (
        <Ask key={question.ask} question={question} no={n + 1} />
      ))}
    </ol>
  </section>
)
