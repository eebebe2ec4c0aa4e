-- What a unit owes as a whole, and not by one of its posts: of the duties of those who lead nearly all are their posts'.
create index duty_common on duty (tenant_id, unit_id, due_at, matter_id, no) where state in ('open', 'paused') and post_id is null;
