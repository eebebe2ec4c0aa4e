import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Random, seeded } from '#demo/random.ts'
import { procedureOf } from '#kernel/apply.ts'
import type { Reply } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import type { ActRequest } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { codesFor, itemKey } from '#store/item-codes.ts'
import type { Incoming } from '#store/sms-received.ts'
import { phoneOf } from '../small-tenant.ts'
import { type Bench, doDeed } from './deeds.ts'
import { note } from './notes.ts'
import { allStories, liveStory } from './stories.ts'

/**
 * Everything a process of the service does, at the same time and without end: people live the stories of every procedure, short
 * messages come in, rungs are climbed, people are reminded, messages go out, acts get their places in the log.
 */
export async function live(bench: Bench, seed: string): Promise<void> {
  const random = seeded(seed)
  const stories = await allStories()
  const ask = (request: ActRequest) => doDeed(bench, { kind: 'act', request })
  await Promise.all([
    again(bench, 0, () => liveStory(random.pick(stories), ask)),
    again(bench, 0, () => liveStory(random.pick(stories), ask)),
    again(bench, 5, () => answerBySms(bench, random)),
    again(bench, 10, () => doDeed(bench, { kind: 'handle' })),
    again(bench, 40, () => doDeed(bench, { kind: 'remind' })),
    again(bench, 10, () => doDeed(bench, { kind: 'deliver' })),
    again(bench, 10, () => doDeed(bench, { kind: 'sweep' })),
    again(bench, 15, () => doDeed(bench, { kind: 'sequence' })),
  ])
}

async function again(bench: Bench, everyMs: number, work: () => Promise<unknown>): Promise<never> {
  for (;;) {
    try {
      await work()
    } catch (error) {
      note(bench.notes, { trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
    // A sign of life each time: whoever kills goes by it.
    process.stdout.write('.')
    await pause(everyMs)
  }
}

const WAYS: readonly Reply[] = ['going', 'stuck', 'done']

const OPEN = `
select d.matter_id as matter, d.no as duty, d.name, d.procedure, d.unit_id as unit from duty d
where d.tenant_id = $1 and d.state = 'open' and d.post_id is null and (d.procedure || '.' || d.name) = any($2::text[])
order by d.opened_at desc limit 20`

/** Somebody answers an open item by its code. */
async function answerBySms(bench: Bench, random: Random): Promise<void> {
  const message = await someAnswer(bench.context, random)
  if (message) await doDeed(bench, { kind: 'sms', message })
}

/** A short message by which somebody answers an open item; undefined when there is none to answer. */
export async function someAnswer(context: StoreContext, random: Random): Promise<Incoming | undefined> {
  const names = Object.values(rulebook.procedures).flatMap(({ id, duties }) =>
    Object.entries(duties).flatMap(([name, duty]) => (duty.replies ? [`${id}.${name}`] : [])),
  )
  const { rows } = await context.db.query<{
    matter: string
    duty: number
    name: string
    procedure: string
    unit: string
  }>(OPEN, [context.tenant, names])
  if (rows.length === 0) return undefined
  const item = random.pick(rows)
  const { replies = {} } = procedureOf(rulebook, item.procedure).duties[item.name] ?? {}
  const way = random.pick(WAYS.filter((one) => replies[one]))
  const person = `${item.unit}.${random.pick(['head', 'deputy', 'clerk'])}`
  const code = (await codesFor(context, person, [item])).get(itemKey(item))
  if (code === undefined) return undefined
  return {
    gateway: 'mas',
    gatewayId: randomUUID(),
    phone: phoneOf(person),
    text: `${code} ${WAYS.indexOf(way) + 1} 进展情况`,
    sentAt: context.clock.now(),
    part: null,
  }
}
