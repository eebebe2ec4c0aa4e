import type { Fields } from '../../api/shapes.ts'

/**
 * The fields of a form with its groups after the last field that must be filled in: who and by when are not pushed down by the
 * particulars of where it comes from. What is sent goes by name, so the order is the screen's alone.
 */
export function groupsLast(fields: Fields): Fields {
  const entries = Object.entries(fields)
  const single = entries.filter(([, field]) => field.kind !== 'group')
  const groups = entries.filter(([, field]) => field.kind === 'group')
  const required = single.findLastIndex(([, field]) => !field.optional) + 1
  return Object.fromEntries([...single.slice(0, required), ...groups, ...single.slice(required)])
}
