import { refusalsOf, contextOf } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import type { Actor, AnyPower, AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import {
  type DutyRow,
  type NoticeRow,
  type Scope,
  dealtWith,
  inHand,
  toRead,
  todo,
} from '#store/queries/inbox.ts'
import { inboxCounts } from '#store/queries/inbox-counts.ts'
import type { MatterRow, Page } from '#store/queries/parts.ts'
import type { InboxItem } from '../contract/shapes.ts'
import { matterNamed, rowLight } from './matter-ref.ts'
import { factsOf } from './acts-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from './reader.ts'
import { dutyLine } from './shown.ts'
import { dueText, noIds } from './texts.ts'

export interface InboxQuery {
  readonly box: 'todo' | 'doing' | 'done' | 'toread'
  readonly scope: Scope
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of 我的事 with the lengths of its boxes. */
export async function inboxPage(context: StoreContext, actor: Actor, query: InboxQuery) {
  const reader = await readerFor(context, actor)
  const [page, counts] = await Promise.all([
    boxOf(context, reader, query),
    inboxCounts(context, actor, query.scope),
  ])
  return { items: [...page.rows], next: page.next, counts }
}

async function boxOf(context: StoreContext, reader: Reader, query: InboxQuery): Promise<Page<InboxItem>> {
  const { actor } = reader
  if (query.box === 'todo') {
    const page = await todo(context, actor, query)
    return { rows: await dutyItems(context, reader, page.rows), next: page.next }
  }
  if (query.box === 'toread') {
    const page = await toRead(context, actor, query)
    return { rows: page.rows.map((row) => noticeItem(reader, row)), next: page.next }
  }
  const doing = query.box === 'doing'
  const page = await (doing ? inHand : dealtWith)(context, actor, query)
  return {
    rows: page.rows.map((row) => ({
      matter: { ...matterNamed(reader, row), ...(doing ? termOf(reader, row) : {}) },
      at: row.moved_at,
    })),
    next: page.next,
  }
}

const termOf = (reader: Reader, row: MatterRow): Pick<InboxItem['matter'], 'dueText' | 'light'> => ({
  ...(row.due_at === null ? {} : { dueText: dueText(row.due_at) }),
  light: rowLight(reader, row),
})

/** Obligations as lines of a list. */
export async function dutyItems(
  context: StoreContext,
  reader: Reader,
  rows: readonly DutyRow[],
): Promise<InboxItem[]> {
  const ids = noIds()
  for (const { body } of rows) if (body.holder.person) ids.people.add(body.holder.person)
  const named = await withNames(context, reader, ids)
  return rows.map((row) => dutyItem(named, row))
}

function dutyItem(reader: Reader, row: DutyRow): InboxItem {
  const procedure = procedureIn(reader, row.procedure)
  return {
    matter: matterNamed(reader, row),
    duty: {
      ...dutyLine(procedure, row.body, reader),
      lapsed: row.body.lapsedAt !== undefined,
      norms: [...(procedure.duties[row.body.name]?.norms ?? [])],
      acts: row.record === undefined ? [] : answersTo(reader, procedure, row, row.record),
    },
    at: row.body.openedAt,
  }
}

export const noticeItem = (reader: Reader, row: NoticeRow): InboxItem => ({
  matter: matterNamed(reader, row),
  notice: withoutTitle(row.text, row.title),
  at: row.at,
})

/** `交办：修复路灯` on the line of 修复路灯 is `交办`: the title stands beside it. A message sent on its own keeps it. */
export const withoutTitle = (text: string, title: string): string =>
  title !== '' && text.endsWith(title)
    ? text.slice(0, text.length - title.length).replace(/(：|——)$/, '')
    : text

type Answer = NonNullable<InboxItem['duty']>['acts'][number]

/** Answers to a duty that are open to this person now, by the code that decides the request. */
function answersTo(reader: Reader, procedure: Procedure, row: DutyRow, record: AnyRecord): Answer[] {
  const matter = inState(row, record)
  const context = contextOf(matter, reader.actor, {}, factsOf(reader), reader.now)
  const spec = procedure.duties[row.body.name]
  const acts = spec?.answers ?? spec?.doneBy ?? []
  return acts.flatMap((act) => {
    const power = procedure.powers[act]
    if (!power || refusalsOf(procedure, power, act, matter, context, 'in a list').length > 0) return []
    return [{ act, may: power.may, ...quickly(power, act, spec?.replies ?? {}) }]
  })
}

/**
 * How quickly an answer can be given. At once: where nothing must be said and it can be taken back, or only says that work goes
 * on. 办完了 begins with its first stock phrase, since the sentence is mostly the same; 卡住了 never does: where it sticks only the
 * person knows.
 */
export function quickly(
  power: AnyPower,
  act: string,
  { going, done }: NonNullable<Procedure['duties'][string]['replies']>,
): Pick<Answer, 'once' | 'initial'> {
  const asks = Object.values(power.form).some((field) => !field.optional)
  const once = !asks && !power.solemn && (power.revocable === true || going?.act === act)
  const field = done?.act === act ? power.form[done.words] : undefined
  const phrase = field?.kind === 'text' ? field.phrases?.[0] : undefined
  return done && phrase !== undefined ? { once, initial: { [done.words]: phrase } } : { once }
}

/** As much of a matter as gates on its record look at. */
function inState(row: DutyRow, record: AnyRecord): Matter {
  return { ...blank(row.id, row.procedure, 1), state: row.state, record, duties: [row.body] }
}
