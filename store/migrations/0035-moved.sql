-- In a file of their own, so that they are built beside a table in use.

-- What moved last among the closed, or among the open, is a range: of some procedures thousands of the one kind lie before the first of the
-- other.
drop index matter_updated;
create index matter_updated on matter (tenant_id, procedure, closed, updated_at, id);
-- What of a unit bears a rare flag is found in the index.
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (flags, due_at, unit_id) where not flags <@ '{lapsed,late,met,paused}';
