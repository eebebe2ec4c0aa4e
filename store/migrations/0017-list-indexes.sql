-- What is overdue now is counted with every inbox; all that ever lapsed is many times as much.
create index duty_overdue on duty (tenant_id, unit_id, due_at, matter_id, no) where lapsed_at is not null and state = 'open';
create index duty_overdue_post on duty (tenant_id, post_id, due_at, matter_id, no)
  where lapsed_at is not null and state = 'open' and post_id is not null;

-- Lights burn on what is open and neither rests nor is met; the oldest terms of a district are mostly met.
create index matter_burning on matter (tenant_id, procedure, (case when due_at is null then 'infinity' else due_at end), id)
  where closed = false and not flags && '{paused,met}';
create index matter_burning_unit on matter (tenant_id, unit_id, (case when due_at is null then 'infinity' else due_at end), id)
  where closed = false and not flags && '{paused,met}';
create index matter_unit_moved on matter (tenant_id, unit_id, closed, updated_at, id);

-- Flags that a procedure declares are rare beside those every matter may bear.
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  where not flags <@ '{lapsed,met,paused}';

-- Most duties and notices are a unit's: nine in ten duties name no post, eight in ten no person, and none of these is ever looked
-- for by post or person. Left out, a term that runs out writes two index entries less.
drop index duty_person;
create index duty_person on duty (tenant_id, person_id, due_at, matter_id, no) where state in ('open', 'paused') and person_id is not null;
drop index duty_post;
create index duty_post on duty (tenant_id, post_id, due_at, matter_id, no) where state in ('open', 'paused') and post_id is not null;
drop index notice_post;
create index notice_post on notice (tenant_id, post_id, at, matter_id, seq, n) where kind <> 'duty' and post_id is not null;
