import type { DirectoryEntries, PostEntry, SeatEntry, UnitEntry } from '#store/directory.ts'
import type { Cell, Column, Sheet } from '../workbook/workbook.ts'
import { ADMINISTRATOR } from '../identity/administrators.ts'
import { FUNCTIONS, LEVELS, SEATS } from './words.ts'

export const UNIT_SHEET = '单位'
export const POST_SHEET = '岗位人员'
/** Last column of a sheet that came back with errors; ignored on the way in. */
export const ERROR_COLUMN = '错误说明'

/** Titles of the columns; an import finds them by title, wherever they stand. */
export const UNIT_COLUMNS = {
  key: '单位编号（勿改）',
  name: '单位名称',
  shortName: '简称',
  aliases: '别名',
  kind: '类别',
  functions: '职能',
  codes: '发文代字',
  domains: '工作领域',
  assignable: '可承办事项',
  parent: '上级单位',
  leader: '分管领导岗位',
  phone: '电话',
  sort: '排序',
} as const

export const POST_COLUMNS = {
  key: '岗位编号（勿改）',
  person: '人员编号（勿改）',
  unit: '单位',
  title: '岗位',
  level: '层级',
  name: '姓名',
  as: '任职方式',
  phone: '电话',
  from: '任职日期',
  sort: '排序',
  administers: '管理员',
} as const

export type UnitColumn = keyof typeof UNIT_COLUMNS
export type PostColumn = keyof typeof POST_COLUMNS

/** The directory as two sheets that can be changed and imported again. */
export function directorySheets(entries: DirectoryEntries): Sheet[] {
  return [unitSheet(entries), postSheet(entries)]
}

/** `区政府/副区长（教育）`: how the sheet writes a post. */
export const postLabel = (entries: Pick<DirectoryEntries, 'units' | 'posts'>, id: string | null): string => {
  const post = entries.posts.find((p) => p.id === id)
  const unit = post && entries.units.find((u) => u.id === post.unit)
  return post && unit ? `${unit.name}/${post.title}` : ''
}

function unitSheet(entries: DirectoryEntries): Sheet {
  const leaders = new Set(entries.units.filter((u) => u.functions.includes('leadership')).map((u) => u.id))
  const lists: Partial<Record<UnitColumn, string[]>> = {
    assignable: ['是', '否'],
    parent: entries.units.map((u) => u.name),
    leader: entries.posts.filter((p) => leaders.has(p.unit)).map((p) => postLabel(entries, p.id)),
  }
  return {
    name: UNIT_SHEET,
    columns: columnsOf(UNIT_COLUMNS, ['key'], lists),
    rows: entries.units.map((unit) => unitRow(entries, unit)),
    landscape: true,
    notes: UNIT_NOTES,
  }
}

function unitRow(entries: DirectoryEntries, unit: UnitEntry): Cell[] {
  const cells: Record<UnitColumn, Cell> = {
    key: unit.id,
    name: unit.name,
    shortName: unit.shortName,
    aliases: unit.aliases.join('、'),
    kind: unit.kind,
    codes: (unit.codes ?? []).join('、'),
    functions: unit.functions.map((name) => FUNCTIONS[name] ?? name).join('、'),
    domains: unit.domains.join('、'),
    assignable: unit.assignable ? '是' : '否',
    parent: entries.units.find((u) => u.id === unit.parent)?.name ?? '',
    leader: postLabel(entries, unit.leaderPost),
    phone: unit.phone,
    sort: unit.sort,
  }
  return Object.keys(UNIT_COLUMNS).map((name) => cells[name as UnitColumn])
}

function postSheet(entries: DirectoryEntries): Sheet {
  const lists: Partial<Record<PostColumn, string[]>> = {
    unit: entries.units.map((u) => u.name),
    level: Object.values(LEVELS),
    as: Object.values(SEATS),
    administers: [...Object.values(ADMINISTRATOR), '否'],
  }
  const byPost = Map.groupBy(entries.seats, (seat) => seat.post)
  const byUnit = Map.groupBy(entries.posts, (post) => post.unit)
  const rows = entries.units.flatMap((unit) =>
    (byUnit.get(unit.id) ?? []).flatMap((post) => {
      const seats = byPost.get(post.id) ?? []
      return seats.length === 0 ? [postRow(unit, post, null)] : seats.map((seat) => postRow(unit, post, seat))
    }),
  )
  return {
    name: POST_SHEET,
    columns: columnsOf(POST_COLUMNS, ['key', 'person'], lists),
    rows,
    landscape: true,
    notes: POST_NOTES,
  }
}

function postRow(unit: UnitEntry, post: PostEntry, seat: SeatEntry | null): Cell[] {
  const cells: Record<PostColumn, Cell> = {
    key: post.id,
    person: seat?.person ?? '',
    unit: unit.name,
    title: post.title,
    level: LEVELS[post.level],
    name: seat?.name ?? '',
    as: seat ? SEATS[seat.as] : '',
    phone: seat?.phone ?? '',
    from: seat?.from ?? '',
    sort: post.sort,
    administers: post.administers ? ADMINISTRATOR[post.administers] : '否',
  }
  return Object.keys(POST_COLUMNS).map((name) => cells[name as PostColumn])
}

function columnsOf<K extends string>(
  titles: Readonly<Record<K, string>>,
  hidden: readonly K[],
  lists: Partial<Record<K, string[]>>,
): Column[] {
  return (Object.keys(titles) as K[]).map((name) => {
    const list = lists[name]
    return {
      title: titles[name],
      ...(hidden.includes(name) ? { hidden: true } : {}),
      ...(list?.length ? { list } : {}),
    }
  })
}

const UNIT_NOTES = [
  ['单位名称', '必填，全区不重名。改名请直接改这一格，隐藏的编号不变。'],
  ['别名、职能、工作领域', '多项用顿号分开。'],
  ['职能', `只有这几种：${Object.values(FUNCTIONS).join('、')}。一般单位不填。`],
  [
    '发文代字',
    '发文立户时登记的机关代字，如云政发、云政函；多项用顿号分开，一个代字只登记一个单位。不填保持原样，填“无”取消。',
  ],
  ['可承办事项', '填“否”的单位（上级、领导班子等）不能被派任务；不填为“是”。'],
  ['分管领导岗位', '写成“单位名称/岗位”，例如“区政府/副区长（教育）”。'],
  ['未列出的单位', '保持原样，不会因为表中没有而删除。'],
]

const POST_NOTES = [
  ['一行一人一岗', '空缺的岗位姓名留空。一人多岗就写多行，新增的人同名同电话视为同一人。'],
  ['姓名', '改动姓名视为换人：原任职到前一日为止，新的人从任职日期（不填为今天）起任职，账号另开。'],
  ['任职方式', '“任职”或者“代理”，不填为“任职”。'],
  [
    '管理员',
    '系统管理员、安全管理员、安全审计员三种，只能是有“系统管理”职能单位的岗位，在任人员和代理人才算，受委托人不算；不填保持原样。有了安全管理员之后，这一列和这些岗位的人员由安全管理员在“管理—三员”里办，导入不能改。',
  ],
  ['未列出的岗位', '保持原样。'],
]
