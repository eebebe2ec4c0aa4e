// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { type ActContext, head, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例, 合法性审核意见, 地方组织法, 工作规则, 法律顾问意见, 规范性文件通知 } from '../laws.ts'
import { ofRegister } from '../legal-adviser/record.ts'
import { completionDay, extendedDay, reviewDay, settings, terms } from './clock.ts'
import * as receiving from './gates/receiving.ts'
import * as reviewing from './gates/reviewing.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { type ReviewRecord, abouts, finding, interests, lack, paper, record, verdicts } from './record.ts'
import { steps } from './steps.ts'

/** Until the opinion is issued a matter is its submitter's to withdraw. */
const BEFORE = ['submitted', 'completing', 'assigning', 'reviewing', 'signing'] as const

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const about = f.choice('审查类别', abouts)
const handedIn = f.rows('送审材料', paper)
const lacks = f.rows('缺的材料', lack)
const verdict = f.choice('结论', verdicts)
const interest = f.choice('利害关系声明', interests)
const whichAdviser = f.matter('法律顾问、公职律师', {
  optional: true,
  help: '只请了一名的不填',
  ...ofRegister,
})
const authority = f.group('权限', finding)
const course = f.group('程序', finding)
const content = f.group('内容', finding)
const adopted = f.choice('采纳情况', record.adopted.options)
const wanted = f.day('请于何日前审查完毕', { optional: true, help: '不填按规定的审查期限' })
const urgent = f.text('情况紧急的理由', {
  max: 500,
  optional: true,
  phrases: ['处置突发事件', '执行上级机关的紧急命令'],
  help: '时间短于规定的才填',
})

