import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { cases, usual } from '#rulebook/supervised-task/cases.ts'
import { simulate } from '../simulate.ts'
import { type Report, play } from './play.ts'
import { readScenario } from './scenario.ts'

const EXAMPLES = fileURLToPath(new URL('../../docs/simulate/', import.meta.url))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-simulate-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const code = await simulate(argv, {
    out: (line) => void (said.out += `${line}\n`),
    err: (line) => void (said.err += `${line}\n`),
    env: {},
    cwd: folder,
    terminal: false,
  })
  return { code, ...said }
}

async function file(data: unknown): Promise<string> {
  await writeFile(join(folder, 'one.json'), typeof data === 'string' ? data : JSON.stringify(data))
  return 'one.json'
}

function played(data: unknown): Report {
  const read = readScenario(JSON.stringify(data))
  if (!read.ok) throw new Error(read.faults.join('；'))
  return play(rulebook, read.scenario)
}

const form = {
  task: '修剪行道树',
  authority: { kind: 'plan', title: '年度重点工作', on: '2026-02-02' },
  arranger: 'leaders.deputy',
  lead: 'housing',
  due: '2026-03-10',
}
const setUp = { at: '2026-02-09', who: 'watch.clerk', act: 'setUp', form }
const task = (...steps: unknown[]) => ({ procedure: 'supervised-task', steps })

const withParameters = (parameters: Readonly<Record<string, number>>) => ({
  ...task({ at: '2026-02-20' }),
  tenant: { parameters },
})
const standing = (more: object) => ({
  procedure: 'body',
  state: 'active',
  record: { name: '常务会议' },
  ...more,
})

test('matters that stand bear any name, name each other, and a step may say why', () => {
  const { steps } = played({
    procedure: 'normative-document',
    note: '没有通过的，取回修改',
    matters: {
      文件: {
        procedure: 'normative-document',
        state: 'discussing',
        record: { unit: 'housing', topic: '@议题' },
      },
      议题: { procedure: 'topic', state: 'rejected', record: { title: '审议' } },
    },
    steps: [
      { note: '议题没有通过', at: '2026-05-06', who: 'housing.clerk', act: 'takeBack', matter: '文件' },
      { at: '2026-05-06', who: 'housing.clerk', act: 'takeBack', matter: '文件', form: { reason: '修改' } },
      { at: '2026-05-07', who: 'housing.clerk', act: 'discuss', form: { body: '@没有的' } },
    ],
  })
  expect(steps.map(({ outcome, code, matter, fault }) => [outcome, code ?? fault ?? matter])).toEqual([
    ['refused', 'FORM_INVALID'],
    ['done', '文件'],
    ['invalid', '没有叫“没有的”的事项'],
  ])
})

test.each(readdirSync(EXAMPLES))('the example %s comes out as it says', async (name) => {
  const { code, out } = await run(join(EXAMPLES, name))
  expect(out).toContain('全部步骤走完')
  expect(code).toBe(0)
})

describe('the same as the cases of the rulebook', () => {
  // Cases hand in matters beside, or let a rung fire by name; a scenario has real ones, and its own clock.
  const alike = cases.filter(({ steps }) =>
    steps.every((step) => 'act' in step && step.act !== 'merge' && !step.matters && !step.as?.unit),
  )
  test('there are many', () => expect(alike.length).toBeGreaterThan(50))

  test.each(alike)('$name', ({ steps }) => {
    const first = steps.findIndex((step) => !step.refused)
    const report = played(
      task(
        ...steps.map((step, n) => {
          if (!('act' in step)) throw new Error('a rung')
          const { at, who, act, as, entered, refused, state, owes } = step
          return {
            at,
            who: { post: who, ...as },
            act,
            ...(n === first ? { as: 'one' } : n > first && first >= 0 ? { matter: 'one' } : {}),
            form: { ...usual[act], ...step.form },
            ...(entered ? { enteredBy: entered } : {}),
            expect: refused
              ? { outcome: 'refused', code: refused }
              : { outcome: 'done', ...(state ? { state } : {}), ...(owes ? { duties: owes } : {}) },
          }
        }),
      ),
    )
    expect(report.steps.flatMap(({ unexpected }) => unexpected)).toEqual([])
  })
})

