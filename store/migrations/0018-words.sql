-- What a matter's pairs of characters are found by, in the order of lists: a search reads as many rows as it shows, however common
-- its word. `due_at` and `closed` are those of the matter, `infinity` where nothing is due, as in `party`. No foreign key: a title has
-- two dozen words, and each would be looked up in the matter that the same statement writes; the audit finds words without one.
create table search_word (
  tenant_id text not null,
  word text not null,
  procedure text not null,
  closed boolean not null,
  due_at timestamptz not null,
  matter_id text not null,
  opened_at timestamptz not null,
  primary key (tenant_id, word, procedure, closed, due_at, matter_id)
);
create index search_word_new on search_word (tenant_id, word, procedure, opened_at, matter_id);
-- Empty in rows that an earlier version wrote, until their words are filled in (store/fill-words.ts).
alter table search_doc add column worded boolean;
