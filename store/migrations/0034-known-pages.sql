-- An index answers for a row alone where the row's page is known to be everybody's. In tables that only grow, or of which one row in a
-- hundred moves, that would be found out once in months.
alter table matter set (autovacuum_vacuum_scale_factor = 0.01);
alter table duty set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table party set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table hand set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table opened set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table notice set (autovacuum_vacuum_insert_scale_factor = 0.01);
alter table journal set (autovacuum_vacuum_insert_scale_factor = 0.01);
alter table search_word set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table late set (autovacuum_vacuum_scale_factor = 0.01);
