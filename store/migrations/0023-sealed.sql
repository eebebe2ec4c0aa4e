-- Sealed opinions and the halves of keys to them, apart from everything that is read, listed and searched. The act beside each keeps
-- its hash and what it commits to; the row outlives what was erased of it, so that the act's leaf still finds its size and hash.
create table sealed_envelope (
  tenant_id text not null,
  -- SHA-256 of the text, base64: the same envelope cannot be handed in twice.
  hash text not null,
  matter_id text not null,
  seq int not null,
  kind text not null check (kind in ('envelope', 'halves')),
  size int not null,
  body text,
  primary key (tenant_id, hash)
);
create index sealed_envelope_matter on sealed_envelope (tenant_id, matter_id);
