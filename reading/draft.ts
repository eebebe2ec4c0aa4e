import type { Clause } from './clauses.ts'
import type { Block } from './text.ts'

/** An item being put together: where its words stand and who its clause names. */
export interface Draft {
  ordinal: string | null
  /** The words of the task, in order. */
  pieces: Block[]
  clause: Clause
  path: readonly number[]
  category: string | null
  inherited: Set<'deadline' | 'units'>
  from: number
  to: number
  form: 'clause' | 'table' | 'sentence'
}

/** Widens a draft's source range to take in a block. */
export function cover(draft: Draft, block: Block): void {
  if (block.at.length === 0) return
  draft.from = Math.min(draft.from, block.at[0] as number)
  draft.to = Math.max(draft.to, (block.at.at(-1) as number) + 1)
}

/** A draft over some pieces; its range covers them and `around`. */
export function draftOf(
  parts: Pick<Draft, 'ordinal' | 'pieces' | 'clause' | 'path' | 'category' | 'form'>,
  around: readonly Block[],
): Draft {
  const draft: Draft = { ...parts, inherited: new Set(), from: Number.MAX_SAFE_INTEGER, to: 0 }
  for (const block of [...parts.pieces, ...around]) cover(draft, block)
  return draft
}
