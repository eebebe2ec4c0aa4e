import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

export const findings = {
  way: '有可行的法律路径',
  none: '现行规定下确无依据',
} as const
export type Finding = keyof typeof findings

export const risks = { low: '低', medium: '中', high: '高' } as const

const words = (title: string, max = 2000) => f.text(title, { max, lines: true })

/** 路径: one way to do it lawfully: on what it rests, under which conditions, with which risk. */
export const way = {
  way: words('办法'),
  basis: words('依据'),
  conditions: words('条件'),
  risk: f.choice('风险', risks),
  riskWords: f.text('风险说明', { max: 1000, lines: true, optional: true }),
}

/** Those who look for the way. */
export const RESEARCHING = ['office', 'officeHead', 'researcher', 'discipline'] as const
/** And those who asked, and who supervises what they are stuck with. */
export const INSIDE = ['asker', 'askerHead', 'supervisor', ...RESEARCHING] as const

const all = { seenBy: 'all' } as const
const inside = { seenBy: INSIDE } as const
const researching = { seenBy: RESEARCHING } as const

/** 法律路径研究 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('要办的事', { max: 200, ...all }),
  parent: f.matter('所属事项', all),
  unit: f.unit('请求单位', all),
  handler: f.person('经办人', all),
  askedOn: f.day('请求日期', all),
  obstacle: f.text('认为缺什么依据', { max: 2000, ...inside }),
  searched: f.text('已经查过的依据', { max: 2000, ...inside }),
  attached: f.files('附件', inside),
  office: f.unit('法制机构', all),
  researcher: f.person('研究人员', inside),
  factsWanted: f.text('要求说明的情况', { max: 1000, ...inside }),
  factsWantedOn: f.day('要求说明的日期', inside),
  facts: f.text('说明的情况', { max: 2000, ...inside }),
  // The draft, named as the form of the act is, so that who asked does not read it before it is given.
  finding: f.choice('拟定结论', findings, researching),
  ways: f.rows('拟定路径', way, { ...researching, most: 30 }),
  counsel: f.text('拟定说明', { max: 4000, ...researching }),
  remark: f.text('签发意见、退回理由', { max: 1000, ...researching }),
  answer: f.choice('结论', findings, inside),
  options: f.rows('可选路径', way, { ...inside, most: 30 }),
  reasons: f.text('说明和建议', { max: 4000, ...inside }),
  answeredOn: f.day('答复日期', inside),
  answeredBy: f.person('签发人', inside),
  chosen: f.number('采用第几条', { min: 0, max: 30, ...inside }),
  plan: f.text('怎样办、何时办', { max: 2000, ...inside }),
  chosenOn: f.day('决定日期', inside),
  ending: f.text('撤回的理由', { max: 1000, ...inside }),
} as const

export type PathRecord = RecordOf<typeof record>
