import { refsIn } from '#kernel/law.ts'
import type { Kept, ListItem } from '#kernel/lists.ts'
import type { AdjustmentRecord, Line } from './record.ts'

/** The bases of an item before and after a line: an amendment that names none keeps those there are. */
export const basisOf = ({ basis }: Line, item: ListItem | undefined): ListItem['basis'] =>
  basis === undefined ? (item?.basis ?? []) : refsIn(basis)

/**
 * Lines as they are published: whole, with the version each item gets by it. What an amendment or a cancelling left out comes from the
 * item as it stands.
 */
export const published = (
  { changes = [], unit = '' }: AdjustmentRecord,
  items: Readonly<Record<string, ListItem>>,
): Line[] =>
  changes.map((line) => {
    const item = items[line.code]
    const kept: Partial<Line> = item
      ? {
          title: item.title,
          unit: item.unit,
          on: item.on,
          basis: item.basis.map(({ title, article = '' }) => `《${title}》${article}`).join('；'),
          ...(item.kind ? { kind: item.kind } : {}),
          ...(item.object ? { object: item.object } : {}),
          ...(item.procedure ? { procedure: item.procedure } : {}),
          ...(item.limits ? { limits: item.limits } : {}),
          ...(item.supervision ? { supervision: item.supervision } : {}),
        }
      : {}
    const before = line.change === 'add' ? {} : kept
    return { unit, on: 'anyone', ...before, ...line, version: (item?.version ?? 0) + 1 }
  })

/** What a published adjustment makes of the list. */
export function itemsKept({
  list = 'powers',
  unit = '',
  effectiveOn,
  changes = [],
}: AdjustmentRecord): Kept[] {
  if (effectiveOn === undefined) return []
  return changes.map((line): Kept => {
    const {
      change,
      code,
      kind,
      title = code,
      on = 'anyone',
      object,
      procedure,
      limits,
      supervision,
      to,
    } = line
    const item: ListItem = {
      id: code,
      list,
      ...(kind ? { kind } : {}),
      title,
      unit: line.unit ?? unit,
      on,
      ...(object ? { object } : {}),
      basis: refsIn(line.basis ?? ''),
      ...(procedure ? { procedure } : {}),
      ...(limits ? { limits } : {}),
      ...(supervision ? { supervision } : {}),
      version: line.version ?? 1,
      from: effectiveOn,
      ...(to ? { to } : {}),
      ...(change === 'cancel' ? { cancelled: true } : {}),
    }
    return { kind: 'item', item }
  })
}
