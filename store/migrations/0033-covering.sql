-- In a file of their own, so that they are built beside a table in use.

-- A list over several procedures, or of one unit, is chosen in the index and reads only the matters it shows; a count reads none. The
-- planner looks for the columns behind an expression, and not for the expression itself: hence `due_at` beside what is made of it.
drop index matter_due;
create index matter_due on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at);
drop index matter_unit;
create index matter_unit on matter (tenant_id, unit_id, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at, procedure, state, state_group);
drop index matter_unit_moved;
create index matter_unit_moved on matter (tenant_id, unit_id, closed, updated_at, id) include (procedure, state_group);
drop index matter_burning;
create index matter_burning on matter (tenant_id, procedure, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at) where closed = false and not flags && '{paused,met}';
drop index matter_burning_unit;
create index matter_burning_unit on matter (tenant_id, unit_id, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at, procedure) where closed = false and not flags && '{paused,met}';
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (flags, due_at) where not flags <@ '{lapsed,late,met,paused}';
drop index matter_step;
create index matter_step on matter (tenant_id, procedure, state) include (id, state_group) where closed = false;
-- In the order of lists: who has been silent for how long is looked at as they come.
drop index matter_silent;
create index matter_silent on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (silent_from, due_at) where silent_from > '-infinity';

-- What conditions ask of a matter that another table names, without its row: that is ten times as wide, and in a page of its own.
create index matter_standing on matter (tenant_id, id)
  include (procedure, state, state_group, closed, due_at, flags, updated_at, unit_id, silent_from);

-- The same of what a unit let run out, of what happened to a matter, of what somebody has read, and of what they were told.
drop index duty_lapsed;
create index duty_lapsed on duty (tenant_id, unit_id, lapsed_at) include (matter_id, no, procedure, state) where lapsed_at is not null;
drop index journal_seq;
create unique index journal_seq on journal (tenant_id, matter_id, seq) include (kind, at);
create index opened_seen on opened (tenant_id, person_id, matter_id) include (seq);
drop index notice_unit;
create index notice_unit on notice (tenant_id, unit_id, at, matter_id, seq, n) include (kind, post_id, person_id)
  where kind <> 'duty' and post_id is null;
drop index notice_post;
create index notice_post on notice (tenant_id, post_id, at, matter_id, seq, n) include (kind, unit_id)
  where kind <> 'duty' and post_id is not null;
