-- The ground: tenant first in every key, composite foreign keys, no triggers, no procedures, enums as text with CHECK.
-- Ids are made by the application (UUIDv7 or short directory codes). See docs/concepts/store.md.

create table tenant (
  tenant_id text not null primary key check (tenant_id ~ '^[0-9A-Za-z_]{1,32}$'),
  name text not null,
  -- Origin of the tenant's transparency log, e.g. luoshi.example/log/330106.
  log_origin text not null,
  demo boolean not null default false,
  created_at timestamptz not null
);

create table parameter (
  tenant_id text not null,
  name text not null,
  value integer not null,
  reason text not null,
  set_by text,
  set_at timestamptz not null,
  primary key (tenant_id, name)
);

create table calendar_year (
  tenant_id text not null,
  year text not null check (year ~ '^\d{4}$'),
  version text not null,
  source text not null,
  off jsonb not null,
  makeup jsonb not null,
  set_at timestamptz not null,
  primary key (tenant_id, year)
);

-- People and access -----------------------------------------------------------------------------------------------------

create table unit (
  tenant_id text not null,
  id text not null,
  name text not null,
  short_name text not null,
  aliases jsonb not null default '[]',
  kind text not null,
  functions jsonb not null default '[]',
  domains jsonb not null default '[]',
  assignable boolean not null,
  parent_id text,
  -- The district leader's post whose portfolio holds this unit.
  leader_post text,
  phone text,
  sort integer not null,
  closed_on date,
  primary key (tenant_id, id)
);
create unique index unit_name on unit (tenant_id, name);

create table post (
  tenant_id text not null,
  id text not null,
  unit_id text not null,
  title text not null,
  level text not null check (level in ('head', 'deputy', 'staff')),
  sort integer not null,
  -- 系统管理岗位: counts only in a unit with the function `administration`, and never passes on by delegation.
  administers boolean not null default false,
  closed_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create index post_unit on post (tenant_id, unit_id);

create table person (
  tenant_id text not null,
  id text not null,
  name text not null,
  phone text,
  primary key (tenant_id, id)
);
create index person_name on person (tenant_id, name);

create table appointment (
  tenant_id text not null,
  id text not null,
  person_id text not null,
  post_id text not null,
  kind text not null check (kind in ('holder', 'acting')),
  from_on date not null,
  -- Last day in the post; null while it lasts.
  to_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id)
);
create index appointment_person on appointment (tenant_id, person_id);
create index appointment_post on appointment (tenant_id, post_id);

create table delegation (
  tenant_id text not null,
  id text not null,
  post_id text not null,
  from_person text not null,
  to_person text not null,
  -- Acts the delegation covers; null is all of the post's.
  acts jsonb,
  from_on date not null,
  to_on date not null,
  reason text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  foreign key (tenant_id, to_person) references person (tenant_id, id)
);
create index delegation_to on delegation (tenant_id, to_person);

