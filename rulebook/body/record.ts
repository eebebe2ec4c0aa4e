import * as f from '#kernel/fields.ts'
import type { Fields } from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { collectiveKinds } from './kinds.ts'
import { kindQuorum, quorums } from './quorum.ts'

/** What kind of body it is. 常务会议 and 全体会议 are those of the law on local government, the others have rules of their own. */
export const kinds = {
  standing: '政府常务会议',
  plenary: '政府全体会议',
  special: '专题会议',
  partyGroup: '党组会议',
  team: '领导班子会议',
} as const

/** How it comes to a decision; the two are kept apart. */
export const modes = {
  head: '首长负责制：讨论后由主要负责人决定',
  ballot: '票决制：赞成超过应到会人数的半数',
} as const

/** By what an item is measured against its threshold. */
export const measures = {
  none: '不论数额',
  sum: '金额（万元）',
  area: '面积（亩）',
  people: '影响人数',
} as const

export const member = {
  post: f.post('成员'),
  order: f.number('发言次序', { min: 1, max: 60 }),
}

/** A line of 集体决策事项清单. The number is the body's own, never a constant. */
export const collective = {
  kind: f.choice('事项类别', collectiveKinds),
  measure: f.choice('衡量', measures),
  threshold: f.number('达到', { min: 1, max: 100_000_000, optional: true, help: '不论数额的不填' }),
  basis: f.text('依据', { max: 200 }),
}

/** How written opinions are gathered before a meeting, on what is major. */
export const sealings = {
  strict: '严格：成员封存，纪检监察、办公室两方共同开启',
  standard: '标准：成员封存，服务器另存的密钥开启',
  off: '不征集',
} as const

export const namings = { named: '记载', unnamed: '不记载' } as const

/** The same fields, none of which has to be filled in: for an amendment, what it leaves out stays as it is. */
const optionally = <const F extends Fields>(fields: F) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, optional: true }])) as {
    readonly [K in keyof F]: F[K] & { optional: true }
  }

/** The rules by which a body meets and decides. Setting it up asks for all of them; an amendment for those that change. */
export const rules = {
  members: f.rows('成员', member, { most: 120 }),
  guests: f.units('固定列席单位', { optional: true }),
  observers: f.units('观察单位', { optional: true, help: '纪检监察机关一律可以观察，不必填' }),
  recorders: f.posts('记录岗位', { optional: true, help: '不填则为记录单位的人' }),
  standIns: f.posts('代为主持的次序', {
    optional: true,
    help: '主持人缺席、回避时，由其中在会的第一人主持；不填则由主持人书面指定',
  }),
  mode: f.choice('决定方式', modes),
  quorum: f.choice('法定到会人数', quorums),
  kindQuorums: f.rows('按事项类别另定的到会人数', kindQuorum, {
    most: 7,
    optional: true,
    help: '比平时要求更多成员到会的才填；人事任免不填的为三分之二以上',
  }),
  cutoff: f.number('议题截止（会前工作日）', { min: 0, max: 30 }),
  papersDays: f.number('材料送达（会前日历日）', { min: 0, max: 30 }),
  minutesDays: f.number('纪要印发（会后工作日）', { min: 1, max: 30 }),
  every: f.number('召开间隔（日历日）', {
    min: 1,
    max: 400,
    optional: true,
    help: '常务会议按工作规则为14日；按需召开的不填',
  }),
  naming: f.choice('纪要是否记载每人意见', namings, {
    help: '不记载的，纪要只写决定，每人意见留在会议记录里',
  }),
  sealing: f.choice('重大事项会前密封书面意见', sealings, {
    optional: true,
    help: '不填则为严格；改为标准或者不征集的，在依据里写明',
  }),
  collective: f.rows('集体决策事项清单', collective, { most: 120 }),
  departure: f.text('组成不同于组织法的理由', {
    max: 500,
    lines: true,
    optional: true,
    help: '常务会议由区长、副区长组成；另加成员、没有列全的写明理由和依据',
  }),
}

