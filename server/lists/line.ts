import type { z } from 'zod'
import { type ArticleRef, type Laws, refsText, titleKey } from '#kernel/law.ts'
import { type ListItem, kindOf, listNames, notLive, powerKinds, targets } from '#kernel/lists.ts'
import type { Day } from '#kernel/time.ts'
import type { Snapshot } from '#store/snapshot.ts'
import type { ListedItem } from '#store/queries/items.ts'
import type { lists } from '../contract/operations/lists.ts'
import { notLiveText } from './words.ts'

export type Line = z.infer<typeof lists.page.ok>['items'][number]

/** What lines are shown against. */
export interface Ground {
  readonly directory: Snapshot
  readonly laws: Laws
  readonly on: Day
}

export const basisShown = (ref: ArticleRef) => ({
  text: refsText([ref]),
  title: titleKey(ref.title),
  article: ref.article ?? null,
})

/** An item of a list with its names and why it may not be used on the day. */
export function lineOf({ item, matter, next }: ListedItem, { directory, laws, on }: Ground): Line {
  const dead = notLive(item, laws, on)
  const kind = kindOf(item)
  return {
    id: item.id,
    title: item.title,
    unit: item.unit,
    unitName: directory.unitName(item.unit),
    listTitle: listNames[item.list],
    kindTitle: kind ? powerKinds[kind] : null,
    notLive: dead && notLiveText(dead),
    on: targets[item.on],
    object: item.object ?? null,
    basis: item.basis.map(basisShown),
    procedure: item.procedure ?? null,
    limits: item.limits ?? null,
    supervision: item.supervision ?? null,
    version: item.version,
    from: item.from,
    to: item.to ?? null,
    next,
    matter,
  }
}

const FIELDS = {
  title: '事项名称',
  kind: '权力类型',
  unit: '持有单位',
  on: '适用于',
  object: '对象',
  basis: '设定依据',
  procedure: '办理程序',
  limits: '裁量和期限',
  supervision: '监督方式',
  to: '有效期至',
} as const

/** A field of an item as people read it; empty where it says nothing. */
export function wordsOf(item: ListItem, field: keyof typeof FIELDS, directory: Snapshot): string {
  switch (field) {
    case 'basis':
      return refsText(item.basis)
    case 'unit':
      return directory.unitName(item.unit)
    case 'kind':
      return item.kind ? powerKinds[item.kind] : ''
    case 'on':
      return targets[item.on]
    default:
      return item[field] ?? ''
  }
}

/** What one version says otherwise than the one before. */
export const changesBetween = (before: ListItem, after: ListItem, directory: Snapshot) =>
  (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) => {
    const [was, is] = [wordsOf(before, field, directory), wordsOf(after, field, directory)]
    return was === is ? [] : [{ field: FIELDS[field], before: was, after: is }]
  })
