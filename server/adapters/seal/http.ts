import { z } from 'zod'
import { bytesWithin, readMappingFile } from '../mapping-file.ts'
import type { SealPort, Sealed, ToSeal } from './port.ts'
import { DOCX } from '../../contract/media.ts'

const MOST_BYTES = 50 * 1024 * 1024

/** 对接文件 of a seal system: where the paper is sent, and with what. Headers may hold `{number}`, `{title}`, `{name}`, `{env.…}`. */
const mappingSchema = z.strictObject({
  url: z.string().regex(/^https?:\/\/\S+$/, '网址应以 http:// 或 https:// 开头'),
  method: z.enum(['POST', 'PUT']).default('POST'),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(2_000)).default({}),
  timeoutMs: z.number().int().min(1_000).max(120_000).default(60_000),
})
export type SealMapping = z.output<typeof mappingSchema>

/**
 * Reads a mapping file.
 *
 * @returns the mapping, or one Chinese sentence about what is wrong
 */
export const readSealMapping = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): SealMapping | string =>
  readMappingFile(
    { called: '印章系统对接文件', schema: mappingSchema, variables: /\{env\.(\w+)\}/g },
    text,
    env,
  )

/** Media types a sealed paper may come back in, with the ending they get. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  [DOCX]: 'docx',
}

/** A seal system over HTTP: the .docx goes out as the body, the sealed file comes back as the answer. */
export function httpSeal(mapping: SealMapping): SealPort {
  return {
    seal: async (paper) => {
      try {
        return await ask(mapping, paper)
      } catch {
        // Why it did not answer stands in the process's log of the proxy; a person needs to know only what to do.
        return { kind: 'refused', because: '印章系统没有答复，请稍后再试，或者线下用印后登记' }
      }
    },
  }
}

async function ask({ url, method, headers, timeoutMs }: SealMapping, paper: ToSeal): Promise<Sealed> {
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': DOCX,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, paper)])),
    },
    body: Buffer.from(paper.bytes),
    // A system that sends us elsewhere would carry the paper there.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!answer.ok)
    return { kind: 'refused', because: `印章系统没有盖章（答复 ${answer.status}），请核对后再试` }
  const media = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  const ending = ENDINGS[media]
  if (ending === undefined) return { kind: 'refused', because: '印章系统送回的不是 PDF、OFD 或者 Word 文件' }
  const bytes = await bytesWithin(answer, MOST_BYTES)
  if (bytes === null) return { kind: 'refused', because: '印章系统送回的文件超过 50 MB' }
  return { kind: 'sealed', name: paper.name.replace(/\.docx$/, `（已用印）.${ending}`), bytes }
}

/** Header values carry no Chinese of themselves. */
const filled = (text: string, { number, title, name }: ToSeal): string =>
  text
    .replaceAll('{number}', encodeURIComponent(number))
    .replaceAll('{title}', encodeURIComponent(title))
    .replaceAll('{name}', encodeURIComponent(name))
