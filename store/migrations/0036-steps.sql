-- In a file of its own, so that it is built beside a table in use.

-- How many of a unit's matters stand at a step is a range as well: one unit may have every licence of the district.
drop index matter_step;
create index matter_step on matter (tenant_id, procedure, state, unit_id) include (id, state_group) where closed = false;
