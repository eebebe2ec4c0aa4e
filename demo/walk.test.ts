import { expect, test } from 'vitest'
import { replay } from '#kernel/matter.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { rulebook } from '#rulebook/index.ts'
import { groundOf, randomWalk } from './walk.ts'

const ground = groundOf(rulebook, 'supervised-task', shippedCalendar)
const SEED = process.env['WALK_SEED'] ?? 'walk'

test('walks are the same for the same seed', () => {
  const [one, same] = [randomWalk(ground, SEED, 40), randomWalk(ground, SEED, 40)]
  // What the facts look up by function is made anew for each walk.
  expect(JSON.stringify(one)).toBe(JSON.stringify(same))
})

// That they do every act is held beside each procedure, over more of them.
test('walks replay, refuse without a trace, and come to every state', () => {
  const states = new Set<string | null>()
  const changed: string[] = []
  for (let n = 0; n < 400; n++) {
    const walk = randomWalk(ground, `${SEED}-${n}`, 40)
    for (const { outcome, before, after } of walk.steps) {
      if (outcome.kind === 'refused' && after !== before) changed.push(walk.seed)
      states.add(after.state)
    }
    expect(replay(walk.start, walk.entries), walk.seed).toEqual(walk.end)
  }
  expect(changed).toEqual([])
  const procedure = rulebook.procedures['supervised-task']
  expect(Object.keys(procedure?.states ?? {}).filter((state) => !states.has(state))).toEqual([])
})
