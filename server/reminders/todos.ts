import { type Day, type Instant, addMs, dayAt } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import {
  type TodoChange,
  type TodoContact,
  type TodoDuty,
  type TodoPush,
  type TodoRow,
  type TodoState,
  type TodoText,
  changeTodos,
  claimTodo,
  contactsOf,
  eachTodo,
  mattersWithTodos,
  releaseTodo,
  todosOf,
} from '#store/external-todos.ts'
import { districtOf } from '#store/facts.ts'
import { changesSince, liveFromNow } from '#store/live.ts'
import type { Driver } from '#store/outbox.ts'
import { isRun, takeRun } from '#store/reminders.ts'
import { repeating } from '#store/repeating.ts'
import type { ExternalTodo, TodoItem } from '../adapters/todo/port.ts'
import { type Seats, receivers } from './plan.ts'

/** Key of an item in another system: the duty and the person, and nothing that could change. */
export const todoId = ({ matter, no, person }: TodoPush): string => `${matter}.${no}.${person}`

const pushOf = (id: string): TodoPush | null => {
  const found = /^([^.]+)\.(\d{1,6})\.(.+)$/.exec(id)
  return found ? { matter: String(found[1]), no: Number(found[2]), person: String(found[3]) } : null
}

interface Wanted {
  readonly duty: TodoDuty
  readonly person: string
}

/** Who should have which duties in their 待办: whoever the digest would tell, while the duty's clock runs. */
export const wantedOf = (seats: Seats, duties: readonly TodoDuty[]): Wanted[] => {
  const receiver = receivers(seats)
  return duties.flatMap((duty) => {
    const person = duty.state === 'open' ? receiver(duty.holder) : undefined
    return person === undefined ? [] : [{ duty, person }]
  })
}

/** What has to change in the other system so that it says what our own list says. Pure. */
export function planTodos(
  wanted: readonly Wanted[],
  duties: readonly TodoDuty[],
  todos: readonly TodoRow[],
  textOf: (wanted: Wanted) => TodoText,
): TodoChange[] {
  const key = ({ matter, no, person }: TodoPush): string => `${matter}/${no}/${person}`
  const standing = new Map(todos.map((todo) => [key(todo), todo]))
  const open = new Set<string>()
  const changes: TodoChange[] = []
  for (const one of wanted) {
    const push = { matter: one.duty.matter, no: one.duty.no, person: one.person }
    const before = standing.get(key(push))
    const item = textOf(one)
    open.add(key(push))
    if (before?.state === 'open' && sameText(before.item, item)) continue
    changes.push({ ...push, state: 'open', item, version: before?.version ?? 0 })
  }
  const states = new Map(duties.map((duty) => [`${duty.matter}/${duty.no}`, duty.state]))
  for (const todo of todos) {
    if (open.has(key(todo)) || todo.state !== 'open') continue
    // What was met stands under 已办; what was taken away, rests or went to somebody else is simply not theirs to do.
    const state: TodoState = states.get(`${todo.matter}/${todo.no}`) === 'done' ? 'done' : 'removed'
    changes.push({ ...todo, state })
  }
  return changes
}

const sameText = (a: TodoText, b: TodoText): boolean =>
  (Object.keys(b) as (keyof TodoText)[]).every((name) => a[name] === b[name])

function text(
  rulebook: Rulebook,
  { duty }: Wanted,
  contact: TodoContact | undefined,
  sender: string,
): TodoText {
  const procedure = rulebook.procedures[duty.procedure]
  const must = procedure?.duties[duty.name]?.must ?? ''
  return {
    name: contact?.name ?? '',
    phone: contact?.phone ?? null,
    login: contact?.login ?? null,
    title: `${must}：${duty.title}`,
    content: duty.what ?? must,
    sender,
    receivedAt: duty.openedAt,
    dueAt: duty.dueAt,
    urgent: procedure?.urgent?.(duty.record) === true,
  }
}

/** Brings what should stand in the other system up to date for some matters; gives how many items changed. */
export async function syncTodos(context: StoreContext, matters: readonly string[]): Promise<number> {
  if (matters.length === 0) return 0
  const { directory } = await districtOf(context)
  const { duties, todos } = await todosOf(context, matters)
  const wanted = wantedOf(directory, duties)
  const contacts = await contactsOf(context, [...new Set(wanted.map(({ person }) => person))])
  const senderOf = ({ duty }: Wanted): string =>
    duty.creditorUnit === null ? '' : directory.unitName(duty.creditorUnit)
  const textOf = (one: Wanted): TodoText =>
    text(context.rulebook, one, contacts.get(one.person), senderOf(one))
  return changeTodos(context, planTodos(wanted, duties, todos, textOf))
}

const MATTERS_AT_ONCE = 500

/** The same for the whole district, batch by batch: what went by while no process was looking. */
export async function syncAllTodos(context: StoreContext): Promise<number> {
  let changed = 0
  for (let after = ''; ;) {
    const matters = await mattersWithTodos(context, after, MATTERS_AT_ONCE)
    changed += await syncTodos(context, matters)
    const last = matters.at(-1)
    if (last === undefined || matters.length < MATTERS_AT_ONCE) return changed
    after = last
  }
}

