import { playing } from '#kernel/collective.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { AvailableAct, MatterPage } from '../contract/shapes.ts'

/** Pages that a matter has besides its own, because its procedure is declared to be what they show. */
export const placesOf = (procedure: Procedure, id: string): MatterPage['places'] => [
  ...(playing(procedure, 'body') ? [{ title: '机构页', to: `/bodies/${id}` }] : []),
  ...(playing(procedure, 'topic') && procedure.steps
    ? [{ title: '过程证明', to: `/matters/${id}/certificate` }]
    : []),
  ...(procedure.room ? [{ title: '会场', to: `/rooms/${id}` }] : []),
  ...(procedure.sealing ? [{ title: '封存页', to: sealingPage(id) }] : []),
  ...(procedure.unsealing ? [{ title: '进度和保管', to: sealingPage(id) }] : []),
]

const sealingPage = (id: string): string => `/sealing/${id}`

/** The page on which an act is done that seals or opens something. */
export function sealedAt(
  { sealing, unsealing }: Procedure,
  act: string,
  id: string,
): Pick<AvailableAct, 'at'> {
  const { enrol, ready, release } = unsealing?.acts ?? {}
  return [sealing?.act, enrol, ready, release].includes(act) ? { at: sealingPage(id) } : {}
}
