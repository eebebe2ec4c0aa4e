-- In a file of their own, so that they are built beside a table in use.

-- Whether somebody takes part in a matter is asked of every row that inboxes and lists show: one look into one page of an index, and not
-- one for each seat and the row besides.
create index party_of on party (tenant_id, matter_id, holder);
drop index party_matter;

-- What is counted is counted in the index: it has all that a count asks.
drop index duty_holder;
create index duty_holder on duty (tenant_id, unit_id, due_at, matter_id, no) include (procedure, state, post_id)
  where state in ('open', 'paused');
drop index duty_common;
create index duty_common on duty (tenant_id, unit_id, due_at, matter_id, no) include (procedure, state, person_id)
  where state in ('open', 'paused') and post_id is null;
drop index duty_creditor;
create index duty_creditor on duty (tenant_id, creditor_unit, due_at, matter_id, no) include (procedure)
  where state in ('open', 'paused') and creditor_unit is not null;
drop index journal_kind;
create index journal_kind on journal (tenant_id, kind, at) include (matter_id, seq);
drop index matter_flagged;
create index matter_flagged on matter (tenant_id, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (flags) where not flags <@ '{lapsed,late,met,paused}';

-- Late is found by its own list; nothing asks for what a person owes besides what the unit does.
drop index duty_late;
drop index duty_person;

-- Bodies differ in size, and a small one would go into whatever page of years ago has room for it: a page read, changed and logged for a
-- few hundred bytes. So much stays free in each page that new ones go where the last ones went.
alter table journal_body set (fillfactor = 95);
