-- In a file of their own, so that they are built beside a table in use.
create index party_due on party (tenant_id, holder, procedure, closed, due_at, matter_id);
create index party_new on party (tenant_id, holder, procedure, opened_at, matter_id);
create index party_moved on party (tenant_id, holder, procedure, moved_at, matter_id) where closed;
create index party_unlisted on party (tenant_id, matter_id) where procedure is null;
