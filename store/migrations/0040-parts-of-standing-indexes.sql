-- In a file of their own, so that they are built beside a table in use.

-- Whether a light burns on a party's matter stands beside its place in the list.
drop index party_due;
create index party_due on party (tenant_id, holder, procedure, closed, due_at, matter_id) include (flags);
drop index party_decided;
create index party_decided on party (tenant_id, holder, procedure, closed, due_at, matter_id) include (flags) where decided;
-- Of all that a post decided little bears a flag of its procedure.
create index party_flagged on party (tenant_id, holder, procedure, closed, due_at, matter_id) include (flags, decided)
  where not flags <@ '{lapsed,late,met,paused}';
-- The same of a unit.
create index matter_flagged_unit on matter (tenant_id, unit_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (flags, due_at) where not flags <@ '{lapsed,late,met,paused}';
-- What was never looked at on the spot is counted step by step, and among what is overdue.
drop index matter_step;
create index matter_step on matter (tenant_id, procedure, state, unit_id) include (id, state_group, deeds) where closed = false;
drop index matter_burning;
create index matter_burning on matter (tenant_id, procedure, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at, deeds) where closed = false and not flags && '{paused,met}';
create index matter_undeeded on matter (tenant_id, id) where deeds is null;
