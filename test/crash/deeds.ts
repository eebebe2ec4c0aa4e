import { remindOfDay } from '#server/reminders/remind.ts'
import { handleReceived } from '#server/sms/inbox.ts'
import { act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import { type Driver, deliver } from '#store/outbox.ts'
import { sequence } from '#store/sequencer.ts'
import { keepReceived } from '#store/sms-received.ts'
import { sweep } from '#store/sweep.ts'
import { note, readNotes, unanswered } from './notes.ts'
import type { Deed, Outcome } from './order.ts'
import type { Points } from './points.ts'

/** What a process works with. */
export interface Bench {
  readonly context: StoreContext
  readonly log: Log
  readonly notes: string
  readonly points: Points
}

/** Matters swept at once: small, so that a crash falls between batches too. */
const BATCH = 5

/** Does one thing; intents and answers of what somebody asked for are noted around it. */
export async function doDeed(bench: Bench, deed: Deed): Promise<Outcome | undefined> {
  const { context, log, points } = bench
  switch (deed.kind) {
    case 'act':
      return noted(bench, deed.request.key, deed, async () => {
        const outcome = await act(context, deed.request)
        if (outcome.kind !== 'done') return { kind: outcome.kind }
        const { act: id, matter, seq, leafHash: hash } = outcome.receipt
        return { kind: 'done', act: id, matter, seq, hash }
      })
    case 'sms':
      return noted(bench, `sms/${deed.message.gateway}/${deed.message.gatewayId}`, deed, async () => {
        await keepReceived(context, [deed.message])
        return { kind: 'kept' }
      })
    case 'handle':
      await handleReceived(context)
      return undefined
    case 'remind':
      await remindOfDay(context, { url: null })
      return undefined
    case 'deliver':
      await deliver(context, driversOf(bench))
      return undefined
    case 'sweep':
      await sweep(context, context.clock.now(), { batch: BATCH })
      return undefined
    case 'sequence':
      await sequence(context, log, { reached: (point) => points.reach(point, 'answered') })
      return undefined
  }
}

async function noted(
  { notes, points }: Bench,
  key: string,
  deed: Extract<Deed, { kind: 'act' | 'sms' }>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  note(notes, { intent: key, deed })
  const outcome = await work()
  points.reach('reply', 'before')
  note(notes, { result: key, outcome })
  return outcome
}

/** Gateways that write down what they were given. */
function driversOf({ notes, points }: Bench): Record<string, Driver> {
  const driver: Driver = async ({ dedupeKey }) => {
    points.reach('gateway', 'before')
    note(notes, { delivered: dedupeKey })
    points.reach('gateway', 'answered')
  }
  return { notice: driver, sms: driver, mail: driver }
}

/** Asks again, with the same keys, for what a process before this one never heard the answer of. */
export async function askAgain(bench: Bench): Promise<void> {
  for (const { deed } of unanswered(readNotes(bench.notes))) await doDeed(bench, deed)
}
