import type { ReactElement } from 'react'
import type { Field } from '../../api/shapes.ts'
import { WHOLE_TEXT } from './whole-text.ts'

type TextField = Extract<Field, { kind: 'text' }>

/** A line or a box of text, its stock phrases as one-tap chips, and the count once it matters. Length is in code points. */
export const TextInput = ({
  field,
  id,
  describedBy,
  invalid,
  value,
  onChange,
}: {
  field: TextField
  id: string
  describedBy: string
  invalid: boolean
  value: string
  onChange: (update: (before: string) => string) => void
}): ReactElement => {
  const length = Array.from(value).length
  const shared = {
    id,
    className: 'input',
    value,
    'aria-describedby': describedBy,
    'aria-invalid': invalid ? true : undefined,
    onChange: (e: { target: { value: string } }) => onChange(() => e.target.value),
  } as const
  const add = (phrase: string): void =>
    onChange((before) =>
      before.trim() === ''
        ? phrase
        : `${before.trimEnd()}${/[。；！？]$/.test(before.trimEnd()) ? '' : '；'}${phrase}`,
    )
  return (
    <>
      {field.lines ? (
        <textarea rows={field.max > WHOLE_TEXT ? 16 : 4} {...shared} />
      ) : (
        <input type="text" {...shared} />
      )}
      {field.phrases && field.phrases.length > 0 && (
        <ul className="row" aria-label="常用语">
          {field.phrases.map((phrase) => (
            <li key={phrase}>
              <button type="button" className="btn tiny" onClick={() => add(phrase)}>
                {phrase}
              </button>
            </li>
          ))}
        </ul>
      )}
      {length > field.max * 0.8 && (
        <p className={length > field.max ? 'fault small' : 'muted small'}>
          {length > field.max
            ? `已超出${length - field.max}字，最多${field.max}字`
            : `${length}字，最多${field.max}字`}
        </p>
      )}
    </>
  )
}
