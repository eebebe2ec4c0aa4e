// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { procedure } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例 } from '../laws.ts'
import { stopping } from '../preparation/ending.ts'
import { fromParent, openedWith } from '../preparation/opening.ts'
import { roles } from '../preparation/roles.ts'
import * as arguing from './gates/arguing.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { dissenting, expert, opinion, record } from './record.ts'
import { settings } from './settings.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const experts = f.rows('专家', expert, { most: 30 })
const another = f.rows('另选的专家', expert, { most: 5 })

/** 专家论证: people of the trade without a stake in it say in writing, each under his name, whether it can be done. */
export const expertArgument = procedure({
  id: 'expert-argument',
  title: '专家论证',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(19), 决策条例(20)],
  record,
  titled: 'title',
  searched: ['number', 'title', 'question', 'summary'],
  answerable: 'unit',
  numbered: '论',
  register: '专家论证台账',

  roles,
  openTo: ['discipline'],

  states: {
    choosing: { title: '遴选专家', group: '待办' },
    asked: { title: '征询意见', group: '在办' },
    arguing: { title: '论证中', group: '在办' },
    concluded: { title: '论证意见待审定', group: '待办' },
    closed: { title: '已审定', group: '办结', final: true },
    stopped: { title: '已终止', group: '办结', final: true },
  },

  terms: {
    chooseWithin: workdays(5, '本区参数'),
    argueWithin: workdays(15, '本区参数，条例没有规定天数'),
    reviewWithin: workdays(3, '本区参数'),
  },
  settings,

  powers: {
    open: {
      may: '启动专家论证',
      // The matter it belongs to opens it; nobody else can, for that matter names its experts.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'choosing',
      form: { ...openedWith, question: words('论证的问题') },
      gates: [arguing.expertiseFromParent],
      writes: (context) => ({ ...fromParent(context), question: context.form.question }),
      norms: ['G1'],
      basis: [决策条例(19)],
    },
    choose: {
      may: '选定专家',
      who: ['applicant'],
      when: ['choosing'],
      then: 'asked',
      form: { experts },
      gates: [arguing.expertsNamed, arguing.expertsEnough, arguing.expertsApart],
      writes: ({ form }) => ({ experts: form.experts }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(20)],
    },
    // Experts have no seat in the district: who answers for the argument enters what each signed, under his name, with the paper.
    giveOpinion: {
      may: '登记专家签名意见',
      who: ['applicant'],
      when: ['asked', 'arguing'],
      then: 'arguing',
      form: {
        ...opinion,
        interest: f.flag('声明有直接利害关系', { optional: true }),
        file: f.files('签名的意见书', { optional: true, help: '必须上传' }),
      },
      gates: [
        arguing.expertAsked,
        arguing.expertStands,
        arguing.speaksApart,
        arguing.paperSigned,
        arguing.signedAlready,
      ],
      writes: ({ form: { interest: _declared, ...said }, record: kept, actor }) => ({
        opinions: [...(kept.opinions ?? []), { ...said, person: actor.person }],
      }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(19)],
    },
    replace: {
      may: '更换专家',
      who: ['applicant'],
      when: ['asked', 'arguing'],
      form: {
        expert: f.text('专家', { max: 60 }),
        reason: words('理由', ['有直接利害关系', '不能参加论证']),
        experts: another,
      },
      gates: [arguing.expertAsked, arguing.expertStands, arguing.expertsNamed, arguing.expertsApart],
      writes: ({ form, record: kept, actor, today }) => {
        const added = form.experts.map(({ name }) => name)
        const others = (kept.experts ?? []).filter(
          ({ name }) => name !== form.expert && !added.includes(name),
        )
        return {
          experts: [...others, ...form.experts],
          replaced: [
            ...(kept.replaced ?? []),
            { name: form.expert, reason: form.reason, on: today, person: actor.person },
          ],
        }
      },
      norms: ['G1'],
      informs: ['recorder'],
      weight: 'side',
      basis: [决策条例(20)],
    },
    conclude: {
      may: '汇总论证意见',
      who: ['applicant'],
      when: ['arguing'],
      then: 'concluded',
      form: {
        summary: f.text('论证意见汇总', { max: 4000, lines: true }),
        dissent: f.text('不同意见及处理', { max: 2000, lines: true, optional: true }),
      },
      gates: [arguing.everybodyHeard, arguing.dissentAnswered],
      writes: ({ form }) => ({ summary: form.summary, dissent: form.dissent ?? null, returned: null }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(19), 决策条例(29)],
    },
    sendBack: {
      may: '退回补充',
      who: ['applicantHead'],
      when: ['concluded'],
      then: 'arguing',
      form: { reason: words('要补什么', ['没有说明不同意见怎样处理', '汇总与意见书不一致']) },
      writes: ({ form }) => ({ returned: form.reason }),
      voids: ['conclude'],
      informs: ['applicant'],
      basis: [决策条例(19)],
    },
    close: {
      may: '审定论证意见',
      who: ['applicantHead'],
      when: ['concluded'],
      then: 'closed',
      form: { words: note('意见') },
      writes: ({ today }) => ({ closedOn: today }),
      norms: ['G1'],
      informs: ['applicant'],
      weight: 'main',
      basis: [决策条例(19)],
    },
    stop: stopping(['choosing', 'asked', 'arguing', 'concluded'], {
      gates: [arguing.argumentStands],
      basis: [决策条例(19)],
    }),
  },

  duties: {
    choose: {
      must: '选定论证专家',
      who: 'applicant',
      to: 'recorder',
      after: ['open'],
      within: 'chooseWithin',
      doneBy: ['choose'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(20)],
    },
    conclude: {
      must: '听取每名专家的签名意见并汇总',
      who: 'applicant',
      to: 'recorder',
      after: ['choose', 'sendBack'],
      within: 'argueWithin',
      doneBy: ['conclude'],
      endedBy: ['stop'],
      main: true,
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(19)],
    },
    review: {
      must: '审定专家论证意见',
      who: 'applicantHead',
      to: 'applicant',
      after: ['conclude'],
      within: 'reviewWithin',
      doneBy: ['close', 'sendBack'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(19)],
    },
  },

  watches: {
    replaced: {
      title: '更换的专家／出具意见的专家',
      norm: 'G1',
      counts: ['expert-argument.replace'],
      outOf: ['expert-argument.giveOpinion'],
      basis: [决策条例(20)],
    },
  },
  papers,
  ledger,
  flags: {
    dissent: { title: '专家有不同意见', while: (kept) => dissenting(kept).length > 0 },
    replaced: { title: '更换过专家', acts: ['replace'] },
  },
  mandatory: { closed: ['open', 'choose', 'giveOpinion', 'conclude', 'close'] },
  coverage,
})