/** 合法性审查: complete papers, a lawyer's part, an opinion with its reasons, and what became of it. Nothing else stands in for it. */
export const legalityReview = procedure({
  id: 'legality-review',
  title: '合法性审查',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(25), 地方组织法(75), 规范性文件通知('第六项'), 合法性审核意见()],
  record,
  titled: 'title',
  searched: ['number', 'title', 'opinionNumber'],
  answerable: 'office',
  numbered: '审',
  register: '合法性审查登记簿',

  roles: {
    proposer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    submitter: { title: '送审单位', seat: staff('unit'), person: 'handler' },
    submitterHead: { title: '送审单位主要负责人', seat: head('unit') },
    office: { title: '审查机构', seat: staff('office') },
    officeHead: { title: '审查机构主要负责人', seat: head('office') },
    reviewer: { title: '审查人员', seat: staff('office'), person: 'reviewer' },
    host: { title: '议事机构办公室、办文单位', seat: staff('host') },
    reader: { title: '审议、签发的领导', seat: postIn('readers') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    submitted: { title: '待接收', group: '待办' },
    completing: { title: '待补正', group: '待办' },
    assigning: { title: '待派审', group: '待办' },
    reviewing: { title: '审查中', group: '在办' },
    signing: { title: '待签发意见', group: '待办' },
    issued: { title: '待反馈采纳情况', group: '待办' },
    closed: { title: '已审结', group: '办结', final: true },
    returned: { title: '已退回', group: '办结', final: true },
    withdrawn: { title: '已撤回', group: '办结', final: true },
  },

  terms,
  settings,

  powers: {
    open: {
      may: '送合法性审查',
      // The matter under review opens it; nobody else can, for that matter names its review.
      who: ['coordinator'],
      when: 'nothing',
      withParent: true,
      then: 'submitted',
      form: {
        title: f.text('送审事项', { max: 200 }),
        about,
        parent: f.matter('所属事项'),
        version: f.number('稿次', { min: 1, max: 999, optional: true }),
        unit: f.unit('送审单位', { optional: true }),
        office: f.unit('审查机构', { optional: true, help: '不填则为司法行政部门' }),
        host: f.unit('议事机构办公室、办文单位', { optional: true }),
        readers: f.posts('审议、签发的领导', { optional: true }),
        papers: handedIn,
        wanted,
        urgent,
      },
      gates: [receiving.openedForMatter, receiving.officeReviews, receiving.timeLeft, receiving.papersReal],
      writes: (context) => ({ ...context.form, ...submitted(context, context.form) }),
      norms: ['B1'],
      informs: ['office'],
      weight: 'main',
      basis: [决策条例(25), 决策条例(26), 合法性审核意见('第五项')],
    },
    openContract: {
      may: '合同送合法性审查',
      who: ['proposer', 'coordinator'],
      when: 'nothing',
      then: 'submitted',
      form: {
        title: f.text('合同名称', { max: 200 }),
        content: f.text('合同主要内容', { max: 4000, lines: true }),
        draft: f.files('合同文本', { optional: true }),
        basis: f.text('订立合同的依据', { max: 4000, lines: true, optional: true }),
        approval: f.text('立项、采购或者授权情况', { max: 4000, lines: true, optional: true }),
        counterpart: f.text('对方主体资格和履约能力', { max: 4000, lines: true, optional: true }),
        papers: f.files('其他材料', {
          optional: true,
          help: '依据、立项采购情况、对方资信都是必备材料；缺的审查机构会一次告知',
        }),
        wanted,
        urgent,
      },
      gates: [receiving.officeReviews, receiving.timeLeft],
      writes: (context) => {
        const { title, wanted: until, urgent: why } = context.form
        return {
          title,
          about: 'contract',
          papers: contractPapers(context.form),
          wanted: until,
          urgent: why,
          ...submitted(context, {}),
        }
      },
      norms: ['B1'],
      informs: ['office'],
      weight: 'main',
      basis: [工作规则('政府合同合法性审查'), 法律顾问意见()],
    },
    askMissing: {
      may: '一次告知补正',
      who: ['office'],
      when: ['submitted'],
      then: 'completing',
      form: { missing: lacks },
      gates: [receiving.askedOnce, receiving.asksForAll, receiving.completionCountable],
      writes: (context) => {
        const until = completionDay(context)
        const { form, today } = context
        return {
          missing: form.missing,
          asked: form.missing,
          askedOn: today,
          completeBy: until.known ? until.value : today,
        }
      },
      norms: ['B1'],
      informs: ['submitter'],
      basis: [决策条例(26), 工作规则('一次告知')],
    },
    complete: {
      may: '补正材料',
      who: ['submitter'],
      when: ['completing'],
      then: 'submitted',
      form: { papers: handedIn },
      gates: [receiving.papersReal],
      writes: ({ form, record: kept, today }) => {
        const given = new Set(form.papers.map((row) => row.paper))
        return {
          papers: [...(kept.papers ?? []), ...form.papers],
          missing: (kept.missing ?? []).filter((row) => !given.has(row.paper)),
          completedOn: today,
        }
      },
      norms: ['B1'],
      informs: ['office'],
      weight: 'main',
      basis: [决策条例(26)],
    },
    sendBack: {
      may: '退回送审',
      who: ['office'],
      when: ['submitted', 'completing'],
      then: 'returned',
      form: { ending: words('退回的理由', ['材料不符合要求', '逾期没有补正']) },
      gates: [receiving.returnable],
      writes: ({ form, today }) => ({ ending: form.ending, returnedOn: today }),
      norms: ['B1'],
      informs: ['submitter', 'host'],
      solemn: true,
      weight: 'side',
      basis: [决策条例(26)],
    },
    accept: {
      may: '接收审查',
      who: ['office'],
      when: ['submitted'],
      then: 'assigning',
      form: { remark: note('意见', ['材料齐全，予以接收']) },
      gates: [receiving.papersComplete, receiving.reviewCountable],
      writes: (context) => {
        const counted = reviewDay(context.record, context)
        const { day, why } = counted.known ? counted.value : { day: context.today, why: '' }
        return { acceptedOn: context.today, due: day, dueWhy: why }
      },
      norms: ['B1'],
      informs: ['submitter'],
      weight: 'main',
      basis: [决策条例(26), 合法性审核意见('第五项')],
    },
    assign: {
      may: '分派审查人员',
      who: ['officeHead', 'office'],
      when: ['assigning', 'reviewing'],
      then: 'reviewing',
      form: { reviewer: f.person('审查人员') },
      gates: [reviewing.reviewerFits],
      writes: ({ form }) => ({ reviewer: form.reviewer }),
      norms: ['B1'],
      informs: ['reviewer'],
      weight: 'main',
      basis: [决策条例(28), 工作规则('合法性审查')],
    },
    engageAdviser: {
      may: '请法律顾问、公职律师参加审查',
      who: ['office'],
      when: ['assigning', 'reviewing'],
      form: {
        adviser: f.matter('法律顾问、公职律师', { help: '从法律顾问名册中选', ...ofRegister }),
        interest,
      },
      gates: [reviewing.adviserListed, reviewing.adviserApart, reviewing.adviserNew],
      writes: (context) => {
        const { form, record: kept, today } = context
        const { name = '', from = '', kind = 'counsel' } = reviewing.listed(context)
        return {
          advisers: [...(kept.advisers ?? []), { adviser: form.adviser, name, from, kind, on: today }],
        }
      },
      norms: ['B2'],
      basis: [决策条例(28), 法律顾问意见()],
    },
    advise: {
      may: '登记法律意见',
      who: ['office'],
      when: ['reviewing'],
      form: {
        adviser: whichAdviser,
        verdict,
        opinion: f.text('法律意见', { max: 4000, lines: true }),
        file: f.files('签名意见书', { optional: true }),
      },
      gates: [reviewing.adviserStands],
      writes: (context) => {
        const { form, record: kept, today } = context
        const { adviser = '', name = '' } = reviewing.meant(context) ?? {}
        return {
          advice: [
            ...(kept.advice ?? []),
            {
              adviser,
              name,
              verdict: form.verdict,
              words: form.opinion,
              on: today,
              ...(form.file ? { file: form.file } : {}),
            },
          ],
        }
      },
      norms: ['B2'],
      weight: 'main',
      basis: [决策条例(28), 法律顾问意见()],
    },
    excuseAdviser: {
      may: '法律顾问、公职律师退出',
      who: ['office'],
      when: ['assigning', 'reviewing'],
      form: {
        adviser: whichAdviser,
        left: f.text('理由', { max: 500, phrases: ['发现利害关系，申请回避', '不能按时提出意见'] }),
      },
      gates: [reviewing.adviserStands],
      writes: (context) => {
        const { form, record: kept } = context
        const leaves = reviewing.meant(context)?.adviser
        return {
          advisers: (kept.advisers ?? []).map((one) =>
            one.adviser === leaves ? { ...one, left: form.left } : one,
          ),
        }
      },
      norms: ['B2'],
      weight: 'side',
      basis: [法律顾问意见(), 工作规则('法律顾问全程参与')],
    },
    extend: {
      may: '延长审查期限',
      who: ['officeHead'],
      when: ['assigning', 'reviewing', 'signing'],
      form: {
        days: f.number('延长几个工作日', { min: 1, max: 60 }),
        extendedWhy: words('理由', ['涉及重大疑难法律问题', '须向上级机关请示']),
      },
      gates: [
        reviewing.extendedOnce,
        reviewing.extendedInTime,
        reviewing.extensionFits,
        receiving.extensionCountable,
      ],
      writes: (context) => {
        const { form, record: kept, today } = context
        const until = extendedDay(kept.due ?? today, form.days, context)
        return {
          due: until.known ? until.value : kept.due,
          dueWhy: `${kept.dueWhy ?? ''}；延长${form.days}个工作日`,
          extendedOn: today,
          extendedWhy: form.extendedWhy,
        }
      },
      norms: ['B1'],
      informs: ['submitter'],
      weight: 'side',
      basis: [合法性审核意见('第五项'), 工作规则('合法性审查')],
    },
    propose: {
      may: '拟出审查意见',
      who: ['reviewer'],
      when: ['reviewing'],
      then: 'signing',
      form: {
        verdict,
        authority,
        course,
        content,
        opinion: f.text('审查意见', { max: 4000, lines: true }),
        risk: f.text('明示的法律风险', {
          max: 2000,
          lines: true,
          optional: true,
          help: '国家尚无明确规定的探索性改革，写明法律风险后可以提交讨论',
        }),
      },
      gates: [reviewing.adviceGiven, reviewing.verdictFollows],
      writes: ({ form, today }) => ({
        verdict: form.verdict,
        authority: form.authority,
        course: form.course,
        content: form.content,
        opinion: form.opinion,
        risk: form.risk ?? null,
        proposedOn: today,
      }),
      norms: ['B1'],
      weight: 'main',
      basis: [决策条例(25), 决策条例(27), 决策条例(28), 合法性审核意见('第六项')],
    },
    returnProposal: {
      may: '退回重拟',
      who: ['officeHead'],
      when: ['signing'],
      then: 'reviewing',
      form: { remark: words('理由') },
      writes: ({ form }) => ({ remark: form.remark }),
      voids: ['propose'],
      informs: ['reviewer'],
      basis: [工作规则('合法性审查')],
    },
    issue: {
      may: '出具审查意见',
      who: ['officeHead'],
      when: ['signing'],
      then: 'issued',
      form: { remark: note('签发意见', ['同意，出具']) },
      gates: [reviewing.signsApart],
      writes: ({ record: kept, today, actor }) => ({
        issued: issuedOpinion(kept),
        issuedOn: today,
        issuedBy: actor.person,
      }),
      draws: { field: 'opinionNumber', series: () => '法审' },
      norms: ['B1'],
      informs: ['submitter', 'submitterHead', 'host'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(28), 合法性审核意见('第六项')],
    },
    answer: {
      may: '反馈采纳情况',
      who: ['submitter', 'submitterHead'],
      when: ['issued'],
      then: 'closed',
      form: {
        adopted,
        adoption: f.text('修改情况、不采纳的理由', { max: 2000, lines: true, optional: true }),
      },
      gates: [reviewing.answerReasoned],
      writes: ({ form, today }) => ({ ...form, answeredOn: today }),
      norms: ['B1'],
      informs: ['office', 'host'],
      weight: 'main',
      basis: [决策条例(28), 合法性审核意见('第六项')],
    },
    withdraw: {
      may: '撤回送审',
      who: ['submitter', 'submitterHead'],
      when: [...BEFORE],
      then: 'withdrawn',
      form: { ending: words('理由', ['所属事项已撤回', '草案需要重大修改']) },
      writes: ({ form }) => ({ ending: form.ending }),
      informs: ['office', 'host'],
      weight: 'side',
      basis: [工作规则('合法性审查')],
    },
  },

  duties: {
    receive: {
      must: '核对送审材料，接收或者一次告知补正',
      who: 'office',
      to: 'submitter',
      after: ['open', 'openContract', 'complete'],
      within: 'receiveWithin',
      doneBy: ['accept', 'askMissing', 'sendBack'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['B1'],
      basis: [决策条例(26), 工作规则('一次告知')],
    },
    complete: {
      must: '补正送审材料',
      who: 'submitter',
      to: 'office',
      after: ['askMissing'],
      within: 'byCompletion',
      doneBy: ['complete'],
      endedBy: ['sendBack', 'withdraw'],
      ladder: short,
      norms: ['B1'],
      basis: [决策条例(26)],
    },
    assign: {
      must: '分派审查人员',
      who: 'officeHead',
      to: 'submitter',
      after: ['accept'],
      within: 'assignWithin',
      doneBy: ['assign'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['F1'],
      basis: [工作规则('合法性审查')],
    },
    hearAdviser: {
      must: '组织法律顾问、公职律师提出法律意见',
      who: 'office',
      to: 'submitter',
      after: ['accept', 'excuseAdviser'],
      provided: (now) => !heard(now),
      within: 'adviseWithin',
      doneBy: ['advise'],
      endedBy: ['propose', 'withdraw'],
      ladder: short,
      norms: ['B2'],
      basis: [决策条例(28), 法律顾问意见()],
    },
    review: {
      must: '在期限内出具合法性审查意见',
      who: 'reviewer',
      to: 'submitter',
      after: ['accept'],
      within: 'byReview',
      doneBy: ['issue'],
      endedBy: ['withdraw'],
      main: true,
      ladder: standard,
      norms: ['B1'],
      basis: [决策条例(28), 合法性审核意见('第五项')],
    },
    sign: {
      must: '签发或者退回审查意见',
      who: 'officeHead',
      to: 'submitter',
      after: ['propose'],
      within: 'issueWithin',
      doneBy: ['issue', 'returnProposal'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['F1'],
      basis: [工作规则('合法性审查')],
    },
    answer: {
      must: '反馈审查意见采纳情况',
      who: 'submitter',
      to: 'office',
      after: ['issue'],
      within: 'answerWithin',
      doneBy: ['answer'],
      main: true,
      ladder: short,
      norms: ['B1'],
      basis: [决策条例(28), 合法性审核意见('第六项')],
    },
  },

  watches: {
    incomplete: {
      title: '要求补正的／送审的',
      norm: 'B1',
      counts: ['legality-review.askMissing'],
      outOf: ['legality-review.open', 'legality-review.openContract'],
      basis: [决策条例(26)],
    },
    extended: {
      title: '延长审查期限的／接收审查的',
      norm: 'B1',
      counts: ['legality-review.extend'],
      outOf: ['legality-review.accept'],
      basis: [合法性审核意见('第五项')],
    },
  },
  papers,
  ledger,
  flags: {
    asked: { title: '要求过补正', acts: ['askMissing'] },
    extended: { title: '延长过审查期限', acts: ['extend'] },
    hurried: { title: '情况紧急', while: ({ urgent }) => urgent !== undefined },
  },
  mandatory: {
    closed: ['accept', 'assign', 'propose', 'issue', 'answer'],
  },
  steps,
  coverage,
  advised: { engaged: 'advisers', advice: 'advice', found: 'issued' },
})

/** Who sent it, in whose name, to which office. */
function submitted(
  { actor, today, directory }: Pick<ActContext, 'actor' | 'today' | 'directory'>,
  form: { readonly version?: number; readonly unit?: string; readonly office?: string },
) {
  return {
    version: form.version ?? 1,
    unit: form.unit ?? actor.unit,
    handler: actor.person,
    submittedOn: today,
    office: form.office ?? directory.withFunction('legal')[0],
  }
}

/** What a contract is sent with, as papers of the review. */
function contractPapers(form: {
  readonly content: string
  readonly draft?: readonly string[]
  readonly basis?: string
  readonly approval?: string
  readonly counterpart?: string
  readonly papers?: readonly string[]
}): NonNullable<ReviewRecord['papers']> {
  const said = ['basis', 'approval', 'counterpart'] as const
  return [
    { paper: 'draft', words: form.content, ...(form.draft ? { file: form.draft } : {}) },
    ...said.flatMap((name) => {
      const words = form[name]
      return words === undefined ? [] : [{ paper: name, words }]
    }),
    ...(form.papers ? [{ paper: 'other' as const, file: form.papers }] : []),
  ]
}

/** Whether a lawyer who still takes part has given his opinion. */
function heard({ advisers = [], advice = [] }: ReviewRecord): boolean {
  return advisers.some(
    ({ adviser, left }) => left === undefined && advice.some((one) => one.adviser === adviser),
  )
}

/** The reviewer's draft becomes the office's opinion as it stands. */
function issuedOpinion({
  verdict: found = 'unlawful',
  authority: power = { found: 'problem' },
  course: taken = { found: 'problem' },
  content: text = { found: 'problem' },
  opinion: said = '',
  risk,
}: ReviewRecord): NonNullable<ReviewRecord['issued']> {
  return {
    verdict: found,
    authority: power,
    course: taken,
    content: text,
    words: said,
    ...(risk ? { risk } : {}),
  }
}
