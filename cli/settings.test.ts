import { expect, test } from 'vitest'
import { type Settings, demoWarning, readSettings } from './settings.ts'

function settingsOf(env: Record<string, string>): Settings {
  const read = readSettings({ env, cwd: '/srv' })
  if (!read.ok) throw new Error(read.because)
  return read.settings
}

test.each([
  [{}, true, false],
  [{ LUOSHI_DEMO: '1' }, true, true],
  [{ LUOSHI_DEMO: '0' }, false, false],
  [{ HOST: '0.0.0.0' }, false, false],
  [{ HOST: '0.0.0.0', LUOSHI_DEMO: '1' }, true, true],
  [{ NODE_ENV: 'production' }, false, false],
])('%j: a demo %s, asked for %s', (env, demo, demoAsked) => {
  expect(settingsOf(env)).toMatchObject({ demo, demoAsked })
})

test.each(['0.0.0.0', '10.1.2.3', '::', 'luoshi.example', '127.example'])(
  'a demo on %s is warned of',
  (host) => {
    expect(demoWarning(settingsOf({ HOST: host, LUOSHI_DEMO: '1' }))).toContain(
      `演示模式正在 ${host} 上对外提供`,
    )
    expect(demoWarning(settingsOf({ HOST: host }))).toBeUndefined()
  },
)

test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('one on %s is not', (host) => {
  expect(demoWarning(settingsOf({ HOST: host, LUOSHI_DEMO: '1' }))).toBeUndefined()
})

test('the log has a level', () => {
  expect(settingsOf({}).logLevel).toBe('info')
  expect(settingsOf({ LUOSHI_LOG_LEVEL: 'trace' }).logLevel).toBe('trace')
  expect(readSettings({ env: { LUOSHI_LOG_LEVEL: 'loud' }, cwd: '/srv' })).toMatchObject({ ok: false })
})

test('a district is named by its code', () => {
  expect(settingsOf({}).tenant).toBeUndefined()
  expect(settingsOf({ LUOSHI_TENANT: '' }).tenant).toBeUndefined()
  expect(settingsOf({ LUOSHI_TENANT: '990101' }).tenant).toBe('990101')
  expect(readSettings({ env: { LUOSHI_TENANT: '云汀 区' }, cwd: '/srv' })).toMatchObject({ ok: false })
})

test.each([
  [{}, 'all', 0],
  [{ LUOSHI_ROLE: 'app' }, 'app', 5_000],
  [{ LUOSHI_ROLE: 'app', LUOSHI_DRAIN: '30' }, 'app', 30_000],
  [{ LUOSHI_ROLE: 'worker' }, 'worker', 0],
] as const)('%j: role %s, drained in %d ms', (env, role, drainMs) => {
  expect(settingsOf(env)).toMatchObject({ role, drainMs })
})
