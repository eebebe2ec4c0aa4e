import { z } from 'zod'
import type { ListName, PowerKind } from './lists.ts'
import { isDay } from './time.ts'

/**
 * What a form asks or a record keeps. Plain JSON data: the act form on screen, the API schema, the reading copy and the check
 * of what comes in all derive from it. `optional` fields may be absent; an empty text or table counts as absent.
 */
export type Field =
  | TextField
  | DayField
  | ChoiceField
  | RefField
  | NumberField
  | FlagField
  | RowsField
  | GroupField

interface Common {
  readonly title: string
  readonly optional?: true
  /** One line under the input: who uses the datum and what for. */
  readonly help?: string
  /** Record fields only: which roles may see it; `all` is everyone who may see the matter. No default for records. */
  readonly seenBy?: 'all' | readonly string[]
  /** Record fields only: papers that may be called back. Once the field `once` is filled in, only those in `keptBy` see this one still. */
  readonly recalled?: { readonly once: string; readonly keptBy: readonly string[] }
  /**
   * Optional form fields only: filled in by the store as the act is done, whatever came in under it: the server's public key; a
   * message to a new key, to show that its holder can open one; what came out of the sealed envelopes.
   */
  readonly given?: 'serverKey' | 'canary' | 'opened'
  /** Form fields only: a key, a proof; nothing to read, and left out where the act is told. */
  readonly unshown?: true
}
export interface TextField extends Common {
  readonly kind: 'text'
  /** Code points at most. */
  readonly max: number
  readonly lines?: true
  /** Stock phrases offered with one tap. */
  readonly phrases?: readonly string[]
  /** 批示: who fills it in sees at once whether it says who, what and by when, and drafts where it does not. */
  readonly judged?: 'instruction'
  /**
   * Form fields only: what comes in is a sealed envelope, or the halves of keys to several. It is kept apart from the journal and
   * from everything that is read and searched; the act keeps a note of it: what it is bound to, its commitment, its hash.
   */
  readonly apart?: 'envelope' | 'halves'
  /**
   * Optional form fields only: 现场留痕, which nobody types. Where the act is done on the spot, the phone fills in when it was confirmed
   * there, and for every picture and signature its SHA-256, moment and name.
   */
  readonly onSpot?: true
  /**
   * Optional form fields only: a moment as people write it, `2026-03-05 21:40`; left blank it is when the act is done. Where it was confirmed
   * on the spot and is handed in later, the phone fills in when that was.
   */
  readonly moment?: true
}
export interface DayField extends Common {
  readonly kind: 'day'
}
export interface ChoiceField extends Common {
  readonly kind: 'choice'
  readonly options: Readonly<Record<string, string>>
}
export interface RefField extends Common {
  readonly kind: 'unit' | 'units' | 'post' | 'posts' | 'person' | 'matter' | 'item' | 'files'
  /** Items only: of which lists and kinds of powers; what is offered, and no rule. Absent: of all. */
  readonly from?: { readonly lists?: readonly ListName[]; readonly kinds?: readonly PowerKind[] }
  /** Items only: may also be a code that no list has yet. */
  readonly fresh?: true
  /** Matters only: which are offered; a gate is what decides. Absent: whatever the words find. */
  readonly among?: Among
  /** Files only: may also be written by hand on the screen. */
  readonly drawn?: true
  /** Files only: the paper that the seal system gives back sealed. */
  readonly sealedFrom?: string
  /** Files only: fields of the same form that the head of an uploaded document fills in where they are blank. */
  readonly fills?: Partial<Record<'title' | 'number' | 'sender' | 'dated' | 'urgency', string>>
}
/** 可选的事项: what a form offers where it asks for a matter, so that nobody has to know a number by heart. */
export interface Among {
  readonly procedure: string
  /** Absent: in whatever state. */
  readonly states?: readonly string[]
  /** Values that fields of its record must have; a reader who may not see such a field is offered none. */
  readonly where?: Readonly<Record<string, string>>
  /** A field that its record shares with this form, or where the form has none with the record at hand: the person, the unit. */
  readonly same?: string
  /** Fields of its record that tell it from the others, beside title and number. */
  readonly says?: readonly string[]
}
export interface NumberField extends Common {
  readonly kind: 'number'
  readonly min: number
  readonly max: number
}
export interface FlagField extends Common {
  readonly kind: 'flag'
}
export interface RowsField extends Common {
  readonly kind: 'rows'
  readonly of: Fields
  readonly most: number
}
export interface GroupField extends Common {
  readonly kind: 'group'
  readonly of: Fields
}

