import type { Queryable } from '../db.ts'
import { tablesSeen } from './catalogue.ts'
import type { TableSeen } from './catalogue.ts'
import { COMMON, GRANTS, grantOf, privilegesIn } from './grants.ts'
import { SETTING, policiesOf, same } from './raise.ts'
import { leakproofStatements } from './roles.ts'

/** What the fences of a database are seen to be, as the connections of the application see them. */
export interface FenceReport {
  /** What must be put right before a service may run, in Chinese sentences. */
  readonly faults: readonly string[]
  /** What is worth knowing: the fences hold, but not as well as they could. */
  readonly warnings: readonly string[]
}

interface Self {
  readonly role: string
  readonly login: string
  /** The login itself owns tables: whoever can send SQL of their own can go back to it. */
  readonly loginOwns: boolean
  readonly bypasses: boolean
  readonly makes: boolean
  readonly tenant: string | null
  readonly version: number
  readonly creates: boolean
  readonly temporary: boolean
}

/**
 * Asks the catalogue whether the second fence stands: every table of a district with row security enabled and forced and its one
 * policy for all commands; no privilege beyond the list; nothing that passes row security by (a view or function with its owner's
 * rights, a materialised view); a role that owns nothing and is bound to the district.
 *
 * @param via connections as the application uses them
 */
export async function checkFence(via: Queryable, tenant: string): Promise<FenceReport> {
  const self = await selfSeen(via)
  const tables = await tablesSeen(via)
  const faults = [
    ...roleFaults(self, tenant),
    ...tables.flatMap((table) => tableFaults(table, self)),
    ...(await privilegeFaults(via)),
    ...(await passages(via)),
  ]
  return { faults, warnings: [...ageWarnings(self), ...(await speedWarnings(via)), ...loginWarnings(self)] }
}

async function selfSeen(via: Queryable): Promise<Self> {
  const { rows } = await via.query<Self>(
    `select current_user as role, session_user as login, r.rolsuper or r.rolbypassrls as bypasses,
       r.rolcreaterole or r.rolcreatedb as makes, current_setting('${SETTING}', true) as tenant,
       current_setting('server_version_num')::int as version,
       has_schema_privilege(current_schema(), 'create') or has_database_privilege(current_database(), 'create') as creates,
       has_database_privilege(current_database(), 'temporary') as temporary,
       exists (select from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         and pg_has_role(session_user, c.relowner, 'member')) as "loginOwns"
     from pg_roles r where r.rolname = current_user`,
  )
  const [self] = rows
  if (!self) throw new Error('the catalogue does not list the current role')
  return self
}

function roleFaults(
  { role, bypasses, makes, tenant: to, creates, temporary }: Self,
  tenant: string,
): string[] {
  const say = (wrong: boolean, sentence: string): string[] => (wrong ? [sentence] : [])
  return [
    ...say(bypasses, `应用角色 ${role} 是超级用户或者可以绕过行级安全。`),
    ...say(makes, `应用角色 ${role} 可以建立角色或者数据库。`),
    ...say(creates, `应用角色 ${role} 可以在库里建立模式或者表。`),
    ...say(temporary, `应用角色 ${role} 可以建立临时表。`),
    ...say(
      to !== tenant,
      `连接没有绑定到地区 ${tenant}（${SETTING} 是“${to ?? ''}”）；DATABASE_URL 里不能带 options。`,
    ),
  ]
}

function tableFaults(
  { name, owner, tenanted, enabled, forced, policies }: TableSeen,
  { role }: Self,
): string[] {
  const owned = owner === role ? [`表 ${name} 归应用角色 ${role} 所有。`] : []
  if (!tenanted) return name in COMMON ? owned : [...owned, `表 ${name} 没有地区列，也没有登记为公共表。`]
  const fenced = same(policies, policiesOf(owner))
  return [
    ...owned,
    ...(enabled && forced ? [] : [`表 ${name} 没有${enabled ? '强制' : '启用'}行级安全。`]),
    ...(fenced ? [] : [`表 ${name} 的行级安全策略与应有的不一致。`]),
    ...(name in GRANTS ? [] : [`表 ${name} 没有登记应用角色的权限。`]),
  ]
}

const VERBS = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'] as const

/** What the role may do by whatever way, its own grants, everybody's or those of a role it belongs to, beyond the list. */
async function privilegeFaults(via: Queryable): Promise<string[]> {
  const { rows } = await via.query<{ name: string; role: string; verbs: string[] }>(
    `select c.relname as name, current_user as role, array(select v from unnest($1::text[]) v
       where has_table_privilege(c.oid, v)) as verbs
     from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`,
    [[...VERBS]],
  )
  return rows.flatMap(({ name, role, verbs }) => {
    const listed = privilegesIn(grantOf(role, name))
    const beyond = verbs.filter((verb) => !listed.includes(verb))
    const lacking = listed.filter((verb) => !verb.includes('(') && !verbs.includes(verb))
    return [
      ...(beyond.length > 0 ? [`应用角色对表 ${name} 有清单以外的权限：${beyond.join('、')}。`] : []),
      ...(lacking.length > 0 ? [`应用角色对表 ${name} 缺少权限：${lacking.join('、')}。`] : []),
    ]
  })
}

/** Views, materialised views and functions that read with their owner's rights. */
async function passages(via: Queryable): Promise<string[]> {
  const { rows } = await via.query<{ kind: string; name: string }>(
    `select c.relkind::text as kind, c.relname as name from pg_class c
     where c.relnamespace = current_schema()::regnamespace and (c.relkind = 'm' or (c.relkind = 'v'
       and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']))
     union all
     select 'f', p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
     order by 1, 2`,
  )
  const says: Readonly<Record<string, string>> = {
    m: '物化视图',
    v: '没有 security_invoker 的视图',
    f: 'SECURITY DEFINER 函数',
  }
  return rows.map(({ kind, name }) => `库里有绕过行级安全的${says[kind] ?? '对象'} ${name}，请删除。`)
}

/** First minor releases without the known leaks of statistics past row security (CVE-2025-8713 the latest). */
const PATCHED: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 }

function ageWarnings({ version }: Self): string[] {
  const [major, minor] = [Math.floor(version / 10_000), version % 10_000]
  const needed = PATCHED[major]
  return needed === undefined || minor >= needed
    ? []
    : [`数据库是 PostgreSQL ${major}.${minor}，有行级安全方面的已知漏洞，请升级到 ${major}.${needed} 以上。`]
}

async function speedWarnings(via: Queryable): Promise<string[]> {
  return (await leakproofStatements(via)).length > 0
    ? [
        '检索和按交办人筛选在行级安全下用不上索引，事项多时会慢；请数据库管理员执行 luoshi roles --sql 末尾的几句。',
      ]
    : []
}

function loginWarnings({ role, login, loginOwns }: Self): string[] {
  return loginOwns
    ? [`应用用库的所有者 ${login} 登录后转为 ${role}；让应用用自己的账号登录（LUOSHI_APP_URL）更严。`]
    : []
}
