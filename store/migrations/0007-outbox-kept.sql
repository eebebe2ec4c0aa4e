-- Messages that have gone are kept for a while and then taken away; what an act tells is read from `notice` and sent by nobody.
delete from outbox where channel = 'notice';
create index outbox_sent on outbox (tenant_id, sent_at) where sent_at is not null;
