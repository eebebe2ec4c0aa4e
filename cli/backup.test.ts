import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { main } from './luoshi.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function luoshi(argv: string[], env: Record<string, string> = {}) {
  const lines: string[] = []
  const say = (line: string): void => {
    lines.push(line)
  }
  const code = await main(argv, {
    out: say,
    err: say,
    cwd: folder,
    env: { LUOSHI_DATA: 'data', ...env },
    terminal: false,
  })
  return { code, said: lines.join('\n') }
}

test('beside another server’s database the files alone, and it says so', async () => {
  mkdirSync(join(folder, 'data/files/ab'), { recursive: true })
  mkdirSync(join(folder, 'data/keys'))
  writeFileSync(join(folder, 'data/files/ab/cd'), 'paper')
  writeFileSync(join(folder, 'data/keys/t1.log-key'), 'secret')
  const env = { DATABASE_URL: 'postgres://somebody@db.example/luoshi' }
  const taken = await luoshi(['backup', 'kept'], env)
  expect(taken).toMatchObject({
    code: 0,
    said: expect.stringMatching(/pg_basebackup[\s\S]*备份已完成[\s\S]*不含日志私钥/),
  })
  expect((await luoshi(['backup', 'kept', '--list'], env)).said).toMatch(/只有文件/)
  const back = await luoshi(['restore', 'kept', '--to', 'new'])
  expect(back).toMatchObject({ code: 0, said: expect.stringContaining('只有文件') })
  expect(readFileSync(join(folder, 'new/files/ab/cd'), 'utf8')).toBe('paper')
  expect(() => readFileSync(join(folder, 'new/keys/t1.log-key'))).toThrow()
  await luoshi(['backup', 'all', '--with-keys'], env)
  expect((await luoshi(['restore', 'all', '--to', 'newer'])).code).toBe(0)
  expect(readFileSync(join(folder, 'newer/keys/t1.log-key'), 'utf8')).toBe('secret')
})

test.each([
  [['backup', '--keep', '0'], 2, '--keep 应当是'],
  [['backup', 'a', 'b'], 2, '用法：luoshi backup'],
  [['backup', '--all'], 2, '参数有误'],
  [['backup'], 1, '没有数据库'],
  [['restore', 'x'], 2, '用法：luoshi restore'],
  [['restore', 'x', '--to', 'y', '--at', '2026-11-22 09:30'], 2, '带时区的时刻'],
  [['restore', 'nowhere', '--to', 'y'], 1, '没有完整的备份'],
  [['restore', '--open', 'data'], 2, '用法：luoshi restore'],
  [['restore', '--open', 'data', '--because', '没有库'], 1, '没有数据库'],
])('%j: a sentence and an exit code', async (argv, code, said) => {
  const result = await luoshi(argv)
  expect(result).toEqual({ code, said: expect.stringContaining(said) })
})
