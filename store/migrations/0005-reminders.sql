-- Reminders with a budget: where each person wants them, what was sent and why, and what stands in the 待办 of another system.

-- Without a row a person is told by short message, where the directory knows a phone.
create table person_channel (
  tenant_id text not null,
  person_id text not null,
  channel text not null check (channel in ('sms', 'mail', 'none')),
  email text check (channel <> 'mail' or email is not null),
  set_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

-- One row per message, whatever stands in it.
create table reminder (
  tenant_id text not null,
  id text not null,
  person_id text not null,
  -- The civil day it belongs to.
  day date not null,
  -- `special`: 特急, told at once; everything else waits for the digest.
  kind text not null check (kind in ('digest', 'special')),
  channel text not null check (channel in ('sms', 'mail')),
  -- At night or on a rest day, by the calendar of that day.
  off_hours boolean not null,
  at timestamptz not null,
  -- Not delivered while it was worth anything: its items are told anew.
  dropped_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
-- The budget: one digest per person and day, whichever process and channel.
create unique index reminder_digest on reminder (tenant_id, person_id, day) where kind = 'digest';
create index reminder_at on reminder (tenant_id, at, id);

create table reminder_item (
  tenant_id text not null,
  reminder_id text not null,
  matter_id text not null,
  duty_no integer not null,
  person_id text not null,
  -- The unit in which the person was told; an issuer who reminds itself burdens nobody else.
  unit_id text not null,
  stage text not null check (stage in ('arrived', 'remind', 'yellow', 'due', 'lapse', 'head', 'leader', 'list')),
  due_at timestamptz not null,
  primary key (tenant_id, reminder_id, matter_id, duty_no),
  foreign key (tenant_id, reminder_id) references reminder (tenant_id, id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index reminder_item_duty on reminder_item (tenant_id, matter_id, duty_no, person_id);

-- Work done once per day for a whole district: the digest, the nightly comparison of the outer 待办.
create table daily_run (
  tenant_id text not null,
  job text not null,
  day date not null,
  at timestamptz not null,
  primary key (tenant_id, job, day)
);

-- What the 待办 of another system should say of a duty to a person, and what it was told last.
create table external_todo (
  tenant_id text not null,
  matter_id text not null,
  duty_no integer not null,
  person_id text not null,
  state text not null check (state in ('open', 'done', 'removed')),
  item jsonb not null,
  -- Grows with every change of what should stand there; `pushed` follows.
  version integer not null,
  pushed integer not null default 0,
  -- One push at a time, so that an older state never arrives after a newer one.
  busy_until timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, matter_id, duty_no, person_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index external_todo_open on external_todo (tenant_id, matter_id, duty_no, person_id) where state = 'open';
create index external_todo_behind on external_todo (tenant_id, matter_id, duty_no, person_id) where pushed < version;