export type Fields = Readonly<Record<string, Field>>

/** The TypeScript type of one field's value. */
export type ValueOf<F extends Field> = F extends TextField | DayField
  ? string
  : F extends ChoiceField
    ? keyof F['options'] & string
    : F extends { kind: 'units' | 'posts' | 'files' }
      ? readonly string[]
      : F extends RefField
        ? string
        : F extends NumberField
          ? number
          : F extends FlagField
            ? boolean
            : F extends RowsField
              ? readonly FormOf<F['of']>[]
              : F extends GroupField
                ? FormOf<F['of']>
                : never

type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends { optional: true } ? K : never }[keyof F]

/** The TypeScript type of a form: required fields present, optional ones perhaps. */
export type FormOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]>
} & {
  readonly [K in OptionalKeys<F>]?: ValueOf<F[K]>
}

/** `ID` as made by the store: UUIDs and short directory codes. */
const ID = z.string('编号格式不对').regex(/^[0-9A-Za-z_.:-]{1,64}$/, '编号格式不对')

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/

const codePoints = (text: string): number => [...text].length

function textSchema(field: TextField): z.ZodType {
  const said = z.string({ error: `请填写${field.title}` })
  return said
    .refine((t) => t.isWellFormed() && !FORBIDDEN.test(t), `${field.title}含有不可用的字符，请删除后重填`)
    .transform((t) => t.replace(/\r\n?/g, '\n').trim())
    .refine((t) => codePoints(t) <= field.max, {
      error: (issue) => `${field.title}最多${field.max}字，现有${codePoints(String(issue.input))}字`,
    })
    .refine((t) => field.optional === true || t.length > 0, `请填写${field.title}`)
    .meta({ maxLength: field.max })
}

const daySchema = (field: DayField): z.ZodType =>
  z
    .string({ error: `请填写${field.title}` })
    .refine(isDay, `${field.title}应是存在的日期，写成 2026-03-05 这样`)
    .meta({ format: 'date' })

/** The most units, posts or files one field names: as many as the largest body has members. */
export const MOST_NAMED = 120

function schemaOf(field: Field): z.ZodType {
  const missing = { error: `请填写${field.title}` }
  switch (field.kind) {
    case 'text':
      return textSchema(field)
    case 'day':
      return daySchema(field)
    case 'choice':
      return z.enum(Object.keys(field.options) as [string, ...string[]], { error: `请选择${field.title}` })
    case 'units':
    case 'posts':
    case 'files':
      return z
        .array(ID, missing)
        .max(MOST_NAMED, `${field.title}最多${MOST_NAMED}项`)
        .refine((ids) => new Set(ids).size === ids.length, `${field.title}有重复`)
        .refine((ids) => field.optional === true || ids.length > 0, `请选择${field.title}`)
    case 'unit':
    case 'post':
    case 'person':
    case 'matter':
    case 'item':
      return z.string(missing).pipe(ID)
    case 'number':
      return z
        .int(missing)
        .min(field.min, `${field.title}不小于${field.min}`)
        .max(field.max, `${field.title}不大于${field.max}`)
    case 'flag':
      return z.boolean(missing)
    case 'rows':
      return z.array(zodOf(field.of), missing).max(field.most, `${field.title}最多${field.most}行`)
    case 'group':
      return zodOf(field.of)
  }
}

const cache = new WeakMap<Fields, z.ZodType>()

/** The zod schema of a form, made once per declaration; unknown keys are refused. */
export function zodOf(fields: Fields): z.ZodType {
  const known = cache.get(fields)
  if (known) return known
  const shape: Record<string, z.ZodType> = {}
  for (const [name, field] of Object.entries(fields)) {
    const schema = schemaOf(field)
    shape[name] = (field.optional ? schema.optional() : schema).describe(field.title)
  }
  const made = z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `不认识的字段：${issue.keys.join('、')}`
        : '填写的内容应是一个对象',
  })
  cache.set(fields, made)
  return made
}

