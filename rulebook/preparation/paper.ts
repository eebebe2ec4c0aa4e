import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext } from '#kernel/vocabulary.ts'
import { lastDone, traceOf } from '../paper-parts.ts'
import type { OfParent } from './record.ts'

/** A letter of the unit that brings the item, about one step before the meeting. */
export const letterOf = <Rec extends OfParent>(
  context: PaperContext<Rec>,
  title: string,
  body: Block[],
  { by = context.unit(context.record.unit), on = lastDone(context), sealed = false } = {},
): Gongwen => ({
  format: 'letter',
  issuer: by,
  title,
  body,
  signed: { by, on, sealed },
  ...traceOf(context),
})

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
