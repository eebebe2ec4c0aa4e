import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { basisText } from '#kernel/reading-copy.ts'
import { clockAt } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { Io } from './io.ts'
import { faultsAgainst } from './simulate/against.ts'
import { type OpenDuty, type Played, type Report, play } from './simulate/play.ts'
import { readScenario } from './simulate/scenario.ts'

const USAGE = '用法：luoshi simulate 场景.json [更多场景…] [--json]'

/**
 * `luoshi simulate FILE… [--json]`: plays scenarios on the rulebook, without a database: each step is done or refused with code, norm and
 * basis, and the open duties stand after it with their due instants. The file is described in docs/simulate.md.
 *
 * @returns 0 when every step could be asked and came out as the file expects, 1 otherwise, 2 for wrong arguments or a file that
 * cannot be read
 */
export async function simulate(argv: readonly string[], io: Io): Promise<number> {
  const json = argv.includes('--json')
  const files = argv.filter((word) => word !== '--json')
  const unknown = files.find((word) => word.startsWith('--'))
  if (unknown !== undefined || files.length === 0) {
    io.err(unknown === undefined ? USAGE : `不认识的选项 ${unknown}。${USAGE}`)
    return 2
  }
  const codes: number[] = []
  for (const file of files) codes.push(await simulateOne(file, json, io))
  return Math.max(...codes)
}

async function simulateOne(file: string, json: boolean, io: Io): Promise<number> {
  const text = await readFile(resolve(io.cwd, file), 'utf8').catch(() => null)
  if (text === null) {
    io.err(`读不到 ${file}。`)
    return 2
  }
  const read = readScenario(text)
  if (!read.ok) {
    for (const fault of read.faults) io.err(`${file}：${fault}`)
    return 2
  }
  const faults = faultsAgainst(rulebook, read.scenario)
  if (faults.length > 0) {
    for (const fault of faults) io.err(`${file}：${fault}`)
    return 2
  }
  const report = play(rulebook, read.scenario)
  if (json) io.out(JSON.stringify(report, null, 2))
  else for (const line of told(report)) io.out(line)
  return report.steps.some(({ unexpected }) => unexpected.length > 0) ? 1 : 0
}

function* told({ title, procedure, steps }: Report): Generator<string> {
  yield `${title ?? procedure}：${steps.length}步`
  for (const step of steps) yield* toldStep(step)
  const amiss = steps.filter(({ unexpected }) => unexpected.length > 0).length
  yield amiss === 0 ? '全部步骤走完。' : `有${amiss}步与预期不符。`
}

function* toldStep(step: Played): Generator<string> {
  for (const { at, matter, duty, rung } of step.climbed)
    yield `     ${clockAt(at)}  到期处置：${matter} ${duty}.${rung}`
  const who = step.who ? `${step.who.post} ` : ''
  const done = { done: '完成', refused: '拒绝', passed: '时间经过', invalid: '步骤有误' }[step.outcome]
  const what = step.act ? `${step.title ?? ''}（${step.act}）` : ''
  const where = step.state ? `，状态 ${step.state}` : ''
  yield `${String(step.step).padStart(3)}. ${clockAt(step.at)}  ${who}${what}：${done}${step.code ? ` ${step.code}` : ''}${where}`
  if (step.fault) yield `     ${step.fault}`
  for (const { code, message, remedy, norm, basis = [], fields = {} } of step.refusals ?? []) {
    yield `     ${code}${norm ? `（${norm}）` : ''}：${message}${remedy ? `。${remedy}` : ''}`
    for (const [field, fault] of Object.entries(fields)) yield `       ${field}：${fault}`
    if (basis.length > 0) yield `       依据：${basis.map(basisText).join('、')}`
  }
  for (const { matter, procedure, state } of step.opened ?? [])
    yield `     设立 ${matter}（${procedure}，${state}）`
  for (const duty of step.duties) yield `     职责 ${dutyLine(duty)}`
  for (const line of step.unexpected) yield `   ✗ ${line}`
}

const dutyLine = ({ matter, duty, must, holder, what, due, lastDay, paused, lapsed }: OpenDuty): string =>
  [
    `${matter}.${duty} ${must}${what ? `（${what}）` : ''}`,
    holder.post ?? holder.unit,
    `${lastDay}届满（${due}）`,
    ...(paused ? ['中止计时'] : []),
    ...(lapsed ? ['已逾期'] : []),
  ].join('，')
