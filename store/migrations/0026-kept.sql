-- 在册: what matters make true for the whole district as they stand: items of the lists in each version, articles with the time they
-- are in force, licences, cases to learn from. Written with the act that makes it so, out of the matter's own record, and compared with it by the audit.
create table kept (
  tenant_id text not null,
  matter_id text not null,
  no integer not null,
  kind text not null check (kind in ('item', 'article', 'licence', 'lesson')),
  -- The item's code, the article's key, the person, the act a case is shown at.
  key text not null,
  unit_id text,
  list text,
  version integer not null,
  from_on date not null,
  to_on date,
  -- Keys of the articles that an item rests on.
  cites text[] not null,
  body jsonb not null,
  primary key (tenant_id, matter_id, no),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index kept_key on kept (tenant_id, kind, key, from_on);
-- What has ended, or will: few rows, read with the directory.
create index kept_ended on kept (tenant_id, key) where kind = 'article' and to_on is not null;
