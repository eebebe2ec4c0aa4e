-- What a unit owes by its posts stood in one range with all that the unit itself owes, which is the most by far.
create index duty_of_posts on duty (tenant_id, unit_id, due_at, matter_id, no) include (procedure, state, post_id, lapsed_at)
  where state in ('open', 'paused') and post_id is not null;
