import { readTable, words } from './table.ts'

/** How the posts of a kind of unit are called: head, deputies, staff; as many posts as titles. */
interface Staffing {
  readonly head: string
  readonly deputies: readonly string[]
  readonly staff: readonly string[]
}

const DEPARTMENT: Staffing = {
  head: '局长',
  deputies: ['副局长', '副局长'],
  staff: ['办公室主任', '业务科科长', '科员', '科员'],
}
const PARTY: Staffing = {
  head: '部长',
  deputies: ['副部长'],
  staff: ['办公室主任', '科长', '科员'],
}
const BY_KIND: Readonly<Record<string, Staffing>> = {
  职能部门: DEPARTMENT,
  党委部门: PARTY,
  事业单位: { head: '主任', deputies: ['副主任'], staff: ['综合科科长', '业务科科长', '科员'] },
  群团组织: { head: '主席', deputies: ['副主席'], staff: ['办公室主任', '科员'] },
  垂直管理: { head: '局长', deputies: ['副局长'], staff: ['办公室主任', '科长', '科员', '科员'] },
  街道办事处: {
    head: '主任',
    deputies: ['副主任', '副主任'],
    staff: ['党政办公室主任', '城建办公室主任', '平安办公室主任', '科员', '科员'],
  },
  园区管委会: {
    head: '主任',
    deputies: ['副主任', '副主任'],
    staff: ['综合部部长', '建设部部长', '企业服务部部长', '科员'],
  },
  公用企业: { head: '总经理', deputies: ['副总经理'], staff: ['综合部主任', '工程部主任'] },
  区属企业: { head: '总经理', deputies: ['副总经理'], staff: ['综合部主任', '工程部主任'] },
}
const BY_UNIT: Readonly<Record<string, Staffing>> = {
  'u-leaders': {
    head: '区长',
    deputies: ['常务副区长', '副区长', '副区长', '副区长', '副区长', '副区长'],
    staff: [],
  },
  'u-office': {
    head: '主任',
    deputies: ['副主任', '副主任', '副主任'],
    staff: ['综合科科长', '秘书科科长', '文电科科长', '科员', '科员', '科员'],
  },
  'u-supervision': {
    head: '主任',
    deputies: ['副主任'],
    staff: ['督查一科科长', '督查二科科长', '督查专员', '督查专员', '督查专员'],
  },
  'u-information': { head: '主任', deputies: ['副主任'], staff: ['系统管理员', '安全管理员', '安全审计员'] },
  'u-discipline': {
    head: '书记、主任',
    deputies: ['副书记'],
    staff: ['党风政风监督室主任', '监督检查室主任', '干部'],
  },
  'u-party-office': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-political-legal': { ...PARTY, head: '书记', deputies: ['副书记'] },
  'u-cyberspace': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-staffing': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-disabled': { head: '理事长', deputies: ['副理事长'], staff: ['办公室主任', '科员'] },
  'u-traffic': {
    head: '大队长',
    deputies: ['副大队长'],
    staff: ['综合中队中队长', '秩序中队中队长', '民警'],
  },
  'u-fire': { head: '大队长', deputies: ['教导员'], staff: ['防火参谋', '综合参谋', '消防监督员'] },
}

export interface DemoUnit {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly functions: readonly string[]
  readonly domains: readonly string[]
  readonly assignable: boolean
  readonly parent?: string
  /** The post of the district leader whose portfolio holds the unit. */
  readonly leaderPost?: string
  readonly sort: number
  /** 发文代字 it has registered. */
  readonly codes: readonly string[]
}

/** Collectives and superiors cannot be given a task; the leaders are asked for help, not assigned. */
const UNASSIGNABLE = ['领导班子', '上级部门']

/** 云政发 and its like are the office's; a unit with 发文立户 has its own two, by the word the table gives it. */
function codesOf({
  functions = '',
  code = '',
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (words(functions).includes('coordination')) return ['云政发', '云政函', '云政办发', '云政办函']
  return code === '' ? [] : [`云${code}发`, `云${code}函`]
}

/** 单位: every unit of the invented district and the superiors it meets. */
export const UNITS: readonly DemoUnit[] = readTable('units.tsv').map((row, n) => {
  const [shortName = '', ...aliases] = words(row['shortNames'])
  const kind = row['kind'] ?? ''
  return {
    id: row['id'] ?? '',
    name: row['name'] ?? '',
    shortName,
    aliases,
    kind,
    functions: words(row['functions']),
    domains: words(row['domains']),
    assignable: !UNASSIGNABLE.includes(kind),
    ...(row['parent'] ? { parent: row['parent'] } : {}),
    ...(row['leaderPost'] ? { leaderPost: row['leaderPost'] } : {}),
    sort: (n + 1) * 10,
    codes: codesOf(row),
  }
})

/** The posts a unit has; superiors have none here, they are named and not served. */
export const staffingOf = (unit: DemoUnit): Staffing | undefined => BY_UNIT[unit.id] ?? BY_KIND[unit.kind]
