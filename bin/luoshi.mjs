#!/usr/bin/env node
// Plain JavaScript, so that any Node from 20.19 on can read it and hand over to Node 24, which reads the rest.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { HEAP_FLAGS, MALLOC } from './lean.mjs'
import { NO_NODE24, node24, runsNode24 } from './node24.mjs'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

const serves = process.argv[2] === 'start'
const [flags, env] = serves ? [HEAP_FLAGS, { ...MALLOC, ...process.env }] : [[], process.env]

if (!runsNode24()) {
  handOver()
} else {
  becomeLean()
  await run()
}

/** Both settings are read before the first line of a program: the process is replaced by itself, under the same id. */
function becomeLean() {
  const lean = flags.every((flag) => process.execArgv.includes(flag))
  // Elsewhere malloc is another one, and processes cannot be replaced; a start is then only less lean.
  if (lean || process.platform !== 'linux' || process.execve === undefined) return
  const file = fileURLToPath(import.meta.url)
  process.execve(
    process.execPath,
    [process.execPath, ...flags, ...process.execArgv, file, ...process.argv.slice(2)],
    env,
  )
}

async function run() {
  endWithParent()
  // The database this process starts is to have malloc's own settings.
  for (const name of serves ? Object.keys(MALLOC) : []) delete process.env[name]
  // Stripped types and compiled code are kept between starts; an unwritable folder only means a slower start.
  module.enableCompileCache(fileURLToPath(new URL('../var/compile-cache', import.meta.url)))
  const { main } = await import('../cli/luoshi.ts')
  process.exitCode = await main(process.argv.slice(2))
}

function handOver() {
  const node = node24()
  if (node === undefined) {
    console.error(NO_NODE24)
    process.exitCode = 1
    return
  }
  const child = spawn(
    node,
    [...flags, ...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      // The fourth is a channel nobody writes to: its end tells the child that this process was killed.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...env, LUOSHI_HANDED_OVER: '1' },
    },
  )
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`不能启动随附的 Node 24（${error.message}），请重新运行 npm ci。`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const name of PASSED_ON) process.removeAllListeners(name)
    if (signal === null) process.exitCode = code ?? 1
    else process.kill(process.pid, signal)
  })
}

/** A killed launcher must not leave a server behind that holds the port and the data folder. */
function endWithParent() {
  if (process.env.LUOSHI_HANDED_OVER !== '1' || process.send === undefined) return
  delete process.env.LUOSHI_HANDED_OVER
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
