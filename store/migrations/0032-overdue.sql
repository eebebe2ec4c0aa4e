-- What is overdue of what somebody owes comes first in the order of what is due: the index that lists it can tell. Two indexes less to
-- write for a term that runs out.
drop index duty_holder;
create index duty_holder on duty (tenant_id, unit_id, due_at, matter_id, no) include (procedure, state, post_id, lapsed_at)
  where state in ('open', 'paused');
drop index duty_common;
create index duty_common on duty (tenant_id, unit_id, due_at, matter_id, no) include (procedure, state, person_id, lapsed_at)
  where state in ('open', 'paused') and post_id is null;
drop index duty_post;
create index duty_post on duty (tenant_id, post_id, due_at, matter_id, no) include (procedure, state, lapsed_at)
  where state in ('open', 'paused') and post_id is not null;
drop index duty_overdue;
drop index duty_overdue_post;
