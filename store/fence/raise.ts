import { createHash } from 'node:crypto'
import type { Queryable } from '../db.ts'
import { type PolicySeen, type TableSeen, tablesSeen } from './catalogue.ts'
import { APP_ROLE, COMMON, GRANTS, READER_ROLE, grantOf, privilegesIn } from './grants.ts'
import { LEAKPROOF } from './roles.ts'

// The second fence around a district: row security beside the condition on the tenant that every statement carries anyway. Each
// holds without the other, and the tests take each away in turn.

/** The setting that binds a connection to a district; given when it is opened, see `bound`. */
export const SETTING = 'app.tenant'

// As the catalogue gives them back, so that what stands can be compared with what should.
const BOUND = `(tenant_id = current_setting('app.tenant'::text, true))`
// Bound to none. Said so that the planner, who cannot know, takes it to be true: `= ''` it would take to leave one row in 200.
const UNBOUND = `(COALESCE(((current_setting('app.tenant'::text, true) > ''::text))::text, 'false'::text) <> 'true'::text)`

/**
 * The policies of a table of districts. Everybody sees the rows of the district the connection is bound to, and nobody any row
 * without. The owner alone, who changes the schema, makes backups and verifies, sees all while it is bound to none; bound, it is
 * fenced like anybody, so that a service which has to run as the owner is too.
 */
export const policiesOf = (owner: string): readonly PolicySeen[] => [
  { name: 'owner_unbound', permissive: true, roles: [owner], command: 'ALL', using: UNBOUND, check: UNBOUND },
  { name: 'tenant_fence', permissive: true, roles: ['public'], command: 'ALL', using: BOUND, check: BOUND },
]

/** Changes when the fence does; tests make their template anew then. */
export const FENCE_MARK = createHash('sha256')
  .update(JSON.stringify([GRANTS, COMMON, LEAKPROOF, policiesOf('')]))
  .digest('hex')

/** Whether two lists of policies or privileges say the same. */
export const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  )
}

/**
 * Puts up what is missing of the fences, and takes away what does not belong: row security on every table of districts, policies,
 * and the grants of the roles that are there. Run by the owner after the schema's changes, so that a new table has its fence in
 * the start that makes it. Where everything stands it changes nothing and locks nothing.
 *
 * @returns the statements it ran
 */
export async function raiseFence(via: Queryable): Promise<string[]> {
  const tables = await tablesSeen(via)
  const roles = await rolesThere(via)
  const statements = [
    ...tables.filter(({ tenanted }) => tenanted).flatMap(rowSecurity),
    ...roles.flatMap((role) => tables.flatMap((table) => grants(role, table))),
    ...tables.flatMap(({ name, grants: { public: all } }) =>
      all ? [`revoke all on ${quoted(name)} from public`] : [],
    ),
    ...(await surroundings(via, roles)),
  ]
  for (const statement of statements) await via.script(statement)
  return statements
}

/** What the roles and grants of a database are to be, for a person who sets them up by hand. */
export const GRANT_STATEMENTS = (tables: readonly string[]): string[] =>
  [APP_ROLE, READER_ROLE].flatMap((role) =>
    tables.flatMap((table) => {
      const grant = grantOf(role, table)
      return grant === '' ? [] : [`grant ${grant} on ${quoted(table)} to ${role}`]
    }),
  )

async function rolesThere(via: Queryable): Promise<string[]> {
  const { rows } = await via.query<{ role: string }>(
    'select rolname as role from pg_roles where rolname = any($1::text[]) order by rolname',
    [[APP_ROLE, READER_ROLE]],
  )
  return rows.map(({ role }) => role)
}

function rowSecurity({ name, owner, enabled, forced, policies }: TableSeen): string[] {
  const table = quoted(name)
  const wanted = policiesOf(owner)
  return [
    ...policies
      .filter((seen) => !wanted.some((want) => same(want, seen)))
      .map((seen) => `drop policy ${quoted(seen.name)} on ${table}`),
    ...wanted
      .filter((want) => !policies.some((seen) => same(want, seen)))
      .map(
        (want) =>
          `create policy ${want.name} on ${table} for all to ${want.roles.map(roleName).join(', ')} using ${want.using} with check ${want.check}`,
      ),
    ...(enabled ? [] : [`alter table ${table} enable row level security`]),
    ...(forced ? [] : [`alter table ${table} force row level security`]),
  ]
}

function grants(role: string, { name, grants: given }: TableSeen): string[] {
  const grant = grantOf(role, name)
  if (same(privilegesIn(grant), given[role] ?? [])) return []
  const table = quoted(name)
  return [
    `revoke all on ${table} from ${role}`,
    ...(grant === '' ? [] : [`grant ${grant} on ${table} to ${role}`]),
  ]
}

/** Schema and database around the tables: to be used, not to be added to. */
async function surroundings(via: Queryable, roles: readonly string[]): Promise<string[]> {
  const { rows } = await via.query<{
    schema: string
    database: string
    lacking: string[]
    creatable: boolean
    temporary: boolean
  }>(
    `select n.nspname as schema, d.datname as database,
       array(select r from unnest($1::text[]) r where not has_schema_privilege(r, n.oid, 'usage')) as lacking,
       pg_has_role(n.nspowner, 'usage') and exists (select 1 from aclexplode(n.nspacl) x where x.grantee = 0
         and x.privilege_type = 'CREATE') as creatable,
       pg_has_role(d.datdba, 'usage') and exists (select 1
         from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x where x.grantee = 0
         and x.privilege_type = 'TEMPORARY') as temporary
     from pg_namespace n cross join pg_database d
     where n.nspname = current_schema() and d.datname = current_database()`,
    [roles],
  )
  return rows.flatMap(({ schema, database, lacking, creatable, temporary }) => [
    ...lacking.map((role) => `grant usage on schema ${quoted(schema)} to ${role}`),
    ...(creatable ? [`revoke create on schema ${quoted(schema)} from public`] : []),
    ...(temporary && roles.length > 0
      ? [`revoke temporary on database ${quoted(database)} from public`]
      : []),
  ])
}

/** A name as SQL writes it whatever it contains. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const roleName = (role: string): string => (role === 'public' ? 'public' : quoted(role))