export type Checked =
  | { readonly ok: true; readonly form: Record<string, unknown> }
  | { readonly ok: false; readonly fields: Record<string, string> }

/** Checks what came in against the declaration; every fault is a sentence at its field, nothing is silently dropped. */
export function checkForm(fields: Fields, input: unknown): Checked {
  const parsed = zodOf(fields).safeParse(input)
  if (!parsed.success) {
    const faults: Record<string, string> = {}
    for (const { code, path, message } of parsed.error.issues) {
      const group = code === 'invalid_type' ? fieldAt(fields, path.join('.')) : undefined
      faults[path.join('.') || '_'] ??= group?.kind === 'group' ? `请填写${group.title}` : message
    }
    return { ok: false, fields: faults }
  }
  const form = dropEmpty(fields, parsed.data as Record<string, unknown>)
  return { ok: true, form }
}

/** An optional text or table left empty counts as not given: '', [] and absent are one value. */
function dropEmpty(fields: Fields, data: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) {
    const field = fields[name]
    if (value === undefined || value === '' || field === undefined) continue
    if (field.kind === 'group') kept[name] = dropEmpty(field.of, value as Record<string, unknown>)
    else if (field.kind === 'rows') {
      const said = (value as Record<string, unknown>[]).map((r) => dropEmpty(field.of, r))
      if (said.length > 0 || !field.optional) kept[name] = said
    } else kept[name] = value
  }
  return kept
}

/**
 * The field a path names, into groups too; undefined where there is none.
 *
 *     fieldAt({ authority: group('依据', { title: text('名称') }) }, 'authority.title')   // → the text 名称
 */
export function fieldAt(fields: Fields, path: string): Field | undefined {
  let within: Fields = fields
  let found: Field | undefined
  for (const name of path.split('.')) {
    found = Object.hasOwn(within, name) ? within[name] : undefined
    if (!found) return undefined
    within = found.kind === 'group' ? found.of : {}
  }
  return found
}

type Opts<F> = Omit<F, 'kind' | 'title'>

export const text = <const O extends Partial<Opts<TextField>>>(title: string, options: O = {} as O) =>
  ({ kind: 'text', title, max: 2000, ...options }) as { kind: 'text'; title: string; max: number } & O
export const day = <const O extends Opts<DayField>>(title: string, options: O = {} as O) =>
  ({ kind: 'day', title, ...options }) as { kind: 'day'; title: string } & O
export const choice = <
  const C extends Record<string, string>,
  const O extends Omit<Opts<ChoiceField>, 'options'>,
>(
  title: string,
  options: C,
  more: O = {} as O,
) => ({ kind: 'choice', title, options, ...more }) as { kind: 'choice'; title: string; options: C } & O
const ref =
  <const K extends RefField['kind']>(kind: K) =>
  <const O extends Opts<RefField>>(title: string, options: O = {} as O) =>
    ({ kind, title, ...options }) as { kind: K; title: string } & O
export const unit = ref('unit')
export const units = ref('units')
export const post = ref('post')
export const posts = ref('posts')
export const person = ref('person')
export const matter = ref('matter')
export const item = ref('item')
export const files = ref('files')
export const flag = <const O extends Opts<FlagField>>(title: string, options: O = {} as O) =>
  ({ kind: 'flag', title, ...options }) as { kind: 'flag'; title: string } & O
export const number = <const O extends Omit<Opts<NumberField>, never>>(title: string, options: O) =>
  ({ kind: 'number', title, ...options }) as { kind: 'number'; title: string } & O
export const rows = <const F extends Fields, const O extends Partial<Omit<Opts<RowsField>, 'of'>>>(
  title: string,
  of: F,
  options: O = {} as O,
) =>
  ({ kind: 'rows', title, of, most: 30, ...options }) as {
    kind: 'rows'
    title: string
    of: F
    most: number
  } & O
export const group = <const F extends Fields, const O extends Omit<Opts<GroupField>, 'of'>>(
  title: string,
  of: F,
  options: O = {} as O,
) => ({ kind: 'group', title, of, ...options }) as { kind: 'group'; title: string; of: F } & O
