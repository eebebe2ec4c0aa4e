import { type Draft, cover } from './draft.ts'
import type { Block } from './text.ts'

/** True when a path stands in the section of another. */
export const startsWith = (path: readonly number[], prefix: readonly number[]): boolean =>
  prefix.every((id, at) => id === path[at])

const LONGEST_HEADING = 50
/** 本意见自…起施行: what closes a paper belongs to no item. */
const CLOSING = /^(?:本(?:意见|方案|办法|通知|措施|细则|规定|计划|清单)自|附件|抄送|（此件)/

/**
 * What stands beneath a heading that carries a clause: （一）平台提质行动（牵头部门：…） and its paragraphs. They are the words of
 * its item, unless an item of its own stands there.
 */
export class Beneath {
  private heading: { draft: Draft; path: readonly number[]; blocks: Block[] } | null = null

  /** A new item: it ends the heading above or, beneath it, makes that one a 母项. */
  item(draft: Draft, closes: boolean): void {
    if (this.heading && draft.form === 'clause' && startsWith(draft.path, this.heading.path))
      this.heading = null
    this.end()
    const [only, more] = draft.pieces
    const heads = closes && only && !more && draft.ordinal !== null && !/[，。；：]/.test(only.text)
    if (heads && only.text.length <= LONGEST_HEADING) this.heading = { draft, path: draft.path, blocks: [] }
  }

  /** Words without a clause, in the section they stand in. */
  words(block: Block, path: readonly number[]): void {
    if (CLOSING.test(block.text)) return
    if (this.heading && startsWith(path, this.heading.path) && /[，。；]/.test(block.text))
      this.heading.blocks.push(block)
  }

  /** A section begins. */
  enter(path: readonly number[]): void {
    if (this.heading && !startsWith(path, this.heading.path)) this.end()
  }

  /** Gives the item of the heading the words beneath it. */
  end(): void {
    for (const block of this.heading?.blocks ?? []) {
      this.heading?.draft.pieces.push(block)
      if (this.heading) cover(this.heading.draft, block)
    }
    this.heading = null
  }
}
