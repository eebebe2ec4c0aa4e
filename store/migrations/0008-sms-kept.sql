-- 短信留言 is marked as dealt with by the office; the words of short messages go after the district's time for keeping them, their
-- ids stay so that nothing happens twice.
alter table sms_received
  add column dealt_by text,
  add column dealt_at timestamptz,
  add column erased_at timestamptz,
  add check ((dealt_by is null) = (dealt_at is null));
alter table sms_sent add column erased_at timestamptz;
create index sms_received_open on sms_received (tenant_id, received_at, gateway, gateway_id)
  where status in ('note', 'refused', 'asked') and dealt_at is null;
create index sms_received_kept on sms_received (tenant_id, received_at) where erased_at is null;
create index sms_sent_kept on sms_sent (tenant_id, sent_at) where erased_at is null;
