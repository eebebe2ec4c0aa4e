import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { papers } from './papers.ts'
import { penaltyCase } from './procedure.ts'
import type { PenaltyRecord } from './record.ts'

const recordOf = (name: string): PenaltyRecord => {
  const told = cases.find((one) => one.name.includes(name))
  if (!told) throw new Error(`no case of ${name}`)
  return runCase(rulebook, penaltyCase.id, usual, told).record
}

const context = (record: PenaltyRecord) => ({
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

const written = (name: string, record: PenaltyRecord, row = ''): string =>
  JSON.stringify(papers[name]?.fill(context(record), row))

const whole = recordOf('普通程序：立案')
const spot = recordOf('简易程序：当场')
const heard = recordOf('听证：五个工作日内')

/** What each paper must say, of which case. */
const SAYS: readonly [paper: string, record: PenaltyRecord, words: readonly string[], row?: string][] = [
  ['filing', whole, ['监督检查发现', '2026年3月3日批准立案']],
  ['filing', recordOf('符合立案标准'), ['不予立案：不属于本机关管辖']],
  ['inquiry', whole, ['承认没有采砂许可', '已出示执法证件'], '1'],
  ['inquiry', recordOf('调查两人'), ['云水检〔2026〕3号', '检查笔录'], '1'],
  ['evidenceList', whole, ['书证', '采砂销售台账']],
  ['preserveNotice', recordOf('先行登记保存'), ['销售台账一册', '七个工作日内作出处理决定']],
  ['report', whole, ['一、查明的事实和证据', '罚款30000元；没收违法所得9000元', '立即停止采砂']],
  ['tellNotice', whole, ['请于2026年4月9日前提出', '不会因陈述、申辩给予更重的处罚']],
  ['tellNotice', heard, ['行政处罚听证告知书', '5个工作日内（2026年4月9日前）提出', '不承担组织听证的费用']],
  ['hearingNotice', heard, ['公开举行听证', '委托一至二人代理', '视为放弃听证权利']],
  ['hearingRecord', heard, ['当事人申辩、质证', '主持人注明：当事人拒签']],
  ['reviewOpinion', heard, ['事实清楚，程序合法，同意', '审核人员：water.second']],
  ['discussion', recordOf('重大的先集体讨论'), ['water.deputy：同意，建议加强巡查', '同意处罚意见']],
  [
    'decision',
    whole,
    [
      '云水罚〔2026〕1号',
      '地址：云汀区滨河路8号',
      '采砂销售台账等证据证明',
      '当事人提出陈述、申辩',
      '罚款30000元；没收违法所得9000元',
      '15日内，到指定的银行或者通过电子支付系统缴纳罚没款39000元',
      '每日按罚款数额的百分之三加处罚款',
      '六十日内向云汀区人民政府申请行政复议',
    ],
  ],
  ['decision', heard, ['2026年4月20日举行听证']],
  ['decision', recordOf('吊销许可证件的'), ['请自收到本决定书之日起履行']],
  ['spotDecision', spot, ['云水当罚〔2026〕1号', '取水口没有安装计量设施', '罚款2000元', '滨河路8号']],
  ['noPenalty', recordOf('轻微不罚'), ['违法行为轻微并及时改正', '当面宣讲采砂许可规定']],
  ['noPenalty', recordOf('违法事实不能成立，不予处罚'), ['因违法事实不能成立']],
  ['deferral', recordOf('延期、分期'), ['2026年8月31日', '19000']],
  [
    'urge',
    recordOf('逾期催告'),
    ['加处罚款30000元，现应缴纳69000元', '10个工作日内', '申请人民法院强制执行'],
  ],
  ['courtApplication', recordOf('逾期催告'), ['负责人：局长某', '共69000元', '2026年11月2日送达催告书']],
  ['transferLetter', recordOf('涉嫌犯罪移送'), ['区公安分局', '非法采矿价值达到追诉标准']],
  ['conclusion', whole, ['39000元', '处罚决定履行完毕', '不公开']],
  ['conclusion', recordOf('应当公开没有公开'), ['2026年4月23日，区政府网站']],
  ['receipt', whole, ['行政处罚事先告知书', '直接送达'], '1'],
]

test.each(SAYS)('%s says what the law asks for', (name, record, words, row = '') => {
  const said = written(name, record, row)
  for (const one of words) expect(said).toContain(one)
  expect(said).not.toContain('undefined')
  expect(said).not.toContain('。。')
})

test('every paper is told of, and none is there before its time', () => {
  expect(Object.keys(papers).filter((name) => !SAYS.some(([told]) => told === name))).toEqual([])
  for (const [name, { provided }] of Object.entries(papers)) expect(provided?.({}), name).toBe(false)
})

test('each record and each service has its own paper', () => {
  expect(papers['inquiry']?.each?.(whole).map(({ title }) => title)).toEqual(['询问笔录（石某）'])
  expect(papers['receipt']?.each?.(whole).map(({ title }) => title)).toEqual([
    '送达回证（行政处罚事先告知书）',
    '送达回证（行政处罚决定书）',
  ])
  expect(() => papers['inquiry']?.fill(context(whole), '9')).toThrow('no record 9')
})
