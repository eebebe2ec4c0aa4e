import { Readable } from 'node:stream'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import type { Cabinet } from '#server/files/cabinet.ts'
import { attachmentKind } from '#server/files/attachment-kind.ts'
import type { StoreContext } from '#store/context.ts'
import { addFile } from '#store/files.ts'
import type { Upload } from './doing.ts'

/** Puts files into a cabinet the way an upload does: kept by their content, accepted by their bytes, recorded for who put them in. */
export const uploadTo =
  (cabinet: Cabinet) =>
  async (context: StoreContext, { name, text }: Upload, person: string): Promise<string> => {
    const bytes = name.endsWith('.docx') ? await docxOf(text) : Buffer.from(text, 'utf8')
    const kind = attachmentKind(bytes, name)
    if (!kind.ok) throw new Error(`${name}: ${kind.because}`)
    const arrived = await cabinet.take(Readable.from([bytes]))
    await cabinet.keep(arrived)
    const { media, preview } = kind
    const { size, sha256 } = arrived
    const id = context.newId()
    await addFile(context, { id, name, media, preview, size, sha256 }, person, context.clock.now())
    return id
  }

const FONT = '仿宋_GB2312'

/** A text as a plain document of Word, one paragraph a line. */
async function docxOf(text: string): Promise<Buffer> {
  const paragraph = (line: string): Paragraph =>
    new Paragraph({ children: [new TextRun({ text: line, font: FONT, size: 32 })] })
  return Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map(paragraph) }] }))
}
