-- Matters with a duty besides the main one past its term, in the order of lists. Apart from the matter, so that a term that runs out
-- writes two entries here and not one in each index there. `infinity` is due where nothing is, as in `party`. Of matters that an earlier
-- version wrote it is filled in (store/fill-late.ts).
create table late (
  tenant_id text not null,
  matter_id text not null,
  procedure text not null,
  closed boolean not null,
  due_at timestamptz not null,
  primary key (tenant_id, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index late_due on late (tenant_id, procedure, closed, due_at, matter_id);
