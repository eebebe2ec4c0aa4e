-- What a unit takes part in is listed in order and stops at the page: what lists are sorted by stands with each party. `infinity`
-- is due where nothing is; `moved_at` is that of closed matters, for an open one moves with every act. All of it is empty in rows
-- that an earlier version wrote, until it is filled in (store/fill-lists.ts).
alter table party add column procedure text, add column closed boolean, add column due_at timestamptz,
  add column opened_at timestamptz, add column moved_at timestamptz;

-- Matters on which a person has acted, in the order of 在办.
create table hand (
  tenant_id text not null,
  person_id text not null,
  matter_id text not null,
  closed boolean not null,
  due_at timestamptz not null,
  primary key (tenant_id, person_id, matter_id),
  foreign key (tenant_id, matter_id) references matter (tenant_id, id)
);
create index hand_matter on hand (tenant_id, matter_id);
create index hand_due on hand (tenant_id, person_id, due_at, matter_id) where closed = false;

-- No search reads trigrams since words are found by their pairs of characters, yet every new title was taken apart for them.
drop index search_doc_title;
