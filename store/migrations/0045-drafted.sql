-- What is only being drawn up is not yet in the hands of those it will be handed to. Parties know it of their matter, and lists of what a unit
-- has in hand pass over it without the matter's row. Empty in rows of an earlier version until they are filled in (store/fill-drafted.ts).
alter table party add column drafted boolean;
