import type { Ok } from '../../api/client.ts'
import type { Field, Fields, FileRef } from '../../api/shapes.ts'
import { type Values, formOf, isBlank } from '../../ui/act-form/values.ts'
import { guessDate, guessNumber, guessedKind } from './guess.ts'

export type Reading = Ok<'reading.text'>
export type Proposal = Reading['proposals'][number]
export type Start = Ok<'matters.starts'>['starts'][number]

/** One proposal as a person is correcting it. `values` are the fields of the form that are its own. */
export interface Draft {
  readonly keep: boolean
  readonly values: Values
}

export interface Made {
  /** Place among the proposals. */
  readonly at: number
  readonly id: string
  readonly number: string
  /** How the act that follows setting up went. */
  readonly followed: 'not yet' | 'done' | { readonly refused: string }
}

/** Everything of one document in hand, from the pasted text to what came of it; kept on this machine until the next document. */
export interface Session {
  readonly pasted: string
  readonly reading: Reading | null
  readonly drafts: readonly Draft[]
  /** What holds for all: authority and arranger. */
  readonly shared: Values
  readonly files: Readonly<Record<string, FileRef>>
  /** The request that sets all up: the same key until the server has refused it. */
  readonly key: string
  readonly made: readonly Made[] | null
}

export const emptySession = (key: string): Session => ({
  pasted: '',
  reading: null,
  drafts: [],
  shared: {},
  files: {},
  key,
  made: null,
})

/** The form split: fields filled once for the document, and fields of each task. The source sentence fills itself. */
export interface Split {
  readonly shared: Fields
  readonly own: Fields
}

const SHARED = ['authority', 'arranger']

/** Setting up is offered from a document where its form asks for the task, who leads, by when, and on what authority. */
export const startOf = (starts: readonly Start[]): Start | undefined =>
  starts.find(({ act }) =>
    ['task', 'lead', 'due', 'authority', 'arranger'].every((name) => act.form[name] !== undefined),
  )

export function splitForm(form: Fields): Split {
  const shared: Record<string, Field> = {}
  const own: Record<string, Field> = {}
  for (const [name, field] of Object.entries(form)) {
    if (!SHARED.includes(name)) own[name] = field
    else shared[name] = field.kind === 'group' ? { ...field, of: without(field.of, 'sentence') } : field
  }
  return { shared, own }
}
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))

const codePoints = (text: string): readonly string[] => Array.from(text)
const maxOf = (field: Field | undefined): number => (field?.kind === 'text' ? field.max : 200)

/** A text up to its last stop that fits into `max` characters. */
export function shortened(text: string, max: number): string {
  const all = codePoints(text.replaceAll(/\s+/g, ' ').trim())
  if (all.length <= max) return all.join('')
  const head = all.slice(0, max).join('')
  const stop = Math.max(...['。', '；', '，'].map((mark) => head.lastIndexOf(mark)))
  return stop > max / 4 ? head.slice(0, stop) : head
}

/** A first sentence of this many characters stands for a longer text. */
const [LEAST, MOST] = [6, 60]

/** The task as a ledger names it: a short text as it is; of a longer one the first sentence, the whole being its target. */
export function taskAndTarget(text: string, max: number): { task: string; target?: string } {
  const whole = text.trim()
  const first = /^[^。；\n]*/.exec(whole)?.[0] ?? ''
  const length = codePoints(first).length
  const stands = length >= LEAST && length <= MOST && first.length < whole.length - 1
  const task = shortened(stands ? first : whole.replace(/。$/, ''), max)
  return task === whole.replace(/。$/, '') ? { task } : { task, target: whole }
}

/** A proposal as the first values of its form. Nothing is guessed that the text or the directory does not give. */
export function draftOf(proposal: Proposal, own: Fields): Draft {
  const idsOf = (names: readonly string[]): string[] =>
    names.flatMap((name) => (proposal.collective.includes(name) ? [] : (proposal.resolved[name] ?? [])))
  const leads = idsOf(proposal.lead)
  const responsible = idsOf(proposal.responsible)
  const [lead, ...others] = leads.length > 0 ? [...leads, ...responsible] : responsible
  const cooperating = [...new Set([...others, ...idsOf(proposal.cooperate)])].filter((unit) => unit !== lead)
  const { task, target } = taskAndTarget(proposal.text, maxOf(own['task']))
  return {
    keep: true,
    values: {
      task,
      ...(target ? { target: codePoints(target).slice(0, maxOf(own['target'])).join('') } : {}),
      ...(lead ? { lead } : {}),
      cooperating,
      ...(proposal.due ? { due: proposal.due } : {}),
      ...(proposal.milestones.length > 0 ? { milestones: proposal.milestones } : {}),
    },
  }
}

/** What the document says of itself, as first values of the shared fields. */
export function sharedOf(reading: Reading, shared: Fields): Values {
  const cited = shared['authority']
  const kind = cited?.kind === 'group' ? guessedKind(cited.of['kind'], reading.title) : undefined
  const number = guessNumber(reading.text)
  const on = guessDate(reading.text)
  return {
    authority: {
      title: reading.title,
      ...(kind ? { kind } : {}),
      ...(number ? { number } : {}),
      ...(on ? { on } : {}),
      ...(reading.file ? { file: [reading.file.id] } : {}),
    },
  }
}

/** Required fields that are still blank, by title. */
export const missingIn = (fields: Fields, values: Values): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind === 'group') return missingIn(field.of, (values[name] ?? {}) as Values)
    return !field.optional && isBlank(values[name]) ? [field.title] : []
  })

const LONGEST_SENTENCE = 2000

/** The forms of the kept proposals as they are sent, each citing its own sentence, with their places among the proposals. */
export function formsOf(session: Session, start: Start): { at: number; form: Record<string, unknown> }[] {
  const { shared, own } = splitForm(start.act.form)
  const common = formOf(shared, session.shared)
  return session.drafts.flatMap((draft, at) => {
    const proposal = session.reading?.proposals[at]
    if (!draft.keep || !proposal) return []
    const sentence = codePoints(proposal.sentence).slice(0, LONGEST_SENTENCE).join('')
    const authority = { ...(common['authority'] as object), sentence }
    return [{ at, form: { ...formOf(own, draft.values), ...common, authority } }]
  })
}
