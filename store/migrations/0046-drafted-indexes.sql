-- In a file of their own, so that they are built beside a table in use.
drop index party_due;
create index party_due on party (tenant_id, holder, procedure, closed, due_at, matter_id) include (flags, drafted);
create index party_undrafted on party (tenant_id, matter_id) where drafted is null;
