import type { Day } from '#kernel/time.ts'
import type { Queryable } from './db.ts'

/**
 * The three who administer a system under 等保 2.0 三级: 系统管理员 keeps accounts, directory and parameters, 安全管理员 decides who
 * administers and how people prove themselves, 安全审计员 reads what both did. Nobody is two of them.
 */
export const ADMINISTRATIONS = ['system', 'security', 'audit'] as const
export type Administration = (typeof ADMINISTRATIONS)[number]

/** Somebody in a post that administers, today or from a later day on. */
export interface AdministratorRow {
  readonly administers: Administration
  readonly post: string
  readonly title: string
  readonly unitName: string
  readonly person: string
  readonly name: string
  readonly as: 'holder' | 'acting'
  readonly from: Day
  readonly to: Day | null
}

// A post marked before there were three says nothing of which: 系统管理员.
const ADMINISTRATORS = `
select coalesce(p.administration, 'system') as administers, p.id as post, p.title, u.name as "unitName", n.id as person, n.name,
  a.kind as "as", a.from_on as "from", a.to_on as "to"
from post p
join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id and u.functions @> '["administration"]'
  and (u.closed_on is null or u.closed_on > $2::date)
join appointment a on a.tenant_id = p.tenant_id and a.post_id = p.id and (a.to_on is null or a.to_on >= $2::date)
join person n on n.tenant_id = a.tenant_id and n.id = a.person_id
where p.tenant_id = $1 and p.administers and (p.closed_on is null or p.closed_on > $2::date)
order by p.sort, p.id, a.kind desc, a.from_on, n.id`

/** Whoever administers today or is appointed to from a later day on. */
export async function readAdministrators(
  via: Queryable,
  tenant: string,
  today: Day,
): Promise<readonly AdministratorRow[]> {
  const { rows } = await via.query<AdministratorRow>(ADMINISTRATORS, [tenant, today])
  return rows
}

/** A post that administers, or could: it belongs to a unit with that function. */
export interface AdministrationPost {
  readonly post: string
  readonly title: string
  readonly unitName: string
  readonly administers: Administration | null
}

/** Every post of the units whose function is administration. */
export async function readAdministrationPosts(
  via: Queryable,
  tenant: string,
  today: Day,
): Promise<readonly AdministrationPost[]> {
  const { rows } = await via.query<AdministrationPost>(
    `select p.id as post, p.title, u.name as "unitName",
       case when p.administers then coalesce(p.administration, 'system') end as administers
     from post p join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id and u.functions @> '["administration"]'
       and (u.closed_on is null or u.closed_on > $2::date)
     where p.tenant_id = $1 and (p.closed_on is null or p.closed_on > $2::date)
     order by u.sort, p.sort, p.id`,
    [tenant, today],
  )
  return rows
}

/** Makes a post one of the three, or none of them. */
export async function setAdministration(
  via: Queryable,
  tenant: string,
  post: string,
  administers: Administration | null,
): Promise<void> {
  await via.query(
    'update post set administers = $3::text is not null, administration = $3 where tenant_id = $1 and id = $2',
    [tenant, post, administers],
  )
}
