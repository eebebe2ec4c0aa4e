-- In a file of its own, so that it is built beside a table in use.
create index search_doc_unworded on search_doc (tenant_id, matter_id) where worded is null;
