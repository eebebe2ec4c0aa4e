-- What desks of leaders and of the supervision office list. `silent_from`: since when the unit that answers for an open matter has owed
-- something without moving it, empty where it owes nothing; `-infinity` is what stands in rows of an earlier version until it is filled
-- in (store/fill-desks.ts). `decided`: the matter asks in this post's name, or the post moved it on; empty for units.
alter table matter add column silent_from timestamptz default '-infinity';
alter table party add column decided boolean;
