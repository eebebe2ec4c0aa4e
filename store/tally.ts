import type { Refusal } from '#kernel/refusal.ts'
import { dayAt } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

const TALLY = `
insert into refusal_tally (tenant_id, day, act, code, norm, n)
select $1, $2::date, $3, r.code, r.norm, 1 from unnest($4::text[], $5::text[]) r(code, norm) order by r.code
on conflict (tenant_id, day, act, code) do update set n = refusal_tally.n + 1`

/** Counts refusals by day, act and code, without a person. Fires and forgets: a lost count harms nobody, a slow one would. */
export function tally(
  context: StoreContext,
  request: { readonly procedure: string; readonly act: string },
  refusals: readonly Refusal[],
): void {
  const byCode = new Map(refusals.map((r) => [r.code, r.norm ?? null]))
  const kind = `${request.procedure}.${request.act}`.slice(0, 100)
  const day = dayAt(context.clock.now())
  context.db
    .query(TALLY, [context.tenant, day, kind, [...byCode.keys()], [...byCode.values()]])
    .catch(() => undefined)
}
