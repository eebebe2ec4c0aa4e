import type { Facts } from '#kernel/apply.ts'
import { mayErase } from '#kernel/erase.ts'
import type { Lesson } from '#kernel/lists.ts'
import { bound } from '#kernel/seats.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import { reports } from '#rulebook/reports.ts'
import type { StoreContext } from '#store/context.ts'
import { childFacts } from '#store/facts.ts'
import { lessonsAt } from '#store/kept.ts'
import { type SmsNote, smsNotes } from '#store/queries/answerable.ts'
import { markOpened } from '#store/queries/inbox.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import type { AvailableAct, MatterPage } from '../contract/shapes.ts'
import { actsOf } from './acts-of.ts'
import { papersOf } from './papers-of.ts'
import { readersOf } from './readers.ts'
import { placesOf } from './places.ts'
import { type Reader, lightFor, procedureIn, readerFor, withNames } from './reader.ts'
import { fieldsSeen, recordSeen } from './seen.ts'
import { selfTestOf, withoutAnswers } from './self-test.ts'
import { dutyShown, holderShown, shownValues } from './shown.ts'
import { ERASED, dealtJson, inPlainWords } from '../sms/texts.ts'
import { dealsWithNotes } from '../sms/watch.ts'
import { type Ids, collectIds, dueText, noIds } from './texts.ts'
import { journalIds, timelineOf } from './timeline.ts'

/** The page of a matter for somebody who may see it, or null. Having it before one's eyes is having read it. */
export async function matterPageFor(
  context: StoreContext,
  actor: Actor,
  id: string,
): Promise<MatterPage | null> {
  const whole = await matterWhole(context, actor, id)
  if (!whole) return null
  const { matter } = whole.stored
  await markOpened(context, actor.person, id, matter.ver)
  const reader = await readerFor(context, actor)
  const procedure = procedureIn(reader, matter.procedure)
  const [named, children, readers, notes, lessons] = await Promise.all([
    withNames(context, reader, idsOf(procedure, whole)),
    childFacts(context, actor, procedure, matter.record),
    readersOf(context, procedure, matter, whole.lines, reader),
    smsNotes(context, id),
    lessonsAt(context, placesOfActs(procedure), LESSONS),
  ])
  const page = pageOf(named, procedure, whole, children)
  const shown = {
    ...page,
    acts: page.acts.map((act) => withLessons(act, lessons.get(`${procedure.id}.${act.act}`))),
    notes: notes.map((note) => noteShown(note, actor)),
  }
  return { ...shown, ...(readers ? { readers } : {}) }
}

/** Cases of all its acts that a page tells. */
const LESSONS = 40

const placesOfActs = ({ id, powers }: Procedure): readonly string[] =>
  Object.keys(powers).map((act) => `${id}.${act}`)

const withLessons = (act: AvailableAct, lessons: readonly Lesson[] | undefined): AvailableAct =>
  lessons === undefined ? act : { ...act, lessons: [...lessons] }

const noteShown = (note: SmsNote, actor: Actor): MatterPage['notes'][number] => ({
  id: note.id,
  name: note.name ?? '',
  text: note.erased ? ERASED : note.text,
  because: inPlainWords(note.because),
  at: note.at,
  dealt: dealtJson(note),
  deals: dealsWithNotes(actor),
})

/** Everybody and everything a matter mentions by id. */
export function idsOf(procedure: Procedure, { stored, closed, lines }: MatterWhole): Ids {
  const ids = noIds()
  collectIds(procedure.record, stored.matter.record, ids)
  journalIds(procedure, lines, ids)
  for (const { holder, creditor } of [...stored.matter.duties, ...closed.map((c) => c.duty)]) {
    if (holder.person) ids.people.add(holder.person)
    if (creditor?.person) ids.people.add(creditor.person)
  }
  return ids
}

function pageOf(
  reader: Reader,
  procedure: Procedure,
  { stored, closed, lines, files }: MatterWhole,
  children: Facts['matters'],
): Omit<MatterPage, 'notes'> {
  const { matter, dueAt, flags } = stored
  const { directory } = reader.district
  const state = procedure.states[matter.state ?? '']
  const all = fieldsSeen(procedure, matter.record, reader.actor, directory)
  const seen = withoutAnswers(procedure, all)
  const questions = selfTestOf(procedure, all, matter.record)
  return {
    id: matter.id,
    procedure: { id: procedure.id, title: procedure.title },
    number: String(matter.record['number'] ?? ''),
    title: String(matter.record[procedure.titled] ?? ''),
    state: matter.state ?? '',
    stateTitle: state?.title ?? '',
    group: state?.group ?? '',
    ver: matter.ver,
    dueText: dueAt && dueText(dueAt),
    light: lightFor(reader, {
      dueAt,
      paused: flags.includes('paused'),
      closed: state?.final === true || flags.includes('met'),
    }),
    record: shownValues(seen, matter.record, reader),
    roles: rolesOf(procedure, matter, reader),
    duties: [
      ...matter.duties.map((duty) => dutyShown(procedure, duty, 'open', reader)),
      ...closed.map(({ duty, how }) => dutyShown(procedure, duty, how, reader)),
    ],
    asks: procedure.asking !== undefined,
    ...(questions === undefined ? {} : { selfTest: [...questions] }),
    timeline: timelineOf(procedure, lines, seen, files, reader),
    erases: mayErase(reader.rulebook, reader.actor),
    acts: actsOf(reader, procedure, matter, children),
    papers: papersShown(procedure, matter.id, recordSeen(seen, matter.record)),
    places: placesOf(procedure, matter, reader),
  }
}

const rolesOf = (procedure: Procedure, { record }: Matter, reader: Reader): MatterPage['roles'] =>
  Object.entries(procedure.roles).map(([name, role]) => ({
    name,
    title: role.title,
    holders: bound(role, record, reader.district.directory).map((holder) => holderShown(holder, reader)),
  }))

const papersShown = (procedure: Procedure, id: string, record: AnyRecord): MatterPage['papers'] => [
  ...papersOf(procedure, record).map(({ name, title }) => ({
    name,
    title,
    url: `/api/matters/${id}/papers/${name}`,
  })),
  // For the leader whose matter it is (H3): the same text as on the page of reports.
  ...(Object.hasOwn(reports, procedure.id)
    ? [
        {
          name: 'brief',
          title: '工作简报',
          url: `/api/reports/brief.docx?procedure=${procedure.id}&matter=${id}`,
        },
      ]
    : []),
  { name: 'case-file', title: '卷宗', url: `/api/matters/${id}/case-file` },
  { name: 'case-file.pdf', title: '卷宗（PDF）', url: `/api/matters/${id}/case-file.pdf` },
]
