import type { Audited } from './audit.ts'
import type { Queryable } from './db.ts'
import { allDecidingKinds } from './decided.ts'
import { decidedIn } from './fill-desks.ts'
import { FLAGS_OF_PARTIES, bearsLapse, draftedIn } from './lapses.ts'

// Where parties and hands say something else of their matter than it does, or somebody who acted has no hand in it.
const astray = (decided: string): string => `
select m.id from matter m
where m.tenant_id = $1 and m.id = any($2::text[]) and (
  exists (select from party p where p.tenant_id = m.tenant_id and p.matter_id = m.id
    and (p.procedure, p.closed, p.due_at, p.flags, p.drafted, p.opened_at, p.moved_at, p.decided) is distinct from
      (m.procedure, m.closed, coalesce(m.due_at, 'infinity'), ${FLAGS_OF_PARTIES}, ${draftedIn('m.state_group')}, m.opened_at, case when m.closed then m.updated_at end, ${decided}))
  or exists (select from hand h where h.tenant_id = m.tenant_id and h.matter_id = m.id
    and ((h.closed, h.due_at) is distinct from (m.closed, coalesce(m.due_at, 'infinity'))
      or (select max(j.at) = h.acted_at from journal j where j.tenant_id = m.tenant_id and j.matter_id = m.id and j.person_id = h.person_id) is not true))
  or (select (l.procedure, l.closed, l.due_at) = (m.procedure, m.closed, coalesce(m.due_at, 'infinity')) from late l
    where l.tenant_id = m.tenant_id and l.matter_id = m.id) is distinct from case when ${bearsLapse('late')} then true end
  or exists (select from journal j where j.tenant_id = m.tenant_id and j.matter_id = m.id and j.person_id is not null
    and not exists (select from hand h where h.tenant_id = m.tenant_id and h.person_id = j.person_id and h.matter_id = m.id)))`

/** Of some matters those that lists would show in a wrong place, or not at all. */
export async function astrayInLists(
  tx: Queryable,
  { tenant, rulebook }: Pick<Audited, 'tenant' | 'rulebook'>,
  matters: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(astray(decidedIn(rulebook, '$3')), [
    tenant,
    matters,
    allDecidingKinds(rulebook),
  ])
  return new Set(rows.map(({ id }) => id))
}
