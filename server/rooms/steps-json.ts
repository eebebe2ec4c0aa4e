import { basisText } from '#kernel/reading-copy.ts'
import type { Evidence, StepFound } from '#kernel/steps.ts'
import type { RoomJson } from '../contract/operations/rooms.ts'
import type { Reader } from '../matters/reader.ts'
import { postText, titleText } from '../matters/texts.ts'
import { actTitle } from '../matters/timeline.ts'
import type { ItemSteps } from './room-now.ts'

type StepJson = NonNullable<RoomJson['steps']>[number]['steps'][number]
type People = ReadonlyMap<string, string>

/** The mandatory steps of the items of a meeting, in words. */
export const itemStepsJson = (
  { items, people }: { readonly items: readonly ItemSteps[]; readonly people: People },
  reader: Reader,
): NonNullable<RoomJson['steps']> =>
  items.map(({ steps, ...item }) => ({ ...item, steps: steps.map((step) => stepJson(step, people, reader)) }))

/** One step as people read it: what, under which article, its evidence, whose is not there. */
export const stepJson = (
  { name, title, norm, basis, status, evidence, open }: StepFound,
  people: People,
  reader: Reader,
): StepJson => ({
  name,
  title,
  norm,
  basis: basis.map(basisText).join('、'),
  status,
  evidence: evidence.map((one) => evidenceJson(one, people, reader)),
  open: open.map(({ as, share }) =>
    as === 'post' ? postText(share, reader.district.directory) : reader.district.directory.unitName(share),
  ),
})

function evidenceJson({ matter, seq, kind, at, by }: Evidence, people: People, reader: Reader) {
  const procedure = reader.rulebook.procedures[kind.split('.')[0] ?? '']
  const { directory } = reader.district
  const who = by ? [titleText(by.post, directory), people.get(by.person) ?? by.person].join(' ') : '系统'
  return { matter, seq, title: procedure ? actTitle(procedure, kind) : kind, at, by: who.trim() }
}
