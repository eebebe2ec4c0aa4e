import type { ReactElement } from 'react'
import type { Holder } from '../api/shapes.ts'

/** A seat in words: unit, post, person; as much as is known. */
export const holderText = (holder: Holder): string =>
  [holder.unitName, holder.postTitle, holder.personName].filter(Boolean).join(' ')

export const HolderName = ({ holder }: { holder: Holder }): ReactElement => <span>{holderText(holder)}</span>
