-- 发文代字 a unit has registered, 云政发 and 云政办发: a number's word is one of them.
alter table unit add column codes jsonb not null default '[]' check (jsonb_typeof(codes) = 'array');
