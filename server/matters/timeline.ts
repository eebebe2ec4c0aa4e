import { ERASE, ERASED, eraseForm } from '#kernel/erase.ts'
import type { Entry } from '#kernel/matter.ts'
import { spotMoment } from '#kernel/on-site.ts'
import { type Instant, clockAt, msBetween } from '#kernel/time.ts'
import type { Fields } from '#kernel/fields.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { JournalLine } from '#store/journal.ts'
import type { FileRow } from '#store/queries/matter.ts'
import type { z } from 'zod'
import type { timelineEntry } from '../contract/shapes.ts'
import type { Reader } from './reader.ts'
import { formSeen } from './seen.ts'
import { shownValues } from './shown.ts'
import { type Ids, collectIds, noIds } from './texts.ts'

type TimelineJson = z.infer<typeof timelineEntry>

/** The act's name within its procedure: `supervised-task.assign` → `assign`. */
export const actOf = (procedure: Procedure, kind: string): string => kind.slice(procedure.id.length + 1)

/** 行为 as people say it; a rung by what was owed and what happened. */
export function actTitle(procedure: Procedure, kind: string): string {
  const act = actOf(procedure, kind)
  const power = procedure.powers[act]
  if (power) return power.may
  if (act === ERASE) return '依法删除内容'
  const [name = '', rung] = act.split('.')
  const duty = procedure.duties[name]
  return duty ? `${duty.ladder.find((r) => r.name === rung)?.title ?? rung}：${duty.must}` : act
}

/** Ids mentioned by the journal: who acted, and what the forms name. */
export function journalIds(procedure: Procedure, lines: readonly JournalLine[], into: Ids): void {
  for (const { by, kind, entry, erased } of lines) {
    if (erased?.by) into.people.add(erased.by.person)
    if (by) into.people.add(by.person)
    if (by?.entered) into.people.add(by.entered.person)
    if (entry) collectIds(formOf(procedure, actOf(procedure, kind)), entry.form, into)
  }
}

/** 时间线: every act in order with what was filled in, as far as this reader may see it; an erased body shows its act alone. */
export function timelineOf(
  procedure: Procedure,
  lines: readonly JournalLine[],
  seen: Fields,
  files: readonly FileRow[],
  reader: Reader,
): TimelineJson[] {
  return lines.map((line, n) => {
    const declared = formOf(procedure, actOf(procedure, line.kind))
    const fields = formSeen(declared, procedure, seen)
    const form = line.entry?.form ?? {}
    const named = noIds()
    collectIds(fields, form, named)
    return {
      seq: line.seq,
      act: actOf(procedure, line.kind),
      title: actTitle(procedure, line.kind),
      at: line.at,
      by: whoActed(line.by, reader),
      channel: CHANNELS[line.via] ?? null,
      ...spotOf(fields, form, line.at),
      form: shownValues(fields, form, reader),
      files: files.filter((file) => named.files.has(file.id)),
      receipt: line.act,
      ...(takesBack(procedure, lines[n + 1]) ? { undone: true as const } : {}),
      ...(line.erased && (line.erased.whole || lacks(form))
        ? { erased: erasureShown(line.erased, reader) }
        : {}),
    }
  })
}

/** When an act happened on the spot, and how late it was handed in; a minute is none. */
function spotOf(fields: Fields, form: Entry['form'], at: Instant): Pick<TimelineJson, 'spot'> {
  const moment = spotMoment(fields, form)
  if (moment === undefined) return {}
  const minutes = Math.floor(msBetween(moment, at) / 60_000)
  const handedIn =
    minutes < -1
      ? '晚于交到系统的时间，手机的时钟不准'
      : minutes < 2
        ? '随即交到系统'
        : `${lengthText(minutes)}后交到系统`
  return { spot: `现场办理于${clockAt(moment)}，${handedIn}` }
}

const lengthText = (minutes: number): string =>
  [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分钟'],
  ]
    .map(([n, unit]) => (n === 0 ? '' : `${n}${unit}`))
    .join('')

/** What an act's form asks; every procedure has the one that erases. */
const formOf = (procedure: Procedure, act: string): Fields =>
  procedure.powers[act]?.form ?? (act === ERASE ? eraseForm : {})

/** Whether something that was filled in is gone; of acts whose duties alone repeated it nothing is. */
const lacks = (form: Entry['form']): boolean => JSON.stringify(form).includes(ERASED)

function erasureShown(
  { by, at, authority, reason, whole }: NonNullable<JournalLine['erased']>,
  reader: Reader,
): NonNullable<TimelineJson['erased']> {
  const who = whoActed(by, reader)
  return { by: who ? `${who.unit} ${who.name}` : '', at, authority, reason, whole }
}

/** Taking back undoes the act right before it: anything in between would have closed the way. */
const takesBack = (procedure: Procedure, next: JournalLine | undefined): boolean =>
  next !== undefined && procedure.powers[actOf(procedure, next.kind)]?.takesBack === true

/** Ways in besides the pages of the system. */
const CHANNELS: Readonly<Record<string, string>> = { sms: '短信' }

function whoActed(by: Entry['by'], { district, names }: Reader): TimelineJson['by'] {
  if (!by) return null
  const { directory } = district
  return {
    person: by.person,
    name: names.people.get(by.person) ?? by.person,
    post: directory.postTitle(by.post),
    unit: directory.unitName(by.unit),
    as: by.as,
    ...(by.entered ? { entered: names.people.get(by.entered.person) ?? by.entered.person } : {}),
  }
}
