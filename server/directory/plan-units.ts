import type { DirectoryEntries, UnitEntry } from '#store/directory.ts'
import type { SheetError, SheetRow } from './read-sheets.ts'
import { UNIT_COLUMNS, UNIT_SHEET, type UnitColumn, postLabel } from './sheets.ts'
import { FUNCTIONS, codeOf, splitList } from './words.ts'

/** What is known before the import. */
export interface Before extends DirectoryEntries {
  /** Every unit ever, closed ones too: a name is taken for good. */
  readonly unitNames: readonly { readonly id: string; readonly name: string }[]
}

/** A unit as the sheet wants it; parent and leader still as written, for they may be in the same sheet. */
export interface PlannedUnit {
  readonly row: number
  readonly entry: Omit<UnitEntry, 'parent' | 'leaderPost'>
  readonly parentName: string
  readonly leaderLabel: string
}

export interface UnitPlan {
  readonly units: readonly PlannedUnit[]
  readonly errors: readonly SheetError[]
}

type Fault = (column: UnitColumn, message: string) => void

/** Reads the rows of 单位 into units, known ones recognised by key or by name, with a fault for every cell that is wrong. */
export function planUnits(
  rows: readonly SheetRow<UnitColumn>[],
  before: Before,
  newId: () => string,
): UnitPlan {
  const errors: SheetError[] = []
  const seen = new Map<string, number>()
  const units: PlannedUnit[] = []
  for (const row of rows) {
    const fault: Fault = (column, message) =>
      errors.push({ sheet: UNIT_SHEET, row: row.row, column: UNIT_COLUMNS[column], message })
    const planned = planUnit(row, before, newId, fault)
    units.push(planned)
    const twice = seen.get(planned.entry.id) ?? seen.get(planned.entry.name)
    if (twice !== undefined) fault('name', `与第${twice}行是同一个单位`)
    seen.set(planned.entry.id, row.row)
    seen.set(planned.entry.name, row.row)
  }
  return { units, errors: [...errors, ...codesTwice(units, before)] }
}

/** A code counts one unit's documents: faults where, the sheet applied, two units would have registered it. */
function codesTwice(planned: readonly PlannedUnit[], before: Before): SheetError[] {
  const changed = new Set(planned.map(({ entry }) => entry.id))
  const after = [
    ...planned.map(({ entry }) => entry),
    ...before.units.filter((unit) => !changed.has(unit.id)),
  ]
  return planned.flatMap(({ row, entry }) =>
    (entry.codes ?? []).flatMap((code) => {
      const other = after.find((unit) => unit.id !== entry.id && unit.codes?.includes(code))
      const message = `代字“${code}”已由${other?.name ?? ''}登记`
      return other ? [{ sheet: UNIT_SHEET, row, column: UNIT_COLUMNS.codes, message }] : []
    }),
  )
}

/** 云政发 and the like are the government's and its office's. */
const OF_GOVERNMENT = /政办?[发函]$/u

/** The codes of a cell; an empty one is as before, 无 takes them off. */
function codesOf(
  written: string,
  known: UnitEntry | undefined,
  functions: readonly string[],
  fault: Fault,
): readonly string[] {
  if (written === '') return known?.codes ?? []
  if (written === '无') return []
  const codes = splitList(written)
  for (const code of codes) {
    if (!/^\p{Script=Han}{2,7}[发函]$/u.test(code))
      fault('codes', `“${code}”不是机关代字；只写代字，不写年份和序号，以“发”或者“函”结尾`)
    else if (OF_GOVERNMENT.test(code) && !functions.includes('coordination'))
      fault('codes', `“${code}”是区政府、区政府办公室的代字，由综合协调单位登记`)
  }
  return codes
}

function planUnit(
  { row, cells }: SheetRow<UnitColumn>,
  before: Before,
  newId: () => string,
  fault: Fault,
): PlannedUnit {
  const known = before.units.find((u) => (cells.key ? u.id === cells.key : u.name === cells.name))
  if (cells.key && !known) fault('key', '没有这个单位编号；新增单位请把编号留空')
  checkText(cells.name, '单位名称', 60, true, (message) => fault('name', message))
  checkText(cells.shortName, '简称', 30, false, (message) => fault('shortName', message))
  checkText(cells.kind, '类别', 30, false, (message) => fault('kind', message))
  checkText(cells.phone, '电话', 40, false, (message) => fault('phone', message))
  const id = known?.id ?? newId()
  if (before.unitNames.some((u) => u.name === cells.name && u.id !== id))
    fault('name', `已经有单位叫“${cells.name}”`)
  const functions = functionsOf(cells.functions, known, fault)
  const entry = {
    id,
    name: cells.name,
    shortName: cells.shortName || cells.name,
    aliases: splitList(cells.aliases),
    kind: cells.kind || known?.kind || '单位',
    functions,
    codes: codesOf(cells.codes, known, functions, fault),
    domains: splitList(cells.domains),
    assignable: yesOrNo(cells.assignable, known?.assignable ?? true, (message) =>
      fault('assignable', message),
    ),
    phone: cells.phone || null,
    sort: sortOf(cells.sort, known?.sort ?? row, (message) => fault('sort', message)),
  }
  return { row, entry, parentName: cells.parent, leaderLabel: cells.leader }
}