export const amended = optionally(rules)

/** A meeting the body was called to. */
export const called = {
  meeting: f.matter('会议'),
  title: f.text('名称', { max: 200 }),
  heldOn: f.day('会议日期'),
  by: f.day('应不晚于', { optional: true }),
  off: f.flag('已取消', { optional: true }),
}

/** 议事机构 as it is kept. Every field says who may see it: the rules of a body are open to the whole district. */
export const record = {
  number: f.text('编号', { max: 40, seenBy: 'all' }),
  name: f.text('名称', { max: 100, seenBy: 'all' }),
  unit: f.unit('所属单位', { seenBy: 'all' }),
  kind: f.choice('类别', kinds, { seenBy: 'all' }),
  chair: f.post('主持人', { seenBy: 'all' }),
  recorder: f.unit('记录单位', { seenBy: 'all' }),
  series: f.text('纪要代字', { max: 20, seenBy: 'all' }),
  basis: f.text('设立依据', { max: 500, seenBy: 'all' }),
  members: f.rows('成员', member, { most: 120, seenBy: 'all' }),
  guests: f.units('固定列席单位', { seenBy: 'all' }),
  observers: f.units('观察单位', { seenBy: 'all' }),
  recorders: f.posts('记录岗位', { seenBy: 'all' }),
  standIns: f.posts('代为主持的次序', { seenBy: 'all' }),
  mode: f.choice('决定方式', modes, { seenBy: 'all' }),
  quorum: f.choice('法定到会人数', quorums, { seenBy: 'all' }),
  kindQuorums: f.rows('按事项类别另定的到会人数', kindQuorum, { most: 7, seenBy: 'all' }),
  cutoff: f.number('议题截止（会前工作日）', { min: 0, max: 30, seenBy: 'all' }),
  papersDays: f.number('材料送达（会前日历日）', { min: 0, max: 30, seenBy: 'all' }),
  minutesDays: f.number('纪要印发（会后工作日）', { min: 1, max: 30, seenBy: 'all' }),
  every: f.number('召开间隔（日历日）', { min: 1, max: 400, seenBy: 'all' }),
  named: f.flag('纪要记载每人意见', { seenBy: 'all' }),
  sealing: f.choice('重大事项会前密封书面意见', sealings, { seenBy: 'all' }),
  collective: f.rows('集体决策事项清单', collective, { most: 120, seenBy: 'all' }),
  departure: f.text('组成不同于组织法的理由', { max: 500, seenBy: 'all' }),
  departs: f.text('组成与地方组织法第78条不同之处', { max: 4000, seenBy: 'all' }),
  version: f.number('规则版本', { min: 1, max: 999, seenBy: 'all' }),
  proposal: f.group(
    '待确认的规则修改',
    {
      ...amended,
      reason: f.text('修改理由', { max: 1000 }),
      basis: f.text('修改依据', { max: 500 }),
    },
    { seenBy: 'all' },
  ),
  changes: f.rows(
    '规则沿革',
    {
      version: f.number('版本', { min: 1, max: 999 }),
      on: f.day('日期'),
      reason: f.text('理由', { max: 1000 }),
      basis: f.text('依据', { max: 500 }),
      by: f.person('确认人'),
    },
    { most: 300, seenBy: 'all' },
  ),
  held: f.number('会次', { min: 0, max: 9999, seenBy: 'all' }),
  lastOn: f.day('上次会议', { seenBy: 'all' }),
  nextBy: f.day('下次会议不晚于', { seenBy: 'all' }),
  meetings: f.rows('近期会议', called, { most: 30, seenBy: 'all' }),
  late: f.text('逾期召集的理由', { max: 500, seenBy: 'all' }),
  reviewed: f.text('检视情况', { max: 1000, seenBy: 'all' }),
  ending: f.text('撤销的理由', { max: 1000, seenBy: 'all' }),
} as const

export type BodyRecord = RecordOf<typeof record>
