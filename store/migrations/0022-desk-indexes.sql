-- In a file of their own, so that they are built beside a table in use.
create index matter_silent on matter (tenant_id, procedure, silent_from) where silent_from > '-infinity';
create index matter_undesked on matter (tenant_id, id) where silent_from = '-infinity';
create index matter_late on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  where flags @> '{late}';
-- `late` joined the flags that every matter may bear.
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  where not flags <@ '{lapsed,late,met,paused}';
create index party_decided on party (tenant_id, holder, procedure, closed, due_at, matter_id) where decided;
-- Letters that wait for an answer, planned visits, whatever a norm asks: what is owed, by its name.
create index duty_named on duty (tenant_id, procedure, name, due_at, matter_id, no) where state in ('open', 'paused');
