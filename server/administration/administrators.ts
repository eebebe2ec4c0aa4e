import { dayAt } from '#kernel/time.ts'
import {
  type Administration,
  readAdministrationPosts,
  readAdministrators,
  setAdministration,
} from '#store/administrators.ts'
import type { StoreContext } from '#store/context.ts'
import { lockDirectory } from '#store/directory.ts'
import { mayAdminister, separationFault, vacantOf } from '../identity/administrators.ts'
import type { Caller } from '../identity/caller.ts'
import { orNothing } from '../or-nothing.ts'
import { type Problem, notFound, problem } from '../problem.ts'

/** The posts that administer or could, who sits in them now or soon, and which of the three nobody is. */
export async function threeAdministrators(context: StoreContext, { seat }: Caller) {
  const { db, tenant } = context
  const today = dayAt(context.clock.now())
  const [posts, seated] = await Promise.all([
    readAdministrationPosts(db, tenant, today),
    readAdministrators(db, tenant, today),
  ])
  const byPost = Map.groupBy(seated, (row) => row.post)
  return {
    posts: posts.map((post) => ({
      ...post,
      holders: (byPost.get(post.post) ?? []).map(({ person, name, as, from, to }) => ({
        person,
        name,
        as,
        from,
        until: to,
      })),
    })),
    vacant: vacantOf(seated, today),
    may: await mayAdminister(context, seat, ['security']),
  }
}

/** Makes a post one of the three or none; the problem where that may not be, or null when done. */
export function setAdministrationOf(
  context: StoreContext,
  post: string,
  administers: Administration | null,
): Promise<Problem | null> {
  const { tenant } = context
  const today = dayAt(context.clock.now())
  return orNothing(context, async (tx) => {
    await lockDirectory(tx, tenant)
    const posts = await readAdministrationPosts(tx, tenant, today)
    if (!posts.some((one) => one.post === post)) return notFound()
    const before = await readAdministrators(tx, tenant, today)
    await setAdministration(tx, tenant, post, administers)
    const fault = await separationFault(tx, tenant, today, before)
    return fault ? problem('CONFLICT', fault) : null
  })
}
