import type { Fields } from '#kernel/fields.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import { fieldsSeen } from '../matters/seen.ts'
import type { Reader } from '../matters/reader.ts'
import { isRecord, textOf } from '../matters/texts.ts'

/** A record as far as its reader may see it, field by field. */
export interface Seen {
  raw(name: string): unknown
  text(name: string): string
  rows(name: string): readonly AnyRecord[]
}

/** What a reader may see of a record; a hidden field is as an absent one. */
export function seenRecord(procedure: Procedure, record: AnyRecord, reader: Reader): Seen {
  const { directory } = reader.district
  const fields: Fields = fieldsSeen(procedure, record, reader.actor, directory)
  const raw = (name: string): unknown => (Object.hasOwn(fields, name) ? record[name] : undefined)
  return {
    raw,
    text: (name) => {
      const field = fields[name]
      return field ? textOf(field, record[name], { directory, names: reader.names }) : ''
    },
    rows: (name) => {
      const value = raw(name)
      return Array.isArray(value) ? value.filter(isRecord) : []
    },
  }
}

/** A text of a row or record, or null. */
export const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
