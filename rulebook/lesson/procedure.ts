import * as f from '#kernel/fields.ts'
import { until, workdays } from '#kernel/terms.ts'
import { addMonths } from '#kernel/time.ts'
import { procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 工作规则 } from '../laws.ts'
import { nobodyNamed } from './gates.ts'
import { ledger } from './ledger.ts'
import { places, record, sides } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const side = f.choice('正反', sides)
const place = f.choice('对应步骤', places)

/** Months after which a case is looked at again: the law may have moved on. */
const LOOKED_AT = 12

const told = {
  title: f.text('案例', { max: 200 }),
  side,
  place,
  facts: f.text('案情', { max: 4000, lines: true, help: '写清经过，隐去当事人和工作人员的身份' }),
  lesson: f.text('启示', { max: 1000, lines: true, help: '办到这一步时，应当怎样做、不应当怎样做' }),
  source: f.text('来源', { max: 300, phrases: ['本区案件评查', '行政复议纠错', '法院判决', '上级通报'] }),
}

/** 案例: a good or a bad case of the past, shown where its step is taken (B6). */
export const lesson = procedure({
  id: 'lesson',
  title: '执法案例',
  version: 1,
  from: '2024-01-01',
  basis: [工作规则('以案说法')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'lesson'],
  answerable: 'unit',
  numbered: '案例',
  register: '案例库',

  roles: {
    anybody: { title: '区级部门、街道', seat: unitsWith('issuing') },
    lawyer: { title: '司法行政部门', seat: unitsWith('legal') },
    giver: { title: '提供单位', seat: staff('unit') },
    office: { title: '审定单位', seat: staff('office') },
  },
  openTo: 'everyone',

  states: {
    offered: { title: '待审定', group: '待办' },
    shown: { title: '已发布', group: '在办' },
    withdrawn: { title: '已撤下', group: '办结', final: true },
  },

  terms: {
    judgeWithin: workdays(10, '本区参数'),
    byReview: until('reviewBy'),
  },

  powers: {
    offer: {
      may: '提供案例',
      who: ['anybody', 'lawyer'],
      when: 'nothing',
      then: 'offered',
      form: told,
      gates: [nobodyNamed],
      writes: ({ form, actor, directory }) => ({
        ...form,
        unit: actor.unit,
        office: directory.withFunction('legal')[0],
      }),
      norms: ['B6'],
      weight: 'main',
      basis: [工作规则('以案说法')],
    },
    publish: {
      may: '审定发布',
      who: ['office'],
      when: ['offered'],
      then: 'shown',
      form: told,
      gates: [nobodyNamed],
      writes: ({ form, today }) => ({
        ...form,
        publishedOn: today,
        reviewBy: addMonths(today, LOOKED_AT),
      }),
      norms: ['B6'],
      informs: ['giver'],
      weight: 'main',
      basis: [工作规则('以案说法')],
    },
    confirm: {
      may: '复核，继续使用',
      who: ['office'],
      when: ['shown'],
      form: { lesson: told.lesson },
      gates: [nobodyNamed],
      writes: ({ form, today }) => ({ lesson: form.lesson, reviewBy: addMonths(today, LOOKED_AT) }),
      norms: ['B6'],
      basis: [工作规则('以案说法')],
    },
    withdraw: {
      may: '撤下',
      who: ['office'],
      when: ['offered', 'shown'],
      then: 'withdrawn',
      form: { ending: words('理由', ['法律已经修改', '与事实不符', '不具有代表性']) },
      writes: ({ form }) => ({ ending: form.ending }),
      norms: ['B6'],
      informs: ['giver'],
      weight: 'side',
      basis: [工作规则('以案说法')],
    },
  },

  duties: {
    judge: {
      must: '审定案例',
      who: 'office',
      to: 'giver',
      after: ['offer'],
      within: 'judgeWithin',
      doneBy: ['publish', 'withdraw'],
      ladder: short,
      norms: ['B6'],
      basis: [工作规则('以案说法')],
    },
    review: {
      must: '复核案例是否仍然适用',
      who: 'office',
      to: 'giver',
      after: ['publish', 'confirm'],
      within: 'byReview',
      doneBy: ['confirm'],
      endedBy: ['withdraw'],
      main: true,
      ladder: standard,
      norms: ['B6'],
      basis: [工作规则('以案说法')],
    },
  },

  watches: {},
  papers: {},
  ledger,
  flags: { bad: { title: '反面案例', while: ({ side: which }) => which === 'bad' } },
  keeps: ({ state, record: kept }) =>
    state === 'shown' && kept.place !== undefined && kept.publishedOn !== undefined
      ? [
          {
            kind: 'lesson',
            place: kept.place,
            from: kept.publishedOn,
            lesson: {
              title: kept.title ?? '',
              isGood: kept.side === 'good',
              facts: kept.facts ?? '',
              words: kept.lesson ?? '',
              source: kept.source ?? '',
            },
          },
        ]
      : [],
  mandatory: {},
})
