import { type ReactElement, useState } from 'react'
import type { Fields, FileRef, RefField } from '../../api/shapes.ts'
import { DayInput } from '../day-input.tsx'
import { DrawButton } from './draw-button.tsx'
import { fillFrom } from './fill-from.ts'
import { FileInput } from '../file-input.tsx'
import { ItemPicker } from '../item-picker.tsx'
import { ChoicePicker } from '../choice-picker.tsx'
import { MatterPicker, PersonPicker, PostPicker, UnitPicker } from '../pickers.tsx'
import { Choice } from './choice.tsx'
import { Judged } from './judged.tsx'
import { type FieldProps, Labelled, type Of, useForm } from './form-context.tsx'
import { SealButton } from './seal-button.tsx'
import { TextInput } from './text-input.tsx'
import { type Path, type Values, pathText } from './values.ts'

const pickers = {
  unit: UnitPicker,
  units: UnitPicker,
  post: PostPicker,
  posts: PostPicker,
  person: PersonPicker,
  matter: MatterPicker,
  item: ItemPicker,
} as const

const Reference = ({
  field,
  path,
  value,
}: FieldProps<
  Of<'unit' | 'units' | 'post' | 'posts' | 'person' | 'matter' | 'item' | 'files'> & {
    kind: keyof typeof pickers
  }
>): ReactElement => {
  const form = useForm()
  if (field.kind === 'matter' && field.among && form.asks)
    return <Offered field={field} path={path} value={value} among={field.among} />
  const Picker = pickers[field.kind]
  const many = field.kind === 'units' || field.kind === 'posts'
  const chosen = many ? ((value ?? []) as readonly string[]) : value ? [value as string] : []
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <Picker
          {...control}
          {...(field.from ? { from: field.from } : {})}
          multiple={many}
          value={chosen}
          onChange={(ids) => form.set(path, () => (many ? ids : ids.at(-1)))}
        />
      )}
    </Labelled>
  )
}

/** A matter out of those that the declaration offers: nobody has to know its title or number. */
const Offered = ({
  field,
  path,
  value,
  among,
}: FieldProps<RefField> & { among: NonNullable<RefField['among']> }): ReactElement => {
  const form = useForm()
  const same = among.same === undefined ? undefined : form.asks?.values[among.same]
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <ChoicePicker
          {...control}
          act={form.asks?.act ?? ''}
          field={path.filter((part) => typeof part === 'string').join('.')}
          matter={form.about?.matter}
          same={typeof same === 'string' ? same : undefined}
          first={same === undefined ? form.asks?.fields[among.same ?? '']?.title : undefined}
          value={typeof value === 'string' ? [value] : []}
          onChange={(ids) => form.set(path, () => ids.at(-1))}
        />
      )}
    </Labelled>
  )
}

/** Files share their declaration with the kinds that name somebody or something. */
type FilesField = RefField & { kind: 'files' }

const Files = ({ field, path, value }: FieldProps<FilesField>): ReactElement => {
  const { takes: Takes } = useForm()
  if (!Takes) return <Uploads field={field} path={path} value={value} />
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <Takes
          {...control}
          path={path}
          value={(value ?? []) as readonly string[]}
          drawn={field.drawn === true}
        />
      )}
    </Labelled>
  )
}

const Uploads = ({ field, path, value }: FieldProps<FilesField>): ReactElement => {
  const form = useForm()
  const [refused, setRefused] = useState<string | null>(null)
  const ids = (value ?? []) as readonly string[]
  return (
    <Labelled field={field} path={path}>
      {(control) => (
        <>
          <FileInput
            {...control}
            value={ids.map((id) => form.files[id] ?? unnamed(id))}
            onAdd={(file) => {
              form.keepFile(file)
              form.set(path, (before) => [...new Set([...((before ?? []) as string[]), file.id])])
              if (field.fills) void fillFrom(file, field.fills, path, form).then(setRefused)
            }}
            onRemove={(id) =>
              form.set(path, (before) => ((before ?? []) as string[]).filter((held) => held !== id))
            }
          />
          {refused && (
            <p className="fault" role="alert">
              {refused}
            </p>
          )}
          {field.sealedFrom && form.about?.matter && (
            <SealButton
              matter={form.about.matter}
              paper={field.sealedFrom}
              onSealed={(file) => {
                form.keepFile(file)
                form.set(path, (before) => [...new Set([...((before ?? []) as string[]), file.id])])
              }}
            />
          )}
          {field.drawn && (
            <DrawButton
              title={field.title}
              sheets={form.about?.sheets ?? []}
              onDrawn={(files) => {
                for (const file of files) form.keepFile(file)
                form.set(path, (before) => [
                  ...new Set([...((before ?? []) as string[]), ...files.map((file) => file.id)]),
                ])
              }}
            />
          )}
        </>
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
      // What a phone notes nobody types.
      return field.onSpot ? (
        <></>
      ) : (
        <Labelled field={field} path={path}>
          {(control) => (
            <>
              <TextInput
                {...control}
                field={field}
                value={(value as string | undefined) ?? ''}
                onChange={(update) =>
                  form.set(path, (before) => update((before as string | undefined) ?? ''))
                }
              />
              {field.judged && (
                <Judged
                  text={(value as string | undefined) ?? ''}
                  about={form.about?.title}
                  choose={(draft) => form.set(path, () => draft)}
                />
              )}
            </>
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
      return <Files field={{ ...field, kind: 'files' }} path={path} value={value} />
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
