import type { ReactElement } from 'react'
import type { AvailableAct } from '../../api/shapes.ts'

/** 正反案例: what happened to others at this step; closed until somebody wants to read. */
export const Lessons = ({ of: lessons = [] }: { of: AvailableAct['lessons'] }): ReactElement | null =>
  lessons.length === 0 ? null : (
    <details className="lessons">
      <summary>办这一步的正反案例（{lessons.length}）</summary>
      <ul className="stack">
        {lessons.map(({ title, isGood, facts, words, source }) => (
          <li key={title}>
            <p className="strong">
              {isGood ? '正面' : '反面'}：{title}
            </p>
            <p>{words}</p>
            <details>
              <summary>案情</summary>
              <p className="pre">{facts}</p>
            </details>
            <p className="small muted">{source}</p>
          </li>
        ))}
      </ul>
    </details>
  )
