import type { Queryable } from '../db.ts'
import { APP_ROLE, READER_ROLE } from './grants.ts'

/**
 * Functions behind operators that our indexes serve. Under row security PostgreSQL applies an operator before the policy, and so
 * uses its index, only where the function is known to give nothing of its arguments away but its answer. These do not: they
 * compare, and fail for no stored value. Only a superuser may say so; where nobody has, search goes through the district's rows.
 */
export const LEAKPROOF = [
  'pg_catalog.ts_match_vq(tsvector, tsquery)',
  'pg_catalog.textlike(text, text)',
  'pg_catalog.jsonb_object_field_text(jsonb, text)',
  'pg_catalog.arraycontains(anyarray, anyarray)',
  'pg_catalog.arrayoverlap(anyarray, anyarray)',
  'pg_catalog.array_ne(anyarray, anyarray)',
  'pg_catalog.regexp_replace(text, text, text, text)',
  'pg_catalog.right(text, integer)',
] as const

/** Those of `LEAKPROOF` that are not marked yet, as statements for a superuser. */
export async function leakproofStatements(via: Queryable): Promise<string[]> {
  const { rows } = await via.query<{ name: string }>(
    `select f.name from unnest($1::text[]) with ordinality f(name, n)
     join pg_proc p on p.oid = f.name::regprocedure where not p.proleakproof order by f.n`,
    [[...LEAKPROOF]],
  )
  return rows.map(({ name }) => `alter function ${name} leakproof`)
}

/** Marks them all in one database; the caller is superuser. */
export async function markLeakproof(admin: Queryable): Promise<void> {
  for (const statement of await leakproofStatements(admin)) await admin.script(statement)
}

/**
 * Makes the two roles of the application in a server of our own, where the caller is superuser. Both log in with the password of
 * the server's folder; neither may make roles or databases nor pass by row security.
 */
export async function ensureRoles(admin: Queryable, literalPassword: string): Promise<void> {
  for (const role of [APP_ROLE, READER_ROLE]) {
    const { rows } = await admin.query('select from pg_roles where rolname = $1', [role])
    if (rows.length === 0) await admin.script(`create role ${role} login password ${literalPassword}`)
  }
}

/** How the application becomes the role that owns nothing. */
export type Becoming =
  | { readonly kind: 'fenced'; readonly role: string }
  /** Nobody has set the roles up and this user may not: one Chinese sentence, with what the DBA can do. */
  | { readonly kind: 'unfenced'; readonly because: string }

/**
 * Sees to the roles on a server that is not ours, as the user of DATABASE_URL: makes them where that user may, and says whether it
 * may become the application's.
 */
export async function roleOn(via: Queryable): Promise<Becoming> {
  const seen = await standing(via)
  if (!seen.there && !seen.makes) return unfenced('数据库里没有应用角色，当前用户也不能建立角色')
  if (!seen.there) await makeRoles(via)
  const { becomes } = seen.there ? seen : await standing(via)
  return becomes ? { kind: 'fenced', role: APP_ROLE } : unfenced(`当前用户不能转为 ${APP_ROLE}`)
}

const unfenced = (why: string): Becoming => ({
  kind: 'unfenced',
  because: `${why}，数据库的第二道隔离没有全部打开，服务照常运行；请数据库管理员执行 luoshi roles --sql 列出的语句后重新启动。`,
})

async function makeRoles(via: Queryable): Promise<void> {
  for (const role of [APP_ROLE, READER_ROLE]) {
    const { rows } = await via.query('select from pg_roles where rolname = $1', [role])
    if (rows.length > 0) continue
    await via.script(`create role ${role} nologin`)
    await via.script(`grant ${role} to current_user`)
  }
}

async function standing(via: Queryable): Promise<{ there: boolean; makes: boolean; becomes: boolean }> {
  // From version 16 on a member may be one that cannot become the role; the word for it is unknown before.
  const { rows } = await via.query<{ there: boolean; makes: boolean; becomes: boolean }>(
    `select r.oid is not null as there, me.rolsuper or me.rolcreaterole as makes,
       coalesce(me.rolsuper or pg_has_role(r.oid, case when current_setting('server_version_num')::int >= 160000
         then 'SET' else 'MEMBER' end), false) as becomes
     from pg_roles me left join pg_roles r on r.rolname = $1 where me.rolname = current_user`,
    [APP_ROLE],
  )
  return rows[0] ?? { there: false, makes: false, becomes: false }
}
