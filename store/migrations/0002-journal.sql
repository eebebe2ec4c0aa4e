-- The journal: acts whole, what of them may be erased, the queue of the sequencer, the log and its signed heads.

create table journal (
  tenant_id text not null,
  act_id text not null,
  matter_id text not null,
  seq integer not null,
  kind text not null,
  at timestamptz not null,
  person_id text,
  post_id text,
  unit_id text,
  -- The unit that answered for the matter when the act was done: what watches group by.
  matter_unit text,
  leaf bytea not null,
  leaf_hash bytea not null,
  -- Request key of the actor, or `rung/{matter}/{duty}/{rung}` for acts of the system.
  idem_key text not null,
  primary key (tenant_id, act_id)
);
create unique index journal_seq on journal (tenant_id, matter_id, seq);
create unique index journal_idem on journal (tenant_id, idem_key);
create index journal_kind on journal (tenant_id, kind, at);
create index journal_person on journal (tenant_id, person_id, at, act_id, matter_id) where person_id is not null;

-- The only erasable part: salt and body. The leaf keeps a commitment.
create table journal_body (
  tenant_id text not null,
  act_id text not null,
  salt bytea not null,
  body jsonb not null,
  primary key (tenant_id, act_id)
);

create table journal_pending (
  tenant_id text not null,
  matter_id text not null,
  seq integer not null,
  act_id text not null,
  primary key (tenant_id, matter_id, seq)
);

create table journal_leaf (
  tenant_id text not null,
  idx bigint not null,
  act_id text not null,
  leaf_hash bytea not null,
  primary key (tenant_id, idx)
);
create unique index journal_leaf_act on journal_leaf (tenant_id, act_id);

create table log_state (
  tenant_id text not null primary key,
  size bigint not null,
  root bytea not null,
  frontier bytea not null,
  updated_at timestamptz not null
);

create table checkpoint (
  tenant_id text not null,
  size bigint not null,
  root bytea not null,
  text text not null,
  at timestamptz not null,
  primary key (tenant_id, size)
);

create table quarantine (
  tenant_id text not null,
  act_id text not null,
  because text not null,
  at timestamptz not null,
  primary key (tenant_id, act_id)
);
