-- What a unit owes and is owed was read in the order of terms over all procedures: past thousands of another procedure's that the reader
-- may not see. Here each procedure is a range. Counted are matters, not duties: in their order each stands in one place.
create index duty_owes on duty (tenant_id, unit_id, procedure, matter_id) where state in ('open', 'paused');
create index duty_owed on duty (tenant_id, creditor_unit, procedure, matter_id)
  where state in ('open', 'paused') and creditor_unit is not null;
create index duty_owes_due on duty (tenant_id, unit_id, procedure, due_at, matter_id, no) where state in ('open', 'paused');
drop index duty_creditor;
create index duty_owed_due on duty (tenant_id, creditor_unit, procedure, due_at, matter_id, no)
  where state in ('open', 'paused') and creditor_unit is not null;

-- What is stuck among all that a post decided was looked for in all that it decided.
create index party_decided_flagged on party (tenant_id, holder, procedure, closed, due_at, matter_id) include (flags)
  where decided and not flags <@ '{lapsed,late,met,paused}';

-- What a unit let run out, likewise.
drop index duty_lapsed;
create index duty_lapsed on duty (tenant_id, unit_id, procedure, lapsed_at) include (matter_id, no, state) where lapsed_at is not null;
