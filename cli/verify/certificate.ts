import { type CertificateVerdict, type CertifiedStep, verifyCertificate } from '#journal/certificate.mjs'
import { addMs, dayAt, inWords } from '#kernel/time.ts'
import { type Judged, said } from './files.ts'
import type { Trust } from './trust.ts'

const CHINA_MS = 8 * 3_600_000
const clock = (at: string): string => `${inWords(dayAt(at))} ${addMs(at, CHINA_MS).slice(11, 19)}`

type Good = Extract<CertificateVerdict, { ok: true }>

/**
 * Judges a process certificate, .pdf or .json, by nothing but the policy.
 *
 * @param code as it is printed on the paper in hand, where one is to be held against the file
 */
export async function judgeCertificate(
  bytes: Uint8Array,
  code: string | undefined,
  trust: Trust,
): Promise<Judged> {
  const verdict = await verifyCertificate(bytes, trust.bytes)
  if (!verdict.ok) return refused(verdict.because)
  const printed = code?.replaceAll(/\s/g, '')
  if (printed !== undefined && printed !== verdict.code)
    return refused(`文件的编码是${verdict.code}，与所给的编码不同：不是同一份证明。`)
  return { holds: true, lines: good(verdict), json: { ...verdict } }
}

function good({ origin, size, index, at, code, certificate, proven, witnesses }: Good): string[] {
  const { matter, district, body, on, outcome, words, issuedBy, steps } = certificate
  const lacking = steps.filter(({ status }) => status !== 'done').length
  return [
    `核验通过：证明未被改动，${proven}项证据都在日志里。`,
    ...(lacking === 0 ? [] : [`注意：${steps.length}项法定步骤中有${lacking}项没有证据，见下。`]),
    `  地区　　　${said(district)}`,
    `  议题　　　${said(matter.title)}（${said(matter.number)}）`,
    `  决定　　　${said(on)} ${said(body)} ${said(outcome)}：${said(words)}`,
    `  出具　　　${clock(at)}（北京时间），${said(issuedBy)}`,
    `  编码　　　${code}`,
    `  日志　　　${said(origin)}，第 ${index + 1} 项，检查点共 ${size} 项`,
    ...witnesses.map(
      ({ name, time }) => `  见证　　　${said(name)}，${new Date(time * 1_000).toISOString()}`,
    ),
    ...steps.flatMap(stepLines),
  ]
}

const STATUS = { done: '有证据', waiting: '尚未到', missing: '缺　　' } as const

const stepLines = ({ title, status, evidence, open }: CertifiedStep): string[] => [
  `  ${STATUS[status]}　　${said(title)}`,
  ...evidence.map((one) => `  　　　　　　${clock(one.at)} ${said(one.by)} ${said(one.title)}`),
  ...(open.length === 0 ? [] : [`  　　　　　　没有：${open.map(said).join('、')}`]),
]

const refused = (because: string): Judged => ({
  holds: false,
  lines: [
    `核验不通过：${said(because)}`,
    '  这份证明不能证明任何事。请确认文件完整、公钥属于这本日志；仍不通过，请向出具单位查询。',
  ],
  json: { ok: false, because },
})
