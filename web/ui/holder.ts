import type { Holder, TimelineEntry } from '../api/shapes.ts'

/** A seat in words: unit, post, person; as much as is known. */
export const holderText = (holder: Holder): string =>
  [holder.unitName, holder.postTitle, holder.personName].filter(Boolean).join(' ')

type By = NonNullable<TimelineEntry['by']>
const manners: Readonly<Record<string, string>> = { holder: '', acting: '代理', delegate: '受托' }

/** Who acted, as it is signed: unit, post, name, in what manner when not as the holder, and who entered it for them (代录). */
export const signature = (by: By): string => {
  const manner = manners[by.as] ?? by.as
  const entered = by.entered ? `（由${by.entered}代录）` : ''
  return `${by.unit} ${by.post} ${by.name}${manner && `（${manner}）`}${entered}`
}
