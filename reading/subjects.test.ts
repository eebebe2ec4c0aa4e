import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTasks } from './read.ts'
import { actorAt, subjectAt, unitsAt } from './subjects.ts'

/** Verbs no list of ours holds: what somebody does is known by who does it. */
const UNLISTED = [
  '抬高',
  '腾出',
  '挂出',
  '焊牢',
  '夯实',
  '铺开',
  '熬制',
  '码放',
  '拉直',
  '刷白',
  '捋顺',
  '敲定',
]
const UNITS = [
  '区水务局',
  '城管局',
  '河东街道',
  '区财政局、区审计局',
  '供电公司',
  '区政府督查室',
  '青石镇、白沙镇',
]

describe('who a stretch opens with', () => {
  test.each(UNITS.flatMap((unit) => UNLISTED.map((verb) => [`${unit}${verb}两处堤岸的标高`, unit] as const)))(
    '%s',
    (text, unit) => {
      expect((subjectAt(text) ?? actorAt(text))?.names).toBe(unit)
    },
  )
  test.each([
    ['区住建局局长汇报了情况', null],
    ['区城管局对违规车辆处罚偏轻', null],
    ['区督查室将适时开展回头看', null],
    ['石桥镇上河村垃圾堆放', null],
    ['报区财政局评审', null],
    ['区规委会召开第二次会议', null],
  ])('%s charges nobody', (text, names) => {
    expect(actorAt(text)?.names ?? null).toBe(names)
  })
  test('a name is not cut where a longer one goes on', () => {
    expect(unitsAt('应急办联系县消防大队')).toBe('应急办')
    expect(unitsAt('有关部门认真研究')).toBe('有关部门')
    expect(unitsAt('各区（市）县政府、市政府各部门确定一名联络员')).toBe('各区（市）县政府、市政府各部门')
  })
})

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test('in minutes each unit with something to do has an item of its own, whatever the verb and the pause', () => {
  console.log(`seed ${seed}`)
  const part = fc.record({
    unit: fc.constantFrom('区水务局', '区城管局', '区教育局', '供电公司', '河东街道', '区残联', '市政所'),
    verb: fc.constantFrom(...UNLISTED),
    pause: fc.constantFrom('；', '，', '。'),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { minLength: 1, maxLength: 5, selector: ({ unit }) => unit }),
      (parts) => {
        const said = parts.map(({ unit, verb, pause }) => `${unit}${verb}两处堤岸的标高${pause}`).join('')
        const { items } = readTasks(`会议纪要\n会议议定：\n${said.slice(0, -1)}。`)
        expect(items.map(({ responsible }) => responsible)).toEqual(parts.map(({ unit }) => [unit]))
      },
    ),
    { seed, numRuns: 200 },
  )
})
