import { refsIn, refsText } from '#kernel/law.ts'
import { type ListItem, type ListName, asOf, listNames, powerKinds, targets } from '#kernel/lists.ts'
import type { Day } from '#kernel/time.ts'
import type { Snapshot } from '#store/snapshot.ts'
import { readDate } from '../ledger/dates.ts'
import type { Sheet } from '../workbook/workbook.ts'

/** Columns of a list in Excel, with other headings under which offices keep the same. */
const COLUMNS = {
  list: ['清单', 22, '清单名称'],
  code: ['事项编码', 16, '职权编码', '编码', '基本编码'],
  kind: ['权力类型', 14, '职权类型', '事项类型', '类型'],
  title: ['事项名称', 44, '职权名称', '名称', '项目名称'],
  unit: ['持有单位', 22, '实施主体', '行使主体', '实施机关', '主管部门'],
  on: ['适用于', 20],
  object: ['对象', 30, '行政相对人', '征收对象'],
  basis: ['设定依据', 44, '依据', '设定和实施依据', '政策依据'],
  procedure: ['办理程序', 30, '运行流程', '程序'],
  limits: ['裁量和期限', 30, '裁量基准', '收费标准'],
  supervision: ['监督方式', 24],
  to: ['有效期至', 14, '有效期'],
  state: ['状态', 10, '调整类型'],
  version: ['版本', 8],
  from: ['施行日期', 14],
} as const satisfies Record<string, readonly [title: string, width: number, ...synonyms: string[]]>
type Column = keyof typeof COLUMNS

const invert = <K extends string>(named: Readonly<Record<K, string>>): ReadonlyMap<string, K> =>
  new Map((Object.entries(named) as [K, string][]).map(([key, title]) => [title, key]))
const KINDS = invert(powerKinds)
const LISTS = invert(listNames)
const TARGETS = invert(targets)

/** A list as a sheet: one row an item, in the order of codes. */
export const sheetOf = (title: string, items: readonly ListItem[], directory: Snapshot): Sheet => ({
  name: title,
  landscape: true,
  columns: Object.values(COLUMNS).map(([heading, width], n) => ({
    title: heading,
    width,
    wrap: width > 30,
    ...(n === 2 ? { list: Object.values(powerKinds) } : {}),
    ...(n === 5 ? { list: Object.values(targets) } : {}),
  })),
  rows: items.map((item) => [
    listNames[item.list],
    item.id,
    item.kind ? powerKinds[item.kind] : '',
    item.title,
    directory.unitName(item.unit),
    targets[item.on],
    item.object ?? '',
    refsText(item.basis),
    item.procedure ?? '',
    item.limits ?? '',
    item.supervision ?? '',
    item.to ?? '',
    item.cancelled ? '取消' : '现行',
    String(item.version),
    item.from,
  ]),
  notes: [
    ['设定依据', '写成《行政处罚法》第九条；《某某条例》第十四条，法规库里要有'],
    ['状态', '填“取消”的，导入时作为取消申请；其他的按编码与现行清单对照，新编码是新增，改了的是变更'],
    ['权力类型', '行政权力清单必填，其他清单不填'],
  ],
})

/** One line as an adjustment takes it. */
type Line = Readonly<Record<string, string>>

export interface Group {
  readonly list: ListName
  readonly unit: string
  readonly lines: Line[]
}

export interface ReadList {
  readonly rows: number
  readonly same: number
  readonly faults: readonly { readonly row: number; readonly message: string }[]
  readonly groups: readonly Group[]
}

/** What a sheet is compared with. */
export interface Present {
  readonly versions: readonly ListItem[]
  readonly directory: Snapshot
  readonly on: Day
  /** Lines of one adjustment at most. */
  readonly most: number
  /** The list of rows that do not say which. */
  readonly list: ListName
}

/** Reads a list and compares it with the one that stands: what is new, what says something else, what is to go. */
export function readList(
  rows: readonly (readonly (string | null)[])[],
  present: Present,
): ReadList | { readonly because: string } {
  const at = columnsIn(rows[0] ?? [])
  const missing = (['code', 'title', 'unit', 'basis'] as const).filter((name) => !at.has(name))
  if (missing.length > 0)
    return { because: `第一行缺少这些列：${missing.map((name) => COLUMNS[name][0]).join('、')}` }
  const standing = new Map(
    [...Map.groupBy(present.versions, ({ id }) => id)].flatMap(([id, of]) => {
      const item = asOf(of, present.on)
      return item && !item.cancelled ? [[id, item] as const] : []
    }),
  )
  const units = new Map(
    present.directory.units().flatMap(({ id, name, shortName }) => [
      [name, id],
      [shortName, id],
    ]),
  )
  const faults: { row: number; message: string }[] = []
  const groups = new Map<string, Group[]>()
  const seen = new Set<string>()
  let [read, same] = [0, 0]
  for (const [n, cells] of rows.slice(1).entries()) {
    const cell = (name: Column): string => (cells[at.get(name) ?? -1] ?? '').trim().normalize('NFC')
    if (cells.every((one) => (one ?? '').trim() === '')) continue
    read++
    const taken = lineIn(cell, {
      standing,
      units,
      seen,
      list: present.list,
      year: Number(present.on.slice(0, 4)),
    })
    if ('fault' in taken) faults.push({ row: n + 2, message: taken.fault })
    else if (taken.line === null) same++
    else put(groups, taken.list, taken.unit, taken.line, present.most)
  }
  return { rows: read, same, faults, groups: [...groups.values()].flat() }
}

