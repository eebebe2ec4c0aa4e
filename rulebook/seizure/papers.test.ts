import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { papers } from './papers.ts'
import { seizure } from './procedure.ts'
import type { SeizureRecord } from './record.ts'

const recordOf = (name: string): SeizureRecord => {
  const told = cases.find((one) => one.name.includes(name))
  if (!told) throw new Error(`no case of ${name}`)
  return runCase(rulebook, seizure.id, usual, told).record
}

const context = (record: SeizureRecord) => ({
  record,
  district: '云汀区',
  today: '2026-12-31',
  url: 'https://luoshi.example/matters/m1',
  unit: (id: string | undefined) => smallDirectory.unit(id ?? '')?.name ?? '',
  post: (id: string | undefined) => id ?? '',
  person: (id: string | undefined) => id ?? '',
  headOf: () => '局长某',
  title: () => '',
  done: [],
})

const written = (name: string, record: SeizureRecord, row = ''): string =>
  JSON.stringify(papers[name]?.fill(context(record), row))

const whole = recordOf('报批、当场实施')

test('决定书 says what 强制法 24 asks for: party, reason, basis, term, things, remedies, organ, number and day', () => {
  const decision = papers['decision']?.fill(context(whole), '')
  expect(decision).toMatchObject({
    issuer: '区水务局',
    number: '云水强决〔2026〕1号',
    title: '扣押决定书',
    addressee: '云汀砂石有限公司',
    signed: { by: '区水务局', on: '2026-03-03' },
  })
  const said = JSON.stringify(decision?.body)
  for (const words of [
    '地址：云汀区滨河路8号',
    '某省河道管理条例第三十条',
    '30日，自2026年3月3日起算',
    '抽砂泵1台',
    '六十日内向云汀区人民政府申请行政复议',
    '六个月内依法向云汀区人民法院提起行政诉讼',
    '不向当事人收取',
  ])
    expect(said).toContain(words)
})

test('清单 is in two copies, with each thing and how it belongs to the case', () => {
  const said = written('inventory', whole)
  expect(said).toContain('本清单一式二份，由当事人和行政机关分别保存')
  expect(said).toContain('用于违法行为的工具、设备')
})

test('现场笔录 says who was there, what was told, what was answered, who signed', () => {
  const said = written('scene', recordOf('当事人不到场'))
  for (const words of ['当事人不到场', '桥东社区王某', '已出示执法身份证件', '当事人依法享有陈述、申辩'])
    expect(said).toContain(words)
})

test('each service has its 送达回证', () => {
  const rows = papers['receipt']?.each?.(whole)
  expect(rows?.map(({ title }) => title)).toEqual([
    '送达回证（扣押决定书和清单）',
    '送达回证（解除查封扣押决定书）',
  ])
  expect(written('receipt', whole, '1')).toContain('直接送达')
})

test('检测期间告知书 names the period that is not counted', () => {
  const record = recordOf('检测期间书面告知')
  expect(papers['testNotice']?.each?.(record)).toHaveLength(1)
  expect(written('testNotice', record, '1')).toContain('2026年3月10日至2026年3月19日')
})

test('what was extended, released, settled or transferred has its paper, and what was not has none', () => {
  expect(written('extensionNotice', recordOf('延长一次'))).toContain('延长30日，至2026年5月2日止')
  expect(written('release', whole)).toContain('已经作出处理决定，不再需要')
  expect(written('release', recordOf('变卖的退还所得'))).toContain('水产品所得3000元')
  expect(written('disposal', recordOf('销毁要有'))).toContain('决定予以销毁')
  expect(written('transferLetter', recordOf('涉嫌犯罪'))).toContain('请清点接收')
  expect(written('transferNotice', recordOf('涉嫌犯罪'))).toContain('第二十一条')
  for (const [name, paper] of Object.entries(papers))
    expect(paper.provided?.({}) ?? true, name).toBe(name === 'approval')
})

test('审批表 shows what was decided, before or afterwards', () => {
  expect(written('approval', whole)).toContain('2026年3月2日批准')
  expect(written('approval', recordOf('二十四小时内报告'))).toContain('2026-03-03 12:00补办批准')
  expect(written('approval', recordOf('不批准就了结'))).toContain('不批准：没有明显社会危害')
})

test('a paper of a row that is not there is a bug', () => {
  expect(() => papers['receipt']?.fill(context(whole), '9')).toThrow('no service 9')
  expect(() => papers['testNotice']?.fill(context(whole), '9')).toThrow('no test 9')
})
