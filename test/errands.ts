import type { StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { type TestDatabase, freshDatabase } from './database.ts'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from './factories.ts'

/** A statement as it was sent. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A small district with 25 errands of five units, some moved on, read as the service reads it and with every statement kept. */
export interface Errands {
  readonly db: TestDatabase
  /** As the service has it: plans are judged behind row security. */
  readonly app: Db
  readonly clock: StillClock
  readonly context: StoreContext
  /** Ids in the order they were set up. */
  readonly all: readonly string[]
  readonly statements: Sent[]
}

const DUES = ['2026-03-04', '2026-03-20', '2026-03-09', '2026-05-01', '2026-03-31']
const TITLES = ['修缮河堤', '老旧小区改造', '发督查函', '河道清淤100%', '学位建设']

/** A database that keeps the statements sent to it. */
export const spying = (to: Db, statements: Sent[]): Db => ({
  ...to,
  query: (text, values = []) => {
    statements.push({ text, values })
    return to.query(text, values)
  },
})

export async function errandDistrict(name: string): Promise<Errands> {
  const db = await freshDatabase(name)
  const app = db.within('t1')
  await seedDistrict(db)
  const clock = new StillClock(MONDAY)
  const statements: Sent[] = []
  const context = testContext(spying(app, statements), clock)
  const all: string[] = []
  for (let i = 0; i < 25; i++) {
    const form = {
      title: TITLES[i % 5],
      lead: `u${1 + (i % 5)}`,
      due: DUES[i % 5],
      helpers: i % 10 === 0 ? ['u3'] : [],
    }
    all.push(await anErrand(context, form))
  }
  // Two of the first unit signed for, one of them stuck; one of the second finished.
  await doing(context, 'sign', actorOf('u1'), {}, { matter: all[0] as string })
  await doing(context, 'sign', actorOf('u1'), {}, { matter: all[5] as string })
  await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: all[5] as string })
  await doing(context, 'sign', actorOf('u2'), {}, { matter: all[1] as string })
  await doing(context, 'finish', actorOf('u2'), { result: '完成' }, { matter: all[1] as string })
  return { db, app, clock, context, all, statements }
}
