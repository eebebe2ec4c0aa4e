-- In a file of its own, so that it is built beside a table in use.

-- What one person was told stands apart from what their unit was told: of a large unit whoever looked went through the notices of all others.
drop index notice_unit;
create index notice_unit on notice (tenant_id, unit_id, at, matter_id, seq, n) include (kind, post_id, person_id)
  where kind <> 'duty' and post_id is null and person_id is null;
create index notice_person on notice (tenant_id, person_id, at, matter_id, seq, n) include (kind, post_id, unit_id)
  where kind <> 'duty' and post_id is null and person_id is not null;
