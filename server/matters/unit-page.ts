import { dayAt } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { readDirectory } from '#store/directory.ts'
import { dutiesOf } from '#store/queries/inbox.ts'
import { ledger } from '#store/queries/ledger.ts'
import { type BreachRow, breachesOf } from '#store/queries/unit.ts'
import { type FigureAsked, figuresOf } from './figures.ts'
import { dutyItems } from './inbox-view.ts'
import { filterOf, ledgerRows } from './ledger-view.ts'
import { type Reader, lightBounds, procedureIn, readerFor } from './reader.ts'
import { dueText } from './texts.ts'

const PAGE = 100

/** 单位页: whom the unit owes, who owes it, where it is stuck, what is held against it. Null for a unit that is not there. */
export async function unitPageFor(context: StoreContext, actor: Actor, procedure: Procedure, unit: string) {
  const reader = await readerFor(context, actor)
  const entries = await readDirectory(context.db, context.tenant, dayAt(reader.now))
  const found = entries.units.find((entry) => entry.id === unit)
  if (!found) return null
  const stuckFilter = filterOf(procedure, { unit, flag: 'stuck' })
  const [figures, owes, owed, stuck, breaches] = await Promise.all([
    figuresOf(context, reader, procedure, unitFigures(unit)),
    dutiesOf(context, actor, unit, 'owes', PAGE),
    dutiesOf(context, actor, unit, 'owed', PAGE),
    ledger(context, actor, stuckFilter, lightBounds(reader), { sort: 'due', limit: PAGE }),
    breachesOf(context, actor, unit, PAGE),
  ])
  const { domains: _, parent: __, sort: ___, ...shown } = found
  return {
    unit: { ...shown, aliases: [...shown.aliases], functions: [...shown.functions] },
    posts: entries.posts
      .filter((post) => post.unit === unit)
      .map(({ id, title, level }) => ({
        id,
        unit,
        title,
        level,
        holders: entries.seats
          .filter((seat) => seat.post === id)
          .map(({ person, name, as, phone }) => ({ person, name, as, phone })),
      })),
    figures,
    owes: await dutyItems(context, reader, owes.rows),
    owed: await dutyItems(context, reader, owed.rows),
    stuck: await ledgerRows(context, reader, stuck.rows),
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

const unitFigures = (unit: string): FigureAsked[] => [
  { title: '牵头在办', query: { unit, group: '在办' } },
  { title: '待签收', query: { unit, group: '待办' } },
  { title: '将到期', query: { unit, light: 'yellow' } },
  { title: '已逾期', query: { unit, light: 'red' } },
  { title: '卡住了', query: { unit, flag: 'stuck' } },
  { title: '已办结', query: { unit, group: '办结' } },
]
