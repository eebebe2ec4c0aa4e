import type { Queryable } from '../db.ts'

/** A policy as the catalogue keeps it. */
export interface PolicySeen {
  readonly name: string
  readonly permissive: boolean
  /** Role names; `public` for everybody. */
  readonly roles: readonly string[]
  readonly command: string
  readonly using: string | null
  readonly check: string | null
}

/** A table of the schema in use, as far as fences go. */
export interface TableSeen {
  readonly name: string
  readonly owner: string
  /** Has a column `tenant_id`. */
  readonly tenanted: boolean
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: readonly PolicySeen[]
  /** By role: `select`, `update (name)`, sorted; `public` for what everybody may. The owner is left out. */
  readonly grants: Readonly<Record<string, readonly string[]>>
}

const TABLES = `
select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
  exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as tenanted,
  coalesce((select jsonb_agg(jsonb_build_object('name', p.policyname, 'permissive', p.permissive = 'PERMISSIVE',
      'roles', to_jsonb(p.roles::text[]), 'command', p.cmd, 'using', p.qual, 'check', p.with_check) order by p.policyname)
    from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), '[]') as policies,
  coalesce((select jsonb_object_agg(g.role, g.verbs) from (
      select s.role, jsonb_agg(s.verb order by s.verb collate "C") as verbs from (
        select coalesce(r.rolname, 'public') as role, lower(x.privilege_type) as verb
        from aclexplode(c.relacl) x left join pg_roles r on r.oid = x.grantee where x.grantee <> c.relowner
        union all
        select coalesce(r.rolname, 'public'), lower(x.privilege_type) || ' (' || a.attname || ')'
        from pg_attribute a cross join lateral aclexplode(a.attacl) x left join pg_roles r on r.oid = x.grantee
        where a.attrelid = c.oid and a.attacl is not null and x.grantee <> c.relowner
      ) s group by s.role
    ) g), '{}') as grants
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = current_schema() and c.relkind in ('r', 'p')
order by c.relname`

/** Every table of the schema in use with its row security and its grants. */
export async function tablesSeen(via: Queryable): Promise<TableSeen[]> {
  const { rows } = await via.query<TableSeen>(TABLES)
  return rows
}
