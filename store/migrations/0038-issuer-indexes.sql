-- In a file of their own, so that they are built beside a table in use.

-- What is asked in a leader's name, in the order of lists: one range for each procedure, counted and chosen without the rows.
create index matter_issuer on matter (tenant_id, issuer, procedure, closed, (case when due_at is null then 'infinity' else due_at end), id)
  include (due_at, state, state_group, flags) where issuer is not null;
create index matter_unissued on matter (tenant_id, id) where issuer = '?';
drop index matter_arranger;
drop index matter_leader;
drop index matter_signer;
