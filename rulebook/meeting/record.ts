import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { kindQuorum, quorums } from '../body/quorum.ts'
import { member, modes, sealings } from '../body/record.ts'

/** What stands on an agenda: a topic of the bank, or what is passed on and heard without a decision. */
export const itemKinds = { topic: '审议议题', study: '传达学习', hear: '听取汇报' } as const

/** How a member was there: himself, not at all, or on leave that was granted. */
export const presences = { present: '到会', absent: '未到', leave: '请假' } as const

export const answers = { attend: '参加', leave: '请假' } as const

export const rulings = { granted: '准假', refused: '不准假' } as const

/** The outcomes of a topic and the stances of members, as its own procedure keeps them. */
export const outcomes = {
  passed: '通过',
  inPrinciple: '原则通过',
  amended: '修改完善后再议',
  deferred: '暂缓',
  again: '再次讨论',
  rejected: '不通过',
} as const
export const stances = {
  agree: '同意',
  changes: '修改后同意',
  disagree: '不同意',
  abstain: '弃权',
} as const

/** An item as people plan it. */
export const planned = {
  order: f.number('次序', { min: 1, max: 60 }),
  kind: f.choice('类别', itemKinds),
  topic: f.matter('议题', { optional: true, help: '审议议题从议题库里选；其他不选' }),
  title: f.text('题目', { max: 200 }),
  minutes: f.number('计划分钟', { min: 1, max: 480 }),
  presenter: f.unit('汇报单位', { optional: true }),
}

const clock = (title: string) => f.text(title, { max: 16, optional: true })

/** An item as it goes: when it came into the room and when it left it. */
export const item = {
  ...planned,
  startedAt: clock('开始'),
  endedAt: clock('结束'),
  begunWith: f.posts('开始时在场成员', { optional: true }),
  there: f.posts('在场成员', { optional: true }),
}

/** A member's presence; `leftAt` stands while he is out of the room. */
export const seat = {
  post: f.post('成员'),
  person: f.person('到会人', { optional: true }),
  state: f.choice('到会情况', presences),
  arrivedAt: clock('到会时间'),
  leftAt: clock('离开时间'),
}

/** Who speaks: a member, or a unit that sits in or reports. */
const speaker = { post: f.post('成员', { optional: true }), unit: f.unit('单位', { optional: true }) }
const second = (title: string) => f.text(title, { max: 19 })

/** A turn to speak, once it is over. */
export const turn = {
  ...speaker,
  order: f.number('议程第几项', { min: 1, max: 60 }),
  from: second('开始'),
  seconds: f.number('用时（秒）', { min: 0, max: 86_400 }),
}

export const reply = {
  post: f.post('成员'),
  answer: f.choice('回复', answers),
  reason: f.text('请假理由', { max: 500, optional: true }),
  ruling: f.choice('主持人意见', rulings, { optional: true }),
  on: f.day('日期'),
}

/** Once the papers were called back only the office that keeps the record has them, for the file. */
const recalled = { once: 'recalledOn', keptBy: ['recorder'] } as const

