-- In a file of their own, so that they are built beside a table in use.
drop index matter_late;
create index duty_late on duty (tenant_id, procedure, matter_id, no) where lapsed_at is not null and state = 'open';
