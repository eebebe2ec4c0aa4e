-- In a file of their own, so that they are built beside a table in use.
create index hand_acted on hand (tenant_id, person_id, acted_at, matter_id);
create index hand_unacted on hand (tenant_id, matter_id) where acted_at is null;
-- Listed what a person had dealt with; nothing else asks the journal for a person.
drop index journal_person;
