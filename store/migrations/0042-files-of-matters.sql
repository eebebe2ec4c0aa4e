-- In a file of its own, so that it is built beside a table in use.

-- The files of one matter: by the key alone all files of the district were looked through for them.
create index matter_file_matter on matter_file (tenant_id, matter_id, seq, file_id);
