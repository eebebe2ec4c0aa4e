-- Three separated administrators, second factors, other ways to log in, sessions their owner can tell apart, and the trail of
-- what was administered.

-- Which of the three a post with `administers` is. A post from before says nothing: 系统管理员.
alter table post add column administration text check (administration in ('system', 'security', 'audit'));

-- When the password was set; what was set before this column came says nothing and does not age.
alter table account add column password_set_at timestamptz;

-- Passwords a person had before, so that the last few are not taken again.
create table password_before (
  tenant_id text not null,
  person_id text not null,
  set_at timestamptz not null,
  password text not null,
  primary key (tenant_id, person_id, set_at),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

-- TOTP. The secret is sealed under a key outside the database; `last_step` is the last one accepted, so that no code counts twice.
create table second_factor (
  tenant_id text not null,
  person_id text not null,
  secret bytea not null,
  -- Null until the first code from the person's device was right.
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  set_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

create table recovery_code (
  tenant_id text not null,
  person_id text not null,
  -- SHA-256 of a random code of 80 bits: nothing to guess, so nothing to slow down.
  hash bytea not null,
  used_at timestamptz,
  primary key (tenant_id, person_id, hash),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

-- A login between its two steps, or one sent to another provider of identity. Used once: taking it removes it.
create table login_step (
  tenant_id text not null,
  -- SHA-256 of the token that the browser holds.
  id text not null,
  kind text not null check (kind in ('second', 'oidc')),
  person_id text,
  body jsonb not null,
  tries integer not null default 0,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);

-- Who somebody is with another provider of identity.
create table identity_link (
  tenant_id text not null,
  issuer text not null,
  subject text not null,
  person_id text not null,
  bound_by text not null,
  bound_at timestamptz not null,
  primary key (tenant_id, issuer, subject),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index identity_link_person on identity_link (tenant_id, person_id);

-- What its owner tells a session by, when they last proved to be themselves in it, and how.
alter table session add column device text not null default '';
alter table session add column fresh_at timestamptz;
alter table session add column auth text not null default 'session';

-- The trail of administration stands in the journal among the acts; few rows, so the commit of an act pays nothing for this.
create index journal_audit on journal (tenant_id, at, act_id) where kind like 'audit.%';
