import type { ReactElement } from 'react'
import { type FieldProps, Labelled, type Of, useForm } from './form-context.tsx'
import { faultAt, pathText } from './values.ts'

/** One of a few, all in sight; one of many, in a list. */
export const Choice = ({ field, path, value }: FieldProps<Of<'choice'>>): ReactElement => {
  const form = useForm()
  const options = Object.entries(field.options)
  const choose = (chosen: string): void => form.set(path, () => chosen || undefined)
  const fault = faultAt(form.faults, pathText(path), false)
  if (options.length > 5) {
    return (
      <Labelled field={field} path={path}>
        {({ id, describedBy, invalid }) => (
          <select
            id={id}
            className="input"
            aria-describedby={describedBy}
            aria-invalid={invalid ? true : undefined}
            value={(value as string | undefined) ?? ''}
            onChange={(e) => choose(e.target.value)}
          >
            <option value="">请选择</option>
            {options.map(([key, title]) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    )
  }
  return (
    <fieldset className="field choice">
      <legend>
        {field.title}
        {field.optional && <span className="muted small">（选填）</span>}
      </legend>
      <div className="row">
        {options.map(([key, title], n) => (
          <label key={key} className="pick">
            <input
              type="radio"
              name={`${form.id}-${pathText(path)}`}
              data-invalid={fault && n === 0 ? true : undefined}
              checked={value === key}
              onChange={() => choose(key)}
            />
            {title}
          </label>
        ))}
        {field.optional && value !== undefined && (
          <button type="button" className="btn text tiny" onClick={() => choose('')}>
            不选
          </button>
        )}
      </div>
      {fault && <p className="fault small">{fault}</p>}
      {field.help && <p className="muted small">{field.help}</p>}
    </fieldset>
  )
}
