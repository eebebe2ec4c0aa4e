-- The code under which the party of a matter sees his case without an account. The database alone opens none: it has the SHA-256 of
-- each code.
create table party_code (
  tenant_id text not null,
  matter_id text not null,
  hash bytea not null,
  made_at timestamptz not null,
  primary key (tenant_id, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create unique index party_code_hash on party_code (tenant_id, hash);
