import * as f from '#kernel/fields.ts'
import { days, until, workdays } from '#kernel/terms.ts'
import { type ActContext, head, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { standard } from '../ladder.ts'
import { 工作规则, 法律顾问意见 } from '../laws.ts'
import { noBasisAnswered, pathAnswered } from '../lawful-path/closing.ts'
import { reviewEnds, reviewInWords } from '../legality-review/passed.ts'
import * as gates from './gates.ts'
import { ledger } from './ledger.ts'
import { type ContractRecord, record, reviewOwed } from './record.ts'

const 审查 = [工作规则('政府合同合法性审查'), 法律顾问意见()] as const

const optional = { optional: true } as const
const content = f.text('合同主要内容', {
  max: 4000,
  lines: true,
  help: '标的、期限、价款、付款方式、违约责任',
})
const draft = f.files('合同文本', optional)
const basis = f.text('订立合同的依据', { max: 4000, lines: true, optional: true })
const approval = f.text('立项、采购或者授权情况', { max: 4000, lines: true, optional: true })
const counterpart = f.text('对方主体资格和履约能力', {
  max: 4000,
  lines: true,
  optional: true,
  help: '依据、立项采购情况、对方资信都是送审的必备材料；缺的审查机构会一次告知',
})

/** What may change in a text; what is left out stays as it is. */
const changed = {
  content: f.text('合同主要内容', { max: 4000, lines: true, help: '写修改后的全部主要内容' }),
  draft,
  until: f.day('履行期限至', optional),
  sum: f.number('金额（万元）', { min: 0, max: 100_000_000, optional: true }),
  reason: words('修改说明', ['按合法性审查意见修改', '与对方协商修改']),
}

/** 政府合同: no signature before the text that is signed has passed its review; changed, it goes the same way again. */
export const contract = procedure({
  id: 'contract',
  title: '政府合同',
  version: 1,
  from: '2024-01-01',
  basis: 审查,
  record,
  titled: 'title',
  searched: ['number', 'title', 'other'],
  answerable: 'unit',
  numbered: '合',
  register: '政府合同台账',

  roles: {
    proposer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    drafter: { title: '订立单位', seat: staff('unit'), person: 'handler' },
    unitHead: { title: '订立单位主要负责人', seat: head('unit') },
    office: { title: '审查机构', seat: staff('office') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    drafting: { title: '拟订、送审', group: '拟办' },
    signed: { title: '履行中', group: '在办' },
    closed: { title: '履行完毕', group: '办结', final: true },
    ended: { title: '已解除', group: '办结', final: true },
    dropped: { title: '未签订', group: '办结', final: true },
  },

  terms: {
    sendWithin: workdays(10, '本区参数'),
    concludeWithin: days(90, '本区参数：拟订后签订或者说明不再签订'),
    byEnd: until('until'),
  },

  powers: {
    draft: {
      may: '拟订合同',
      who: ['proposer', 'coordinator'],
      when: 'nothing',
      then: 'drafting',
      form: {
        title: f.text('合同名称', { max: 200 }),
        other: f.text('对方当事人', { max: 200 }),
        sum: f.number('金额（万元）', { min: 0, max: 100_000_000, optional: true }),
        content,
        draft,
        basis,
        approval,
        counterpart,
        until: f.day('履行期限至'),
        legalityReview: f.matter('已有的合法性审查', {
          optional: true,
          help: '已经单独送审过的选上，不重复送审',
          among: {
            procedure: 'legality-review',
            where: { about: 'contract' },
            says: ['submittedOn', 'opinionNumber'],
          },
        }),
      },
      gates: [gates.reviewOfContract],
      writes: ({ form, actor, today, directory }) => ({
        ...form,
        unit: actor.unit,
        handler: actor.person,
        office: directory.withFunction('legal')[0],
        version: 1,
        draftedOn: today,
        ...(form.legalityReview ? { reviewVersion: 1 } : {}),
      }),
      norms: ['B1'],
      weight: 'main',
      basis: 审查,
    },
    revise: {
      may: '修改合同文本',
      who: ['drafter'],
      when: ['drafting'],
      form: changed,
      gates: [gates.noReviewRunning],
      writes: replaced,
      norms: ['B1'],
      basis: 审查,
    },
    submitLegality: {
      may: '送合法性审查',
      who: ['drafter'],
      when: ['drafting'],
      form: {
        basis,
        approval,
        counterpart,
        papers: f.files('其他材料', optional),
        wanted: f.day('请于何日前审查完毕', { optional: true, help: '不填按规定的审查期限' }),
        urgent: f.text('情况紧急的理由', { max: 500, optional: true, help: '时间短于规定的才填' }),
      },
      gates: [gates.noReviewRunning, gates.textUnjudged],
      writes: ({ form, record: kept, fresh }) => ({
        basis: form.basis,
        approval: form.approval,
        counterpart: form.counterpart,
        legalityReview: fresh[0],
        reviewVersion: kept.version ?? 1,
      }),
      opens: {
        procedure: 'legality-review',
        acts: ['open'],
        each: (context) => [[reviewForm(context)]],
      },
      norms: ['B1'],
      informs: ['office'],
      weight: 'main',
      basis: 审查,
    },
    sign: {
      may: '签订合同',
      who: ['unitHead'],
      when: ['drafting'],
      then: 'signed',
      form: { on: f.day('签订日期'), signedFile: f.files('签订的合同文本', optional) },
      gates: [gates.legalityPassed, gates.signedInTime],
      writes: (context) => ({
        signedOn: context.form.on,
        signedBy: context.actor.person,
        signedFile: context.form.signedFile,
        reviewed: reviewInWords(context),
      }),
      norms: ['B1'],
      informs: ['drafter', 'office'],
      solemn: true,
      weight: 'main',
      basis: 审查,
    },
    change: {
      may: '变更合同',
      who: ['drafter'],
      when: ['signed'],
      then: 'drafting',
      form: changed,
      writes: replaced,
      voids: ['sign'],
      norms: ['B1'],
      informs: ['unitHead', 'office'],
      weight: 'side',
      basis: 审查,
    },
    close: {
      may: '登记履行完毕',
      who: ['drafter', 'unitHead'],
      when: ['signed'],
      then: 'closed',
      form: { result: words('履行情况', ['双方履行完毕，验收合格']) },
      writes: ({ form, today }) => ({ result: form.result, endedOn: today }),
      norms: ['B1'],
      informs: ['unitHead'],
      weight: 'main',
      basis: [工作规则('政府合同履行')],
    },
    terminate: {
      may: '登记解除',
      who: ['unitHead'],
      when: ['signed'],
      then: 'ended',
      form: { ending: words('解除的理由和处理', ['双方协商解除，款项已结清']) },
      writes: ({ form, today }) => ({ ending: form.ending, endedOn: today }),
      norms: ['B1'],
      informs: ['drafter', 'office'],
      solemn: true,
      weight: 'side',
      basis: [工作规则('政府合同履行')],
    },
    drop: {
      may: '不再签订',
      who: ['drafter', 'unitHead'],
      when: ['drafting'],
      then: 'dropped',
      form: {
        ending: words('理由', ['对方不再合作', '采购终止', '审查认为不合法']),
        lawfulPath: pathAnswered,
      },
      gates: [noBasisAnswered('ending')],
      writes: ({ form, today }) => ({ ending: form.ending, endedOn: today }),
      carries: [reviewEnds],
      norms: ['B1', 'B7'],
      informs: ['office', 'unitHead'],
      weight: 'side',
      basis: [工作规则('政府合同履行')],
    },
  },

  duties: {
    submitLegality: {
      must: '送合法性审查',
      who: 'drafter',
      to: 'office',
      after: ['draft', 'revise', 'change'],
      provided: reviewOwed,
      within: 'sendWithin',
      doneBy: ['submitLegality'],
      // Signed, it has had a review of its own before.
      endedBy: ['drop', 'sign'],
      ladder: standard,
      norms: ['B1'],
      basis: 审查,
    },
    conclude: {
      must: '审查通过后签订，或者说明不再签订',
      who: 'drafter',
      to: 'office',
      after: ['draft', 'change'],
      within: 'concludeWithin',
      doneBy: ['sign', 'drop'],
      main: true,
      ladder: standard,
      norms: ['B1'],
      basis: 审查,
    },
    perform: {
      must: '按期履行并登记履行情况',
      who: 'drafter',
      to: 'unitHead',
      after: ['sign'],
      within: 'byEnd',
      doneBy: ['close', 'terminate'],
      endedBy: ['change'],
      main: true,
      ladder: standard,
      norms: ['B1'],
      basis: [工作规则('政府合同履行')],
    },
  },

  watches: {},
  papers: {},
  ledger,
  flags: { changed: { title: '变更过', acts: ['change'] } },
  mandatory: { closed: ['sign'], ended: ['sign'] },
})

type Changed = Pick<
  ActContext<
    ContractRecord,
    {
      readonly content: string
      readonly draft?: readonly string[]
      readonly until?: string
      readonly sum?: number
      readonly reason: string
    }
  >,
  'form' | 'record' | 'today'
>

/** The fields of a new text; the one it replaces is kept. */
function replaced({ form, record: kept, today }: Changed) {
  const { reason, ...text } = form
  const before = kept.version ?? 1
  return {
    ...text,
    version: before + 1,
    versions: [
      ...(kept.versions ?? []),
      {
        version: before,
        content: kept.content ?? '',
        ...(kept.draft ? { file: kept.draft } : {}),
        reason,
        on: today,
      },
    ],
  }
}

interface Sent {
  readonly basis?: string
  readonly approval?: string
  readonly counterpart?: string
  readonly papers?: readonly string[]
  readonly wanted?: string
  readonly urgent?: string
}

/** What goes to the reviewing office with the text. */
function reviewForm({
  record: kept,
  form,
  matterId,
}: Pick<ActContext<ContractRecord, Sent>, 'record' | 'form' | 'matterId'>) {
  const said = (['basis', 'approval', 'counterpart'] as const).flatMap((paper) => {
    const text = form[paper] ?? kept[paper]
    return text === undefined ? [] : [{ paper, words: text }]
  })
  return {
    title: kept.title,
    about: 'contract',
    parent: matterId,
    version: kept.version ?? 1,
    unit: kept.unit,
    office: kept.office,
    papers: [
      { paper: 'draft', words: kept.content ?? '', ...(kept.draft ? { file: kept.draft } : {}) },
      ...said,
      ...(form.papers ? [{ paper: 'other', file: form.papers }] : []),
    ],
    ...(form.wanted ? { wanted: form.wanted } : {}),
    ...(form.urgent ? { urgent: form.urgent } : {}),
  }
}
