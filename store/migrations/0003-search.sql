-- Chinese search on a side table so that hot rows stay small: bigrams for one and two characters, trigrams for three and more.
-- Its own step because not every engine has pg_trgm; without it long queries fall back to bigrams.
create extension if not exists pg_trgm;
alter table search_doc alter column title set statistics 2000;
alter table search_doc alter column tsv set statistics 2000;
create index search_doc_tsv on search_doc using gin (tsv);
create index search_doc_title on search_doc using gin (title gin_trgm_ops);
