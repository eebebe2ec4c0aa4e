import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable } from '#store/db.ts'
import type { Session } from './stepping.ts'

/** What one run came to, and where it could have gone the other way. */
interface Ran<T> {
  readonly value: T
  /** At each point where either session could go: which one went. */
  readonly choices: readonly number[]
}

/** Every schedule, or as many as were asked for. */
export interface Explored {
  readonly schedules: number
  readonly whole: boolean
}

/**
 * Runs two sessions in every order of their statements: depth first, each run from the beginning with one decision changed. A session
 * that waits for a lock of the other cannot be chosen; what it does when the lock is free is part of the run.
 *
 * @param begin starts both sessions on fresh ground
 * @param check is given what each run came to, and the order by which it came
 * @param most schedules at most; a pair with more is not whole
 */
export async function explore<T>(
  watch: Queryable,
  begin: () => Promise<{ sessions: readonly [Session, Session]; value: Promise<T> }>,
  check: (value: T, order: string) => Promise<void>,
  most: number,
): Promise<Explored> {
  let prefix: readonly number[] = []
  for (let schedules = 1; ; schedules++) {
    const { value, choices } = await runOnce(watch, begin, prefix)
    await check(value, choices.map((choice) => 'AB'[choice]).join(''))
    const last = choices.lastIndexOf(0)
    if (last < 0) return { schedules, whole: true }
    if (schedules >= most) return { schedules, whole: false }
    prefix = [...choices.slice(0, last), 1]
  }
}

async function runOnce<T>(
  watch: Queryable,
  begin: () => Promise<{ sessions: readonly [Session, Session]; value: Promise<T> }>,
  prefix: readonly number[],
): Promise<Ran<T>> {
  const { sessions, value } = await begin()
  const choices: number[] = []
  for (;;) {
    const ready = await standstill(watch, sessions)
    if (ready.length === 0) return { value: await value, choices }
    const choice = ready.length < 2 ? 0 : (prefix[choices.length] ?? 0)
    if (ready.length === 2) choices.push(choice)
    ready[choice]?.step()
  }
}

// Of this database alone: other tests have locks of their own.
const BLOCKED = `
select count(*)::int as n from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock' and cardinality(pg_blocking_pids(pid)) > 0`

/**
 * Waits until each session stands before a statement, has ended, or hangs on a lock that only the other can free.
 *
 * @returns the sessions that can go; none when both have ended
 */
async function standstill(watch: Queryable, sessions: readonly Session[]): Promise<readonly Session[]> {
  for (let look = 0; ; look++) {
    const states = sessions.map(({ state }) => state)
    const ready = sessions.filter((_, i) => states[i] === 'ready')
    const busy = states.filter((state) => state === 'busy').length
    if (busy === 0) return ready
    // A lock is looked for only once the answer is slow in coming, and believed at the second look.
    if (ready.length > 0 && look > 6 && (await hangs(watch, busy)) && (await hangs(watch, busy))) return ready
    await (look < 4 ? new Promise((resolve) => setImmediate(resolve)) : pause(1))
  }
}

const hangs = async (watch: Queryable, busy: number): Promise<boolean> =>
  ((await watch.query<{ n: number }>(BLOCKED)).rows[0]?.n ?? 0) >= busy
