import type { LedgerQuery } from '../../../server/contract/operations.ts'
import type { LedgerSearch } from '../../router.tsx'

/** 组别: the words of every list. */
export const groups = ['拟办', '待办', '在办', '办结'] as const
export const lights = { green: '绿灯', yellow: '黄灯', red: '红灯' } as const
/** 标记 that every ledger knows; procedures declare more. */
export const flags: Readonly<Record<string, string>> = { lapsed: '逾期过', paused: '暂停计时' }
interface Flagged {
  readonly flags: readonly { readonly name: string; readonly title: string }[]
}

/** Flags that can be asked for: what every ledger knows, and what these declare; what several call differently says both. */
export function flagsOf(registers: readonly Flagged[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>(
    Object.entries(flags).map(([name, title]) => [name, new Set([title])]),
  )
  for (const { name, title } of registers.flatMap((one) => one.flags))
    found.set(name, (found.get(name) ?? new Set<string>()).add(title))
  return new Map([...found].map(([name, titles]) => [name, [...titles].join('／')]))
}

export const sorts = { due: '按时限', new: '按立项先后', updated: '按最近变动' } as const

const filters = [
  'procedure',
  'group',
  'state',
  'unit',
  'arranger',
  'light',
  'flag',
  'norm',
  'owed',
  'did',
  'didFrom',
  'lacks',
  'duty',
  'late',
  'owes',
  'owedTo',
  'silent',
  'decided',
  'dueFrom',
  'dueTo',
  'q',
] as const
type Filter = (typeof filters)[number]

/** The search of the address as the query of the API: known names only, empty ones left out. Values are checked by the server. */
export function queryOf(search: LedgerSearch): Partial<LedgerQuery> {
  const kept = [...filters, 'sort' as const].flatMap((name) => {
    const value = search[name]?.trim()
    return value ? [[name, value] as const] : []
  })
  return Object.fromEntries(kept) as Partial<LedgerQuery>
}

/** Which ledger it is narrows nothing. */
export const isFiltered = (search: LedgerSearch): boolean =>
  filters.some((name) => name !== 'procedure' && search[name]?.trim())

/** The address of the same ledger without its filters. */
export const unfiltered = ({ procedure, sort }: LedgerSearch): LedgerSearch => ({
  ...(procedure ? { procedure } : {}),
  ...(sort ? { sort } : {}),
})

/** The address of another ledger: states, flags and acts are each procedure's own and do not go along. */
export function inLedger(search: LedgerSearch, procedure: string | undefined): LedgerSearch {
  const {
    procedure: _,
    state: __,
    flag,
    did: ___,
    didFrom: ____,
    lacks: _____,
    duty: ______,
    ...kept
  } = search
  const everywhere = flag !== undefined && Object.hasOwn(flags, flag) ? { flag } : {}
  return { ...kept, ...everywhere, ...(procedure === undefined ? {} : { procedure }) }
}

/** The query as text, for a saved view: the same view gives the same text. */
export const textOf = (search: LedgerSearch): string =>
  new URLSearchParams(queryOf(search) as Record<string, string>).toString()

export interface Names {
  readonly unit: (id: string) => string
  readonly post: (id: string) => string
  readonly state: (id: string) => string
  readonly norm: (id: string) => string
  readonly kind: (id: string) => string
  readonly flag: (id: string) => string
  readonly duty: (id: string) => string
  readonly register: (id: string) => string
}

type Words = Readonly<Record<Filter, (value: string) => string>>

const wordsBy = (names: Names): Words => ({
  procedure: names.register,
  group: (v) => v,
  state: names.state,
  unit: names.unit,
  arranger: (v) => `${names.post(v)}交办`,
  light: (v) => lights[v as keyof typeof lights] ?? v,
  flag: names.flag,
  norm: (v) => `${names.norm(v)}：有职责到期未办`,
  owed: (v) => `${names.norm(v)}：有职责正在履行`,
  did: (v) => `有过“${v.split(',').map(names.kind).join('”“')}”`,
  didFrom: (v) => `${v}以来`,
  lacks: (v) => `从未“${v.split(',').map(names.kind).join('”“')}”`,
  duty: (v) => `正等“${names.duty(v)}”`,
  late: () => '节点、签收等过期未办',
  owes: (v) => `${names.unit(v)}有应办未办的`,
  owedTo: (v) => `有欠${names.unit(v)}的`,
  silent: (v) => `责任单位${v}日没有动静`,
  decided: (v) => `${names.post(v)}交办、批示的`,
  dueFrom: (v) => `时限${v}起`,
  dueTo: (v) => `时限${v}止`,
  q: (v) => `“${v}”`,
})

const saidBy = (search: LedgerSearch, words: Words, which: readonly Filter[]): string[] =>
  which.flatMap((name) => {
    const value = search[name]?.trim()
    const said = value && words[name](value)
    return said ? [said] : []
  })

/** Filters that a number elsewhere brought along and no field of the page shows; what belongs together goes together. */
const brought = [
  ['norm'],
  ['owed'],
  ['did', 'didFrom'],
  ['lacks'],
  ['duty'],
  ['late'],
  ['owes'],
  ['owedTo'],
  ['silent'],
  ['decided'],
] as const

/** A filter that can only be taken off: its words, and the address without it. */
export interface Chip {
  readonly text: string
  readonly without: LedgerSearch
}

/** The filters that a number brought along, to be taken off one by one. */
export const chipsOf = (search: LedgerSearch, names: Names): readonly Chip[] =>
  brought.flatMap((together) => {
    const said = saidBy(search, wordsBy(names), together)
    const kept = Object.entries(search).filter(([name]) => !together.some((one) => one === name))
    return said.length > 0 ? [{ text: said.join('，'), without: Object.fromEntries(kept) }] : []
  })

/** The filters in words, for the printed heading and the name of a view: 在办 · 区教育局 · 红灯. */
export const wordsOf = (search: LedgerSearch, names: Names): string =>
  saidBy(
    search,
    wordsBy(names),
    filters.filter((name) => name !== 'procedure'),
  ).join(' · ')