/**
 * The driver of outbox channel `todo`: pushes an item as it should stand now, whatever it was when the message was written, one
 * push at a time. So a message that comes late or twice never brings an older state back.
 */
export const todoDriver =
  (context: StoreContext, port: ExternalTodo, url: string): Driver =>
  async ({ body }) => {
    const push = body as TodoPush
    const row = await claimTodo(context, push)
    if (row === null) return
    if (row === 'busy') throw new Error('这一项正在推送')
    let pushed: number | null = null
    try {
      await pushOne(port, row, url)
      pushed = row.version
    } finally {
      // A crash before this leaves the claim to run out; the message is still in the outbox and pushes again.
      await releaseTodo(context, push, pushed)
    }
  }

function pushOne(port: ExternalTodo, row: TodoRow, url: string): Promise<void> {
  const at = `${url}/matters/${row.matter}`
  const item: TodoItem = { id: todoId(row), person: row.person, ...row.item, url: at, mobileUrl: at }
  if (row.state === 'open') return port.upsert(item)
  return row.state === 'done' ? port.complete(item) : port.remove(item)
}

export interface Reconciled {
  /** Changes that no process had seen. */
  readonly changed: number
  /** Items that should have been open there and were not; items open there that should not be. */
  readonly missing: number
  readonly stray: number
  /** Pushes that had not arrived and were put into the outbox again. */
  readonly again: number
}

/**
 * 夜间对账: our own list against what was decided, then against what the other system says it holds; repairs both ways. What it
 * holds under our name and we never put there is taken away.
 */
export async function reconcileTodos(context: StoreContext, port: ExternalTodo): Promise<Reconciled> {
  let again = 0
  for await (const rows of eachTodo(context, 'behind')) again += await changeTodos(context, rows.map(anew))
  const changed = await syncAllTodos(context)
  const held = await port.list?.()
  if (held === undefined) return { changed, missing: 0, stray: 0, again }
  const open = new Set(held.filter((one) => one.open).map(({ id }) => id))
  let missing = 0
  for await (const rows of eachTodo(context, 'open')) {
    const lost = rows.filter((row) => row.pushed === row.version && !open.has(todoId(row)))
    missing += await changeTodos(context, lost.map(anew))
    for (const row of rows) open.delete(todoId(row))
  }
  return { changed, missing, stray: await takeAway(context, port, [...open]), again }
}

/** The same again, as a change: it gets a version of its own and is pushed. */
const anew = (row: TodoRow): TodoChange => row

/** Items open in the other system that should not be: pushed again as they should stand, or removed where we know nothing of them. */
async function takeAway(context: StoreContext, port: ExternalTodo, ids: readonly string[]): Promise<number> {
  const matters = [...new Set(ids.flatMap((id) => pushOf(id)?.matter ?? []))]
  const known = new Map<string, TodoRow>()
  for (let from = 0; from < matters.length; from += MATTERS_AT_ONCE) {
    const { todos } = await todosOf(context, matters.slice(from, from + MATTERS_AT_ONCE))
    for (const todo of todos) known.set(todoId(todo), todo)
  }
  const ours = ids.flatMap((id) => known.get(id) ?? [])
  // What changed since the other system was asked is on its way already.
  const settled = ours.filter((row) => row.state !== 'open' && row.pushed === row.version)
  let taken = await changeTodos(context, settled.map(anew))
  for (const id of ids) {
    if (known.has(id)) continue
    await port.remove({ id, person: pushOf(id)?.person ?? '', phone: null, login: null, name: '' })
    taken++
  }
  return taken
}

/** Job of the nightly comparison in `daily_run`, and the hour of the district from which on it is done. */
const JOB = 'todo'
const HOUR_MS = 3 * 3_600_000

/** The day whose comparison is due, once it is past three in the morning. */
const nightOf = (now: Instant): Day => dayAt(addMs(now, -HOUR_MS))

export interface TodoRunner {
  readonly everyMs: number
  readonly onTrouble?: (because: string) => void
}

/** Follows every act, and compares once a night, until stopped. Any number of processes may: each change is pushed once. */
export function startTodos(
  context: StoreContext,
  port: ExternalTodo,
  { everyMs, onTrouble }: TodoRunner,
): { stop(): Promise<void> } {
  let cursor: Awaited<ReturnType<typeof liveFromNow>> | undefined
  const round = async (): Promise<boolean> => {
    if (cursor === undefined) {
      // The cursor first: what happens during the comparison is then seen by the next look.
      cursor = await liveFromNow(context)
      await syncAllTodos(context)
    }
    const { changes, cursor: next } = await changesSince(context, cursor)
    await syncTodos(context, [...new Set(changes.map(({ matter }) => matter))])
    // Only now: a look that failed is done again.
    cursor = next
    await compareOnce(context, port)
    return false
  }
  return repeating(everyMs, round, onTrouble)
}

async function compareOnce(context: StoreContext, port: ExternalTodo): Promise<void> {
  const night = nightOf(context.clock.now())
  if (await isRun(context, JOB, night)) return
  // Compared before the night is marked: a platform that is down is looked at again. Two processes that compare at once do no harm.
  await reconcileTodos(context, port)
  await context.db.tx((tx) => takeRun(tx, context, JOB, night))
}
