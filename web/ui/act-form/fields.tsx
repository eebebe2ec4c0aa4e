import { type ReactElement, type ReactNode, createContext, useContext } from 'react'
import type { Field, Fields, FileRef } from '../../api/shapes.ts'
import { DayInput } from '../day-input.tsx'
import { FileInput } from '../file-input.tsx'
import { MatterPicker, PersonPicker, PostPicker, UnitPicker } from '../pickers.tsx'
import { TextInput } from './text-input.tsx'
import { type Path, type Values, faultAt, pathText } from './values.ts'

/** What every field of one form needs to know. */
export interface FormContext {
  readonly id: string
  readonly faults: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, FileRef>>
  /** Changes one value. */
  readonly set: (path: Path, update: (before: unknown) => unknown) => void
  readonly keepFile: (file: FileRef) => void
}
export const Form = createContext<FormContext | null>(null)

function useForm(): FormContext {
  const form = useContext(Form)
  if (!form) throw new Error('a field stands outside a form')
  return form
}

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>
interface FieldProps<F extends Field = Field> {
  readonly field: F
  readonly path: Path
  readonly value: unknown
}

/** Label, help and fault around one control. */
const Labelled = ({
  field,
  path,
  children,
}: {
  field: Field
  path: Path
  children: (control: { id: string; describedBy: string; invalid: boolean }) => ReactNode
}): ReactElement => {
  const form = useForm()
  const id = `${form.id}-${pathText(path)}`
  const fault = faultAt(form.faults, pathText(path), true)
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.title}
        {field.optional && <span className="muted small">（选填）</span>}
      </label>
      {children({ id, describedBy: `${id}-more`, invalid: fault !== undefined })}
      <div id={`${id}-more`} className="small">
        {fault && <p className="fault">{fault}</p>}
        {field.help && <p className="muted">{field.help}</p>}
      </div>
    </div>
  )
}

const Choice = ({ field, path, value }: FieldProps<Of<'choice'>>): ReactElement => {
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

const pickers = {
  unit: UnitPicker,
  units: UnitPicker,
  post: PostPicker,
  person: PersonPicker,
  matter: MatterPicker,
} as const

const Reference = ({
  field,
  path,
  value,
}: FieldProps<
  Of<'unit' | 'units' | 'post' | 'person' | 'matter' | 'files'> & { kind: keyof typeof pickers }
>): ReactElement => {
  const form = useForm()
  const Picker = pickers[field.kind]
  const many = field.kind === 'units'
  const chosen = many ? ((value ?? []) as readonly string[]) : value ? [value as string] : []
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <Picker
          {...control}
          multiple={many}
          value={chosen}
          onChange={(ids) => form.set(path, () => (many ? ids : ids.at(-1)))}
        />
      )}
    </Labelled>
  )
}

const Files = ({ field, path, value }: FieldProps<Of<'files'>>): ReactElement => {
  const form = useForm()
  const ids = (value ?? []) as readonly string[]
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <FileInput
          {...control}
          value={ids.map((id) => form.files[id] ?? unnamed(id))}
          onAdd={(file) => {
            form.keepFile(file)
            form.set(path, (before) => [...new Set([...((before ?? []) as string[]), file.id])])
          }}
          onRemove={(id) =>
            form.set(path, (before) => ((before ?? []) as string[]).filter((held) => held !== id))
          }
        />
      )}
    </Labelled>
  )
}
const unnamed = (id: string): FileRef => ({ id, name: '已上传的附件', size: 0, media: '', preview: 'none' })

const Rows = ({ field, path, value }: FieldProps<Of<'rows'>>): ReactElement => {
  const form = useForm()
  const rows = (value ?? []) as readonly Values[]
  const fault = form.faults[pathText(path)]
  return (
    <fieldset className="field nested">
      <legend>
        {field.title}
        {field.optional && <span className="muted small">（选填）</span>}
      </legend>
      {fault && <p className="fault small">{fault}</p>}
      {rows.map((row, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its place; it has no name of its own
        <div key={n} className="form-row">
          <div className="form-row-fields">
            <FieldList fields={field.of} path={[...path, n]} values={row} />
          </div>
          <button
            type="button"
            className="btn text tiny"
            aria-label={`删除${field.title}第${n + 1}行`}
            onClick={() => form.set(path, (before) => (before as Values[]).filter((_, i) => i !== n))}
          >
            删除
          </button>
        </div>
      ))}
      {rows.length < field.most && (
        <button
          type="button"
          className="btn tiny"
          onClick={() => form.set(path, (before) => [...((before ?? []) as Values[]), {}])}
        >
          添加一行{field.title}
        </button>
      )}
      {field.help && <p className="muted small">{field.help}</p>}
    </fieldset>
  )
}

const Group = ({ field, path, value }: FieldProps<Of<'group'>>): ReactElement => (
  <fieldset className="field nested">
    <legend>{field.title}</legend>
    <FieldList fields={field.of} path={path} values={(value ?? {}) as Values} />
  </fieldset>
)

const One = ({ field, path, value }: FieldProps): ReactElement => {
  const form = useForm()
  switch (field.kind) {
    case 'text':
      return (
        <Labelled field={field} path={path}>
          {(control) => (
            <TextInput
              {...control}
              field={field}
              value={(value as string | undefined) ?? ''}
              onChange={(update) => form.set(path, (before) => update((before as string | undefined) ?? ''))}
            />
          )}
        </Labelled>
      )
    case 'day':
      return (
        <Labelled field={field} path={path}>
          {(control) => (
            <DayInput
              {...control}
              value={(value as string | undefined) ?? ''}
              onChange={(day) => form.set(path, () => day)}
            />
          )}
        </Labelled>
      )
    case 'number':
      return (
        <Labelled field={field} path={path}>
          {({ id, describedBy, invalid }) => (
            <input
              id={id}
              className="input"
              style={{ width: '10rem' }}
              type="number"
              inputMode="numeric"
              min={field.min}
              max={field.max}
              aria-describedby={describedBy}
              aria-invalid={invalid ? true : undefined}
              value={(value as string | undefined) ?? ''}
              onChange={(e) => form.set(path, () => e.target.value)}
            />
          )}
        </Labelled>
      )
    case 'flag':
      return (
        <div className="field">
          <label className="pick">
            <input
              type="checkbox"
              checked={value === true}
              onChange={(e) => form.set(path, () => e.target.checked)}
            />
            {field.title}
          </label>
          {field.help && <p className="muted small">{field.help}</p>}
        </div>
      )
    case 'choice':
      return <Choice field={field} path={path} value={value} />
    case 'files':
      return <Files field={field as Of<'files'>} path={path} value={value} />
    case 'rows':
      return <Rows field={field} path={path} value={value} />
    case 'group':
      return <Group field={field} path={path} value={value} />
    default:
      return <Reference field={{ ...field, kind: field.kind }} path={path} value={value} />
  }
}

/** The fields of a declaration in its order. */
export const FieldList = ({
  fields,
  path,
  values,
}: {
  fields: Fields
  path: Path
  values: Values
}): ReactElement => (
  <>
    {Object.entries(fields).map(([name, field]) => (
      <One key={name} field={field} path={[...path, name]} value={values[name]} />
    ))}
  </>
)