/** 会议 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, seenBy: 'all' }),
  body: f.matter('议事机构', { seenBy: 'all' }),
  title: f.text('名称', { max: 200, seenBy: 'all' }),
  unit: f.unit('所属单位', { seenBy: 'all' }),
  chair: f.post('主持人', { seenBy: 'all' }),
  members: f.rows('成员', member, { most: 120, seenBy: 'all' }),
  recorder: f.unit('记录单位', { seenBy: 'all' }),
  recorders: f.posts('记录岗位', { seenBy: 'all' }),
  guests: f.units('固定列席单位', { seenBy: 'all' }),
  observers: f.units('观察单位', { seenBy: 'all' }),
  standIns: f.posts('代为主持的次序', { seenBy: 'all' }),
  designated: f.rows(
    '主持人指定代为主持',
    {
      post: f.post('成员'),
      reason: f.text('理由', { max: 500 }),
      by: f.person('指定人'),
      on: f.day('日期'),
    },
    { most: 120, seenBy: 'all' },
  ),
  presiding: f.post('主持会议的人', { seenBy: 'all' }),
  acting: f.rows(
    '代为主持',
    {
      post: f.post('代为主持的成员'),
      person: f.person('主持的人', { optional: true }),
      order: f.number('议程第几项', { min: 1, max: 60, optional: true }),
      reason: f.text('原因', { max: 200 }),
      from: f.text('开始', { max: 16 }),
    },
    { most: 300, seenBy: 'all' },
  ),
  mode: f.choice('决定方式', modes, { seenBy: 'all' }),
  quorum: f.choice('法定到会人数', quorums, { seenBy: 'all' }),
  kindQuorums: f.rows('按事项类别另定的到会人数', kindQuorum, { most: 7, seenBy: 'all' }),
  named: f.flag('纪要记载每人意见', { seenBy: 'all' }),
  sealing: f.choice('重大事项会前密封书面意见', sealings, { seenBy: 'all' }),
  series: f.text('纪要代字', { max: 20, seenBy: 'all' }),
  papersDays: f.number('材料送达（会前日历日）', { min: 0, max: 30, seenBy: 'all' }),
  minutesDays: f.number('纪要印发（会后工作日）', { min: 1, max: 30, seenBy: 'all' }),
  heldOn: f.day('会议日期', { seenBy: 'all' }),
  firstOn: f.day('原定日期', { seenBy: 'all' }),
  startsAt: f.text('时间', { max: 5, seenBy: 'all' }),
  place: f.text('地点', { max: 100, seenBy: 'all' }),
  papersBy: f.day('通知和材料送达不晚于', { seenBy: 'all' }),
  agenda: f.rows('议程', item, { most: 120, seenBy: 'all' }),
  agendaSaid: f.text('议程意见', { max: 1000, seenBy: 'all' }),
  notice: f.text('通知事项', { max: 2000, seenBy: 'all' }),
  papers: f.files('会议材料', {
    seenBy: ['member', 'chair', 'recorder', 'guest', 'presenter', 'discipline'],
    recalled,
  }),
  restricted: f.files('限成员阅看的材料', {
    seenBy: ['member', 'chair', 'recorder', 'discipline'],
    recalled,
  }),
  collectBack: f.flag('材料会后收回', { seenBy: 'all' }),
  noticedOn: f.day('通知日期', { seenBy: 'all' }),
  late: f.text('材料晚送的理由', { max: 500, seenBy: 'all' }),
  replies: f.rows('回复', reply, { most: 120, seenBy: 'all' }),
  read: f.posts('已阅材料', { seenBy: 'all' }),
  attendance: f.rows('到会', seat, { most: 120, seenBy: 'all' }),
  satIn: f.rows(
    '列席签到',
    { unit: f.unit('列席单位'), person: f.person('列席人'), arrivedAt: clock('到会时间') },
    { most: 300, seenBy: 'all' },
  ),
  absences: f.rows(
    '中途离会',
    { post: f.post('成员'), leftAt: f.text('离开', { max: 16 }), backAt: clock('返回') },
    { most: 300, seenBy: 'all' },
  ),
  openedAt: f.text('开会', { max: 16, seenBy: 'all' }),
  closedAt: f.text('散会', { max: 16, seenBy: 'all' }),
  current: f.matter('正在审议', { seenBy: 'all' }),
  itemQuorum: f.choice('这一项的法定到会人数', quorums, { seenBy: 'all' }),
  item: f.number('正在进行第几项', { min: 1, max: 60, seenBy: 'all' }),
  since: f.text('这一项开始', { max: 19, seenBy: 'all' }),
  floor: f.group('正在发言', { ...speaker, from: second('开始') }, { seenBy: 'all' }),
  turns: f.rows('发言用时', turn, { most: 1200, seenBy: 'all' }),
  minutesText: f.text('纪要正文', { max: 20_000, seenBy: 'all' }),
  resolved: f.rows(
    '议定事项',
    {
      order: f.number('次序', { min: 1, max: 60 }),
      title: f.text('题目', { max: 200 }),
      outcome: f.choice('结果', outcomes, { optional: true }),
      text: f.text('决定', { max: 4000 }),
    },
    { most: 120, seenBy: 'all' },
  ),
  opinions: f.rows(
    '每人意见',
    {
      order: f.number('次序', { min: 1, max: 60 }),
      post: f.post('成员'),
      person: f.person('发言人', { optional: true }),
      stance: f.choice('态度', stances, { optional: true }),
      words: f.text('意见', { max: 4000 }),
    },
    { most: 1200, seenBy: ['member', 'chair', 'recorder', 'discipline'] },
  ),
  minutesBy: f.day('纪要印发不晚于', { seenBy: 'all' }),
  draftedBy: f.person('纪要拟稿人', { seenBy: 'all' }),
  checkSaid: f.text('核稿意见', { max: 1000, seenBy: 'all' }),
  signedBy: f.person('纪要签发人', { seenBy: 'all' }),
  signedOn: f.day('纪要签发日期', { seenBy: 'all' }),
  minutesNumber: f.text('纪要编号', { max: 60, seenBy: 'all' }),
  issuedOn: f.day('纪要印发日期', { seenBy: 'all' }),
  sentTo: f.units('纪要分送单位', { seenBy: 'all' }),
  recalledOn: f.day('材料收回日期', { seenBy: 'all' }),
  recalled: f.text('材料收回情况', { max: 500, seenBy: 'all' }),
  published: f.text('公开情况', { max: 1000, seenBy: 'all' }),
  publishedOn: f.day('公开日期', { seenBy: 'all' }),
  ending: f.text('取消的理由', { max: 1000, seenBy: 'all' }),
} as const

export type MeetingRecord = RecordOf<typeof record>
export type Item = NonNullable<MeetingRecord['agenda']>[number]
export type Attendance = NonNullable<MeetingRecord['attendance']>[number]
