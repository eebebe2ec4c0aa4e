-- A term that runs out writes the row of its matter and no index of it. What lapsed and what is late therefore stand apart from the flags
-- that lists are found by; rows of an earlier version keep them among the flags until they are written again. And a page keeps room
-- beside its rows for their next version: in new pages, and in old ones as rows leave them.
alter table matter add column lapses text[] not null default '{}';
alter table matter set (fillfactor = 75);
alter table duty set (fillfactor = 75);

-- What has been filled in of a district, once and for all; `moved`: when somebody last moved a matter (store/fill-moved.ts).
create table filled (
  tenant_id text not null,
  what text not null,
  at timestamptz not null,
  primary key (tenant_id, what)
);
