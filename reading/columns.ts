import { type Clause, labelsIn, readLabelled, readValue, type Role, roleOfLabel } from './clauses.ts'
import { scanDeadlines } from './deadlines.ts'
import { isPeople } from './people.ts'
import { isUnit, isUnitList, splitUnits } from './units.ts'

/** What a column of a task table holds. */
export type Column =
  | 'ordinal'
  | 'task'
  | 'category'
  | Extract<Role, 'lead' | 'cooperate' | 'responsible' | 'leaders' | 'deadline' | 'other'>

const HEADINGS: readonly { column: Column; pattern: RegExp; example: string }[] = [
  { column: 'ordinal', pattern: /^(?:序号|编号|项次|序|项目序号|任务序号|No\.?)$/i, example: '序号' },
  {
    column: 'category',
    pattern:
      /^(?:类别|分类|领域|板块|任务类别|工作类别|项目类别|类型|一级指标|重点领域|方面|专题|一级任务|任务分类|工作领域|单位类别|所属领域|章节)$/,
    example: '类别',
  },
  {
    column: 'responsible',
    pattern:
      /^(?:省|市|区|县|镇)?(?:直|级|属)?(?:有关|相关|涉及|成员)?(?:部门|单位|科室|镇街|乡镇)(?:名称)?$/,
    example: '区直部门',
  },
  {
    column: 'other',
    pattern:
      /^(?:备注|说明|进展情况|完成情况|进展|目前进展|工作进展|当前进展|整改情况|整改进展|投资(?:额|规模|估算)?.*|总投资.*|资金来源|资金.*|依据|政策依据|来源|任务来源|建设地点|地点|地址|点位|检查时间|发现时间|是否.*|联系(?:人|电话|方式).*|电话|预期成效|监督单位|督办单位|督导单位|权重|分值|考核.*|建设(?:年限|性质|周期)|(?:项目)?业主(?:单位)?|占地.*|计量单位|基数|目标值|指标值|数量|验收.*|第?[一二三四]季度.*|[一二三四五六七八九十]{1,2}月份?|\d{1,2}月份?|[上下]半年.*|形象进度.*|办理情况|办理结果)$/,
    example: '备注',
  },
  {
    column: 'task',
    pattern:
      /^[\u4e00-\u9fff]{0,8}(?:任务|事项|内容|措施|举措|项目|名称|问题|目标|要求|要点|工作|实事|行动|隐患|清单|描述|安排|表现|指标|建议|意见|办法|计划|环节|做法|(?<!任务|工作)职责)(?:及[\u4e00-\u9fff]{2,6})?$/,
    example: '重点任务',
  },
]

/** The column a heading cell names, or null when the cell is no heading. */
export function columnOf(cell: string): Column | null {
  const plain = cell
    .replace(/[ \n：*]/g, '')
    .replace(/（[^（）]*）$/, '')
    .replace(/^(?:20\d{2}|20\d{2}—20\d{2})年度?/, '')
  if (plain.length === 0 || plain.length > 16) return null
  for (const { column, pattern } of HEADINGS) if (pattern.test(plain)) return column
  return roleOfLabel(plain)
}

/** The columns of a head. Where units have a column and tasks have none, 职责分工 says what each is to do. */
export function columnsOf(words: readonly string[]): (Column | null)[] {
  const columns = words.map(columnOf)
  const shares = words.findIndex((word) => /(?:分工|职责|责任)$/.test(word.replaceAll(' ', '')))
  const others = columns.some((column, at) => at !== shares && isRole(column))
  if (shares >= 0 && others && !columns.includes('task')) columns[shares] = 'task'
  return columns
}

const isRole = (column: Column | null): boolean =>
  column === 'lead' || column === 'cooperate' || column === 'responsible'

/** True for a row of headings: at least two known ones, one of them units, hardly any unknown. */
export function isHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const kinds = filled.map(columnOf)
  const known = kinds.filter((kind) => kind !== null).length
  return known >= 2 && known >= filled.length * 0.6 && kinds.some(isRole)
}

/** The kind a cell has by its own look. */
export function lookOf(
  cell: string,
  known?: ReadonlySet<string>,
): 'number' | 'deadline' | 'units' | 'people' | 'text' | 'blank' {
  const plain = cell.trim()
  if (plain === '' || /^(?:\/+|—+|-+|无)$/.test(plain)) return 'blank'
  if (/^\d{1,3}$/.test(plain) || /^（?[一二三四五六七八九十]{1,3}）?$/.test(plain)) return 'number'
  if (plain.length <= 24 && isTime(plain)) return 'deadline'
  if (isPeople(plain) && !isUnit(plain, known)) return 'people'
  if (/[！：]$/.test(plain)) return 'text'
  const list = plain.replace(/。$/, '')
  if (isUnitList(list, known) || mostlyUnits(list, known)) return 'units'
  return 'text'
}

function isTime(plain: string): boolean {
  const found = scanDeadlines(plain, { year: null, date: null }, 'cell')
  const covered = found.reduce((sum, one) => sum + one.to - one.from, 0)
  return covered > 0 && plain.replace(/[，、；。—\-至到 ]|完成|底|前|并|全年/g, '').length - covered <= 3
}

function mostlyUnits(plain: string, known?: ReadonlySet<string>): boolean {
  if (!plain.includes('、') || /[。]/.test(plain)) return false
  const names = splitUnits(plain, known)
  return (
    names.length >= 3 &&
    names.filter((name) => isUnit(name, known)).length >= names.length * 0.7 &&
    names.every((name) => name.length <= 16)
  )
}

/** A cell under its heading; labels written inside the cell win. */
export function valueOf(
  column: Exclude<Column, 'ordinal' | 'task' | 'category'>,
  words: string,
  known?: ReadonlySet<string>,
): Clause {
  const labelled = labelsIn(words).length > 0 ? readLabelled(words, known) : null
  return labelled ?? readValue(column, words, known)
}
