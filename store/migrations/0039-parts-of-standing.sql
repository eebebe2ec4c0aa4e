-- What lists over parties and figures of desks ask of a matter, where they find it without its row. `flags`: those of the matter, in the
-- row of each of its parties. `deeds`: journal kinds with a meaning that have happened to the matter, such as a check on the spot; asked of
-- the journal it took one look for each matter counted. Both are empty in rows of an earlier version until they are filled in
-- (store/fill-deeds.ts).
alter table party add column flags text[];
alter table matter add column deeds text[];