create table account (
  tenant_id text not null,
  person_id text not null,
  login text not null,
  password text not null,
  must_change boolean not null default false,
  failures integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index account_login on account (tenant_id, login);

create table session (
  tenant_id text not null,
  -- SHA-256 of the cookie's token: the table alone opens no session.
  id text not null,
  person_id text not null,
  post_id text not null,
  post_as text not null check (post_as in ('holder', 'acting', 'delegate')),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
create index session_person on session (tenant_id, person_id);

-- Matters, duties, notices ------------------------------------------------------------------------------------------------

create table matter (
  tenant_id text not null,
  id text not null,
  procedure text not null,
  procedure_version integer not null,
  ver integer not null,
  state text not null,
  state_group text not null,
  closed boolean not null,
  number text not null,
  title text not null,
  unit_id text,
  record jsonb not null,
  undo jsonb,
  next_duty integer not null,
  -- Due instant of the main duty; kept when it is met, so that lists still show it.
  due_at timestamptz,
  -- `lapsed`, `paused`, and what the procedure's own `flags` declare.
  flags text[] not null default '{}',
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  last_leaf bytea not null,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index matter_number on matter (tenant_id, procedure, number);
-- Lists show open matters first, by what is due next; what has no due instant comes last.
create index matter_due on matter (tenant_id, procedure, closed, coalesce(due_at, 'infinity'), id);
create index matter_flagged on matter (tenant_id, procedure, closed, coalesce(due_at, 'infinity'), id) where flags <> '{}';
create index matter_unit on matter (tenant_id, unit_id, closed, coalesce(due_at, 'infinity'), id);
create index matter_arranger on matter (tenant_id, (record ->> 'arranger'), closed, coalesce(due_at, 'infinity'), id);
create index matter_new on matter (tenant_id, procedure, opened_at, id);
create index matter_updated on matter (tenant_id, procedure, updated_at, id);

-- Who may see a matter: `unit:u1`, `post:p1`.
create table party (
  tenant_id text not null,
  matter_id text not null,
  holder text not null,
  primary key (tenant_id, holder, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index party_matter on party (tenant_id, matter_id);

create table duty (
  tenant_id text not null,
  matter_id text not null,
  no integer not null,
  name text not null,
  procedure text not null,
  unit_id text not null,
  post_id text,
  person_id text,
  creditor_unit text,
  creditor_post text,
  -- The kernel's duty as it stands, whole.
  body jsonb not null,
  state text not null check (state in ('open', 'paused', 'done', 'ended', 'withdrawn')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  alarm_at timestamptz,
  next_try_at timestamptz,
  tries integer not null default 0,
  lapsed_at timestamptz,
  closed_at timestamptz,
  primary key (tenant_id, matter_id, no),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
) with (fillfactor = 85);
create index duty_holder on duty (tenant_id, unit_id, due_at, matter_id, no) where state in ('open', 'paused');
create index duty_creditor on duty (tenant_id, creditor_unit, due_at, matter_id, no) where state in ('open', 'paused');
create index duty_person on duty (tenant_id, person_id, due_at, matter_id, no) where state in ('open', 'paused');
create index duty_post on duty (tenant_id, post_id, due_at, matter_id, no) where state in ('open', 'paused');
create index duty_alarm on duty (alarm_at, tenant_id) where alarm_at is not null;
create index duty_lapsed on duty (tenant_id, unit_id, lapsed_at) where lapsed_at is not null;
create index duty_lapsed_name on duty (tenant_id, procedure, name) where lapsed_at is not null;

create table notice (
  tenant_id text not null,
  matter_id text not null,
  seq integer not null,
  n integer not null,
  unit_id text not null,
  post_id text,
  person_id text,
  kind text not null check (kind in ('duty', 'read', 'rung')),
  text text not null,
  at timestamptz not null,
  primary key (tenant_id, matter_id, seq, n),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
-- What is owed stands in `duty`; these indexes serve what is to be read.
create index notice_unit on notice (tenant_id, unit_id, at, matter_id, seq, n) where kind <> 'duty' and post_id is null;
create index notice_post on notice (tenant_id, post_id, at, matter_id, seq, n) where kind <> 'duty';

-- Opening is reading: one row per person and matter, for 待阅 only, never shown to others.
create table opened (
  tenant_id text not null,
  person_id text not null,
  matter_id text not null,
  seq integer not null,
  primary key (tenant_id, person_id, matter_id)
);

create table outbox (
  tenant_id text not null,
  id text not null,
  channel text not null,
  dedupe_key text not null,
  body jsonb not null,
  created_at timestamptz not null,
  next_at timestamptz not null,
  tries integer not null default 0,
  sent_at timestamptz,
  last_error text,
  primary key (tenant_id, id)
);
create unique index outbox_dedupe on outbox (tenant_id, dedupe_key);
create index outbox_due on outbox (next_at, tenant_id) where sent_at is null;

create table counter (
  tenant_id text not null,
  series text not null,
  year text not null,
  n integer not null,
  primary key (tenant_id, series, year)
);

create table search_doc (
  tenant_id text not null,
  matter_id text not null,
  title text not null,
  tsv tsvector not null,
  primary key (tenant_id, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);

create table file (
  tenant_id text not null,
  id text not null,
  name text not null,
  media text not null,
  preview text not null check (preview in ('image', 'pdf', 'docx', 'none')),
  size bigint not null,
  sha256 bytea not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (tenant_id, id)
);

-- Which matter a file hangs on; until an act names it, only its uploader may open it.
create table matter_file (
  tenant_id text not null,
  matter_id text not null,
  file_id text not null,
  seq integer not null,
  primary key (tenant_id, file_id, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);

create table saved_view (
  tenant_id text not null,
  id text not null,
  person_id text not null,
  name text not null,
  query text not null,
  primary key (tenant_id, id)
);
create index saved_view_person on saved_view (tenant_id, person_id);

-- How often each refusal was given, by day: the norms page counts what the gates stopped. No person is recorded.
create table refusal_tally (
  tenant_id text not null,
  day date not null,
  act text not null,
  code text not null,
  norm text,
  n integer not null,
  primary key (tenant_id, day, act, code)
);
