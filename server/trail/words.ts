import type { Certificate } from '#journal/certificate.mjs'
import type { Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { TrailRow } from '#store/trail-read.ts'
import { parametersOf } from '../administration/parameters.ts'
import { ADMINISTRATOR } from '../identity/administrators.ts'
import { TRAIL_KINDS, type TrailKind } from './kinds.ts'

/** What an entry is called: its own title, or that of the act. */
export function titleOf({ procedures }: Rulebook, kind: string): string {
  if (kind in TRAIL_KINDS) return TRAIL_KINDS[kind as TrailKind]
  const [procedure = '', act = ''] = kind.split('.')
  const found: Procedure | undefined = procedures[procedure]
  const power = found?.powers[act]
  return found ? `${found.title}：${power?.may ?? act}` : kind
}

const LABELS: Readonly<Record<string, string>> = {
  address: '来源地址',
  person: '对象',
  to: '对象',
  post: '岗位',
  action: '办理',
  reason: '原因或依据',
  source: '依据',
  name: '参数',
  before: '原值',
  value: '新值',
  year: '年份',
  login: '账号',
  step: '环节',
  as: '方式',
  from: '起',
  until: '止',
  units: '单位数',
  posts: '岗位数',
  people: '人数',
  ended: '处数',
  rows: '条数',
  administers: '设为',
  what: '内容',
  subject: '外部标识',
  issuer: '认证机构',
  again: '条数',
  delegation: '委托编号',
  acts: '行为',
  filter: '条件',
  signature: '病毒名称',
  sha256: '文件哈希',
}

const WORDS: Readonly<Record<string, string>> = {
  ...ADMINISTRATOR,
  open: '开户',
  reset: '重置密码',
  disable: '停用',
  unlock: '解锁',
  factor: '重置两步验证',
  leave: '退出登录',
  holder: '任职',
  acting: '代理',
}

/** Titles of what a district sets, by name. */
const settingTitles = (rulebook: Rulebook): ReadonlyMap<string, string> =>
  new Map(parametersOf(rulebook, []).map(({ name, title }) => [name, title]))

/** What entries were about, in words: whom by name, what was set by its title, of an act only the number of its matter. */
export function describer(rulebook: Rulebook): (row: TrailRow) => { title: string; text: string }[] {
  const titles = settingTitles(rulebook)
  return (row) => detailsOf(row, titles)
}

function detailsOf(
  { kind, details, subject, number }: TrailRow,
  titles: ReadonlyMap<string, string>,
): { title: string; text: string }[] {
  if (details === null) return number === null ? [] : [{ title: '事项', text: number }]
  return Object.entries(details).flatMap(([name, value]) => {
    if (value === null || value === undefined) return []
    if (name === 'certificate') return [{ title: '事项', text: certified(value as Certificate) }]
    const isSubject = name === 'person' || name === 'to'
    const setting = kind === 'audit.parameter' && name === 'name' ? titles.get(String(value)) : undefined
    return [{ title: LABELS[name] ?? name, text: setting ?? (isSubject ? subject : null) ?? wordOf(value) }]
  })
}

/** A certificate is long: what it is of. */
const certified = ({ matter: { number, title } }: Certificate): string => `${number} ${title}`

const wordOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordOf).join('、')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return WORDS[text] ?? text
}
