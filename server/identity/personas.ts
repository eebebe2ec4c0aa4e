import type { PersonaRow } from '#store/identity.ts'

export interface Persona {
  readonly person: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly group: string
}

const GROUPS = [
  '区领导',
  '督查室',
  '政府办公室',
  '部门主要负责人',
  '部门承办人',
  '街道和镇',
  '纪检监察',
  '系统管理',
] as const
type Group = (typeof GROUPS)[number]

/** Everybody a visitor may enter as, under the heading by which one would look for them, the likeliest first in each. */
export const personasFrom = (rows: readonly PersonaRow[]): Persona[] =>
  rows
    .map((row) => ({ row, group: groupOf(row) }))
    .toSorted(
      (a, b) =>
        GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || Number(b.row.account) - Number(a.row.account),
    )
    .map(({ row: { person, name, title, unit }, group }) => ({ person, name, title, unit, group }))

function groupOf({ functions, kind, level }: PersonaRow): Group {
  if (functions.includes('leadership')) return '区领导'
  if (functions.includes('supervision')) return '督查室'
  if (functions.includes('coordination')) return '政府办公室'
  if (functions.includes('discipline')) return '纪检监察'
  if (functions.includes('administration')) return '系统管理'
  if (/街道|镇|乡/.test(kind)) return '街道和镇'
  return level === 'head' ? '部门主要负责人' : '部门承办人'
}
