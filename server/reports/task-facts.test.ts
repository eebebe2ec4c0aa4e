import { beforeAll, expect, test } from 'vitest'
import { type Walk, groundOf, randomWalk } from '#demo/walk.ts'
import { procedureOf } from '#kernel/apply.ts'
import type { Instant } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { rulebook } from '#rulebook/index.ts'
import { reports } from '#rulebook/reports.ts'
import { type Reported, type Span, type TaskFacts, factsOf } from './task-facts.ts'

const WALKS = 300
const STEPS = 40
/** Another seed, other walks: `WALK_SEED=… npx vitest run server/reports`. */
const SEED = process.env['WALK_SEED'] ?? '2026'
const EARLY: Instant = '2000-01-01T00:00:00.000Z'
const LATE: Instant = '2100-01-01T00:00:00.000Z'

const [id = '', spec] = Object.entries(reports)[0] ?? []
const reported = { procedure: procedureOf(rulebook, id), spec } as Reported
const walks: Walk[] = []

beforeAll(() => {
  console.log(`facts of reports: seed ${SEED}, ${WALKS} walks of ${STEPS} steps`)
  const ground = groundOf(rulebook, id, shippedCalendar)
  for (let n = 0; n < WALKS; n++) walks.push(randomWalk(ground, `${SEED}-${n}`, STEPS))
}, 60_000)

const factsIn = ({ entries }: Walk, span: Span): TaskFacts | null => factsOf(reported, 'm', entries, span)

/** Each walk cut at every instant something happened, from its second entry on. */
const cuts = (walk: Walk): Instant[] => [...new Set(walk.entries.slice(1).map(({ at }) => at))]

test('what happens after a period changes nothing of what is told about it', () => {
  let cut = 0
  for (const walk of walks) {
    for (const end of cuts(walk)) {
      cut++
      const until = walk.entries.filter(({ at }) => at < end)
      const span = { start: EARLY, end }
      expect(factsIn(walk, span), walk.seed).toEqual(factsOf(reported, 'm', until, span))
    }
  }
  expect(cut).toBeGreaterThan(WALKS)
})

test('a matter is in hand or came to an end; only what is in hand is late or stuck', () => {
  const seen = { inHand: 0, ended: 0, stuck: 0, overdue: 0 }
  for (const walk of walks) {
    for (const end of [...cuts(walk), LATE]) {
      const facts = factsIn(walk, { start: EARLY, end })
      if (!facts) continue
      const { inHand, ended, stuck, overdue } = facts
      expect(inHand && ended !== undefined, walk.seed).toBe(false)
      if (stuck || overdue) expect(inHand, walk.seed).toBe(true)
      // Who is stuck has his clock stopped: he is never late at the same time, and somebody else is named.
      if (stuck) expect(overdue, walk.seed).toBe(false)
      if (stuck) expect(stuck.waits.length, walk.seed).toBeGreaterThan(0)
      seen.inHand += inHand ? 1 : 0
      seen.ended += ended ? 1 : 0
      seen.stuck += stuck ? 1 : 0
      seen.overdue += overdue ? 1 : 0
    }
  }
  for (const n of Object.values(seen)) expect(n).toBeGreaterThan(0)
})

test('two periods that meet tell of every lapse once', () => {
  for (const walk of walks) {
    const whole = factsIn(walk, { start: EARLY, end: LATE })
    for (const middle of cuts(walk)) {
      const before = factsIn(walk, { start: EARLY, end: middle })
      const after = factsIn(walk, { start: middle, end: LATE })
      expect([...(before?.lapsed ?? []), ...(after?.lapsed ?? [])], walk.seed).toEqual(whole?.lapsed ?? [])
    }
  }
})
