import { processIo } from './io.ts'
import type { Command, Io } from './io.ts'

type Entry = { says: string; load: () => Promise<Command> }

/** Every command of `luoshi`. Modules are loaded when called for, so that each starts fast. */
const COMMANDS: Record<string, Entry> = {
  start: { says: '启动服务', load: async () => (await import('./full-start.ts')).fullStart },
  build: { says: '预先生成网页', load: async () => (await import('./build.ts')).build },
  demo: { says: '造一个任意大小的演示区', load: async () => (await import('./demo.ts')).demo },
  read: { says: '从公文读出任务建议', load: async () => (await import('./read.ts')).read },
  simulate: { says: '按规则册演练一个场景', load: async () => (await import('./simulate.ts')).simulate },
  check: { says: '检查规则册', load: async () => (await import('./check.ts')).check },
  docs: { says: '生成规程读本', load: async () => (await import('./docs.ts')).docs },
  backup: { says: '备份正在运行的系统', load: async () => (await import('./backup.ts')).backup },
  restore: { says: '从备份恢复到一个空文件夹', load: async () => (await import('./restore.ts')).restore },
  watch: { says: '从外面看守服务，有异常就告警', load: async () => (await import('./watch.ts')).watch },
  clock: { says: '系统时钟跳动后，确认并恢复到期处置', load: async () => (await import('./clock.ts')).clock },
  verify: {
    says: '核验回执、两个检查点、导出或者整个数据库',
    load: async () => (await import('./verify.ts')).verify,
  },
  'export-log': {
    says: '导出日志，交给审计方核验',
    load: async () => (await import('./export-log.ts')).exportLogs,
  },
  roles: { says: '检查数据库的隔离，或者列出授权语句', load: async () => (await import('./roles.ts')).roles },
  witness: { says: '见证日志；请见证方见证', load: async () => (await import('./witness.ts')).witness },
}

/**
 * Runs a command line of `luoshi`.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code: 2 for an unknown command, otherwise the command's own
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const [name = '', ...rest] = argv
  if (['', 'help', '--help', '-h'].includes(name)) {
    io.out(help())
    return name === '' ? 2 : 0
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry === undefined) {
    io.err(`没有 ${name} 这个命令。`)
    io.err(help())
    return 2
  }
  const command = await entry.load()
  return command(rest, io)
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, entry]) => `  ${name.padEnd(12)}${entry.says}`)
  return ['用法：luoshi <命令> [参数]', '', ...lines].join('\n')
}
