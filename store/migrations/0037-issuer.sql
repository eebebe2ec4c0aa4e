-- In whose name a matter asks, as a holder (`post:p1`); null where its procedure or record names nobody. It stood in the record alone, in
-- a field that differs by procedure, and no index answers for a field of the record without its row. `?` is what stands in rows of an
-- earlier version until it is filled in (store/fill-issuers.ts).
alter table matter add column issuer text default '?';
