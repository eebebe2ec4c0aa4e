import type { InboxItem } from '../../api/shapes.ts'

/** Duties of one kind, in the order they fall due. */
export interface DutyGroup {
  /** `procedure.duty`: two procedures may use one name for different things. */
  readonly name: string
  readonly must: string
  readonly procedureTitle: string
  readonly note: string
  readonly items: readonly InboxItem[]
}

/** Groups the open duties by what is owed; the group with the most pressing one comes first. */
export function groupsOf(items: readonly InboxItem[]): readonly DutyGroup[] {
  const byName = Map.groupBy(
    items.filter((item) => item.duty !== undefined),
    (item) => `${item.matter.procedure}.${item.duty?.name}`,
  )
  const due = (item: InboxItem | undefined): string => item?.duty?.dueAt ?? ''
  return [...byName]
    .map(([name, all]) => {
      const sorted = all.toSorted((a, b) => due(a).localeCompare(due(b)))
      const late = all.filter((item) => item.duty?.lapsed).length
      const note = late > 0 ? `其中${late}件已超过期限，先办这些。` : '都在期限之内。'
      const [first] = sorted
      return {
        name,
        must: first?.duty?.must ?? '',
        procedureTitle: first?.matter.procedureTitle ?? '',
        note,
        items: sorted,
      }
    })
    .toSorted((a, b) => due(a.items[0]).localeCompare(due(b.items[0])))
}
