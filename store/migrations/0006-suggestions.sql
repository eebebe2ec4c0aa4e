-- 意见: complaints and suggestions of those who use the system, in one queue that all of them see, and what was answered.
create table suggestion (
  tenant_id text not null,
  id text not null,
  -- Null where the author did not give a name: then nobody can say who it was.
  person_id text,
  unit_id text,
  kind text not null check (kind in ('fault', 'burden', 'idea')),
  -- Address of the page it was written from.
  page text not null,
  text text not null,
  created_at timestamptz not null,
  outcome text check (outcome in ('done', 'planned', 'declined')),
  answer text,
  -- The post that answered, not the person: the office answers.
  answered_post text,
  -- Of the first answer; a later one may put it right.
  answered_at timestamptz,
  primary key (tenant_id, id)
);
create index suggestion_new on suggestion (tenant_id, created_at, id);
create index suggestion_waiting on suggestion (tenant_id, created_at, id) where answered_at is null;
create index suggestion_person on suggestion (tenant_id, person_id, created_at, id) where person_id is not null;
