-- In a file of its own, so that it is built beside a table in use.

-- What moved last in the district, whatever the procedure.
create index matter_moved on matter (tenant_id, closed, updated_at, id) include (procedure);