function functionsOf(written: string, known: UnitEntry | undefined, fault: Fault): string[] {
  return splitList(written).flatMap((word) => {
    const code = codeOf(FUNCTIONS, word) ?? (known?.functions.includes(word) ? word : undefined)
    if (code === undefined)
      fault('functions', `没有“${word}”这种职能，只有${Object.values(FUNCTIONS).join('、')}`)
    return code === undefined ? [] : [code]
  })
}

/** 是 or 否; an empty cell is as before. */
export function yesOrNo(written: string, otherwise: boolean, fault: (message: string) => void): boolean {
  if (written === '') return otherwise
  if (written === '是' || written === '否') return written === '是'
  fault('请填“是”或者“否”')
  return otherwise
}

/** Order within lists: a whole number, or as before. */
export function sortOf(written: string, otherwise: number, fault: (message: string) => void): number {
  if (written === '') return otherwise
  if (/^\d{1,6}$/.test(written)) return Number(written)
  fault('排序应是不超过六位的整数')
  return otherwise
}

/** A text of a cell: perhaps needed, never too long. */
export function checkText(
  text: string,
  title: string,
  most: number,
  needed: boolean,
  fault: (message: string) => void,
): void {
  if (needed && text === '') fault(`请填写${title}`)
  if ([...text].length > most) fault(`${title}最多${most}字`)
}

/** Puts parents and leaders in, once all units and posts of the sheets are known. */
export function linkUnits(
  plan: UnitPlan,
  before: DirectoryEntries,
  after: Pick<DirectoryEntries, 'units' | 'posts'>,
): { units: readonly UnitEntry[]; errors: readonly SheetError[] } {
  const errors: SheetError[] = []
  const units = plan.units.map(({ row, entry, parentName, leaderLabel }) => {
    const fault: Fault = (column, message) =>
      errors.push({ sheet: UNIT_SHEET, row, column: UNIT_COLUMNS[column], message })
    const parent =
      parentName === '' ? null : (after.units.find((u) => u.name === parentName)?.id ?? undefined)
    if (parent === undefined) fault('parent', `没有叫“${parentName}”的单位`)
    if (parent === entry.id) fault('parent', '上级单位不能是自己')
    const leaderPost = leaderOf(
      before.units.find((u) => u.id === entry.id)?.leaderPost ?? null,
      leaderLabel,
      before,
      after,
    )
    if (leaderPost === undefined)
      fault('leader', `没有“${leaderLabel}”这个岗位，或者同名的不止一个；写成“单位名称/岗位”`)
    return { ...entry, parent: parent ?? null, leaderPost: leaderPost ?? null }
  })
  return { units, errors: [...errors, ...circles(units, plan, before)] }
}

function leaderOf(
  current: string | null,
  label: string,
  before: DirectoryEntries,
  after: Pick<DirectoryEntries, 'units' | 'posts'>,
): string | null | undefined {
  if (label === '') return null
  if (current !== null && postLabel(before, current) === label) return current
  const found = after.posts.filter((p) => postLabel(after, p.id) === label)
  return found.length === 1 ? found[0]?.id : undefined
}

/** Units that stand above themselves through others. */
function circles(units: readonly UnitEntry[], plan: UnitPlan, before: DirectoryEntries): SheetError[] {
  const parentOf = new Map([...before.units, ...units].map((u) => [u.id, u.parent]))
  return units.flatMap((unit, index) => {
    let above = unit.parent === unit.id ? null : unit.parent
    for (let steps = 0; above !== null && steps <= parentOf.size; steps++) {
      if (above === unit.id) {
        const row = plan.units[index]?.row ?? 1
        return [{ sheet: UNIT_SHEET, row, column: UNIT_COLUMNS.parent, message: '上级单位绕成了一圈' }]
      }
      above = parentOf.get(above) ?? null
    }
    return []
  })
}
