import { ProblemError, act, call } from '../../api/client.ts'
import { newKey } from '../../api/key.ts'
import { refreshMatters } from '../../ui/act-form/take-back.ts'
import {
  type Made,
  type Preview,
  type Session,
  type Standing,
  type Start,
  type Update,
  rowForm,
  rowKey,
} from './session.ts'
import type { Change } from './use-session.ts'

const CHECKED_AT_ONCE = 300
const SET_UP_AT_ONCE = 100

/** How far a long work has come. */
export interface Progress {
  readonly what: string
  readonly done: number
  readonly of: number
}
type Tell = (progress: Progress) => void

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

/** Everything a run over the rows needs. */
export interface Work {
  readonly session: Session
  readonly preview: Preview
  readonly rows: readonly Standing[]
  readonly change: Change
  readonly tell: Tell
}

/** Tries every row first and writes nothing; what would be refused is noted at its row. Gives how many. */
export async function checkRows({ session, preview, rows, change, tell }: Work): Promise<number> {
  const refused: Record<string, Session['refused'][string]> = {}
  let done = 0
  for (const part of chunks(rows, CHECKED_AT_ONCE)) {
    tell({ what: '正在核对', done, of: rows.length })
    const forms = part.map(({ values }) => rowForm(values, session, preview))
    const answer = await call('ledger.check', { body: { act: preview.act, forms } })
    for (const { at, message, fields } of answer.refused) {
      const key = part[at]?.key
      if (key !== undefined) refused[key] = { message, fields }
    }
    done += part.length
  }
  change((before) => ({ ...before, refused }))
  return Object.keys(refused).length
}

/**
 * Sets the rows up, a hundred in one transaction. What is made stays made: after a break the rest goes on, and a part whose
 * answer was lost is the same request again.
 */
export async function setUpRows({ session, preview, rows, change, tell }: Work): Promise<void> {
  let done = 0
  for (const part of chunks(rows, SET_UP_AT_ONCE)) {
    tell({ what: '正在立项', done, of: rows.length })
    const forms = part.map(({ values }) => rowForm(values, session, preview))
    const key = `${session.key}-${part[0]?.key}-${part.length}`
    const { created } = await call('matters.batch', { body: { act: preview.act, forms } }, undefined, {
      key,
    }).catch((error: unknown) => {
      const refused = error instanceof ProblemError && error.status >= 400 && error.status < 500
      if (refused) change((before) => ({ ...before, key: newKey() }))
      throw error
    })
    const made: Record<string, Made> = {}
    for (const [n, { id, number }] of created.entries()) made[part[n]?.key ?? ''] = { id, number }
    change((before) => ({ ...before, made: { ...before.made, ...made } }))
    done += part.length
  }
  void refreshMatters()
}

/** The act that follows setting up, as the procedure names it. */
export type Next = NonNullable<Start['act']['next']>

/** Does the following act on what was made, one after another; a refused one keeps its reason and the others go on. */
export async function followRows(
  procedure: string,
  next: Next,
  made: Session['made'],
  { change, tell }: Pick<Work, 'change' | 'tell'>,
): Promise<void> {
  const left = Object.entries(made).filter(([, one]) => one.followed !== 'done')
  for (const [done, [key, one]] of left.entries()) {
    tell({ what: `正在${next.may}`, done, of: left.length })
    const followed = await tried(() =>
      act({ matter: one.id, act: `${procedure}.${next.act}`, form: {}, key: `follow-${one.id}` }),
    )
    change((before) => ({ ...before, made: { ...before.made, [key]: { ...one, followed } } }))
  }
  void refreshMatters()
}

/** Does the acts that changed rows mean, each by the ordinary way; what is refused keeps its reason. */
export async function doUpdates(
  updates: readonly Update[],
  { session, change, tell }: Pick<Work, 'session' | 'change' | 'tell'>,
): Promise<void> {
  for (const [done, update] of updates.entries()) {
    tell({ what: '正在办理修改', done, of: updates.length })
    const key = rowKey(update)
    const went = await tried(() => actsOf(update, `${session.key}-${key}`))
    change((before) => ({
      ...before,
      updates: { ...before.updates, [key]: { ...before.updates[key], went } },
    }))
  }
  change((before) => ({ ...before, key: newKey() }))
  void refreshMatters()
}

async function actsOf({ matter, ver, acts }: Update, key: string): Promise<void> {
  let seen = ver
  for (const [n, { act: name, form }] of acts.entries()) {
    const done = await act({ matter, act: name, form: { ...form }, ver: seen, key: `${key}-${n}` })
    seen = done.ver
  }
}

async function tried(work: () => Promise<unknown>): Promise<'done' | { refused: string }> {
  try {
    await work()
    return 'done'
  } catch (error) {
    return { refused: error instanceof Error ? error.message : '没有办成，请重试' }
  }
}
