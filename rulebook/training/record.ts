import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** Who learns; each with hours of its own, which a tenant sets. */
export const audiences = { officers: '行政执法人员', leaders: '领导干部', others: '其他工作人员' } as const
export type Audience = keyof typeof audiences

export const forms = {
  lecture: '集中授课',
  court: '旁听庭审',
  cases: '案例研讨',
  practice: '实务演练',
  self: '自学后集中讨论',
} as const

export const examForms = { closed: '闭卷', open: '开卷', online: '网上考试', makeup: '补考' } as const

/** 学习内容: what the year brings, tied to the law or the norm it is about. */
export const subject = {
  no: f.number('序号', { min: 1, max: 60 }),
  subject: f.text('内容', { max: 200 }),
  basis: f.text('法律、规范', { max: 300, help: '如：《中华人民共和国行政处罚法》第五章；规范B4' }),
  hours: f.number('学时', { min: 1, max: 200 }),
  material: f.matter('学法资料', {
    optional: true,
    among: { procedure: 'study', states: ['shown'], says: ['basis'] },
  }),
}

/** 办班登记: entered by hand as it was held. Nothing measures who watched what for how long. */
export const course = {
  no: f.number('序号', { min: 1, max: 200 }),
  of: f.number('内容序号', { min: 1, max: 60 }),
  on: f.day('日期'),
  hours: f.number('学时', { min: 1, max: 40 }),
  form: f.choice('形式', forms),
  attended: f.posts('参加的岗位'),
  struck: f.text('更正说明', { max: 300, optional: true }),
}

/** 年度考试: who sat. How anybody did is the person's own and stands nowhere here. */
export const sitting = {
  no: f.number('序号', { min: 1, max: 50 }),
  on: f.day('日期'),
  form: f.choice('形式', examForms),
  sat: f.posts('参加的岗位'),
}

export const excuse = {
  post: f.post('岗位'),
  reason: f.text('原因', { max: 300, phrases: ['病假', '脱产学习', '年中到岗', '岗位空缺'] }),
}

const all = { seenBy: 'all' } as const
/** Who was in the room is the unit's and the office's to know; no ledger, list or assessment counts it. */
const within = { seenBy: ['unit', 'office'] } as const

/** 年度学法计划 of one unit for one kind of post. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('计划', { max: 200, ...all }),
  year: f.number('年度', { min: 2020, max: 2100, ...all }),
  unit: f.unit('单位', all),
  office: f.unit('司法行政部门', all),
  audience: f.choice('对象', audiences, all),
  posts: f.posts('岗位', within),
  due: f.number('每人全年学时', { min: 1, max: 400, ...all }),
  subjects: f.rows('学习内容', subject, { ...all, most: 60 }),
  courses: f.rows('办班登记', course, { ...within, most: 200 }),
  examBy: f.day('年度考试日期', all),
  sittings: f.rows('年度考试', sitting, { ...within, most: 50 }),
  excused: f.rows('没有学满、没有考试的岗位', excuse, { ...within, most: 60 }),
  until: f.day('完成日期', all),
  summary: f.text('年度小结', { max: 2000, ...all }),
  reason: f.text('调整的原因', { max: 1000, ...all }),
} as const

export type TrainingRecord = RecordOf<typeof record>

/** Courses that were not struck. */
export const heldCourses = ({ courses = [] }: TrainingRecord) =>
  courses.filter(({ struck }) => struck === undefined)
