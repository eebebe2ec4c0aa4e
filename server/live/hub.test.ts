import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import type { Services } from '../services.ts'
import { type Listener, openHub } from './hub.ts'

const EVERY_MS = 20
const limits = { everyMs: EVERY_MS, roomEveryMs: EVERY_MS, perSession: 1_000, inAll: 1_000 }

const head: Actor = {
  person: 'ehead',
  post: 'edu-head',
  unit: 'edu',
  level: 'head',
  functions: [],
  as: 'holder',
}
const happened = {
  idx: 0,
  act_id: 'a1',
  matter_id: 'm1',
  procedure: 'supervised-task',
  seq: 1,
  kind: 'supervised-task.setUp',
  at: '2026-03-02T01:00:00.000Z',
  parties: ['unit:edu'],
}

/** Services whose tables are empty but for one act, once `act` is called; `ask` sees each statement before it is answered. */
function emptyStore(ask: (text: string) => void = () => undefined) {
  let acted = false
  let reads = 0
  const query = async (text: string, values: readonly unknown[] = []) => {
    reads++
    ask(text)
    await pause(1)
    if (text.includes('journal_pending p')) {
      return { rows: acted && values[1] === 0 ? [happened] : [], rowCount: 0 }
    }
    return { rows: text.includes('log_state') ? [{ size: 0, pending: null }] : [], rowCount: 0 }
  }
  const services = {
    context: { db: { query }, tenant: 't1', rulebook, clock: { now: () => happened.at } },
    logs: null,
  } as unknown as Services
  return { services, act: () => (acted = true), reads: () => reads }
}

const page = (told: string[] = [], actor: () => Promise<Actor | null> = async () => head): Listener => ({
  session: 's',
  actor,
  send: (events) => told.push(...events.map((e) => String(e.data['id']))),
  end: () => told.push('end'),
})

test('pages that come and go, also during a poll, are served by one loop', async () => {
  const store = emptyStore()
  const hub = openHub(store.services, limits)
  for (let n = 0; n < 200; n++) {
    const passing = page()
    void hub.join(passing)
    await pause(n % 3 === 0 ? 1 : 0)
    hub.leave(passing)
  }
  void hub.join(page())
  await pause(EVERY_MS)
  const before = store.reads()
  await pause(20 * EVERY_MS)
  // One read per interval at most, where a second loop would have doubled it.
  expect(store.reads() - before).toBeLessThanOrEqual(21)
  expect(store.reads() - before).toBeGreaterThan(0)
  await hub.close()
  const closed = store.reads()
  await pause(3 * EVERY_MS)
  expect(store.reads()).toBe(closed)
})

test('nobody listening, nothing is read', async () => {
  const store = emptyStore()
  const hub = openHub(store.services, limits)
  const only = page()
  void hub.join(only)
  hub.leave(only)
  await pause(3 * EVERY_MS)
  const idle = store.reads()
  await pause(5 * EVERY_MS)
  expect(store.reads()).toBe(idle)
  await hub.close()
})

test('what a failure kept back is told by the next poll, to each page once', async () => {
  let failures = 1
  const store = emptyStore((text) => {
    if (text.includes('join notice') && failures-- > 0) throw new Error('the database is away')
  })
  const hub = openHub(store.services, limits)
  const [first, second]: [string[], string[]] = [[], []]
  let lost = 1
  void hub.join(page(first))
  void hub.join(
    page(second, async () => {
      if (lost-- > 0) throw new Error('the connection is lost')
      return head
    }),
  )
  await pause(2 * EVERY_MS)
  store.act()
  await expect.poll(() => [first, second]).toEqual([['m1'], ['m1']])
  await pause(3 * EVERY_MS)
  expect([first, second]).toEqual([['m1'], ['m1']])
  await hub.close()
  expect(first).toEqual(['m1', 'end'])
})

test('a room is told at once of what was done here, long before the next poll', async () => {
  const store = emptyStore()
  const hub = openHub(store.services, { ...limits, roomEveryMs: 60_000 })
  const room = { meeting: 'm1', tell: () => undefined }
  const seen: string[] = []
  void hub.join({ ...page(), room })
  void hub.join(page(seen))
  await expect.poll(() => store.reads()).toBeGreaterThan(0)
  store.act()
  hub.wake()
  await expect.poll(() => seen).toEqual(['m1'])
  await hub.close()
})

test('without a room nobody is woken', async () => {
  const store = emptyStore()
  const hub = openHub(store.services, { ...limits, everyMs: 60_000 })
  void hub.join(page())
  await expect.poll(() => store.reads()).toBeGreaterThan(0)
  const before = store.reads()
  hub.wake()
  await pause(5 * EVERY_MS)
  expect(store.reads()).toBe(before)
  await hub.close()
})

test('nobody is let in before it is known from where on they are told', async () => {
  let held = true
  const store = emptyStore((text) => {
    if (text.includes('log_state') && held) throw new Error('the database is away')
  })
  const hub = openHub(store.services, limits)
  const told: string[] = []
  let isIn = false
  const joined = hub.join(page(told)).then(() => (isIn = true))
  await pause(5 * EVERY_MS)
  expect(isIn).toBe(false)
  held = false
  await joined
  // What happens once they are in reaches them, however soon.
  store.act()
  await expect.poll(() => told).toEqual(['m1'])
  await hub.close()
})

test('a closed hub takes nobody', async () => {
  const hub = openHub(emptyStore().services, limits)
  await hub.close()
  expect(await hub.join(page())).toBe(false)
})
