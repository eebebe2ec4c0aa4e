// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { days, workdays } from '#kernel/terms.ts'
import { type ActContext, head, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { short, standard } from '../ladder.ts'
import { 保密法, 公文条例, 公文条例待核, 减负规定, 工作规则 } from '../laws.ts'
import { amended, legalReview, unconfirmed, waiting } from './course.ts'
import * as agreeing from './gates/agreeing.ts'
import * as entering from './gates/entering.ts'
import * as issuing from './gates/issuing.ts'
import * as writing from './gates/writing.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { type DocumentRecord, legality, record } from './record.ts'
import { tidied } from './text.ts'

const BEFORE_SIGNING = ['drafting', 'unitReview', 'checking', 'checked', 'countersigning', 'signing'] as const
const BEFORE_NUMBER = [...BEFORE_SIGNING, 'signed', 'rechecked'] as const
const ENDS_IT = ['withdraw', 'void'] as const

const words = (title: string, phrases: readonly string[] = []) =>
  f.text(title, { max: 1000, lines: true, phrases })
const note = (title: string, phrases: readonly string[] = []) =>
  f.text(title, { max: 1000, lines: true, optional: true, phrases })
// Fields with options or rows stand outside the forms so that their literal types survive inference.
const optional = { optional: true } as const
const genre = f.choice('文种', record.genre.options)
const series = f.choice('发文名义和形式', record.series.options)
const urgency = f.choice('紧急程度', record.urgency.options, {
  optional: true,
  help: '不填为平件；特急、加急的签发时限更短',
})
const secrecy = f.choice('密级', record.secrecy.options, {
  help: '本系统只办非涉密公文；涉密的请在涉密渠道办理',
})
const scope = f.choice('篇幅类别', record.scope.options, {
  optional: true,
  help: '一般文件不超过5000字，部署专项工作的不超过4000字，综合性文件不限；不填为一般文件',
})
const disclosure = f.choice('公开属性', record.disclosure.options, optional)
const otherGenre = f.choice('文种', record.genre.options, optional)
const otherSeries = f.choice('发文名义和形式', record.series.options, optional)
const otherScope = f.choice('篇幅类别', record.scope.options, optional)
const text = {
  max: 20_000,
  lines: true,
  help: '一行一段；标题自己编号：一、（一）1.（1），导出时按层次排版',
} as const
const attachmentTitles = f.text('附件名称', {
  max: 1000,
  lines: true,
  optional: true,
  help: '一行一个，写在正文后的附件说明里',
})
const verdict = f.choice('会签意见', record.verdict.options)
const seal = f.choice('印章', record.sealed.of.seal.options)
const kept = f.choice('保管期限', record.kept.options)
const { version: _, ...ofLegality } = legality
const reviewed = f.group('审查意见', ofLegality)

/** 代录 of what was signed on paper, with the paper. */
const original = f.files('签批原件', { optional: true, help: '代录时必附：本人签批的原件的扫描件或者照片' })
const notNormative = {
  max: 500,
  lines: true,
  help: '标题是办法、规定、细则等而不属行政规范性文件的，写明理由',
} as const

/** What another version may change, by whoever has the text in hand. */
const amendment = {
  title: f.text('标题', { max: 200, optional: true, help: '不改的不填' }),
  text: f.text('正文', { ...text, optional: true, help: '改了就填修改后的全文；不改的不填，现稿全文留存' }),
  attachmentTitles,
  attachments: f.files('附件', { optional: true }),
  reason: words('修改说明', ['按审核意见修改', '按会签意见修改', '文字调整']),
}

/** The unit whose office checks, numbers and issues: the government's office, or the unit's own for its own documents. */
function hostOf({ directory, actor, record: { unit } }: ActContext, of: string): string {
  const own = unit ?? actor.unit
  return of === 'department' || of === 'departmentLetter'
    ? own
    : (directory.withFunction('coordination')[0] ?? own)
}

/** What a signature leaves, taken off. */
const UNSIGNED = { signedBy: null, signedOn: null, signEntered: null, signConfirmedOn: null } as const

type Step = NonNullable<DocumentRecord['reviews']>[number]

/** An opinion on the way, kept for good beside those before it. */
function said(
  { record: before, actor, enteredBy, today, form }: ActContext,
  step: Step['step'],
  outcome: Step['outcome'],
) {
  const opinion = form['opinion'] as string | undefined
  const review: Step = {
    step,
    outcome,
    words: opinion ?? (outcome === 'pass' ? '同意' : ''),
    version: (before['version'] as number | undefined) ?? 1,
    on: today,
    unit: actor.unit,
    person: actor.person,
    ...(enteredBy ? { entered: enteredBy.person, original: form['original'] as readonly string[] } : {}),
  }
  return { reviews: [...((before as DocumentRecord).reviews ?? []), review] }
}

/** 发文: drafted, checked, countersigned, signed, rechecked, numbered, printed, sealed, distributed, archived. */
export const outgoingDocument = procedure({
  id: 'outgoing-document',
  title: '发文办理',
  version: 1,
  from: '2024-01-01',
  basis: [公文条例待核(18), 公文条例(25), 工作规则('公文办理')],
  record,
  titled: 'title',
  searched: ['number', 'docNumber', 'title'],
  answerable: 'unit',
  issuedBy: 'signer',
  numbered: '发',
  urgent: ({ urgency: how }) => how === 'special',

  roles: {
    issuer: { title: '发文立户单位', seat: unitsWith('issuing') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    drafter: { title: '起草单位', seat: staff('unit'), person: 'handler' },
    drafterHead: { title: '起草单位主要负责人', seat: head('unit') },
    office: { title: '核稿办文单位', seat: staff('host') },
    countersigner: { title: '会签单位', seat: staff('countersigners') },
    countersignerHead: { title: '会签单位主要负责人', seat: head('countersigners') },
    legal: { title: '合法性审查机构', seat: unitsWith('legal') },
    signer: { title: '签发人', seat: postIn('signer') },
    receiver: { title: '收文单位', seat: staff('sentTo') },
    // They see how it came about.
    chief: { title: '区长', seat: unitsWith('leadership', 'head') },
    discipline: { title: '纪检监察', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    drafting: { title: '起草中', group: '拟办' },
    unitReview: { title: '待部门审签', group: '待办' },
    checking: { title: '待审核', group: '待办' },
    checked: { title: '待会签或者送签', group: '待办' },
    countersigning: { title: '会签中', group: '在办' },
    signing: { title: '待签发', group: '待办' },
    signed: { title: '待复核', group: '在办' },
    rechecked: { title: '待编号', group: '在办' },
    numbered: { title: '待印制', group: '在办' },
    printed: { title: '待用印', group: '在办' },
    sealed: { title: '待分发', group: '在办' },
    distributed: { title: '待归档', group: '在办' },
    archived: { title: '已归档', group: '办结', final: true },
    withdrawn: { title: '已撤回', group: '办结', final: true },
    voided: { title: '已作废', group: '办结', final: true },
  },

  terms: {
    draftWithin: workdays(10, '本区参数，国家条例无统一天数'),
    unitWithin: workdays(2, '本区参数，国家条例无统一天数'),
    checkWithin: workdays(2, '本区参数，国家条例无统一天数'),
    sendOnWithin: workdays(1, '本区参数，国家条例无统一天数'),
    countersignWithin: workdays(3, '本区参数，国家条例无统一天数'),
    settleWithin: workdays(2, '本区参数，自会签单位答复齐全时起计'),
    legalityWithin: workdays(5, '本区参数，以本级规范性文件管理规定为准'),
    signSpecial: workdays(1, '特急件'),
    signUrgent: workdays(2, '加急件'),
    signPlain: workdays(3, '平件'),
    confirmWithin: workdays(1, '本区参数，代录的签发由签发人确认'),
    recheckWithin: workdays(1, '本区参数，国家条例无统一天数'),
    printWithin: workdays(1, '本区参数，国家条例无统一天数'),
    distributeWithin: workdays(1, '本区参数，国家条例无统一天数'),
    archiveWithin: days(180, '本区参数，国家条例只要求及时整理归档'),
  },

  powers: {
    draft: {
      may: '起草',
      who: ['issuer', 'coordinator'],
      when: 'nothing',
      then: 'drafting',
      form: {
        genre,
        title: f.text('标题', { max: 200, help: '写成“关于……的通知”，以文种结尾' }),
        series,
        secrecy,
        text: f.text('正文', text),
        attachmentTitles,
        attachments: f.files('附件', { optional: true }),
        to: f.units('主送单位', { optional: true, help: '上行文只主送一个上级机关' }),
        toText: f.text('主送写法', {
          max: 300,
          optional: true,
          phrases: ['各街道办事处，区政府各部门、各直属单位'],
          help: '印在文件上的写法；不填则按主送单位的名称排列',
        }),
        copies: f.units('抄送单位', { optional: true }),
        copiesText: f.text('抄送写法', {
          max: 300,
          optional: true,
          phrases: ['区委各部门，区人大常委会办公室，区政协办公室，区法院，区检察院'],
        }),
        urgency,
        basis: f.text('发文依据', {
          max: 1000,
          optional: true,
          help: '依据的法律、上级文件、会议决定或者批示',
        }),
        upward: f.flag('上行文', { optional: true, help: '报上级机关的，由主要负责人签发，首页标签发人' }),
        important: f.flag('重要公文', { optional: true, help: '涉及全局的，由主要负责人签发' }),
        normative: f.flag('行政规范性文件', {
          optional: true,
          help: '涉及公民、法人权利义务并反复适用的；须经合法性审查和集体讨论，写明依据和有效期',
        }),
        expiry: f.day('有效期至', { optional: true, help: '行政规范性文件必填' }),
        scope,
        disclosure,
        contact: f.text('联系电话', { max: 40, optional: true, help: '请示、函在附注里印联系人和电话' }),
      },
      gates: [
        writing.titleNamesGenre,
        writing.genreFitsDirection,
        writing.upwardToOne,
        writing.notToPerson,
        writing.departmentGivesNoOrders,
        writing.addressed,
      ],
      writes: (context) => ({
        ...context.form,
        urgency: context.form.urgency ?? 'normal',
        scope: context.form.scope ?? 'general',
        draftedOn: context.today,
        unit: context.actor.unit,
        handler: context.actor.person,
        text: tidied(context.form.text),
        host: hostOf(context, context.form.series),
        version: 1,
      }),
      norms: ['C1'],
      next: 'submit',
      weight: 'main',
      basis: [公文条例待核(19), 公文条例(13), 保密法()],
    },
    revise: {
      may: '修改文稿',
      who: ['drafter'],
      when: ['drafting'],
      form: {
        ...amendment,
        genre: otherGenre,
        series: otherSeries,
        to: f.units('主送单位', { optional: true }),
        toText: f.text('主送写法', { max: 300, optional: true }),
        copies: f.units('抄送单位', { optional: true }),
        copiesText: f.text('抄送写法', { max: 300, optional: true }),
        urgency,
        scope: otherScope,
        basis: f.text('发文依据', { max: 1000, lines: true, optional: true }),
        normative: f.flag('行政规范性文件', { optional: true, help: '漏标的在这里补标，标过的保持不变' }),
        expiry: f.day('有效期至', { optional: true }),
      },
      gates: [
        agreeing.somethingChanged,
        agreeing.normativeKept,
        writing.titleNamesGenre,
        writing.genreFitsDirection,
        writing.upwardToOne,
        writing.notToPerson,
        writing.departmentGivesNoOrders,
        writing.addressed,
      ],
      writes: (context) => {
        const { form, record: before, today, actor } = context
        const { reason: _reason, ...changed } = form
        return {
          ...changed,
          ...amended(before, form, today, actor.person),
          host: hostOf(context, form.series ?? before.series ?? 'office'),
        }
      },
      norms: ['C1'],
      basis: [公文条例待核(19)],
    },
    submit: {
      may: '送部门审签',
      who: ['drafter'],
      when: ['drafting'],
      then: 'unitReview',
      form: {},
      gates: [writing.lengthKept],
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例待核(19), 减负规定()],
    },
    approve: {
      may: '审签同意',
      who: ['drafterHead'],
      when: ['unitReview'],
      then: 'checking',
      form: { opinion: note('审签意见', ['同意，请核稿']), original },
      gates: [entering.originalAttached, entering.entererApart],
      writes: (context) => said(context, 'unit', 'pass'),
      norms: ['C1'],
      entered: ['coordinator'],
      revocable: true,
      weight: 'main',
      basis: [公文条例待核(19), 工作规则('部门审签')],
    },
    returnByHead: {
      may: '审签退回',
      who: ['drafterHead'],
      when: ['unitReview'],
      then: 'drafting',
      form: { opinion: words('退回理由'), original },
      gates: [entering.originalAttached, entering.entererApart],
      writes: (context) => said(context, 'unit', 'back'),
      norms: ['C1'],
      entered: ['coordinator'],
      informs: ['drafter'],
      basis: [公文条例待核(19), 工作规则('部门审签')],
    },
    passCheck: {
      may: '审核通过',
      who: ['office'],
      when: ['checking'],
      then: 'checked',
      form: {
        opinion: note('审核意见', ['经核，行文必要，依据充分，符合行文规则和格式']),
        notNormative: f.text('不属规范性文件的理由', { ...notNormative, optional: true }),
      },
      gates: [
        issuing.checkerNotDrafter,
        entering.approvalNotEnteredByActor,
        agreeing.normativeComplete,
        agreeing.normativeFlagged,
        writing.lengthKept,
      ],
      writes: (context) => ({
        ...said(context, 'check', 'pass'),
        notNormative: context.form.notNormative ?? context.record.notNormative,
      }),
      norms: ['C1', 'B1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例待核(20)],
    },
    returnByCheck: {
      may: '审核退回',
      who: ['office'],
      when: ['checking', 'checked', 'countersigning'],
      then: 'drafting',
      form: {
        opinion: words('退回理由', [
          '行文依据不足',
          '不符合行文规则',
          '文种、格式不对',
          '涉及其他部门的事项没有协商一致',
          '篇幅过长，请压缩',
        ]),
      },
      writes: (context) => said(context, 'check', 'back'),
      norms: ['C1'],
      voids: ['approve', 'passCheck'],
      informs: ['drafter'],
      basis: [公文条例待核(20)],
    },
    sendCountersign: {
      may: '送会签',
      who: ['office', 'drafter'],
      when: ['checked'],
      then: 'countersigning',
      form: {
        countersigners: f.units('会签单位', {
          help: '内容涉及其职权的单位；会签过的单位对旧稿的意见须重新征求',
        }),
        opinion: note('会签要求'),
      },
      gates: [agreeing.countersignersFit],
      writes: ({ form, record: before }) => ({
        countersigners: [...new Set([...(before.countersigners ?? []), ...form.countersigners])],
      }),
      norms: ['C1'],
      revocable: true,
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    countersign: {
      may: '会签',
      who: ['countersignerHead'],
      when: ['countersigning'],
      form: { verdict, opinion: note('意见', ['无意见']) },
      gates: [agreeing.objectionSaysWhat],
      writes: ({ form, record: before, actor, today }) => ({
        opinions: [
          ...(before.opinions ?? []),
          {
            unit: actor.unit,
            verdict: form.verdict,
            words: form.opinion ?? '无意见',
            version: before.version ?? 1,
            on: today,
            person: actor.person,
          },
        ],
      }),
      norms: ['C1'],
      // No 代录: those who could enter it are of every unit asked, and would enter one another's.
      revocable: true,
      informs: ['drafter'],
      weight: 'main',
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    amend: {
      may: '修改会签稿',
      who: ['drafter'],
      when: ['countersigning'],
      form: amendment,
      gates: [agreeing.somethingChanged, writing.titleNamesGenre, writing.newLengthKept],
      writes: ({ form, record: before, today, actor }) => amended(before, form, today, actor.person),
      norms: ['C1'],
      informs: ['office', 'countersigner'],
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    changeCountersigners: {
      may: '调整会签单位',
      who: ['office'],
      when: ['countersigning'],
      form: {
        countersigners: f.units('会签单位', { help: '填调整后的全部会签单位；已有的意见都留存' }),
        opinion: words('理由'),
      },
      gates: [agreeing.countersignersFit],
      writes: ({ form }) => ({ countersigners: form.countersigners }),
      norms: ['C1'],
      informs: ['drafter'],
      weight: 'side',
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    conclude: {
      may: '会签完毕',
      who: ['drafter', 'office'],
      when: ['countersigning'],
      then: 'checked',
      form: {
        differences: note('分歧及协调情况', ['已协商一致']),
      },
      gates: [agreeing.everybodyAnswered, agreeing.differencesSettled],
      writes: ({ form }) => ({ differences: form.differences }),
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    judgeNotNormative: {
      may: '认定不属规范性文件',
      who: ['coordinator', 'legal'],
      when: ['checking', 'checked', 'countersigning'],
      form: { notNormative: f.text('不属规范性文件的理由', notNormative) },
      gates: [issuing.checkerNotDrafter],
      writes: ({ form }) => ({ normative: false, notNormative: form.notNormative }),
      norms: ['B1'],
      informs: ['drafter', 'office'],
      weight: 'side',
      basis: [工作规则('行政规范性文件管理')],
    },
    recordLegality: {
      may: '登记合法性审查',
      who: ['legal'],
      when: ['checked', 'countersigning'],
      form: { legality: reviewed },
      gates: [agreeing.reviewNeeded, agreeing.reviewDated],
      writes: ({ form, record: before }) => ({
        legality: [...(before.legality ?? []), { ...form.legality, version: before.version ?? 1 }],
      }),
      norms: ['B1'],
      informs: ['drafter', 'office'],
      weight: 'main',
      basis: [工作规则('行政规范性文件管理')],
    },
    sendToSign: {
      may: '送签',
      who: ['office'],
      when: ['checked'],
      then: 'signing',
      form: {
        signer: f.post('签发人', { help: '重要公文和上行文送主要负责人' }),
        opinion: note('拟办意见', ['请审签']),
        discussed: f.text('集体讨论情况', {
          max: 300,
          optional: true,
          help: '行政规范性文件必填：会议名称、届次和日期',
        }),
      },
      gates: [
        agreeing.everybodyAnswered,
        agreeing.normativeStillFlagged,
        agreeing.legalityPassed,
        agreeing.collectivelyDiscussed,
        issuing.signerFits,
      ],
      writes: ({ form, record: before }) => ({
        signer: form.signer,
        discussed: form.discussed ?? before.discussed,
      }),
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例(22)],
    },
    changeSigner: {
      may: '改送签发人',
      who: ['office'],
      when: ['signing'],
      form: { signer: f.post('改送哪位签发'), opinion: words('理由', ['原签发人出差']) },
      gates: [issuing.signerFits],
      writes: ({ form }) => ({ signer: form.signer }),
      norms: ['C1'],
      weight: 'side',
      basis: [公文条例(22)],
    },
    sign: {
      may: '签发',
      who: ['signer'],
      when: ['signing'],
      then: 'signed',
      form: {
        opinion: words('签发意见', ['发', '同意，发']),
        signedOn: f.day('签发日期', { optional: true, help: '代录纸面签发时填签字的日期；不填为今天' }),
        original,
      },
      gates: [
        agreeing.everybodyAnswered,
        agreeing.legalityPassed,
        issuing.signedInTime,
        entering.originalAttached,
        entering.entererApart,
      ],
      writes: (context) => ({
        ...said(context, 'sign', 'pass'),
        signedBy: context.actor.person,
        signedOn: context.form.signedOn ?? context.today,
        signEntered: context.enteredBy?.person ?? null,
        signConfirmedOn: null,
      }),
      norms: ['C1', 'B1'],
      entered: ['coordinator'],
      informs: ['drafter'],
      solemn: true,
      weight: 'main',
      basis: [公文条例(22)],
    },
    declineToSign: {
      may: '签发退回',
      who: ['signer'],
      when: ['signing'],
      then: 'drafting',
      form: { opinion: words('退回理由'), original },
      gates: [entering.originalAttached, entering.entererApart],
      writes: (context) => said(context, 'sign', 'back'),
      norms: ['C1'],
      entered: ['coordinator'],
      voids: ['approve', 'passCheck'],
      informs: ['drafter', 'office'],
      basis: [公文条例(22)],
    },
    confirmEntered: {
      may: '确认是我签发的',
      who: ['signer'],
      when: ['signed', 'rechecked'],
      form: {},
      gates: [entering.signatureNotEnteredByActor, entering.signatureEntered],
      writes: ({ today }) => ({ signConfirmedOn: today }),
      norms: ['C1'],
      weight: 'main',
      basis: [公文条例(22), 工作规则('代录')],
    },
    disown: {
      may: '声明不是我签发的',
      who: ['signer'],
      when: ['signed', 'rechecked'],
      then: 'signing',
      form: { opinion: words('说明', ['本人没有签发这件公文', '签批原件不是这一稿']) },
      gates: [entering.signatureNotEnteredByActor, entering.signatureEntered],
      writes: (context) => ({ ...said(context, 'sign', 'back'), ...UNSIGNED }),
      norms: ['C1'],
      voids: ['sign', 'recheck'],
      informs: ['office', 'drafter'],
      basis: [公文条例(22), 工作规则('代录')],
    },
    recheck: {
      may: '复核通过',
      who: ['office'],
      when: ['signed'],
      then: 'rechecked',
      form: { opinion: note('复核意见', ['审批手续完备，附件齐全，文种、格式规范']) },
      gates: [entering.signatureNotEnteredByActor],
      writes: (context) => said(context, 'recheck', 'pass'),
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例(25)],
    },
    reviseAfterSign: {
      may: '作实质修改并报签发人复审',
      who: ['office'],
      when: ['signed', 'rechecked'],
      then: 'checked',
      form: amendment,
      gates: [agreeing.somethingChanged, writing.titleNamesGenre, writing.newLengthKept],
      writes: ({ form, record: before, today, actor }) => ({
        ...amended(before, form, today, actor.person),
        ...UNSIGNED,
      }),
      norms: ['C1'],
      voids: ['sign', 'recheck'],
      informs: ['signer', 'drafter'],
      weight: 'side',
      basis: [公文条例(25)],
    },
    number: {
      may: '登记编号',
      who: ['office'],
      when: ['rechecked'],
      then: 'numbered',
      form: {
        code: f.text('机关代字', {
          max: 8,
          optional: true,
          help: '不填即用登记的代字；年份和序号由系统连续编排',
        }),
      },
      gates: [entering.signatureNotEnteredByActor, entering.signatureConfirmed, issuing.codeRegistered],
      writes: ({ record: before, today }) => ({
        issued: before.text,
        issuedFiles: before.attachments,
        numberedOn: today,
      }),
      draws: {
        field: 'docNumber',
        series: (context) => context.form.code ?? issuing.codesFor(context)[0] ?? '',
      },
      norms: ['C1'],
      solemn: true,
      weight: 'main',
      basis: [公文条例(9), 公文条例(25)],
    },
    print: {
      may: '印制',
      who: ['office'],
      when: ['numbered'],
      then: 'printed',
      form: { printedCopies: f.number('印制份数', { min: 1, max: 9999 }) },
      writes: ({ form, today }) => ({ printedCopies: form.printedCopies, printedOn: today }),
      norms: ['C1'],
      revocable: true,
      weight: 'main',
      basis: [公文条例(25)],
    },
    seal: {
      may: '用印',
      who: ['office'],
      when: ['printed'],
      then: 'sealed',
      form: {
        seal,
        sealedBy: f.person('监印人', { optional: true, help: '不填为登记人；用印在线下进行，这里登记' }),
        sealCopies: f.number('用印份数', { min: 1, max: 9999 }),
        sealedFile: f.files('用印版', {
          optional: true,
          sealedFrom: 'document',
          help: '电子印章系统送回的文件，或者盖章后的扫描件',
        }),
      },
      gates: [issuing.sealCounted],
      writes: ({ form, record: before, actor, today }) => ({
        sealed: [
          ...(before.sealed ?? []),
          { seal: form.seal, by: form.sealedBy ?? actor.person, copies: form.sealCopies, on: today },
        ],
        sealedFile: form.sealedFile,
      }),
      norms: ['C1'],
      solemn: true,
      weight: 'main',
      basis: [公文条例(25), 工作规则('用印登记')],
    },
    distribute: {
      may: '分发',
      who: ['office'],
      when: ['sealed'],
      then: 'distributed',
      form: {
        sentTo: f.units('分发单位', { optional: true, help: '本区收文单位即时收到待阅，不需签收' }),
        sentOutside: f.text('区外分发', { max: 500, optional: true, help: '区外收文单位、方式和份数' }),
      },
      gates: [issuing.sentSomewhere],
      writes: ({ form, today }) => ({ sentTo: form.sentTo, sentOutside: form.sentOutside, sentOn: today }),
      norms: ['C1'],
      informs: ['receiver', 'drafter', 'signer'],
      solemn: true,
      weight: 'main',
      basis: [公文条例(25)],
    },
    archive: {
      may: '归档',
      who: ['office'],
      when: ['distributed'],
      then: 'archived',
      form: { fileNumber: f.text('档号', { max: 60, optional: true }), kept },
      writes: ({ form }) => ({ fileNumber: form.fileNumber, kept: form.kept }),
      norms: ['C1'],
      weight: 'main',
      basis: [公文条例待核(27)],
    },
    withdraw: {
      may: '撤回文稿',
      who: ['drafter'],
      when: [...BEFORE_SIGNING],
      then: 'withdrawn',
      form: { ending: words('撤回理由') },
      writes: ({ form }) => ({ ending: form.ending }),
      norms: ['C1'],
      informs: ['office', 'countersigner'],
      solemn: true,
      weight: 'side',
      basis: [工作规则('公文办理')],
    },
    void: {
      may: '作废',
      who: ['office'],
      when: [...BEFORE_NUMBER],
      then: 'voided',
      form: { ending: words('作废理由', ['行文没有必要', '已与其他文件合并']) },
      writes: ({ form }) => ({ ending: form.ending }),
      norms: ['C1'],
      informs: ['drafter', 'countersigner', 'signer'],
      solemn: true,
      weight: 'side',
      basis: [公文条例(13), 公文条例待核(20)],
    },
    takeBack: {
      may: '取回',
      who: ['drafter', 'drafterHead', 'office', 'countersigner', 'countersignerHead'],
      when: [...BEFORE_NUMBER, 'printed'],
      form: {},
      takesBack: true,
      weight: 'side',
      basis: [工作规则('下一环节办理前可以取回')],
    },
  },

  duties: {
    draft: {
      must: '起草并送部门审签',
      who: 'drafter',
      to: 'office',
      after: ['draft', 'returnByHead', 'returnByCheck', 'declineToSign'],
      within: 'draftWithin',
      doneBy: ['submit'],
      endedBy: ENDS_IT,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例待核(19)],
    },
    approve: {
      must: '审签文稿',
      who: 'drafterHead',
      to: 'drafter',
      after: ['submit'],
      within: 'unitWithin',
      doneBy: ['approve', 'returnByHead'],
      endedBy: ENDS_IT,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例待核(19)],
    },
    check: {
      must: '审核文稿',
      who: 'office',
      to: 'drafter',
      after: ['approve'],
      within: 'checkWithin',
      doneBy: ['passCheck', 'returnByCheck'],
      endedBy: ENDS_IT,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例待核(20)],
    },
    sendOn: {
      must: '送会签或者送签',
      who: 'office',
      to: 'drafter',
      after: ['passCheck', 'conclude', 'reviseAfterSign'],
      within: 'sendOnWithin',
      doneBy: ['sendToSign', 'sendCountersign', 'returnByCheck'],
      endedBy: ENDS_IT,
      // Nothing can be sent on while the legal office owes its review.
      pausedWhile: (now) => now.normative === true && legalReview(now) === undefined,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(22)],
    },
    countersign: {
      must: '会签',
      who: 'countersigner',
      to: 'drafter',
      after: ['sendCountersign', 'amend', 'changeCountersigners'],
      within: 'countersignWithin',
      doneBy: ['countersign'],
      dischargedOneByOne: { countersign: 'unit' },
      shares: (now) => waiting(now).map((unit) => ({ subject: unit, unit })),
      endedBy: [...ENDS_IT, 'conclude', 'returnByCheck', 'changeCountersigners'],
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    settle: {
      must: '汇总会签意见，修改或者送签',
      who: 'drafter',
      to: 'office',
      after: ['sendCountersign'],
      within: 'settleWithin',
      doneBy: ['conclude'],
      endedBy: [...ENDS_IT, 'returnByCheck'],
      // The drafter's clock runs once everybody has answered.
      pausedWhile: (now) => waiting(now).length > 0,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例待核(19), 工作规则('会签')],
    },
    reviewLegality: {
      must: '审查合法性并登记意见书',
      who: 'legal',
      to: 'drafter',
      after: ['passCheck', 'amend', 'reviseAfterSign'],
      provided: (now) => now.normative === true && legalReview(now) === undefined,
      within: 'legalityWithin',
      doneBy: ['recordLegality'],
      endedBy: [...ENDS_IT, 'returnByCheck', 'sendToSign'],
      ladder: short,
      norms: ['B1'],
      basis: [工作规则('行政规范性文件管理')],
    },
    sign: {
      must: '签发或者退回',
      who: 'signer',
      to: 'office',
      after: ['sendToSign', 'disown'],
      within: { by: 'urgency', of: { special: 'signSpecial', urgent: 'signUrgent' }, otherwise: 'signPlain' },
      doneBy: ['sign', 'declineToSign'],
      endedBy: ENDS_IT,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(22)],
    },
    confirmEntered: {
      must: '确认代录的签发是否本人所签',
      who: 'signer',
      to: 'office',
      after: ['sign'],
      provided: unconfirmed,
      within: 'confirmWithin',
      doneBy: ['confirmEntered', 'disown'],
      // Not before it is met: numbering waits for the confirmation.
      endedBy: ['void', 'reviseAfterSign', 'number'],
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(22), 工作规则('代录')],
    },
    number: {
      must: '复核、登记编号',
      who: 'office',
      to: 'drafter',
      after: ['sign'],
      within: 'recheckWithin',
      doneBy: ['number', 'reviseAfterSign'],
      endedBy: ['void', 'disown'],
      // Nothing can be numbered while the signer owes his word.
      pausedWhile: unconfirmed,
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(25)],
    },
    print: {
      must: '印制、用印',
      who: 'office',
      to: 'drafter',
      after: ['number'],
      within: 'printWithin',
      doneBy: ['seal'],
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(25)],
    },
    distribute: {
      must: '分发',
      who: 'office',
      to: 'drafter',
      after: ['seal'],
      within: 'distributeWithin',
      doneBy: ['distribute'],
      main: true,
      ladder: short,
      norms: ['C1'],
      basis: [公文条例(25)],
    },
    archive: {
      must: '整理归档',
      who: 'office',
      to: 'drafter',
      after: ['distribute'],
      within: 'archiveWithin',
      doneBy: ['archive'],
      ladder: standard,
      norms: ['C1'],
      basis: [公文条例待核(27)],
    },
  },

  watches: {
    returnedDrafts: {
      title: '审核、签发退回次数／送审次数',
      norm: 'C1',
      counts: ['outgoing-document.returnByCheck', 'outgoing-document.declineToSign'],
      outOf: ['outgoing-document.approve'],
      basis: [公文条例待核(20)],
    },
  },
  papers,
  register: '发文登记簿',
  ledger,
  flags: {
    countersigning: { title: '会签中', states: ['countersigning'] },
    returned: { title: '退回修改过', acts: ['returnByHead', 'returnByCheck', 'declineToSign'] },
    issued: { title: '已发文', acts: ['number'] },
  },
  mandatory: {
    archived: ['approve', 'passCheck', 'sign', 'recheck', 'number', 'print', 'seal', 'distribute'],
  },
})
