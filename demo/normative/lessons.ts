import { addDays, daysBetween } from '#kernel/time.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import type { Stage } from '../papers/begin.ts'
import { seeded } from '../random.ts'

interface Told {
  readonly unit: string
  readonly place: string
  readonly side: 'good' | 'bad'
  readonly title: string
  readonly facts: string
  readonly lesson: string
  readonly source: string
  readonly share: number
  readonly ends?: 'offered' | 'confirmed' | 'withdrawn'
}

/** Cases of the past, for the steps at which they went well or badly. */
const LESSONS: readonly Told[] = [
  {
    unit: 'u-urban',
    place: 'seizure.report',
    side: 'bad',
    title: '先扣押后补批，复议机关确认违法',
    facts: '执法人员以来不及为由先行扣押，三日后才补报批准，现场并无紧急情形。',
    lesson: '没有紧急情况的，实施前报负责人批准；紧急的写明理由，24小时内补报',
    source: '行政复议纠错',
    share: 0.02,
    ends: 'confirmed',
  },
  {
    unit: 'u-market',
    place: 'seizure.keep',
    side: 'bad',
    title: '扣押物品霉变，赔偿当事人损失',
    facts: '扣押的食品露天堆放，解除时已霉变，法院判决赔偿。',
    lesson: '落实保管人和保管条件；鲜活易腐的及时依法变卖，不得向当事人收取保管费',
    source: '法院判决',
    share: 0.05,
  },
  {
    unit: 'u-water',
    place: 'seizure.release',
    side: 'good',
    title: '查清即放，当事人当场领回',
    facts: '检验合格后第二天即解除扣押，当事人核对清单签收。',
    lesson: '没有违法行为或者不需要继续扣押的，立即解除并退还',
    source: '本区案件评查',
    share: 0.1,
  },
  {
    unit: 'u-housing',
    place: 'legality-review.open',
    side: 'bad',
    title: '送审材料缺采纳情况，来回两周',
    facts: '送审时没有附公众意见采纳情况，补正后才受理，错过当月会议。',
    lesson: '一次备齐送审稿、起草说明、依据和征求意见采纳情况',
    source: '本区案件评查',
    share: 0.15,
  },
  {
    unit: 'u-market',
    place: 'normative-document.draft',
    side: 'bad',
    title: '文件增设申报义务，备案审查责令改正',
    facts: '管理规定要求经营者每月申报，没有上位法依据。',
    lesson: '规范性文件不得增加义务、减损权利；拿不准的先问合法路径',
    source: '备案审查纠错',
    share: 0.5,
  },
  {
    unit: 'u-finance',
    place: 'topic.apply',
    side: 'good',
    title: '主动合并计算，不拆分金额',
    facts: '同一收款单位上下半年两笔合并计算后按重大事项上会。',
    lesson: '12个月内同一收款单位、同一项目的金额合并计算',
    source: '本区案件评查',
    share: 0.6,
    ends: 'withdrawn',
  },
  {
    unit: 'u-urban',
    place: 'seizure.actUrgently',
    side: 'good',
    title: '紧急扣押全程录像，次日补批',
    facts: '夜间发现危险品当场扣押，全程录音录像，20小时内补办批准。',
    lesson: '紧急当场实施的，写明情况、全程记录、24小时内报告补批',
    source: '上级通报',
    share: 0.97,
    ends: 'offered',
  },
]

const OFFICE = 'u-justice'

/** Puts the cases of the year on the queue: units offer them, the justice bureau looks at each and publishes it. */
export function beginLessons({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): void {
  const random = seeded(`${seed}/lessons`)
  for (const [n, told] of LESSONS.entries()) {
    const own = random.fork(String(n))
    const course = new Course('lesson', own, hours, put)
    const on = addDays(district.from, Math.round(daysBetween(district.from, district.to) * told.share))
    put(doingsOf(lessonOver(course, told, hours.during(hours.next(on), own))))
  }
}

function* lessonOver(course: Course, told: Told, from: string): Script {
  const { unit, ends, share: _share, ...form } = told
  const offered = yield* course.attempt(from, { act: 'offer', by: course.clerkOf(unit), form: () => form })
  if (offered.kind !== 'done' || ends === 'offered') return
  const byOffice = (at: string, act: string, asked: object) =>
    course.attempt(at, { act, by: course.clerkOf(OFFICE), form: () => asked })
  const shown = yield* byOffice(course.later(offered.at, [2, 6]), 'publish', form)
  if (ends === 'confirmed')
    yield* byOffice(course.later(shown.at, [60, 90]), 'confirm', { lesson: told.lesson })
  if (ends === 'withdrawn')
    yield* byOffice(course.later(shown.at, [20, 30]), 'withdraw', { ending: '已有更典型的案例' })
}
