// 依法删除: the one act that every procedure has and none declares. It removes what was written in an earlier act; the act
// itself, who did it and when, what it set going and its place in the log all remain.

import type { Done, Refused } from './apply.ts'
import { type Fields, type FormOf, checkForm, text } from './fields.ts'
import {
  type Duty,
  type Effects,
  type Entry,
  type Matter,
  type Remains,
  blank,
  evolve,
  replay,
} from './matter.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Instant } from './time.ts'
import type { Actor, AnyRecord, Procedure, Rulebook } from './vocabulary.ts'

/** Name of the act in every procedure; none may declare it. */
export const ERASE = 'erase'
/** What stands where something was. */
export const ERASED = '内容已依法删除'

/** What the person who erases says: why, and on whose decision. */
export const eraseForm = {
  authority: text('批准依据', { max: 100, help: '批准这次删除的文书名称和文号' }),
  reason: text('删除理由', { max: 200, lines: true, help: '今后看到这个事项的人都能看到，请勿重复被删内容' }),
} satisfies Fields

/** Form of the entry: the number of the act that is erased, with why and on whose decision. */
export type EraseForm = FormOf<typeof eraseForm> & { readonly of: number }

/** From this length a text is looked for everywhere in the matter; shorter ones, such as 「同意」, are others' words as well. */
const TELLING = 8

/** Whether a person may erase, as the rulebook says: in person, for an erasure is nobody's to delegate. */
export const mayErase = ({ erasing }: Rulebook, actor: Actor): boolean =>
  erasing !== undefined &&
  actor.as !== 'delegate' &&
  actor.level === erasing.level &&
  actor.functions.includes(erasing.function)

/** An erasure decided: the act, and which earlier bodies have to go with their salts. */
export type Erased = {
  readonly kind: 'done'
  readonly entry: Entry
  readonly matter: Matter
  /** Numbers of the acts whose bodies must be erased: the one named, and those that repeat what it said. */
  readonly seqs: readonly number[]
  /** Attachments of the act. */
  readonly files: readonly string[]
  /** What was written, longest first, for what else holds copies. */
  readonly words: readonly string[]
}

/** What an erasure is asked to do. */
export type Erasing = { readonly of: number; readonly form: unknown; readonly actor: Actor }

/**
 * Decides an erasure. `entries` are those of the matter in order, with what remains in the place of bodies erased before.
 *
 * The entry carries what remains of every act whose body goes, so that replay needs no erased body; and nothing but texts and
 * attachments changes, so that no duty, term or right to see does.
 */
export function erasing(
  rulebook: Rulebook,
  procedure: Procedure,
  matter: Matter,
  entries: readonly Entry[],
  asked: Erasing,
  now: Instant,
): Erased | Refused {
  const { actor, of } = asked
  if (!mayErase(rulebook, actor)) return refused(notYours(rulebook))
  const checked = checkForm(eraseForm, asked.form)
  if (!checked.ok)
    return refused(
      refusal('FORM_INVALID', Object.values(checked.fields).join('；'), { fields: checked.fields }),
    )
  const target = entries.find((entry) => entry.seq === of)
  const mask = target && Mask.of(procedure, entries, target)
  if (!target || !mask) return refused(refusal('WRONG_STATE', '这一步没有可以删除的内容'))
  const masked = entries.map((entry) => mask.entry(entry))
  const seqs = entries
    .filter((entry, i) => entry === target || !same(entry, masked[i]))
    .map((entry) => entry.seq)
  const form: EraseForm = { ...(checked.form as FormOf<typeof eraseForm>), of }
  const entry: Entry = {
    kind: `${procedure.id}.${ERASE}`,
    seq: matter.ver + 1,
    at: now,
    by: { person: actor.person, post: actor.post, unit: actor.unit, as: actor.as },
    form: mask.everywhere(form),
    effects: {
      to: matter.state,
      set: changedFields(matter.record, mask.record(matter.record)),
      opened: [],
      closed: [],
      changed: matter.duties
        .map((duty) => mask.duty(duty))
        .filter((duty, i) => !same(duty, matter.duties[i])),
      remains: Object.fromEntries(
        masked.filter((one) => seqs.includes(one.seq)).map((one) => [String(one.seq), remainsOf(one)]),
      ),
    },
  }
  const after = evolve(matter, entry)
  const again = replay(blank(matter.id, matter.procedure, matter.version), [...masked, entry])
  if (!same(after, again))
    throw new Error(`erasing ${of} of ${matter.id} would leave what replay does not make`)
  return { kind: 'done', entry, matter: after, seqs, files: [...mask.files], words: mask.words }
}

/** An erasure in the form other acts have. */
export const asDone = ({ entry, matter }: Erased, parties: readonly string[]): Done => ({
  kind: 'done',
  entry,
  matter,
  parties,
  notices: [],
  children: [],
  drawn: {},
})

const refused = (reason: Refusal): Refused => ({ kind: 'refused', refusals: [reason] })

const notYours = ({ erasing }: Rulebook): Refusal =>
  refusal(
    'NOT_YOURS',
    `依法删除内容由${erasing?.title ?? '规则册指定的岗位'}本人办理`,
    erasing ? { basis: erasing.basis } : {},
  )

const remainsOf = ({ by, form, effects, revocable }: Entry): Remains => ({
  by,
  form,
  effects,
  ...(revocable ? { revocable } : {}),
})

/** An entry made whole again out of what remains of its body. */
export const entryOfRemains = (entry: Pick<Entry, 'kind' | 'seq' | 'at'>, remains: Remains): Entry => ({
  kind: entry.kind,
  seq: entry.seq,
  at: entry.at,
  ...remains,
})