function put(groups: Map<string, Group[]>, list: ListName, unit: string, line: Line, most: number): void {
  const key = `${list}/${unit}`
  const of = groups.get(key) ?? []
  groups.set(key, of)
  const last = of.at(-1)
  if (last && last.lines.length < most) last.lines.push(line)
  else of.push({ list, unit, lines: [line] })
}

function columnsIn(header: readonly (string | null)[]): ReadonlyMap<Column, number> {
  const titles = header.map((cell) => (cell ?? '').trim())
  const found = new Map<Column, number>()
  for (const [name, [title, , ...synonyms]] of Object.entries(COLUMNS) as [
    Column,
    readonly [string, number, ...string[]],
  ][]) {
    const index = [title, ...synonyms].map((one) => titles.indexOf(one)).find((i) => i >= 0)
    if (index !== undefined) found.set(name, index)
  }
  return found
}

interface Known {
  readonly standing: ReadonlyMap<string, ListItem>
  readonly units: ReadonlyMap<string | undefined, string | undefined>
  readonly seen: Set<string>
  readonly list: ListName
  /** Of dates that say none. */
  readonly year: number
}

type Taken =
  | { readonly fault: string }
  | { readonly list: ListName; readonly unit: string; readonly line: Line | null }

const CODE = /^[0-9A-Za-z_.:-]{1,64}$/

function lineIn(cell: (name: Column) => string, known: Known): Taken {
  const code = cell('code')
  if (!CODE.test(code))
    return { fault: code === '' ? '没有事项编码' : `事项编码“${code}”只能用字母、数字和 . _ : -` }
  if (known.seen.has(code)) return { fault: `编码${code}在表里出现了两次` }
  known.seen.add(code)
  const list = cell('list') === '' ? known.list : LISTS.get(cell('list'))
  if (!list) return { fault: `没有“${cell('list')}”这张清单` }
  const holder = known.units.get(cell('unit'))
  if (!holder) return { fault: `名录里没有单位“${cell('unit')}”` }
  const kind = KINDS.get(cell('kind').replace(/^(?!行政|其他)/, '行政'))
  if (cell('kind') !== '' && !kind) return { fault: `没有“${cell('kind')}”这类权力` }
  const to = cell('to') === '' ? undefined : (readDate(cell('to'), known.year).day ?? undefined)
  if (cell('to') !== '' && to === undefined) return { fault: `有效期“${cell('to')}”不是日期` }
  const on = cell('on') === '' ? undefined : TARGETS.get(cell('on'))
  if (cell('on') !== '' && !on) return { fault: `“适用于”不认识“${cell('on')}”` }
  const item = known.standing.get(code)
  const unit = item?.unit ?? holder
  if (/取消|废止/.test(cell('state')))
    return item ? { list, unit, line: { change: 'cancel', code } } : { fault: `清单里没有${code}，不能取消` }
  const said = definite({
    ...(kind && list === 'powers' ? { kind } : {}),
    title: cell('title'),
    ...(on ? { on } : {}),
    object: cell('object'),
    basis: refsText(refsIn(cell('basis'))) || cell('basis'),
    procedure: cell('procedure'),
    limits: cell('limits'),
    supervision: cell('supervision'),
    ...(to ? { to } : {}),
  })
  if (!item) return { list, unit, line: { change: 'add', code, ...said } }
  const changed = Object.fromEntries(
    Object.entries(said).filter(([name, value]) => value !== plainOf(item, name)),
  )
  const moved = holder === item.unit ? {} : { unit: holder }
  const isSame = Object.keys(changed).length + Object.keys(moved).length === 0
  return { list: item.list, unit, line: isSame ? null : { change: 'amend', code, ...changed, ...moved } }
}

const definite = (said: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))

/** What a field of an item says, as a line would say it. */
function plainOf(item: ListItem, name: string): string {
  if (name === 'basis') return refsText(item.basis)
  const value: unknown = new Map<string, unknown>(Object.entries(item)).get(name)
  return typeof value === 'string' ? value : ''
}
