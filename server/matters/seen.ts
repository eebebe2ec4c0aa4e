import type { Field, Fields } from '#kernel/fields.ts'
import { plays } from '#kernel/seats.ts'
import type { Actor, AnyRecord, Directory, LedgerColumn, Procedure } from '#kernel/vocabulary.ts'

/**
 * Record fields this person may see on this matter: `all`, or one of the roles they sit in. A field that names nobody is nobody's;
 * what was called back is seen only by those who keep it.
 */
export function fieldsSeen(
  procedure: Procedure,
  record: AnyRecord,
  actor: Actor,
  directory: Directory,
): Fields {
  const roles = new Map<string, boolean>()
  const inRole = (name: string): boolean => {
    const role = procedure.roles[name]
    const known = roles.get(name) ?? (role !== undefined && plays(actor, role, record, directory))
    roles.set(name, known)
    return known
  }
  const viewers = ({ seenBy, recalled }: Field) =>
    recalled !== undefined && record[recalled.once] !== undefined ? recalled.keptBy : seenBy
  const seen = (field: Field): boolean => {
    const by = viewers(field)
    return by === 'all' || by?.some(inRole) === true
  }
  return Object.fromEntries(Object.entries(procedure.record).filter(([, field]) => seen(field)))
}

/** The part of a record that those fields hold. */
export const recordSeen = (fields: Fields, record: AnyRecord): AnyRecord =>
  Object.fromEntries(Object.entries(record).filter(([name]) => Object.hasOwn(fields, name)))

/** Fields of a form that may be shown beside the record: what the record hides is hidden in the act that set it. */
export const formSeen = (form: Fields, procedure: Procedure, seen: Fields): Fields =>
  Object.fromEntries(
    Object.entries(form).filter(
      ([name, { unshown }]) =>
        unshown === undefined && (!Object.hasOwn(procedure.record, name) || Object.hasOwn(seen, name)),
    ),
  )

/** The value a ledger column reads. */
export function valueAt(record: AnyRecord, from: LedgerColumn['from']): unknown {
  let value: unknown = record
  for (const name of from.split('.')) value = (value as AnyRecord | null | undefined)?.[name]
  return value
}