describe('a report', () => {
  test('says code, norm and basis of a refusal, and the duties with their due instants', async () => {
    const scenario = task(setUp, { at: '2026-02-09 11:00', who: 'watch.clerk', act: 'strikeOff' })
    const { code, out } = await run(await file(scenario), '--json')
    const { steps } = JSON.parse(out) as Report
    expect(code).toBe(0)
    expect(steps[0]).toMatchObject({ outcome: 'done', state: 'setUp' })
    expect(steps[1]).toMatchObject({ outcome: 'refused', code: 'FEEDBACK_MISSING', norm: 'C2' })
    expect(steps[1]?.refusals?.[0]?.basis).not.toHaveLength(0)
    expect(steps[1]?.duties).toMatchObject([
      { duty: 'assign', holder: { unit: 'watch' }, due: '2026-02-10T16:00:00.000Z', lastDay: '2026-02-10' },
    ])
  })

  test('rungs are climbed at their own instants', () => {
    const { steps } = played(task(setUp, { at: '2026-02-20' }))
    expect(steps[1]?.climbed.map(({ at }) => at)).toEqual(steps[1]?.climbed.map(({ at }) => at).toSorted())
    expect(steps[1]?.climbed.map(({ rung }) => rung)).toContain('lapse')
    expect(steps[1]?.duties).toMatchObject([{ duty: 'assign', lapsed: true }])
  })

  test('a role stands for whoever sits in it', () => {
    const assigned = { at: '2026-02-09', who: '督查室', act: 'assign' }
    const { steps } = played(task(setUp, assigned, { at: '2026-02-10', who: 'lead', act: 'signFor' }))
    expect(steps.map(({ outcome, who }) => [outcome, who?.post])).toEqual([
      ['done', 'watch.clerk'],
      ['done', 'watch.clerk'],
      ['done', 'housing.clerk'],
    ])
  })

  test('the tenant has its own units, posts and days off', () => {
    const { steps } = played({
      ...task(
        { ...setUp, form: { ...form, lead: 'park' } },
        { at: '2026-02-09', who: 'watch.clerk', act: 'assign' },
      ),
      tenant: {
        units: { park: { name: '区园林中心', leaderPost: 'leaders.deputy' }, water: null },
        calendar: { 2026: { off: { '2026-02-10': '临时放假' } } },
      },
    })
    expect(steps[1]?.duties[0]).toMatchObject({
      duty: 'signFor',
      holder: { name: '区园林中心' },
      lastDay: '2026-02-11',
    })
  })

  test('what came out otherwise than expected is said, and the command fails', async () => {
    const { code, out } = await run(await file(task({ ...setUp, expect: { outcome: 'refused' } })))
    expect(code).toBe(1)
    expect(out).toContain('结果应为refused，实为done')
  })
})

test.each([
  ['{"procedure"', '不是有效的 JSON'],
  [{ procedure: 'supervised-task', steps: [] }, '至少要有一步'],
  [task({ at: '2026-02-30' }), '时间写成'],
  [task({ at: '2026-02-20', acts: 'x' }), 'steps.0'],
  [{ procedure: 'nothing', steps: [{ at: '2026-02-20' }] }, '没有规程“nothing”'],
  [{ ...task({ at: '2026-02-20' }), tenant: { unit: {} } }, '不认识的字段unit，这里可以写：units'],
  [withParameters({ 'supervised-task.signwithin': 2 }), '没有这个参数'],
  [withParameters({ 'supervised-task.signWithin': 0 }), '不在可以设定的范围'],
  [withParameters({ 'land-expropriation.announceWithin': 16 }), '法定的期限只可缩短'],
  [withParameters({ 'land-expropriation.signed': 101 }), '不在可以设定的范围'],
  [{ ...task({ at: '2026-02-20' }), matters: { 甲: standing({ state: 'asleep' }) } }, '没有状态“asleep”'],
  [{ ...task({ at: '2026-02-20' }), matters: { 甲: standing({ record: { nam: '' } }) } }, '的记录没有nam'],
])('a file that cannot be played is refused in words: %j', async (data, words) => {
  const { code, err } = await run(await file(data))
  expect(code).toBe(2)
  expect(err).toContain(words)
})

test.each([
  [{ at: '2026-02-20', who: 'lead', act: 'signFor' }, '还没有'],
  [{ ...setUp, who: 'moon.clerk' }, '没有岗位'],
  [{ ...setUp, who: '月亮' }, '没有角色'],
  [{ ...setUp, act: 'moon.fly' }, '没有规程“moon”'],
  [{ at: '2026-02-20', act: 'setUp' }, '没有写是谁'],
])('a step that names what there is not asks nothing: %j', async (step, words) => {
  const { code, out } = await run(await file(task(step)))
  expect(code).toBe(1)
  expect(out).toContain(words)
})

test('without a file the usage is told', async () => {
  expect(await run()).toMatchObject({ code: 2 })
  expect((await run('nothing.json')).err).toContain('读不到')
})

test('when duties are due and what the record holds can be expected; what differs is said', async () => {
  const wanted = {
    ...setUp,
    expect: { due: { assign: '2026-02-10' }, record: { lead: 'housing', helper: null } },
  }
  expect(played(task(wanted)).steps[0]?.unexpected).toEqual([])
  const amiss = {
    ...setUp,
    expect: { due: { assign: '2026-02-11 00:00', signFor: '2026-02-10' }, record: { lead: 'water' } },
  }
  expect(played(task(amiss)).steps[0]?.unexpected).toEqual([
    '职责signFor的期限应为2026-02-10，实为无',
    '记录lead应为"water"，实为"housing"',
  ])
  expect(played(task(setUp)).steps[0]?.record).toMatchObject({ task: '修剪行道树' })
})

test('a form with faults is answered field by field, by the names a file uses', async () => {
  const { out } = await run(await file(task({ ...setUp, form: { ...form, lead: undefined, due: '三月' } })))
  expect(out).toContain('lead：请填写牵头单位')
  expect(out).toContain('due：')
})
