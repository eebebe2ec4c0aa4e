import type { Field, Fields } from '../../api/shapes.ts'

/** What a form holds while it is being filled: texts as typed, ids as chosen, rows and groups as nested values. */
export type Values = Readonly<Record<string, unknown>>
export type Path = readonly (string | number)[]

export const pathText = (path: Path): string => path.join('.')

/** The value with one leaf replaced; everything else is kept as it is. */
export function withValue(values: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (typeof first === 'number') {
    const list = Array.isArray(values) ? [...(values as unknown[])] : []
    list[first] = withValue(list[first], rest, value)
    return list
  }
  const record = (values ?? {}) as Record<string, unknown>
  return { ...record, [first]: withValue(record[first], rest, value) }
}

export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.every(isBlank)) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isBlank))

function sent(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'group':
      return field.optional && isBlank(value) ? undefined : formOf(field.of, (value ?? {}) as Values)
    case 'rows': {
      const rows = ((value ?? []) as Values[]).map((row) => formOf(field.of, row))
      return field.optional && rows.length === 0 ? undefined : rows
    }
    case 'number':
      return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined
    case 'flag':
      return value === true || (field.optional ? undefined : false)
    case 'text':
      return value === undefined || value === '' ? (field.optional ? undefined : '') : value
    case 'units':
    case 'posts':
    case 'files':
      return isBlank(value) ? (field.optional ? undefined : []) : value
    default:
      return isBlank(value) ? undefined : value
  }
}

/** The form as it is sent: what was not given is absent, so the server’s own sentences say what is missing. */
export function formOf(fields: Fields, values: Values): Record<string, unknown> {
  const form: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = sent(field, values[name])
    if (value !== undefined) form[name] = value
  }
  return form
}

/** Server faults by the field’s path inside the form; `_` holds those about the whole. */
export function faultsOf(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, said]) => [path.replace(/^form\.?/, '') || '_', said]),
  )
}

/** The fault at a path, or the first one below it for fields that are one control. */
export const faultAt = (
  faults: Readonly<Record<string, string>>,
  path: string,
  below: boolean,
): string | undefined =>
  faults[path] ??
  (below ? Object.entries(faults).find(([key]) => key.startsWith(`${path}.`))?.[1] : undefined)
