-- Witnesses' cosignatures, the SM twin of the log, and what an erasure still has to remove from the disk.

-- One line of one witness under one head. Asked again for the same head, its line is replaced by the newer one.
create table cosignature (
  tenant_id text not null,
  -- Of the log, or of its SM twin.
  origin text not null,
  size bigint not null,
  -- Name of the witness's key.
  witness text not null,
  line text not null,
  -- The time the witness signed, as its line says.
  signed_at timestamptz not null,
  primary key (tenant_id, origin, size, witness)
);

-- The second tree, with SM3 over the same leaf bytes; follows the first, filled only where it is switched on.
create table twin_state (
  tenant_id text not null primary key,
  size bigint not null,
  root bytea not null,
  frontier bytea not null,
  updated_at timestamptz not null
);

create table twin_checkpoint (
  tenant_id text not null,
  size bigint not null,
  root bytea not null,
  text text not null,
  at timestamptz not null,
  primary key (tenant_id, size)
);

-- Contents of attachments that an act of erasure took out of the tables; the row goes once the bytes are gone from the disk.
create table file_erasure (
  tenant_id text not null,
  sha256 bytea not null,
  asked_at timestamptz not null,
  primary key (tenant_id, sha256)
);
