import type { Actor } from '#kernel/vocabulary.ts'
import type { Life, Scene } from './life.ts'
import type { Random } from './random.ts'

/** The procedure of the tasks. */
export const PROCEDURE = 'supervised-task'

/** Who of the district takes a part in a matter today. Undefined while the seat is empty. */

/** `act` with its procedure, `supervised-task.assess`. */
const covers = (actor: Actor, act: string): boolean =>
  actor.within === undefined || actor.within.includes(act)

/** What somebody draws on who decides who acts. */
interface Chooses {
  readonly random: Random
}

/** Somebody of a unit, staff rather than heads; the preferred person while they are still there. */
export function someoneOf(
  unit: string,
  life: Chooses,
  scene: Scene,
  preferred: string | null,
): Actor | undefined {
  const present = scene.directory.actorsOf(unit).filter((a) => a.as !== 'delegate')
  const known = present.find((a) => a.person === preferred)
  if (known) return known
  const staff = present.filter((a) => a.level === 'staff')
  const from = staff.length > 0 && life.random.chance(0.85) ? staff : present
  return from.length > 0 ? life.random.pick(from) : undefined
}

/** The clerk of the supervision office who follows the matter, now and then its director. */
export function supervisor(life: Life, scene: Scene): Actor | undefined {
  const actor = someoneOf('u-supervision', life, scene, life.supervisor)
  life.supervisor = actor?.person ?? null
  return actor
}

/** The head of the supervision office, for what its clerks leave to him. */
export const supervisionHead = (scene: Scene): Actor | undefined =>
  scene.directory.actorsIn('p-supervision-head')[0]

export const officeClerk = (life: Life, scene: Scene): Actor | undefined =>
  someoneOf('u-office', life, scene, null)

export function handler(life: Life, scene: Scene): Actor | undefined {
  const actor = someoneOf(leadOf(life), life, scene, life.handler)
  life.handler = actor?.person ?? null
  return actor
}

/** The unit that carries the matter now: the one named last. */
export const leadOf = (life: Life): string => {
  const lead: unknown = life.matter?.record['lead']
  return typeof lead === 'string' ? lead : life.story.form.lead
}

export function leadHead(life: Life, scene: Scene): Actor | undefined {
  const post = scene.directory.unit(leadOf(life))?.headPost
  return post === undefined ? undefined : seated(post, `${PROCEDURE}.decline`, life, scene)
}

/** Who acts in a post today: its delegate in part, where a delegation covers the act (with its procedure). */
export function seated(post: string, act: string, life: Chooses, scene: Scene): Actor | undefined {
  const actors = scene.directory.actorsIn(post)
  const delegate = actors.find((a) => a.as === 'delegate' && covers(a, act))
  return delegate && life.random.chance(0.6) ? delegate : actors.find((a) => a.as !== 'delegate')
}

/** Whose matter it is now: the leader who arranged it, or who took it over. */
export const arrangerPost = (life: Life): string => {
  const post: unknown = life.matter?.record['arranger']
  return typeof post === 'string' ? post : life.story.form.arranger
}

export const arranger = (life: Life, act: string, scene: Scene): Actor | undefined =>
  seated(arrangerPost(life), `${PROCEDURE}.${act}`, life, scene)

/** A delegate who may do some things in the arranger's seat, but not this. */
export const boundDelegate = (life: Life, act: string, scene: Scene): Actor | undefined =>
  scene.directory
    .actorsIn(arrangerPost(life))
    .find((a) => a.as === 'delegate' && !covers(a, `${PROCEDURE}.${act}`))

/** Whoever was asked for help: a leader, or somebody of the unit. */
export function helper(life: Life, act: string, scene: Scene): Actor | undefined {
  const unit: unknown = life.matter?.record['helper']
  if (typeof unit === 'string') return someoneOf(unit, life, scene, null)
  const leader: unknown = life.matter?.record['helperLeader']
  return typeof leader === 'string' ? seated(leader, `${PROCEDURE}.${act}`, life, scene) : undefined
}

export const chief = (life: Life, act: string, scene: Scene): Actor | undefined =>
  seated('p-mayor', `${PROCEDURE}.${act}`, life, scene)
