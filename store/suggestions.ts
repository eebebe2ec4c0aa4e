import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { type Page, Values, keyIn, pageOf, rowOf } from './queries/parts.ts'

/** 意见 as it is kept. `person` and `unit` are null where the author gave no name. */
export interface Suggestion {
  readonly id: string
  readonly person: string | null
  readonly unit: string | null
  readonly kind: 'fault' | 'burden' | 'idea'
  readonly page: string
  readonly text: string
  readonly at: Instant
  readonly outcome: 'done' | 'planned' | 'declined' | null
  readonly answer: string | null
  readonly post: string | null
  readonly answeredAt: Instant | null
}

/** Which of them: those without an answer, the oldest first; those with one, or one's own, the latest first. */
export type Box = 'waiting' | 'answered' | 'mine'

const COLUMNS = `s.id, s.person_id as person, s.unit_id as unit, s.kind, s.page, s.text, s.created_at as at, s.outcome, s.answer,
  s.answered_post as post, s.answered_at as "answeredAt"`

const CASTS = ['timestamptz', 'text'] as const

/** One page of the queue. */
export async function suggestions(
  { db, tenant }: StoreContext,
  actor: Actor,
  page: { readonly box: Box; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<Suggestion>> {
  const values = new Values()
  const where = [`s.tenant_id = ${values.add(tenant)}`]
  if (page.box === 'mine') where.push(`s.person_id = ${values.add(actor.person)}`)
  else where.push(`s.answered_at is ${page.box === 'waiting' ? '' : 'not '}null`)
  const [order, beyond] = page.box === 'waiting' ? ['', '>'] : [' desc', '<']
  const after = keyIn(page.cursor, CASTS)
  if (after) where.push(`(s.created_at, s.id) ${beyond} ${rowOf(after, CASTS, values)}`)
  const text = `select ${COLUMNS} from suggestion s where ${where.join(' and ')}
order by s.created_at${order}, s.id${order} limit ${values.add(page.limit + 1)}`
  const { rows } = await db.query<Suggestion>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.at, row.id])
}

/** How the office answers, over everything said since an instant. */
export interface AnswerFigures {
  readonly received: number
  readonly answered: number
  readonly waiting: number
  /** Waiting for longer than the days the office is to answer in. */
  readonly late: number
  /** Days from saying to answering, half of them took no longer; null while none is answered. */
  readonly medianDays: number | null
}

const FIGURES = `
select count(*) as received, count(answered_at) as answered, count(*) - count(answered_at) as waiting,
  count(*) filter (where answered_at is null and created_at < $3::timestamptz) as late,
  percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at) / 86400)::float8 as "medianDays"
from suggestion where tenant_id = $1 and created_at >= $2::timestamptz`

/** Answer statistics since an instant; what was said before `lateBefore` and has no answer is late. */
export async function answerFigures(
  { db, tenant }: StoreContext,
  since: Instant,
  lateBefore: Instant,
): Promise<AnswerFigures> {
  const { rows } = await db.query<AnswerFigures>(FIGURES, [tenant, since, lateBefore])
  return rows[0] ?? { received: 0, answered: 0, waiting: 0, late: 0, medianDays: null }
}

const SAY = `
insert into suggestion (tenant_id, id, person_id, unit_id, kind, page, text, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)`

/** Puts one into the queue. Without a name neither person nor unit is written down. */
export async function suggest(
  { db, tenant, newId, clock }: StoreContext,
  actor: Actor,
  said: Pick<Suggestion, 'kind' | 'page' | 'text'> & { readonly named: boolean },
): Promise<string> {
  const id = newId()
  const [person, unit] = said.named ? [actor.person, actor.unit] : [null, null]
  await db.query(SAY, [tenant, id, person, unit, said.kind, said.page, said.text, clock.now()])
  return id
}

const ANSWER = `
update suggestion set outcome = $3, answer = $4, answered_post = $5, answered_at = coalesce(answered_at, $6::timestamptz)
where tenant_id = $1 and id = $2`

/** Answers one, or puts an answer right; false when there is none of that id. */
export async function answerSuggestion(
  { db, tenant, clock }: StoreContext,
  actor: Actor,
  id: string,
  given: { readonly outcome: NonNullable<Suggestion['outcome']>; readonly answer: string },
): Promise<boolean> {
  const values = [tenant, id, given.outcome, given.answer, actor.post, clock.now()]
  return (await db.query(ANSWER, values)).rowCount === 1
}
