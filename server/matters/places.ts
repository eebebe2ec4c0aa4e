import { playing } from '#kernel/collective.ts'
import type { Matter } from '#kernel/matter.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { AvailableAct, MatterPage } from '../contract/shapes.ts'
import type { Reader } from './reader.ts'

/** Pages that a matter has besides its own, because its procedure is declared to be what they show. */
export const placesOf = (
  procedure: Procedure,
  { id, record, state }: Pick<Matter, 'id' | 'record' | 'state'>,
  { names }: Pick<Reader, 'names'>,
): MatterPage['places'] => [
  ...(playing(procedure, 'body') ? [{ title: '机构页', to: `/bodies/${id}` }] : []),
  ...(playing(procedure, 'topic') && procedure.steps ? [certificatePage(id)] : []),
  ...(procedure.party ? [{ title: '当事人查询', to: `/matters/${id}/party` }] : []),
  ...decidedItems(procedure, record, names),
  ...(procedure.onSite && procedure.states[state ?? '']?.final !== true
    ? [{ title: '现场办理', to: `/on-site/${id}` }]
    : []),
  ...(procedure.room ? [{ title: '会场', to: `/rooms/${id}` }] : []),
  ...(procedure.sealing ? [{ title: '封存页', to: sealingPage(id) }] : []),
  ...(procedure.unsealing ? [{ title: '进度和保管', to: sealingPage(id) }] : []),
]

const certificatePage = (id: string) => ({ title: '过程证明', to: `/matters/${id}/certificate` })

/** A decision leads to the certificate of the item it came from, where its reader may see that. */
function decidedItems(procedure: Procedure, record: AnyRecord, names: Reader['names']): MatterPage['places'] {
  const says = playing(procedure, 'decision')
  const item = says && names.matters.get(String(record[says.topic]))
  return item ? [certificatePage(item.id)] : []
}

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
