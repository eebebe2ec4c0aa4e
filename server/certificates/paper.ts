import { renderSVG } from 'uqr'
import type { Certificate, CertificateFile } from '#journal/certificate.mjs'
import { addMs, dayAt, inWords } from '#kernel/time.ts'
import { chineseFonts } from '../papers/chinese-fonts.ts'
import { type Problem, problem } from '../problem.ts'
import { inLine } from '../reading/apart.ts'

/** What the thread that lays the paper out is given: texts, and where fonts are. */
export interface PaperJob {
  readonly fonts: readonly string[]
  /** Placed into the paper by name; never part of its program. */
  readonly shown: ReturnType<typeof shownOf>
  readonly qr: string
  /** The certificate as a file, attached to the paper. */
  readonly attachment: string
  /** Seconds of the Unix clock: the same certificate is the same file. */
  readonly at: number
}

const NO_FONT =
  '本机没有中文字体，做不出 PDF。请系统管理员安装中文字体（例如 fonts-noto-cjk），或者把字体文件放进数据文件夹的 fonts 目录；数据（.json）照常可以下载核验'

/**
 * The certificate as PDF/A-3b: every step with its evidence, the code as a QR code that leads to the public verifier, and the machine's
 * copy attached. Laid out in a thread of its own.
 *
 * @param verifier address of the public page, `https://…/verify`
 */
export async function certificatePaper(
  dataDir: string,
  { certificate, file }: { readonly certificate: Certificate; readonly file: CertificateFile },
  code: string,
  verifier: string,
): Promise<Uint8Array | Problem> {
  const fonts = await chineseFonts(dataDir)
  if (fonts.length === 0) return problem('CONFLICT', NO_FONT)
  const job: PaperJob = {
    fonts,
    shown: shownOf(certificate, file, code),
    qr: renderSVG(`${verifier}?certificate=${code}`, { border: 1 }),
    attachment: JSON.stringify(file),
    at: Math.floor(Date.parse(certificate.issuedAt) / 1_000),
  }
  const answer = await inLine<Uint8Array>(new URL('./paper-worker.ts', import.meta.url), job)
  if (answer.ok) return answer.value
  return answer.because === 'full'
    ? problem('BUSY', '同时制作的文件太多，请稍后再试', { retryAfter: 10 })
    : problem('BROKEN', 'PDF 没有做出来，请下载数据（.json）核验，并告诉系统管理员')
}

const STATUS = { done: '有证据', waiting: '尚未到', missing: '缺' } as const

/** By the district's clock, `2026年3月5日 09:30:12`. */
function clockText(at: string): string {
  const local = addMs(at, 8 * 3_600_000)
  return `${inWords(dayAt(at))} ${local.slice(11, 19)}`
}

function shownOf(certificate: Certificate, { issue, evidence, checkpoint }: CertificateFile, code: string) {
  const { district, matter, body, on, outcome, words, issuedAt, issuedBy, steps } = certificate
  const [log = '', size = '', root = ''] = checkpoint.split('\n')
  const count = (status: keyof typeof STATUS): number => steps.filter((step) => step.status === status).length
  return {
    district,
    number: matter.number,
    title: matter.title,
    body,
    on,
    outcome,
    words,
    issued: `${clockText(issuedAt)}，${issuedBy}`,
    code: (code.match(/.{1,11}/g) ?? []).join(' '),
    log: `${log}，第${issue.index + 1}项；检查点${size}项`,
    root,
    summary: [
      `法定步骤${steps.length}项，有证据${count('done')}项`,
      ...(count('missing') > 0 ? [`缺${count('missing')}项`] : []),
      ...(count('waiting') > 0 ? [`尚未到${count('waiting')}项`] : []),
    ].join('，'),
    steps: steps.map((step) => ({
      title: step.title,
      norm: step.norm,
      basis: step.basis,
      status: STATUS[step.status],
      done: step.status === 'done',
      evidence: step.evidence.map((one) => ({
        text: `${clockText(one.at)} ${one.by} ${one.title}`,
        place: `${one.matter === matter.id ? '议题' : '有关事项'}第${one.seq}步，日志第${(evidence[one.act]?.index ?? 0) + 1}项`,
      })),
      open: step.open,
    })),
  }
}
