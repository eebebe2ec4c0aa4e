import { quoted } from '#store/fence/raise.ts'
import { APP_ROLE, READER_ROLE } from '#store/fence/grants.ts'
import { LEAKPROOF } from '#store/fence/roles.ts'
import { findTenant } from '#store/tenants.ts'
import { applicationOn, openApplication } from './application-database.ts'
import { openExisting } from './existing-database.ts'
import type { Io } from './io.ts'
import { type Settings, readSettings } from './settings.ts'

const HELP = `用法：luoshi roles [--sql]

不带参数：检查数据库的隔离（应用角色、行级安全、权限清单），逐项说明。
--sql：列出请数据库管理员以超级用户执行的语句，用于 DATABASE_URL 指定的数据库；自带的数据库不需要。`

/** `luoshi roles`: whether the fences of the database stand, or what a DBA runs to make them possible. */
export async function roles(argv: readonly string[], io: Io): Promise<number> {
  const [option, ...rest] = argv
  if (option === '--help' || option === '-h') {
    io.out(HELP)
    return 0
  }
  if (rest.length > 0 || (option !== undefined && option !== '--sql')) {
    io.err(HELP)
    return 2
  }
  const read = readSettings(io)
  if (!read.ok) {
    io.err(read.because)
    return 2
  }
  if (option === undefined) return report(read.settings, io)
  io.out(roleStatements(ownerOf(read.settings)).join('\n'))
  return 0
}

/** The user of DATABASE_URL, who owns the database. */
const ownerOf = ({ databaseUrl }: Settings): string => {
  const url = databaseUrl?.replace('@/', '@localhost/')
  return (url && decodeURIComponent(new URL(url).username)) || 'luoshi'
}

/** What a superuser runs once in the database of the service. The grants follow by themselves, with the schema, as its owner. */
export const roleStatements = (owner: string): string[] => [
  '-- 应用角色与只读角色：不拥有任何表，不能绕过行级安全。',
  ...[APP_ROLE, READER_ROLE].flatMap((role) => [
    `do $$ begin create role ${role} nologin nosuperuser nocreatedb nocreaterole nobypassrls; exception when duplicate_object then null; end $$;`,
    `grant ${role} to ${quoted(owner)};`,
  ]),
  '-- 更严的做法：让应用用自己的账号登录，在 LUOSHI_APP_URL 里写它的地址，并从上面收回对所有者的授予。',
  `-- alter role ${APP_ROLE} login password '…';`,
  '-- 行级安全之下仍用得上索引；这几个函数只作比较，不泄露内容。',
  ...LEAKPROOF.map((name) => `alter function ${name} leakproof;`),
]

async function report(settings: Settings, io: Io): Promise<number> {
  const opened = await openExisting(settings)
  if (!opened.ok) {
    io.err(opened.because)
    return 1
  }
  try {
    const application = await applicationOn(opened.db, opened.config, settings)
    const tenant =
      (await findTenant(opened.db, settings.demo, settings.tenant)) ??
      (await findTenant(opened.db, !settings.demo))
    const found = await openApplication(application, tenant ?? 'district')
    if (!found.ok) {
      io.err(found.because)
      io.err('各表的策略和权限在下次启动服务时自动补齐；启动后仍有的，请按所说逐项改正。')
      return 1
    }
    await found.db.close()
    io.out(application.because === undefined ? '数据库的隔离自检通过。' : '应用以库的所有者身份连接。')
    for (const line of found.says) io.out(line)
    return 0
  } finally {
    await opened.close()
  }
}
