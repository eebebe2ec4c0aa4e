import type { StoreContext } from './context.ts'

/** How a person wants to be reminded: by short message, by mail, or only by the list in the system. */
export type Wish = 'sms' | 'mail' | 'none'

export interface PersonChannel {
  readonly person: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  /** Null: nothing was said, which means short messages. */
  readonly wish: Wish | null
}

const CHANNELS = `
select p.id as person, p.name, nullif(p.phone, '') as phone, c.email, c.channel as wish
from person p left join person_channel c on c.tenant_id = p.tenant_id and c.person_id = p.id
where p.tenant_id = $1 and p.id = any($2::text[]) and not exists (
  select from account a where a.tenant_id = p.tenant_id and a.person_id = p.id and a.disabled_at is not null)`

/** Phones, addresses and wishes of some people, by person; nobody whose account is disabled is written to. */
export async function channelsOf(
  { db, tenant }: StoreContext,
  people: readonly string[],
): Promise<ReadonlyMap<string, PersonChannel>> {
  const { rows } = await db.query<PersonChannel>(CHANNELS, [tenant, people])
  return new Map(rows.map((row) => [row.person, row]))
}

const SET = `
insert into person_channel (tenant_id, person_id, channel, email, set_at) values ($1, $2, $3, $4, $5::timestamptz)
on conflict (tenant_id, person_id) do update set channel = excluded.channel, email = excluded.email, set_at = excluded.set_at`

/** Keeps a person's wish; mail needs an address. */
export async function setChannel(
  { db, tenant, clock }: StoreContext,
  person: string,
  wish: Wish,
  email: string | null,
): Promise<void> {
  await db.query(SET, [tenant, person, wish, email, clock.now()])
}
