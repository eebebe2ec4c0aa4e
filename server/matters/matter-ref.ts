import type { MatterRow } from '#store/queries/parts.ts'
import type { MatterRef } from '../contract/shapes.ts'
import { type Reader, lightFor, procedureIn } from './reader.ts'

/** A matter as anything that mentions it shows it. */
export const matterRef = (reader: Reader, row: MatterRow): MatterRef => ({
  ...matterNamed(reader, row),
  light: rowLight(reader, row),
})

/** The same where something else has the light, such as what is owed on it. */
export function matterNamed(reader: Reader, row: MatterRow): Omit<MatterRef, 'light'> {
  const procedure = procedureIn(reader, row.procedure)
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    stateTitle: procedure.states[row.state]?.title ?? row.state,
    procedure: procedure.id,
    procedureTitle: procedure.title,
    unitName: row.unit_id === null ? '' : reader.district.directory.unitName(row.unit_id),
  }
}

/** The light of a matter's main duty. */
export const rowLight = (reader: Reader, row: MatterRow) =>
  lightFor(reader, {
    dueAt: row.due_at,
    paused: row.flags.includes('paused'),
    closed: row.closed || row.flags.includes('met'),
  })
