-- Process certificates by the code that is printed on them: SHA-256 of what they say. What one says is the body of the act of the
-- journal that issued it.
create table certificate (
  tenant_id text not null,
  code text not null,
  matter_id text not null,
  act_id text not null,
  made_at timestamptz not null,
  primary key (tenant_id, code),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id),
  foreign key (tenant_id, act_id) references journal (tenant_id, act_id)
);
create index certificate_matter on certificate (tenant_id, matter_id, made_at);
