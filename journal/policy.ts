// Whom a reader trusts, as a text file: a log, its witnesses, and how many of them must have cosigned. The form is that of
// C2SP tlog-policy, of which this takes the part that one log and k of n witnesses need; `age` is our own line.

import { sameBytes } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { cosigns, decodeVkey, encodeVkey, hashNameOf, type Hashes, type Vkey } from './vkey.ts'

/** A witness: the name it goes by in the file, its key, and where it is asked (tlog-witness submission prefix). */
export type PolicyWitness = { readonly label: string; readonly key: Vkey; readonly url?: string }

/** `age`: seconds after which the cosignatures of a head that is shown as the newest one are too old. */
export type LogPolicy = {
  readonly log: Vkey
  readonly url?: string
  readonly witnesses: readonly PolicyWitness[]
  readonly quorum: number
  readonly age?: number
}

/** As many as tlog-policy recommends; more witnesses than signatures fit under a checkpoint make no sense. */
const maxWitnesses = 32
const maxLength = 65_536

const word = /^[^\s#\p{Cc}][^\s\p{Cc}]*$/u
const link = /^https?:\/\/[!-~]+$/
const positive = /^[1-9][0-9]{0,8}$/
const forbidden = /[^\P{Cc}\n]/u

/**
 * The policy as text. The quorum is a group named `quorum-group` of all witnesses, or `none`.
 *
 *     log example.gov.cn/log/1+…
 *     witness jiwei witness.example.gov.cn/jiwei+…  http://10.1.2.3:8070
 *     group quorum-group 1 jiwei
 *     quorum quorum-group
 */
export function encodePolicy(hashes: Hashes, policy: LogPolicy): Outcome<string> {
  const { log, url, witnesses, quorum, age } = policy
  const lines = [
    ['log', encodeVkey(hashes, log), url],
    ...witnesses.map((one) => ['witness', one.label, encodeVkey(hashes, one.key), one.url]),
    ...(quorum > 0 ? [['group', GROUP, String(quorum), ...witnesses.map((one) => one.label)]] : []),
    ['quorum', quorum > 0 ? GROUP : NONE],
    ...(age === undefined ? [] : [['age', String(age)]]),
  ]
  const text = lines.map((words) => `${words.filter((one) => one !== undefined).join(' ')}\n`).join('')
  const again = parsePolicy(hashes, text)
  return again.ok ? done(text) : again
}

const GROUP = 'quorum-group'
const NONE = 'none'

/** What has been read so far. */
type Draft = {
  log?: Vkey
  url?: string
  witnesses: PolicyWitness[]
  groups: Map<string, number>
  quorum?: number
  age?: number
}

type Reader = (draft: Draft, words: readonly string[], hashes: Hashes) => string | undefined

/**
 * Reads a policy strictly: words separated by one space, lines starting with `#` and empty lines passed over, each kind of
 * line at most once but `witness`. One log; one group, of all witnesses (`k`, `all` or `any`); a quorum that is that group,
 * the only witness, or `none`. No key twice, under whatever names: one witness must not count as two.
 */
export function parsePolicy(hashes: Hashes, text: string): Outcome<LogPolicy> {
  if (text.length > maxLength || !text.isWellFormed() || forbidden.test(text) || !text.endsWith('\n'))
    return fault('BAD_POLICY', '只能是以换行结尾的文字')
  const draft: Draft = { witnesses: [], groups: new Map() }
  for (const [i, line] of text.slice(0, -1).split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const [kind = '', ...words] = line.split(' ')
    const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined
    const wrong = reader ? reader(draft, words, hashes) : `不认识“${kind}”`
    if (wrong !== undefined) return fault('BAD_POLICY', `第 ${i + 1} 行：${wrong}`)
  }
  return finished(draft)
}

function finished({ log, url, witnesses, quorum, age }: Draft): Outcome<LogPolicy> {
  if (!log) return fault('BAD_POLICY', '缺少 log 行')
  if (quorum === undefined) return fault('BAD_POLICY', '缺少 quorum 行')
  if (witnesses.some(({ key }) => hashNameOf(key.kind) !== hashNameOf(log.kind)))
    return fault('BAD_POLICY', '见证方与日志的密码算法不同')
  const keys = [log, ...witnesses.map((one) => one.key)]
  const twice = keys.some((key, i) => keys.slice(0, i).some((one) => sameBytes(one.publicKey, key.publicKey)))
  if (twice) return fault('BAD_POLICY', '同一把密钥出现两次')
  return done({
    log,
    ...(url !== undefined && { url }),
    witnesses,
    quorum,
    ...(age !== undefined && { age }),
  })
}

const readers: Readonly<Record<string, Reader>> = {
  log: (draft, words, hashes) => {
    const [text = '', url, ...more] = words
    if (draft.log) return '只能有一个 log 行'
    if (more.length > 0 || (url !== undefined && !link.test(url))) return '应当是“log 公钥 [地址]”'
    const key = decodeVkey(hashes, text)
    if (!key.ok) return key.because
    if (cosigns(key.value.kind)) return '这是见证方的密钥，不是日志的'
    draft.log = key.value
    if (url !== undefined) draft.url = url
    return undefined
  },
  witness: (draft, words, hashes) => {
    const [label = '', text = '', url, ...more] = words
    if (more.length > 0 || !word.test(label) || (url !== undefined && !link.test(url)))
      return '应当是“witness 名称 公钥 [地址]”'
    if (draft.groups.size > 0 || draft.quorum !== undefined) return '见证方要写在 group 和 quorum 之前'
    if (label === NONE || draft.witnesses.some((one) => one.label === label)) return `名称“${label}”不能用`
    if (draft.witnesses.length === maxWitnesses) return `见证方最多 ${maxWitnesses} 个`
    const key = decodeVkey(hashes, text)
    if (!key.ok) return key.because
    if (!cosigns(key.value.kind)) return '这是日志的密钥，不是见证方的'
    draft.witnesses.push({ label, key: key.value, ...(url !== undefined && { url }) })
    return undefined
  },
  group: (draft, words) => {
    const [name = '', k = '', ...members] = words
    if (draft.groups.size > 0) return '只能有一个 group 行'
    const labels = draft.witnesses.map((one) => one.label)
    if (!word.test(name) || name === NONE || labels.includes(name)) return `名称“${name}”不能用`
    const all =
      members.length === labels.length &&
      members.length > 0 &&
      labels.every((label) => members.includes(label))
    if (!all) return '要把每个见证方各写一次'
    const needed = threshold(k, members.length)
    if (needed === undefined) return '人数应当是 1 到见证方总数之间的整数，或者 any、all'
    draft.groups.set(name, needed)
    return undefined
  },
  quorum: (draft, words) => {
    const [name = '', ...more] = words
    if (more.length > 0 || draft.quorum !== undefined) return 'quorum 只能有一行，一个名称'
    const only = draft.witnesses.length === 1 && draft.witnesses[0]?.label === name ? 1 : undefined
    const needed = name === NONE ? 0 : (draft.groups.get(name) ?? only)
    if (needed === undefined) return `“${name}”没有定义`
    draft.quorum = needed
    return undefined
  },
  age: (draft, words) => {
    const [seconds = '', ...more] = words
    if (more.length > 0 || draft.age !== undefined || !positive.test(seconds)) return '应当是“age 秒数”，一行'
    draft.age = Number(seconds)
    return undefined
  },
}

function threshold(text: string, n: number): number | undefined {
  if (text === 'any') return 1
  if (text === 'all') return n
  return positive.test(text) && Number(text) <= n ? Number(text) : undefined
}