const changedFields = (before: AnyRecord, after: AnyRecord): Record<string, unknown> =>
  Object.fromEntries(Object.entries(after).filter(([name, value]) => !same(value, before[name])))

/** Whether two plain values are the same; the order of keys does not count. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => same((a as AnyRecord)[name], (b as AnyRecord)[name]))
}

/** Knows what has to go and takes it out of whatever holds it. */
class Mask {
  /** What was written, longest first, so that a text goes whole before a part of it. */
  readonly words: readonly string[]
  readonly files: ReadonlySet<string>
  readonly #target: Entry
  readonly #fields: Fields
  /** By record field, what the act put there: where its short texts go as well. */
  readonly #placed: ReadonlyMap<string, readonly unknown[]>

  private constructor(fields: Fields, before: Matter, target: Entry) {
    const [texts, files] = [new Set<string>(), new Set<string>()]
    collect(fields, target.form, texts, files)
    texts.delete(ERASED)
    this.words = [...texts].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    this.files = files
    this.#fields = fields
    this.#target = target
    this.#placed = new Map(
      Object.entries(target.effects.set).map(([name, value]) => [name, added(before.record[name], value)]),
    )
  }

  /** Undefined when the act holds neither texts nor attachments. */
  static of(procedure: Procedure, entries: readonly Entry[], target: Entry): Mask | undefined {
    const fields = procedure.powers[target.kind.slice(procedure.id.length + 1)]?.form
    if (!fields) return undefined
    const earlier = entries.filter((entry) => entry.seq < target.seq)
    const mask = new Mask(fields, replay(blank('', procedure.id, procedure.version), earlier), target)
    return mask.words.length === 0 && mask.files.size === 0 ? undefined : mask
  }

  entry(entry: Entry): Entry {
    const form = entry === this.#target ? emptied(this.#fields, entry.form) : this.everywhere(entry.form)
    return { ...entry, form, effects: this.#effects(entry.effects) }
  }

  #effects(effects: Effects): Effects {
    const { remains } = effects
    const masked: Effects = {
      ...effects,
      set: this.record(effects.set),
      opened: effects.opened.map((duty) => this.duty(duty)),
      changed: effects.changed.map((duty) => this.duty(duty)),
    }
    // An earlier erasure that kept more of this act, or of one that repeats it.
    return remains ? { ...masked, remains: this.#earlier(remains) } : masked
  }

  #earlier(remains: NonNullable<Effects['remains']>): NonNullable<Effects['remains']> {
    return Object.fromEntries(
      Object.entries(remains).map(([seq, one]) => {
        const own = Number(seq) === this.#target.seq
        const form = own ? emptied(this.#fields, one.form) : this.everywhere(one.form)
        return [seq, { ...one, form, effects: this.#effects(one.effects) }]
      }),
    )
  }

  /** Record fields: telling texts anywhere, and what the act itself put there down to its shortest word. */
  record<R extends AnyRecord>(record: R): R {
    const entries = Object.entries(record).map(([name, value]) => {
      const placed = this.#placed.get(name) ?? []
      return [name, this.#within(value, placed)] as const
    })
    return Object.fromEntries(entries) as R
  }

  #within(value: unknown, placed: readonly unknown[]): unknown {
    if (placed.some((one) => same(one, value))) return this.#taken(value, true)
    if (!Array.isArray(value)) return this.#taken(value, false)
    const own = (item: unknown): boolean => placed.some((one) => same(one, item))
    return this.#list(value.map((item) => this.#taken(item, own(item))))
  }

  duty(duty: Duty): Duty {
    const { what } = duty
    return what === undefined
      ? duty
      : { ...duty, what: this.words.includes(what) ? ERASED : this.everywhere(what) }
  }

  /** Telling texts and attachments taken out of any value. */
  everywhere<T>(value: T): T {
    return this.#taken(value, false) as T
  }

  #taken(value: unknown, whole: boolean): unknown {
    if (typeof value === 'string') {
      if (whole && this.words.includes(value)) return ERASED
      return this.words.reduce((text, word) => (telling(word) ? text.replaceAll(word, ERASED) : text), value)
    }
    if (Array.isArray(value)) return this.#list(value.map((item) => this.#taken(item, whole)))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#taken(item, whole)]))
  }

  #list(items: readonly unknown[]): unknown[] {
    return items.filter((item) => typeof item !== 'string' || !this.files.has(item))
  }
}

const telling = (word: string): boolean => [...word].length >= TELLING

/** What a new value of a field holds that the old one did not: new members of a list, or the value. */
function added(before: unknown, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value]
  const old: readonly unknown[] = Array.isArray(before) ? before : []
  return value.filter((item) => !old.some((one) => same(one, item)))
}

/** Every text and attachment of a filled-in form. */
function collect(fields: Fields, form: AnyRecord, texts: Set<string>, files: Set<string>): void {
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = form[name]
    if (value === undefined || value === null) continue
    if (field.kind === 'text') texts.add(value as string)
    else if (field.kind === 'files') for (const id of value as readonly string[]) files.add(id)
    else if (field.kind === 'group') collect(field.of, value as AnyRecord, texts, files)
    else if (field.kind === 'rows')
      for (const row of value as AnyRecord[]) collect(field.of, row, texts, files)
  }
}

/** The form with its texts replaced and its attachments gone; days, names and choices stay. */
function emptied(fields: Fields, form: AnyRecord): AnyRecord {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const field = fields[name]
      if (field?.kind === 'text') return [name, ERASED]
      if (field?.kind === 'files') return [name, []]
      if (field?.kind === 'group') return [name, emptied(field.of, value as AnyRecord)]
      if (field?.kind === 'rows') return [name, (value as AnyRecord[]).map((row) => emptied(field.of, row))]
      return [name, value]
    }),
  )
}
