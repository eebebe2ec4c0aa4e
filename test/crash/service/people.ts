// Run by the crash test as a process of its own, which is never killed: people and a gateway who use the service over HTTP, write
// down what they mean to do before they ask and what they were told after, and ask again under the same key until they are told.

import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PoolConfig } from 'pg'
import { seeded } from '#demo/random.ts'
import { addMs } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { ActRequest } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { openDb } from '#store/db.ts'
import { someAnswer } from '../life.ts'
import { note } from '../notes.ts'
import type { Deed, Outcome } from '../order.ts'
import { allStories, liveStory } from '../stories.ts'
import { Browser, Unknown } from './http.ts'

export interface PeopleOrder {
  readonly connection: PoolConfig
  readonly tenant: string
  readonly addresses: readonly string[]
  readonly notes: string
  readonly seed: string
  /** How many live stories at a time. */
  readonly many: number
  /** Milliseconds by which the service's clock is ahead. */
  readonly ahead: number
}

export type Told =
  | { readonly pause: true }
  | { readonly resume: true; readonly ahead: number }
  | { readonly end: true }
/** What people tell of: acts they were told are done, requests they made, those they had to make again; and that all have stopped. */
export type Tells =
  | { readonly done: number; readonly asked: number; readonly retried: number }
  | { readonly still: true }

const order = JSON.parse(process.argv[2] ?? '') as PeopleOrder
const random = seeded(order.seed)
const browser = new Browser(order.addresses)
let { ahead } = order
const context: StoreContext = {
  // Codes of items stand on paper lists and in messages; here they are looked up.
  db: openDb(order.connection, { size: 2 }),
  tenant: order.tenant,
  rulebook,
  clock: { now: () => addMs(new Date().toISOString(), ahead) },
  newId: () => randomUUID(),
  newSalt: () => randomBytes(32),
}

let going: Promise<void> = Promise.resolve()
let go: () => void = () => undefined
let stopped = false
let atWork = 0
let [done, asked, retried] = [0, 0, 0]

const tell = (what: Tells): void => void process.send?.(what)

/** Once told to stop, people finish what they have asked for and begin nothing new. */
function tellWhenStill(): void {
  if (stopped && atWork === 0) tell({ still: true })
}

/** Asks, and asks again with the same key until there is an answer. */
async function told(
  key: string,
  deed: Extract<Deed, { kind: 'act' | 'sms' }>,
  ask: () => Promise<Outcome>,
): Promise<Outcome> {
  await going
  atWork++
  note(order.notes, { intent: key, deed })
  for (let attempt = 0; ; attempt++) {
    try {
      asked++
      const outcome = await ask()
      note(order.notes, { result: key, outcome })
      if (outcome.kind === 'done') done++
      tell({ done, asked, retried })
      atWork--
      tellWhenStill()
      return outcome
    } catch (error) {
      if (attempt === 0) retried++
      if (!(error instanceof Unknown) || error.broken)
        note(order.notes, {
          trouble: error instanceof Error ? (error.stack ?? error.message) : String(error),
        })
      await pause(20 + random.int(100))
    }
  }
}

const act = (request: ActRequest): Promise<Outcome> => {
  const caller = (request.enteredBy ?? request.actor).person
  return told(`${caller}/${request.key}`, { kind: 'act', request }, () => browser.act(request))
}

process.on('message', (message: Told) => {
  if ('pause' in message) {
    stopped = true
    going = new Promise((resolve) => (go = resolve))
    tellWhenStill()
  } else if ('resume' in message) {
    stopped = false
    ahead = message.ahead
    go()
  } else process.exit(0)
})

const stories = (await allStories()).filter(({ steps }) =>
  // Somebody else's post for a day is not to be had by logging in.
  steps.every((step) => !('as' in step) || step.as === undefined),
)

async function liveOn(): Promise<never> {
  for (;;) {
    await liveStory(random.pick(stories), act)
    await pause(0)
  }
}

async function answerOn(): Promise<never> {
  for (;;) {
    await pause(100)
    await going
    // Looking for something to answer changes nothing; when the database is away there is nothing to answer.
    const message = await someAnswer(context, random).catch(() => undefined)
    if (message)
      await told(`sms/${message.gateway}/${message.gatewayId}`, { kind: 'sms', message }, () =>
        browser.handIn(message),
      )
  }
}

await Promise.all([...Array.from({ length: order.many }, liveOn), answerOn()])
