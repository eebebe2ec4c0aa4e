import type { PersonaRow } from '#store/identity.ts'

export interface Persona {
  readonly person: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly group: string
}

/** A persona under the heading by which a visitor would look for it. */
export const personaOf = (row: PersonaRow): Persona => ({
  person: row.person,
  name: row.name,
  title: row.title,
  unit: row.unit,
  group: groupOf(row),
})

function groupOf({ functions, kind, level }: PersonaRow): string {
  if (functions.includes('leadership')) return '区领导'
  if (functions.includes('supervision')) return '督查室'
  if (functions.includes('coordination')) return '政府办公室'
  if (functions.includes('administration')) return '系统管理'
  if (/街道|镇|乡/.test(kind)) return '街道和镇'
  return level === 'head' ? '部门主要负责人' : '部门承办人'
}
