import type { Field, Fields } from '#kernel/fields.ts'
import { basisText } from '#kernel/reading-copy.ts'
import { explainDue } from '#kernel/duties.ts'
import type { Duty, Holder } from '#kernel/matter.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { z } from 'zod'
import type { dutyView, holder as holderShape, shown } from '../contract/shapes.ts'
import { matterRef } from './matter-ref.ts'
import { type Reader, lightFor } from './reader.ts'
import { dueText, isRecord, rowText, textOf } from './texts.ts'

type Shown = z.infer<typeof shown>
type HolderJson = z.infer<typeof holderShape>
type DutyJson = z.infer<typeof dutyView>

/** Values in the order of their declaration, each as text and raw; what is absent is left out. */
export function shownValues(fields: Fields, values: AnyRecord, reader: Reader): Shown[] {
  const { district, names } = reader
  const naming = { directory: district.directory, names }
  return Object.entries(fields)
    .filter(([name]) => values[name] !== undefined && values[name] !== null)
    .map(([name, field]) => {
      const raw: unknown = values[name]
      const text = textOf(field, raw, naming)
      const parts = partsOf(field, raw, reader)
      return { name, title: field.title, kind: field.kind, text, raw: rawSeen(field, raw, reader), ...parts }
    })
}

/** A value without the ids of matters that this reader may not see. */
function rawSeen(field: Field, value: unknown, reader: Reader): unknown {
  if (field.kind === 'matter') return reader.names.matters.has(String(value)) ? value : null
  if (field.kind === 'group' && isRecord(value)) return rowSeen(field.of, value, reader)
  if (field.kind === 'rows' && Array.isArray(value))
    return value.map((row: unknown) => (isRecord(row) ? rowSeen(field.of, row, reader) : row))
  return value
}

const rowSeen = (fields: Fields, row: AnyRecord, reader: Reader): AnyRecord =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const field = fields[name]
      return [name, field ? rawSeen(field, value, reader) : value]
    }),
  )

/** The rows a value is made of, or itself where it names a matter, each with the words beside the matters. */
function partsOf(field: Field, value: unknown, reader: Reader): Pick<Shown, 'parts'> {
  const of = field.kind === 'rows' || field.kind === 'group' ? field.of : { it: field }
  const names = Object.values(of).some(({ kind }) => kind === 'matter')
  if (field.kind !== 'rows' && !names) return {}
  const rows = field.kind === 'rows' ? value : field.kind === 'group' ? [value] : [{ it: value }]
  const naming = { directory: reader.district.directory, names: reader.names }
  return {
    parts: (Array.isArray(rows) ? rows : []).map((row: AnyRecord) => {
      const named = Object.keys(of).filter((name) => of[name]?.kind === 'matter' && row[name] !== undefined)
      const others = Object.fromEntries(Object.entries(of).filter(([, { kind }]) => kind !== 'matter'))
      const seen = named.flatMap((name) => reader.names.matters.get(String(row[name])) ?? [])
      return {
        text: rowText(others, row, naming),
        matters: seen.map((found) => matterRef(reader, found)),
        hidden: named.length - seen.length,
      }
    }),
  }
}

/** A holder with names: the person in charge, or whoever sits in the post today. */
export function holderShown({ unit, post, person }: Holder, { district, names }: Reader): HolderJson {
  const { directory } = district
  const personName =
    person === undefined ? post && directory.holders(post)[0]?.name : (names.people.get(person) ?? person)
  return {
    unit,
    unitName: directory.unitName(unit),
    ...(post === undefined ? {} : { post, postTitle: directory.postTitle(post) }),
    ...(personName === undefined ? {} : { personName }),
  }
}

/** What lists and pages alike show of a duty that is owed. */
export function dutyLine(procedure: Procedure, duty: Duty, reader: Reader) {
  const paused = duty.pausedAt !== undefined
  return {
    no: duty.no,
    name: duty.name,
    must: procedure.duties[duty.name]?.must ?? duty.name,
    ...(duty.what === undefined ? {} : { what: duty.what }),
    holder: holderShown(duty.holder, reader),
    ...(duty.creditor ? { creditor: holderShown(duty.creditor, reader) } : {}),
    dueAt: duty.dueAt,
    dueText: dueText(duty.dueAt, duty.term.kind === 'hours'),
    light: lightFor(reader, { dueAt: duty.dueAt, paused, closed: false }),
    paused,
  }
}

/** A duty with everything its page says: why it is due when it is, under which norms, on what basis. */
export function dutyShown(
  procedure: Procedure,
  duty: Duty,
  state: DutyJson['state'],
  reader: Reader,
): DutyJson {
  const spec = procedure.duties[duty.name]
  const line = dutyLine(procedure, duty, reader)
  return {
    ...line,
    light: state === 'open' ? line.light : { colour: 'none', text: '' },
    openedAt: duty.openedAt,
    firstDueText: dueText(duty.firstDueAt, duty.term.kind === 'hours'),
    steps: [...explainDue(duty, reader.district.calendar).steps],
    lapsedAt: duty.lapsedAt ?? null,
    state,
    norms: [...(spec?.norms ?? [])],
    basis: (spec?.basis ?? []).map(basisText),
  }
}
