-- Answers by short message: the codes that name an item to a person, what was sent, what came in.

-- A code means one duty to one person. It stays while the duty is open and is given to another one only long after.
create table item_code (
  tenant_id text not null,
  person_id text not null,
  code text not null,
  matter_id text not null,
  duty_no integer not null,
  given_at timestamptz not null,
  primary key (tenant_id, person_id, code),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index item_code_item on item_code (tenant_id, person_id, matter_id, duty_no);

create table sms_sent (
  tenant_id text not null,
  -- The message in the outbox: sent again after a crash, it is still one row.
  id text not null,
  gateway text not null,
  -- The gateway's own id of the message, where it gives one.
  gateway_id text,
  phone text not null,
  person_id text,
  text text not null,
  -- `kept`: no gateway is configured, the message went nowhere.
  status text not null check (status in ('sent', 'delivered', 'failed', 'kept')),
  detail text,
  sent_at timestamptz not null,
  primary key (tenant_id, id)
);
create index sms_sent_phone on sms_sent (tenant_id, phone, sent_at, id);
create index sms_sent_at on sms_sent (tenant_id, sent_at, id);
create index sms_sent_gateway on sms_sent (tenant_id, gateway, gateway_id) where gateway_id is not null;

create table sms_received (
  tenant_id text not null,
  gateway text not null,
  -- The gateway's own id: the same id again is the same message.
  gateway_id text not null,
  phone text not null,
  text text not null,
  -- When the phone sent it, as the gateway says.
  sent_at timestamptz not null,
  received_at timestamptz not null,
  -- Parts of a long message share a reference; absent for whole ones.
  part_ref text,
  part_no integer,
  part_of integer,
  -- `waiting`: not looked at yet. `acted`: became an act. `refused`: understood, not possible. `asked`: something was missing.
  -- `note`: words for a human to see. `ignored`: nobody's, or too many. `part`: its text stands in a row of its own once all are there.
  status text not null check (status in ('waiting', 'acted', 'refused', 'asked', 'note', 'ignored', 'part')),
  next_at timestamptz not null,
  tries integer not null default 0,
  person_id text,
  matter_id text,
  duty_no integer,
  -- What was decided before it was done, so that a second pass does the same and nothing else.
  intent jsonb,
  -- Why it ended so, for whoever looks into it.
  because text,
  handled_at timestamptz,
  primary key (tenant_id, gateway, gateway_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index sms_received_waiting on sms_received (tenant_id, next_at) where status = 'waiting';
create index sms_received_part on sms_received (tenant_id, received_at) where status = 'part' and handled_at is null;
create index sms_received_phone on sms_received (tenant_id, phone, received_at);
create index sms_received_at on sms_received (tenant_id, received_at, gateway, gateway_id);
create index sms_received_matter on sms_received (tenant_id, matter_id, received_at) where matter_id is not null;

-- The sender of a message is found by the digits of a number, however the directory writes it.
create index person_number on person (tenant_id, right(regexp_replace(phone, '[^0-9]', '', 'g'), 11)) where phone is not null;
