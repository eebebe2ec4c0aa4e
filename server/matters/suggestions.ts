import type { FastifyInstance } from 'fastify'
import { addDays, addDaysTo, dayAt, startOf } from '#kernel/time.ts'
import { type Suggestion, answerFigures, answerSuggestion, suggest, suggestions } from '#store/suggestions.ts'
import { operations } from '../contract/operations.ts'
import { type Answer, DONE, register } from '../contract/register.ts'
import type { Caller } from '../identity/caller.ts'
import { countAttempts } from '../identity/attempts.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { type Reader, readerFor, withNames } from './reader.ts'
import { noIds } from './texts.ts'

const { suggestions: queue, suggest: say, answerSuggestion: answer } = operations.desk
type Queue = Answer<typeof queue>

/** The statistics go back so many days; an answer is expected within so many. */
const COUNTED_DAYS = 365
const WITHIN_DAYS = 7

/** Nobody fills the queue by a slip of the finger or a script. */
const PACE = { most: 20, windowMs: 3_600_000 }

/** 意见: said from any page, seen and counted by all, answered by the administration. */
export function registerSuggestions(app: FastifyInstance, services: Services): void {
  const { context } = services
  const said = countAttempts(PACE)
  register(
    app,
    services,
    { queue, say, answer },
    {
      queue: async ({ caller, query }) => {
        const since = addDays(dayAt(context.clock.now()), -COUNTED_DAYS)
        const lateBefore = addDaysTo(context.clock.now(), -WITHIN_DAYS)
        const [page, figures, plain] = await Promise.all([
          suggestions(context, caller.actor, query),
          answerFigures(context, startOf(since), lateBefore),
          readerFor(context, caller.actor),
        ])
        const ids = noIds()
        for (const { person } of page.rows) if (person !== null) ids.people.add(person)
        const reader = await withNames(context, plain, ids)
        return {
          items: page.rows.map((row) => shownTo(caller, reader, row)),
          next: page.next,
          figures: { since, withinDays: WITHIN_DAYS, ...figures },
          answers: caller.seat.administers === 'system',
        }
      },

      say: async ({ caller, body }) => {
        const wait = said.take(caller.actor.person, Date.parse(context.clock.now()))
        if (wait > 0) return problem('TOO_MANY', '一小时内提的意见太多，请稍后再提', { retryAfter: wait })
        return { id: await suggest(context, caller.actor, { ...body, page: pageAlone(body.page) }) }
      },

      answer: async ({ caller, params, body }) =>
        (await answerSuggestion(context, caller.actor, params.id, body)) ? DONE : notFound(),
    },
  )
}

/** `/matters/m-17?tab=acts` is about `/matters`: which one would tell who said it. */
const pageAlone = (address: string): string => /^\/[^/?#]*/.exec(address)?.[0] ?? ''

/** Names are for those who answer: colleagues read what was said, not who said it. */
function shownTo({ seat, actor }: Caller, reader: Reader, row: Suggestion): Queue['items'][number] {
  const { directory } = reader.district
  const mine = row.person === actor.person
  const name = row.person === null ? null : (reader.names.people.get(row.person) ?? row.person)
  return {
    id: row.id,
    kind: row.kind,
    text: row.text,
    at: row.at,
    by:
      seat.administers === 'system' && name !== null
        ? `${row.unit ? directory.unitName(row.unit) : ''}${name}`
        : null,
    mine,
    page: pageAlone(row.page),
    outcome: row.outcome,
    answer: row.answer,
    answeredBy: row.post === null ? null : directory.postTitle(row.post),
    answeredAt: row.answeredAt,
  }
}
