-- Each row of these is written in the statement that holds its matter's, thousands in one night. Whether the matter is there is asked by
-- the audit (store/audit-matters.ts), and not of every row again.
alter table notice drop constraint notice_tenant_id_matter_id_fkey;
alter table late drop constraint late_tenant_id_matter_id_fkey;
