-- When a person last acted on a matter stands with their hand in it: what they have dealt with is listed one matter after another, and not
-- one act after another of which most are not the last. Empty in rows of an earlier version until it is filled in (store/fill-acted.ts).
alter table hand add column acted_at timestamptz;
