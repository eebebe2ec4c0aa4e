import { type ReactElement, type ReactNode, createContext, useContext } from 'react'
import type { Field, Fields, FileRef } from '../../api/shapes.ts'
import { type Path, type Values, faultAt, pathText } from './values.ts'

/** What every field of one form needs to know. */
export interface FormContext {
  readonly id: string
  readonly faults: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, FileRef>>
  /** Changes one value. */
  readonly set: (path: Path, update: (before: unknown) => unknown) => void
  /** A value as it stands now, also when the form was drawn before. */
  readonly get: (path: Path) => unknown
  readonly keepFile: (file: FileRef) => void
  /** What the act is about: the matter's title and its files that can be written on. */
  readonly about?: About
  /** Which act asks, `procedure.act`, and what stands in its fields now: what pickers of matters offer hangs on both. */
  readonly asks?: { readonly act: string; readonly fields: Fields; readonly values: Values }
  /** Takes the place of the control that uploads files at once, where a form is filled in without a network. */
  readonly takes?: ((props: TakesProps) => ReactElement) | undefined
}

/** A field of files that are taken on this machine: what is held under it are names of our own until they are handed in. */
export interface TakesProps {
  readonly id: string
  readonly describedBy: string
  readonly invalid: boolean
  readonly path: Path
  readonly value: readonly string[]
  /** Signed on the screen, not photographed. */
  readonly drawn: boolean
}

export interface About {
  readonly matter?: string | undefined
  readonly title?: string | undefined
  readonly sheets?: readonly FileRef[] | undefined
}
export const Form = createContext<FormContext | null>(null)

/** The form a field stands in. */
export function useForm(): FormContext {
  const form = useContext(Form)
  if (!form) throw new Error('a field stands outside a form')
  return form
}

export type Of<K extends Field['kind']> = Extract<Field, { kind: K }>
export interface FieldProps<F extends Field = Field> {
  readonly field: F
  readonly path: Path
  readonly value: unknown
}

/** Label, help and fault around one control. */
export const Labelled = ({
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
