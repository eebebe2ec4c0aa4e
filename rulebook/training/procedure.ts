import * as f from '#kernel/fields.ts'
import { until } from '#kernel/terms.ts'
import { head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { standard } from '../ladder.ts'
import { 学法制度, 应知应会意见 } from '../laws.ts'
import { coverage } from './coverage.ts'
import * as gates from './gates.ts'
import { audiences, examForms, excuse, forms, record, subject } from './record.ts'
import { examDay, setting, settings } from './settings.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const audience = f.choice('对象', audiences)
const form = f.choice('形式', forms)
const examForm = f.choice('形式', examForms)
const { no: _no, ...asked } = subject
const subjects = f.rows('学习内容', asked, { most: 60 })
const excused = f.rows('没有学满、没有考试的岗位', excuse, { most: 60, optional: true })
const posts = f.posts('岗位', { help: '按岗位列：换了人，学时要求不变' })

const 计划 = [学法制度('年度学法计划'), 应知应会意见()] as const

const numbered = <Row extends object>(rows: readonly Row[]): readonly (Row & { no: number })[] =>
  rows.map((row, n) => ({ no: n + 1, ...row }))

/** 年度学法计划 of a unit: for which posts, what, how many hours; courses as they were held; a year that ends with all hours or reasons. */
export const training = procedure({
  id: 'training',
  title: '年度学法计划',
  version: 1,
  from: '2024-01-01',
  basis: 计划,
  record,
  titled: 'title',
  searched: ['number', 'title'],
  answerable: 'unit',
  numbered: '训',
  register: '年度学法计划台账',

  roles: {
    enforcer: { title: '行政执法机关', seat: unitsWith('enforcement') },
    issuer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    lawyer: { title: '司法行政部门', seat: unitsWith('legal') },
    unit: { title: '制定计划的单位', seat: staff('unit') },
    unitHead: { title: '单位主要负责人', seat: head('unit') },
    office: { title: '组织学法的司法行政部门', seat: staff('office') },
  },
  openTo: ['legal'],

  states: {
    running: { title: '实施中', group: '在办' },
    closed: { title: '已完成', group: '办结', final: true },
  },

  terms: {
    byYearEnd: until('until'),
    byExam: until('examBy'),
  },
  settings,

  powers: {
    plan: {
      may: '制定年度学法计划',
      who: ['enforcer', 'issuer', 'lawyer'],
      when: 'nothing',
      then: 'running',
      form: {
        year: f.number('年度', { min: 2020, max: 2100 }),
        audience,
        posts,
        subjects,
        examBy: f.day('年度考试不晚于', { optional: true, help: '不填按本区统一的月份' }),
      },
      gates: [gates.yearAhead, gates.postsOfUnit, gates.hoursPlanned, gates.examAhead],
      writes: (context) => {
        const { form: plan, actor, directory } = context
        return {
          ...plan,
          subjects: numbered(plan.subjects),
          due: setting(plan.audience, context),
          title: `${plan.year}年${audiences[plan.audience]}学法计划`,
          unit: actor.unit,
          office: directory.withFunction('legal')[0],
          until: `${plan.year}-12-31`,
          examBy: plan.examBy ?? examDay(plan.year, context),
        }
      },
      norms: ['B3'],
      informs: ['unitHead', 'office'],
      weight: 'main',
      basis: 计划,
    },
    adjust: {
      may: '调整计划',
      who: ['unit'],
      when: ['running'],
      form: {
        posts,
        more: f.rows('增加的内容', asked, { most: 30, optional: true }),
        reason: words('原因', ['人员调整', '新法施行']),
      },
      gates: [gates.postsOfUnit],
      writes: ({ form: { posts: now, more = [], reason }, record: kept }) => ({
        posts: now,
        subjects: numbered([...(kept.subjects ?? []).map(({ no: _of, ...row }) => row), ...more]),
        reason,
      }),
      norms: ['B3'],
      informs: ['office'],
      weight: 'side',
      basis: [学法制度('年度学法计划')],
    },
    hold: {
      may: '登记办班',
      who: ['unit', 'office'],
      when: ['running'],
      form: {
        of: f.number('内容序号', { min: 1, max: 60 }),
        on: f.day('日期'),
        hours: f.number('学时', { min: 1, max: 40 }),
        form,
        attended: f.posts('参加的岗位', { help: '照签到登记；不用学习时长、答题情况' }),
      },
      gates: [gates.wasHeld, gates.isPlanned],
      writes: ({ form: held, record: kept }) => ({
        courses: [...(kept.courses ?? []), { no: (kept.courses ?? []).length + 1, ...held }],
      }),
      norms: ['B3'],
      weight: 'main',
      basis: [学法制度('年度学法计划')],
    },
    correct: {
      may: '更正办班登记',
      who: ['unit'],
      when: ['running'],
      form: {
        no: f.number('办班序号', { min: 1, max: 200 }),
        struck: f.text('更正说明', { max: 300, phrases: ['重复登记', '日期有误，另行登记', '实际没有举办'] }),
      },
      gates: [gates.courseStands],
      writes: ({ form: { no, struck }, record: kept }) => ({
        courses: (kept.courses ?? []).map((one) => (one.no === no ? { ...one, struck } : one)),
      }),
      norms: ['B3'],
      weight: 'side',
      basis: [学法制度('年度学法计划')],
    },
    examine: {
      may: '登记年度考试',
      who: ['unit', 'office'],
      when: ['running'],
      form: {
        on: f.day('日期'),
        form: examForm,
        sat: f.posts('参加的岗位', { help: '只登记谁参加了；成绩是本人的，不登记、不排名' }),
      },
      gates: [gates.examWasHeld],
      writes: ({ form: held, record: kept }) => ({
        sittings: [...(kept.sittings ?? []), { no: (kept.sittings ?? []).length + 1, ...held }],
      }),
      norms: ['B3'],
      weight: 'main',
      basis: [学法制度('年度考试')],
    },
    close: {
      may: '年度小结',
      who: ['unit'],
      when: ['running'],
      then: 'closed',
      form: { summary: words('年度小结'), excused },
      gates: [gates.hoursHeld, gates.examSat],
      writes: ({ form: told }) => told,
      norms: ['B3'],
      informs: ['unitHead', 'office'],
      basis: [学法制度('年度学法计划')],
    },
  },

  duties: {
    examine: {
      must: '组织年度学法考试',
      who: 'unit',
      to: 'office',
      after: ['plan'],
      within: 'byExam',
      doneBy: ['examine'],
      endedBy: ['close'],
      ladder: standard,
      norms: ['B3'],
      basis: [学法制度('年度考试')],
    },
    close: {
      must: '完成全年学法学时并小结',
      who: 'unit',
      to: 'office',
      after: ['plan'],
      within: 'byYearEnd',
      doneBy: ['close'],
      main: true,
      ladder: standard,
      norms: ['B3'],
      basis: 计划,
    },
  },

  watches: {},
  papers: {},
  // Plans, not people: nobody's hours are a column.
  ledger: [
    { name: 'title', title: '计划', width: 36, from: 'title' },
    { name: 'unit', title: '单位', width: 24, from: 'unit' },
    { name: 'audience', title: '对象', width: 16, from: 'audience' },
    { name: 'hours', title: '每人全年学时', width: 14, from: 'due' },
    { name: 'examBy', title: '年度考试不晚于', width: 14, from: 'examBy' },
    { name: 'until', title: '完成日期', width: 14, from: 'until' },
    { name: 'state', title: '状态', width: 12, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  mandatory: {},
  coverage,
  learning: {
    of: 'plan',
    posts: 'posts',
    due: 'due',
    until: 'until',
    examBy: 'examBy',
    subjects: 'subjects',
    courses: 'courses',
    sittings: 'sittings',
    excused: 'excused',
  },
})
