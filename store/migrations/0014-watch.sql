-- What tells an outside watcher that the service is at work, and what stops firing when a clock has jumped.

-- The last sign of life of each kind of worker in each process; a few rows, each written every few seconds at most.
create table beat (
  tenant_id text not null,
  kind text not null check (kind in ('sweep', 'sequence', 'outbox')),
  worker text not null,
  at timestamptz not null,
  primary key (tenant_id, kind, worker)
);

-- While a hold is not confirmed no term runs out: a clock was set, and nobody has said yet that it is right.
create table clock_hold (
  tenant_id text not null,
  since timestamptz not null,
  because text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  primary key (tenant_id, since)
);
create index clock_hold_open on clock_hold (tenant_id) where confirmed_at is null;
