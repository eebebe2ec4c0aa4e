import type { ReactElement } from 'react'
import type { Fields, FileRef } from '../../api/shapes.ts'
import { FieldList } from '../../ui/act-form/fields.tsx'
import { Form } from '../../ui/act-form/form-context.tsx'
import { type Values, withValue } from '../../ui/act-form/values.ts'
import '../../ui/act-form/act-form.css'

function valueAt(values: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined,
    values,
  )
}

/** Fields of the declaration over values that live outside, so that one page holds many forms. */
export const BoundForm = ({
  id,
  fields,
  values,
  faults,
  files,
  onChange,
  onFile,
}: {
  id: string
  fields: Fields
  values: Values
  faults: Readonly<Record<string, string>>
  files: Readonly<Record<string, FileRef>>
  onChange: (update: (before: Values) => Values) => void
  onFile: (file: FileRef) => void
}): ReactElement => (
  <Form
    value={{
      id,
      faults,
      files,
      set: (path, update) =>
        onChange((before) => withValue(before, path, update(valueAt(before, path))) as Values),
      get: (path) => valueAt(values, path),
      keepFile: onFile,
    }}
  >
    <div className="act-form">
      <FieldList fields={fields} path={[]} values={values} />
    </div>
  </Form>
)
