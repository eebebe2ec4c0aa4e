import type { FileText } from '../text/file-text.ts'
import { apart } from '../reading/apart.ts'

/** The text of a file, taken out where a hostile one does no harm. */
export async function textApart(name: string, bytes: Uint8Array): Promise<FileText> {
  const outcome = await apart({ kind: 'text', name, bytes })
  return outcome.ok
    ? outcome.value
    : { ok: false, because: `文件“${name}”太大或者太复杂，没能读出文字，请另存一份或者拆分后再试。` }
}
