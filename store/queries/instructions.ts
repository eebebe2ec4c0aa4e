import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { RECORDED_COLUMNS, type RecordedRow, Values, visible } from './parts.ts'

/** Which acts, when, and by which post; without a post, by anybody. */
export interface ActedAsked {
  readonly kinds: readonly string[]
  readonly from: Instant
  readonly to: Instant
  readonly post?: string | undefined
  readonly limit: number
}

/** Matters this person may see on which one of some acts was done in a period, each once, the earliest act first. */
export async function mattersActedOn(
  context: StoreContext,
  actor: Actor,
  { kinds, from, to, post, limit }: ActedAsked,
): Promise<readonly RecordedRow[]> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const by = post === undefined ? '' : ` and j.post_id = ${values.add(post)}`
  const text = `with acted as (
  select j.matter_id, min(j.at) first_at from journal j
  where j.tenant_id = ${tenant} and j.kind = any(${values.add(kinds)}::text[])
    and j.at >= ${values.add(from)}::timestamptz and j.at < ${values.add(to)}::timestamptz${by}
  group by j.matter_id
)
select ${RECORDED_COLUMNS} from acted a join matter m on m.tenant_id = ${tenant} and m.id = a.matter_id
where ${visible(context.rulebook, actor, values)}
order by a.first_at, m.id limit ${values.add(limit)}`
  const { rows } = await context.db.query<RecordedRow>(text, values.list)
  return rows
}
