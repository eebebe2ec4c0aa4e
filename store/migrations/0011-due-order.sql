-- Behind row security an index on an expression serves a condition only where the planner knows the expression to give nothing of
-- its values away. Of `case` it knows that, of `coalesce` it does not: lights and later pages read past rows they did not show.
drop index matter_due;
create index matter_due on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id);
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  where flags <> '{}';
drop index matter_unit;
create index matter_unit on matter (tenant_id, unit_id, closed, (case when due_at is null then 'infinity' else due_at end), id);
drop index matter_arranger;
create index matter_arranger on matter (tenant_id, (record ->> 'arranger'), closed,
  (case when due_at is null then 'infinity' else due_at end), id);
