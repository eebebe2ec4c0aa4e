import {
  type ListName,
  type PowerKind,
  type Target,
  kindOf,
  listNames,
  notLicensed,
  notLive,
  powerKinds,
  targets,
} from '#kernel/lists.ts'
import type { ActContext, Basis, Gate } from '#kernel/vocabulary.ts'
import { 优化营商环境条例, 处罚法, 强制法, 权责清单 } from '../laws.ts'

/** Which items will do for an act, and where it names the one it is done under. */
export interface Under {
  readonly kinds: readonly PowerKind[]
  /** Absent: any list. */
  readonly lists?: readonly ListName[]
  /** Where the item is named: in the form of this act, or in the record by an earlier one. Absent: the record. */
  readonly in?: 'form' | 'record'
  /** The unit whose power it has to be; absent: that of who acts. */
  readonly by?: (context: ActContext) => string | undefined
  /** Whom the act touches; absent or undefined: anyone an item may be used on will do. */
  readonly on?: (context: ActContext) => Target | undefined
}

const named = ({ form, record }: ActContext, field: string, where: Under['in']): string | undefined => {
  const value: unknown = where === 'form' ? form[field] : record[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const inWords = (kinds: readonly PowerKind[]): string => kinds.map((kind) => powerKinds[kind]).join('、')

const remedyFor = (unit: string, { kinds, lists = ['powers'] }: Under): string =>
  `由${unit}通过“清单调整”把这一事项列入《${lists.map((list) => listNames[list]).join('》或者《')}》（${inWords(kinds)}），经合法性审查、决定、公布生效后再办；不是本单位职权的，移送有权机关`

const LISTED: readonly Basis[] = [优化营商环境条例(40), 权责清单()]

/**
 * 法无授权不可为: the act is done under an item of a list that the acting unit holds, of that kind, for whom it touches (B4), and that
 * lives on the day (D3). `field` names the item, a field of kind `item`.
 *
 *     gates: [...underItem('item', { kinds: ['coercion'] })]
 */
export function underItem(field: string, under: Under): readonly [Gate, Gate] {
  const reads = under.in ?? 'record'
  const found = (context: ActContext) => {
    const id = named(context, field, reads)
    return { id, item: id === undefined ? undefined : context.items[id] }
  }
  return [
    {
      name: 'underItem',
      code: 'ITEM_NOT_HELD',
      norm: 'B4',
      basis: LISTED,
      title: '影响公民、法人权利义务的行为，须有本单位持有的清单事项',
      about: 'matter',
      reads,
      needs: ['items'],
      refuses: (context) => {
        const { id, item } = found(context)
        const mine = under.by?.(context) ?? context.actor.unit
        const unit = context.directory.unit(mine)?.name ?? mine
        const remedy = remedyFor(unit, under)
        if (id === undefined || !item) {
          const what = id === undefined ? '没有写明依据哪一项清单事项' : `清单里没有编码为${id}的事项`
          return { message: `${what}，${unit}不能作出${inWords(under.kinds)}`, remedy }
        }
        const line = `《${listNames[item.list]}》“${item.title}”（${item.id}）`
        if (under.lists && !under.lists.includes(item.list))
          return { message: `${line}不在办理这件事应依据的清单里`, remedy }
        const kind = kindOf(item)
        if (kind === undefined || !under.kinds.includes(kind))
          return {
            message: `${line}是${kind ? powerKinds[kind] : listNames[item.list]}，不能据以作出${inWords(under.kinds)}`,
            remedy,
          }
        if (item.unit !== mine) {
          const holder = context.directory.unit(item.unit)?.name ?? item.unit
          return {
            message: `${line}是${holder}的职权，${unit}没有这一项`,
            remedy: `移送${holder}办理，或者${remedy}`,
          }
        }
        const on = under.on?.(context)
        if (on !== undefined && item.on !== 'anyone' && item.on !== on)
          return { message: `${line}只适用于${targets[item.on]}，不适用于${targets[on]}`, remedy }
        return null
      },
    },
    {
      name: 'itemLive',
      code: 'ITEM_NOT_LIVE',
      norm: 'D3',
      basis: LISTED,
      title: '清单事项须现行有效，其依据的每一条法律均在施行',
      about: 'matter',
      reads,
      needs: ['items'],
      refuses: (context) => {
        const { item } = found(context)
        const dead = item && notLive(item, context.laws, context.today)
        if (!item || !dead) return null
        const line = `《${listNames[item.list]}》“${item.title}”（${item.id}，第${item.version}版）`
        const remedy = remedyFor(context.directory.unit(item.unit)?.name ?? item.unit, under)
        switch (dead.why) {
          case 'early':
            return {
              message: `${line}自${dead.from}起施行，今天还不能依据它办理`,
              remedy: `${dead.from}起再办`,
            }
          case 'cancelled':
            return { message: `${line}已于${dead.from}取消`, remedy }
          case 'over':
            return { message: `${line}的有效期到${dead.lastDay}为止`, remedy }
          case 'article':
            return {
              message: `${line}所依据的${dead.ended.what}施行到${dead.ended.lastDay}为止，这一事项随之失效`,
              remedy: `由持有单位通过“清单调整”按现行法律重新确定依据；没有现行依据的，不得再办`,
            }
        }
      },
    },
  ]
}

const WHY = {
  none: '没有行政执法证',
  unit: '的行政执法证是别的单位的',
  early: '的行政执法证还没有生效',
  expired: '的行政执法证已过期',
  stopped: '的行政执法证已暂扣或者收回',
  scope: '的行政执法证不包括这类执法',
} as const

/** People who must hold a licence; absent: whoever acts. */
export type Officers = (context: ActContext) => readonly string[]

/**
 * 持证执法 (B3): whoever acts, or each officer named, holds a licence of the acting unit that covers these kinds on the day. `reads`
 * says where `officers` looks.
 *
 *     gates: [licensed(['penalty'])]
 *     gates: [licensed(['coercion'], { officers: ({ form }) => [form['first'], form['second']], reads: 'form' })]
 */
export function licensed(
  kinds: readonly PowerKind[],
  { officers, reads = 'record' }: { readonly officers?: Officers; readonly reads?: 'form' | 'record' } = {},
): Gate {
  return {
    name: officers ? 'officersLicensed' : 'licensed',
    code: officers ? 'OFFICER_UNLICENSED' : 'UNLICENSED',
    norm: 'B3',
    basis: [处罚法(42), 强制法(17)],
    title: '没有有效的行政执法证，不得签署执法行为',
    about: 'matter',
    reads,
    refuses: (context) => {
      const { actor, directory, today } = context
      const asked = officers?.(context) ?? [actor.person]
      const faults = asked.flatMap((person) => {
        const licence = directory.licence(person)
        const why = notLicensed(licence, actor.unit, kinds, today)
        if (why === null) return []
        const until = licence?.stopped !== undefined && why === 'stopped' ? licence.stopped : licence?.until
        const details = licence ? `（证号${licence.number}，有效期至${until ?? ''}）` : ''
        return [`${person === actor.person ? '您' : '所列执法人员中有人'}${WHY[why]}${details}`]
      })
      if (faults.length === 0) return null
      return {
        message: `${[...new Set(faults)].join('；')}，不能签署${inWords(kinds)}`,
        remedy: '由持有本单位有效行政执法证的人员办理；需要办证、换证的，向司法局申请',
      }
    },
  }
}
