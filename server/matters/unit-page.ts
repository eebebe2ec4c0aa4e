import { dayAt } from '#kernel/time.ts'
import type { Actor, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { readUnit } from '#store/directory.ts'
import { dutiesOf, dutiesOfPosts } from '#store/queries/inbox.ts'
import { ledger } from '#store/queries/ledger.ts'
import { type BreachRow, breachesOf } from '#store/queries/unit.ts'
import { fewAtOnce } from './few.ts'
import { type FigureAsked, figuresOf } from './figures.ts'
import { dutyItems } from './inbox-view.ts'
import { filtersOf } from './ledger-view.ts'
import { type Reader, lightBounds, procedureIn, readerFor } from './reader.ts'
import { stuckFigures, stuckFlag } from './stuck.ts'
import { dueText } from './texts.ts'
import { rowsWaiting } from './waiting.ts'

const PAGE = 50

/** 单位页: whom the unit owes, who owes it, where it is stuck, what is held against it. Null for a unit that is not there. */
export async function unitPageFor(context: StoreContext, actor: Actor, unit: string) {
  const reader = await readerFor(context, actor)
  const entries = await readUnit(context.db, context.tenant, dayAt(reader.now), unit)
  const [found] = entries.units
  if (!found) return null
  const { posts } = entries
  const leading = posts.filter(({ level }) => level !== 'staff').map(({ id }) => id)
  const { rulebook } = context
  // Whoever is of another unit has nothing to answer here.
  const isOurs = unit === actor.unit
  const few = fewAtOnce()
  const stuckFilters = filtersOf(reader, { unit, flag: stuckFlag(rulebook) })
  const [figures, own, owes, owed, stuck, breaches] = await Promise.all([
    figuresOf(context, reader, found.assignable ? unitFigures(rulebook, unit) : owingFigures(unit), few),
    few(() => dutiesOfPosts(context, actor, leading, PAGE, isOurs)),
    few(() => dutiesOf(context, actor, unit, 'owes', PAGE, isOurs)),
    few(() => dutiesOf(context, actor, unit, 'owed', PAGE, false)),
    few(() => ledger(context, actor, stuckFilters, lightBounds(reader), { sort: 'due', limit: PAGE })),
    few(() => breachesOf(context, actor, unit, PAGE)),
  ])
  const [ownItems, owesItems, owedItems, stuckRows] = await Promise.all([
    dutyItems(context, reader, own.rows),
    dutyItems(
      context,
      reader,
      owes.rows.filter(({ body }) => !leading.includes(body.holder.post ?? '')),
    ),
    dutyItems(context, reader, owed.rows),
    rowsWaiting(context, reader, stuck.rows),
  ])
  const { domains: _, parent: __, sort: ___, codes: ____, ...shown } = found
  return {
    unit: { ...shown, aliases: [...shown.aliases], functions: [...shown.functions] },
    posts: posts.map(({ id, title, level }) => ({
      id,
      unit,
      title,
      level,
      holders: entries.seats
        .filter((seat) => seat.post === id)
        .map(({ person, name, as, phone }) => ({ person, name, as, phone })),
    })),
    figures,
    own: ownItems,
    owes: owesItems,
    owed: owedItems,
    stuck: stuckRows,
    breaches: breaches.map((row) => breach(reader, row)),
  }
}

const breach = (reader: Reader, row: BreachRow) => ({
  matter: row.id,
  title: row.title,
  must: procedureIn(reader, row.procedure).duties[row.body.name]?.must ?? row.body.name,
  dueText: dueText(row.body.dueAt, row.body.term.kind === 'hours'),
  lapsedAt: row.lapsed_at,
  closed: row.duty_state === 'done' || row.duty_state === 'ended',
})

/** Of a unit that no matter is laid on: what it owes and is owed all the same. */
const owingFigures = (unit: string): FigureAsked[] => [
  { title: '我们欠着的事', query: { owes: unit } },
  { title: '欠我们的事', query: { owedTo: unit } },
]

const unitFigures = (rulebook: Rulebook, unit: string): FigureAsked[] => [
  ...owingFigures(unit),
  { title: '牵头在办', query: { unit, group: '在办' } },
  { title: '待签收', query: { unit, group: '待办' } },
  { title: '将到期', query: { unit, light: 'yellow' } },
  { title: '已逾期', query: { unit, light: 'red' } },
  ...stuckFigures(rulebook, { unit }),
  { title: '已办结', query: { unit, group: '办结' } },
]
