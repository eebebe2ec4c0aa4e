import * as f from '#kernel/fields.ts'
import { until } from '#kernel/terms.ts'
import { addMonths } from '#kernel/time.ts'
import { procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { standard } from '../ladder.ts'
import { 学法制度 } from '../laws.ts'
import { coverage } from './coverage.ts'
import { questionsSound } from './gates.ts'
import { question, record } from './record.ts'
import { setting, settings } from './settings.ts'

const points = '用自己的话写，不照抄条文'

// Fields with rows stand outside the forms so that their literal types survive inference.
const questions = f.rows('自测题', question, { most: 60, optional: true })
const content = {
  title: f.text('资料', { max: 200 }),
  basis: f.text('涉及的法律、制度', { max: 1000, help: '这些条文修改、废止时，会收到复核提醒' }),
  points: f.text('要点', { max: 4000, lines: true, help: points }),
  questions,
}

/** What is left out of a revision stays as it is; questions are replaced as a whole. */
const revised = {
  title: f.text('资料', { max: 200, optional: true }),
  basis: f.text('涉及的法律、制度', { max: 1000, optional: true }),
  points: f.text('要点', { max: 4000, lines: true, optional: true, help: points }),
  questions: f.rows('自测题', question, {
    most: 60,
    optional: true,
    help: '填了的整套替换原来的题，不填的题目不变',
  }),
}

/** 学法资料: what the law asks for in plain words, with questions to try oneself on. Who tried, and how, is kept nowhere. */
export const study = procedure({
  id: 'study',
  title: '学法资料',
  version: 1,
  from: '2024-01-01',
  basis: [学法制度('学法资料和自测')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'basis', 'points'],
  answerable: 'unit',
  numbered: '学',
  register: '学法资料库',

  roles: {
    office: { title: '司法行政部门', seat: unitsWith('legal') },
    writer: { title: '编写单位', seat: staff('unit') },
  },
  openTo: 'everyone',

  states: {
    shown: { title: '已发布', group: '在办' },
    withdrawn: { title: '已撤下', group: '办结', final: true },
  },

  terms: {
    byReview: until('reviewBy'),
  },
  settings,

  powers: {
    publish: {
      may: '发布资料',
      who: ['office'],
      when: 'nothing',
      then: 'shown',
      form: content,
      gates: [questionsSound],
      writes: (context) => ({
        ...context.form,
        unit: context.actor.unit,
        publishedOn: context.today,
        reviewBy: addMonths(context.today, setting('reviewAfter', context)),
      }),
      norms: ['B3'],
      weight: 'main',
      basis: [学法制度('学法资料和自测')],
    },
    revise: {
      may: '修订资料',
      who: ['writer'],
      when: ['shown'],
      form: revised,
      gates: [questionsSound],
      writes: (context) => ({
        ...context.form,
        questions: context.form.questions?.length ? context.form.questions : undefined,
        reviewBy: addMonths(context.today, setting('reviewAfter', context)),
      }),
      norms: ['B3'],
      basis: [学法制度('学法资料和自测')],
    },
    confirm: {
      may: '复核，继续使用',
      who: ['writer'],
      when: ['shown'],
      form: { checked: words('复核情况', ['条文没有变化', '已对照最新条文']) },
      writes: (context) => ({ reviewBy: addMonths(context.today, setting('reviewAfter', context)) }),
      norms: ['B3'],
      basis: [学法制度('学法资料和自测')],
    },
    withdraw: {
      may: '撤下',
      who: ['writer'],
      when: ['shown'],
      then: 'withdrawn',
      form: { ending: words('理由', ['法律已经修改', '已有新的资料']) },
      writes: ({ form }) => form,
      norms: ['B3'],
      weight: 'side',
      basis: [学法制度('学法资料和自测')],
    },
  },

  duties: {
    review: {
      must: '复核资料和自测题是否仍然正确',
      who: 'writer',
      to: 'office',
      after: ['publish', 'revise', 'confirm'],
      within: 'byReview',
      doneBy: ['revise', 'confirm'],
      endedBy: ['withdraw'],
      main: true,
      ladder: standard,
      norms: ['B3'],
      basis: [学法制度('学法资料和自测')],
    },
  },

  watches: {},
  papers: {},
  ledger: [
    { name: 'title', title: '资料', width: 40, from: 'title' },
    { name: 'basis', title: '涉及的法律、制度', width: 50, from: 'basis' },
    { name: 'unit', title: '编写单位', width: 20, from: 'unit' },
    { name: 'publishedOn', title: '发布日期', width: 14, from: 'publishedOn' },
    { name: 'due', title: '复核时限', width: 14, from: 'due' },
    { name: 'state', title: '状态', width: 10, from: 'state' },
    { name: 'number', title: '编号', width: 16, from: 'number' },
  ],
  mandatory: {},
  coverage,
  selfTest: { questions: 'questions' },
  cites: { fields: ['basis'], states: ['shown'] },
})
