import { createHash } from 'node:crypto'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type Doing, noteTrail } from '../trail/record.ts'

/**
 * Shows a file that somebody brought to the district's scanner, before anything of it is kept, read or given out.
 *
 *     const held = await heldBack(services, call, { name, bytes })
 *     if (held) return held
 *
 * @returns why it goes no further, or null. Without a verdict it goes no further either: one who can keep the scanner busy must not thereby
 * get past it
 */
export async function heldBack(
  { context, scanner }: Pick<Services, 'context' | 'scanner'>,
  doing: Doing,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Problem | null> {
  const verdict = await scanner?.scan(bytes)
  switch (verdict?.kind) {
    case undefined:
    case 'clean':
      return null
    case 'found': {
      const { signature } = verdict
      // Not by its name, which may say something of a person: the entry stays for ever.
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await noteTrail(context, doing, 'audit.infected', { signature, sha256 })
      return problem(
        'INFECTED',
        `文件“${name}”查出病毒（${signature}），已经拦下。请先在本机杀毒，换成干净的文件再上传；来路不明的文件不要打开`,
      )
    }
    case 'tooLong':
      return problem(
        'TOO_LARGE',
        `文件“${name}”超过查毒服务能查的大小，已经拦下。请压缩或者拆分后再上传，或者请系统管理员调高查毒服务的上限`,
      )
    case 'away':
      doing.request.log.error({ because: verdict.because }, 'file not scanned')
      return problem(
        'SCANNER_AWAY',
        `查毒服务没有答复，文件“${name}”没能查毒，已经拦下。请稍后再传；已经填写的内容不会丢失`,
        { retryAfter: 30 },
      )
  }
}
