import { type Day, addDays, dayAt, daysBetween } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type DelegationEntry, addDelegation } from '#store/directory.ts'
import { personExists, seatsOf } from '#store/identity.ts'
import type { Caller } from '../identity/caller.ts'
import { Problem, problem } from '../problem.ts'

export interface Delegating {
  readonly to: string
  readonly from: Day
  readonly until: Day
  readonly acts: readonly string[] | null
  readonly reason: string
}

/** A delegation is for an absence, not for good (I2: bounded in time). */
const LONGEST_DAYS = 184

/** Lets somebody act for the post that the caller is in now, within days and acts. Only who sits in a post may give it. */
export async function delegate(
  context: StoreContext,
  { actor }: Caller,
  wish: Delegating,
): Promise<DelegationEntry | Problem> {
  const refused = await refusal(context, actor, wish)
  if (refused) return refused
  return addDelegation(context, {
    ...wish,
    id: context.newId(),
    post: actor.post,
    fromPerson: actor.person,
    acts: wish.acts && [...new Set(wish.acts)],
    at: context.clock.now(),
  })
}

async function refusal(
  context: StoreContext,
  actor: Caller['actor'],
  wish: Delegating,
): Promise<Problem | null> {
  const today = dayAt(context.clock.now())
  const wrong = (field: string, sentence: string): Problem =>
    problem('FORM_INVALID', sentence, { fields: { [field]: sentence } })
  if (actor.as === 'delegate') return problem('FORBIDDEN', '受托的岗位不能再委托给别人，请由委托人办理')
  if (wish.until < wish.from) return wrong('until', '止日不能早于起日')
  if (wish.until < today) return wrong('until', '止日已经过去')
  if (daysBetween(wish.from, wish.until) > LONGEST_DAYS || wish.from > addDays(today, 366)) {
    return wrong('until', '一次委托最长六个月，起日在一年以内')
  }
  if (wish.to === actor.person) return wrong('to', '不能委托给自己')
  if (!(await personExists(context, wish.to))) return wrong('to', '没有这个人')
  if ((await seatsOf(context, wish.to, today)).every((seat) => seat.as === 'delegate'))
    return wrong('to', '此人目前没有任职岗位')
  const unknown = wish.acts?.find((act) => !isAct(context.rulebook, act))
  if (unknown !== undefined) return wrong('acts', `没有“${unknown}”这项行为`)
  return wish.acts?.length === 0 ? wrong('acts', '请至少选择一项行为，或者委托全部') : null
}

function isAct(rulebook: Rulebook, name: string): boolean {
  const [procedure = '', act = '', ...rest] = name.split('.')
  if (rest.length > 0 || !Object.hasOwn(rulebook.procedures, procedure)) return false
  return Object.hasOwn(rulebook.procedures[procedure]?.powers ?? {}, act)
}
