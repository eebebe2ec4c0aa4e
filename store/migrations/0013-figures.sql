-- What is asked in a leader's name stands in a field of the record that differs by procedure. Each gets its range in the order of
-- lists, so that a leader's figures read no more than they show, whatever the size of the district.
create index matter_leader on matter (tenant_id, (record ->> 'leader'), closed,
  (case when due_at is null then 'infinity' else due_at end), id) where (record ->> 'leader') is not null;
create index matter_signer on matter (tenant_id, (record ->> 'signer'), closed,
  (case when due_at is null then 'infinity' else due_at end), id) where (record ->> 'signer') is not null;

-- How many stand at each step is counted step by step, as far as anybody reads.
create index matter_step on matter (tenant_id, procedure, state) where closed = false;
