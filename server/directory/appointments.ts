import { type Day, dayAt, inWords } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import {
  addAppointments,
  appointmentsTo,
  endAppointments,
  lockDirectory,
  personAndPost,
} from '#store/directory.ts'
import { forgetDistrict } from '#store/facts.ts'
import { readAdministrationPosts, readAdministrators } from '#store/administrators.ts'
import { ADMINISTRATOR, mayAdminister, separationFault } from '../identity/administrators.ts'
import { type Caller, staleness } from '../identity/caller.ts'
import { orNothing } from '../or-nothing.ts'
import { type Problem, problem } from '../problem.ts'

export interface Appointing {
  readonly person: string
  readonly post: string
  readonly as: 'holder' | 'acting'
  readonly from: Day
  readonly until: Day | null
}

/**
 * Puts a person into a post from a day on. Whoever sits in it the same way leaves it the day before; an appointment already
 * arranged for later is not overridden but refused. Posts of administrators are 安全管理员's to fill, all others 系统管理员's.
 *
 * @returns the problem, or null when done
 */
export async function appoint(context: StoreContext, by: Caller, wish: Appointing): Promise<Problem | null> {
  const { tenant } = context
  const today = dayAt(context.clock.now())
  const posts = await readAdministrationPosts(context.db, tenant, today)
  const whose = posts.some((p) => p.post === wish.post && p.administers) ? 'security' : 'system'
  if (!(await mayAdminister(context, by.seat, [whose]))) {
    const said = whose === 'security' ? '管理员岗位的任命' : '这个岗位的任命'
    return problem('FORBIDDEN', `${said}由${ADMINISTRATOR[whose]}办理`)
  }
  const stale = whose === 'security' ? staleness(by, context.clock.now()) : null
  if (stale) return stale
  if (wish.until !== null && wish.until < wish.from) {
    return problem('FORM_INVALID', '止日不能早于起日', { fields: { until: '止日不能早于起日' } })
  }
  const refused = await orNothing(context, async (tx) => {
    await lockDirectory(tx, tenant)
    const administrators = await readAdministrators(tx, tenant, today)
    const there = await personAndPost(tx, tenant, wish.person, wish.post)
    if (!there.person) return problem('FORM_INVALID', '没有这个人', { fields: { person: '没有这个人' } })
    if (there.level === null)
      return problem('FORM_INVALID', '没有这个岗位', { fields: { post: '没有这个岗位' } })
    const standing = await appointmentsTo(tx, tenant, wish.post, wish.as, wish.from)
    const later = standing.find((a) => a.from > wish.from && (wish.until === null || a.from <= wish.until))
    if (later) return problem('CONFLICT', `该岗位自${inWords(later.from)}起已有任职安排，请先写明止日`)
    if (standing.some((a) => a.person === wish.person && a.from <= wish.from && a.to === null)) {
      return problem('CONFLICT', '此人已经在这个岗位上')
    }
    const ended = standing.filter((a) => a.from <= wish.from)
    await endAppointments(
      tx,
      tenant,
      ended.map((a) => a.id),
      wish.from,
    )
    await addAppointments(tx, tenant, [{ ...wish, id: context.newId() }])
    const fault = await separationFault(tx, tenant, today, administrators)
    return fault ? problem('CONFLICT', fault) : null
  })
  forgetDistrict(context)
  return refused
}
