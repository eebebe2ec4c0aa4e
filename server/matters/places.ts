import { playing } from '#kernel/collective.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { MatterPage } from '../contract/shapes.ts'

/** Pages that a matter has besides its own, because its procedure is declared to be what they show. */
export const placesOf = (procedure: Procedure, id: string): MatterPage['places'] =>
  playing(procedure, 'body') ? [{ title: '机构页', to: `/bodies/${id}` }] : []
