import { renderGongwen } from '#server/papers/render-gongwen.ts'
import type { Gongwen } from '#kernel/gongwen.ts'

/** A paper as another authority would send it: a .docx in the layout of GB/T 9704, as a page's file field takes it. */
export async function docx(name: string, paper: Gongwen) {
  return {
    name: `${name}.docx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(await renderGongwen(paper)),
  }
}
