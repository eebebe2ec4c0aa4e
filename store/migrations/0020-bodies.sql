-- What a body has before it and what it decided are lists of their own: each is a range in the order of its page, whatever the size
-- of the district.
create index matter_body on matter (tenant_id, (record ->> 'body'), procedure, closed, opened_at, id)
  where (record ->> 'body') is not null;

-- The address under which a person's calendar reads the meetings they are called to. The database alone opens none: it has the
-- SHA-256 of the secret in it.
create table calendar_feed (
  tenant_id text not null,
  person_id text not null,
  hash bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index calendar_feed_hash on calendar_feed (tenant_id, hash);
