import { type Learning, learningIn } from '#kernel/learning.ts'
import { lackOf } from '#kernel/lists.ts'
import type { Actor, AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { inPerson } from '#store/queries/in-person.ts'
import { recordedLedger } from '#store/queries/ledger.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { type Seen, seenRecord, textIn } from '../bodies/sees.ts'
import { filtersOf, todayOf } from '../matters/ledger-view.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, lightBounds, readerFor, withNames } from '../matters/reader.ts'
import { fieldsSeen } from '../matters/seen.ts'
import { shownValues } from '../matters/shown.ts'
import { collectIds, noIds } from '../matters/texts.ts'
import { attended, satOn, sum } from './hours.ts'

type Plan = Extract<Learning<string>, { of: 'plan' }>

/** Plans of one's unit that are looked at, those that moved last; a unit makes a handful a year. */
const PLANS = 40
const EXAMS = 30

/**
 * B3: what the person who asks has learnt and still has to: hours held by the courses that his posts attended as his unit entered them,
 * the exam of the year, his own exams and his card. His own and nobody else's: nothing names a person to look for.
 */
export async function learningOf(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const [plans, exams] = await Promise.all([plansOf(context, reader), examsOf(context, reader)])
  return { plans, exams, licence: licenceOf(reader) }
}

/** The posts of the unit in which this person sits. */
function postsOf({ actor, district }: Reader): ReadonlySet<string> {
  const held = district.directory
    .postsOf(actor.unit)
    .filter(({ holders }) => holders.some(({ person }) => person === actor.person))
  return new Set(held.map(({ id }) => id))
}

async function plansOf(context: StoreContext, reader: Reader) {
  const posts = postsOf(reader)
  const found = await Promise.all(
    learningIn(context.rulebook, 'plan').map(async ({ procedure, says }) => {
      const filters = filtersOf(reader, { procedure: procedure.id, unit: reader.actor.unit })
      const page = await recordedLedger(context, reader.actor, filters, lightBounds(reader), {
        sort: 'updated',
        limit: PLANS,
      })
      return page.rows.flatMap((row) => planOf(reader, procedure, says, row, posts))
    }),
  )
  return found.flat().toSorted((a, b) => b.until.localeCompare(a.until))
}

function planOf(
  reader: Reader,
  procedure: Procedure,
  says: Plan,
  row: RecordedRow,
  posts: ReadonlySet<string>,
) {
  const seen = seenRecord(procedure, row.record, reader)
  const named = seen.raw(says.posts)
  const own = new Set(Array.isArray(named) ? named.filter((post) => posts.has(String(post))) : [])
  if (own.size === 0) return []
  const courses = attended(seen.rows(says.courses), own)
  const due = Number(seen.raw(says.due) ?? 0)
  const held = sum(courses)
  const subjects = seen.rows(says.subjects)
  return [
    {
      ...matterRef(reader, row),
      open: !row.closed,
      posts: [...own].map((post) => reader.district.directory.postTitle(String(post))),
      due,
      held,
      left: Math.max(0, due - held),
      until: seenDay(seen, says.until),
      examBy: textIn(seen.raw(says.examBy)),
      satOn: satOn(seen.rows(says.sittings), own),
      excused: textIn(seen.rows(says.excused).find(({ post }) => own.has(post))?.['reason']),
      subjects: subjects.map((one) => ({
        subject: String(one['subject']),
        basis: String(one['basis']),
        hours: Number(one['hours']),
        held: sum(courses.filter(({ of }) => of === one['no'])),
        material: textIn(one['material']),
      })),
      courses: courses.map(({ of, on, hours, form }) => ({
        subject: String(subjects.find(({ no }) => no === of)?.['subject'] ?? ''),
        on,
        hours,
        form: optionIn(procedure, says.courses, 'form', form),
      })),
    },
  ]
}

const seenDay = (seen: Seen, name: string): string => textIn(seen.raw(name)) ?? ''

/** What a choice in a column of rows is called. */
function optionIn({ record }: Procedure, rows: string, column: string, value: string): string {
  const field = record[rows]
  const choice = field?.kind === 'rows' ? field.of[column] : undefined
  return choice?.kind === 'choice' ? (choice.options[value] ?? value) : value
}

/** What each exam says to whoever sat it, in the words and the order of its declaration. */
async function examsOf(context: StoreContext, reader: Reader) {
  const kinds = learningIn(context.rulebook, 'exam')
  const rows = await inPerson(
    context,
    reader.actor.person,
    kinds.map(({ procedure }) => procedure.id),
    EXAMS,
  )
  const ids = noIds()
  for (const { procedure } of kinds) for (const { record } of rows) collectIds(procedure.record, record, ids)
  const named = await withNames(context, reader, ids)
  return rows.flatMap((row) => {
    const kind = kinds.find(({ procedure }) => procedure.id === row.procedure)
    return kind && row.record[kind.says.person] === reader.actor.person
      ? [{ ...matterRef(named, row), says: said(named, kind.procedure, kind.says.says, row.record) }]
      : []
  })
}

function said(reader: Reader, procedure: Procedure, names: readonly string[], record: AnyRecord) {
  const seen = fieldsSeen(procedure, record, reader.actor, reader.district.directory)
  const told = Object.fromEntries(names.flatMap((name) => (seen[name] ? [[name, seen[name]]] : [])))
  return shownValues(told, record, reader).map(({ title, text }) => ({ title, text }))
}

/** 行政执法证, while there is one: why it does not cover what the reader's unit does today, or null. */
function licenceOf(reader: Reader) {
  const { directory } = reader.district
  const held = directory.licence(reader.actor.person)
  if (held === undefined) return null
  const { number, unit, scope, from, until } = held
  return {
    number,
    unitName: directory.unitName(unit),
    from,
    until,
    lacks: lackOf(held, reader.actor.unit, scope, todayOf(reader)),
  }
}
