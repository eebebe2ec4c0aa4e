// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { answeredPath } from '../lawful-path/doubles.ts'

const TEXT =
  '为做好今年汛期小区排水工作，现通知如下。\n一、总体要求\n坚持预防为主。\n二、工作任务\n（一）排查管网\n5月底前完成。'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  draft: {
    genre: 'circular',
    title: '关于做好汛期小区排水工作的通知',
    series: 'office',
    to: ['street', 'water'],
    text: TEXT,
    secrecy: 'none',
    basis: '区政府2026年防汛工作会议',
  },
  revise: { text: `${TEXT}\n（二）备足物资`, reason: '按审核意见修改' },
  returnByHead: { opinion: '第二部分没有写明责任单位' },
  returnByCheck: { opinion: '涉及其他部门的事项没有协商一致' },
  sendCountersign: { countersigners: ['water', 'finance'] },
  countersign: { verdict: 'agree' },
  amend: { text: `${TEXT}\n（二）资金由区财政安排`, reason: '按会签意见修改' },
  changeCountersigners: { countersigners: ['water'], opinion: '不涉及财政职权' },
  submitLegality: { explanation: '管护责任不清，需要统一办法', adoption: '公开征求意见30日，采纳12条' },
  sendToSign: { signer: 'leaders.deputy' },
  changeSigner: { signer: 'leaders.head', opinion: '原签发人出差' },
  sign: { opinion: '发' },
  declineToSign: { opinion: '责任还要再压实' },
  reviseAfterSign: { text: `${TEXT}\n（三）逐级上报`, reason: '核稿发现报送层级有误' },
  disown: { opinion: '本人没有签发这件公文' },
  judgeNotNormative: { notNormative: '只规定机关内部的工作流程' },
  number: { code: '云政办发' },
  print: { printedCopies: 60 },
  seal: { seal: 'office', sealCopies: 60 },
  distribute: { sentTo: ['street', 'water'] },
  archive: { kept: 'thirty' },
  withdraw: { ending: '改为会议部署' },
  void: { ending: '行文没有必要' },
}

const draft: Step = {
  at: '2026-03-02',
  who: 'housing.clerk',
  act: 'draft',
  state: 'drafting',
  owes: ['draft'],
}
const submit: Step = {
  at: '2026-03-02',
  who: 'housing.clerk',
  act: 'submit',
  state: 'unitReview',
  owes: ['approve'],
}
const approve: Step = {
  at: '2026-03-03',
  who: 'housing.head',
  act: 'approve',
  state: 'checking',
  owes: ['check'],
}
const passCheck: Step = { at: '2026-03-04', who: 'office.clerk', act: 'passCheck', state: 'checked' }
const sendCountersign: Step = {
  at: '2026-03-05',
  who: 'office.clerk',
  act: 'sendCountersign',
  state: 'countersigning',
  owes: ['countersign', 'countersign', 'settle'],
}
const waterAgrees: Step = { at: '2026-03-06', who: 'water.head', act: 'countersign', state: 'countersigning' }
const financeAgrees: Step = { at: '2026-03-06', who: 'finance.head', act: 'countersign' }
const financeObjects: Step = {
  ...financeAgrees,
  form: { verdict: 'object', opinion: '资金安排应写明由谁承担' },
}
const conclude: Step = {
  at: '2026-03-09',
  who: 'housing.clerk',
  act: 'conclude',
  state: 'checked',
  owes: ['sendOn'],
}
const sendToSign: Step = {
  at: '2026-03-10',
  who: 'office.clerk',
  act: 'sendToSign',
  state: 'signing',
  owes: ['sign'],
}
const sign: Step = { at: '2026-03-11', who: 'leaders.deputy', act: 'sign', state: 'signed', owes: ['number'] }
const recheck: Step = { at: '2026-03-11', who: 'office.clerk', act: 'recheck', state: 'rechecked' }
const number: Step = {
  at: '2026-03-12',
  who: 'office.clerk',
  act: 'number',
  state: 'numbered',
  owes: ['print'],
}
const print: Step = { at: '2026-03-12', who: 'office.clerk', act: 'print', state: 'printed', owes: ['print'] }
const seal: Step = {
  at: '2026-03-12',
  who: 'office.clerk',
  act: 'seal',
  state: 'sealed',
  owes: ['distribute'],
}
const distribute: Step = {
  at: '2026-03-13',
  who: 'office.clerk',
  act: 'distribute',
  state: 'distributed',
  owes: ['archive'],
}
const archive: Step = { at: '2026-03-20', who: 'office.clerk', act: 'archive', state: 'archived', owes: [] }

const withOriginal = { original: ['f-signed'] }

const toCheck = [draft, submit, approve]
const checked = [...toCheck, passCheck]
const circulating = [...checked, sendCountersign]
const toSign = [...checked, { ...sendToSign, at: '2026-03-05' }]
const signed = [...toSign, sign]
const issuing = [recheck, number, print, seal, distribute, archive]

const normativeForm = {
  title: '关于印发小区排水设施管护办法的通知',
  normative: true,
  important: true,
  basis: '城镇排水与污水处理条例',
  expiry: '2031-03-31',
}

const normativeDraft: Step = { ...draft, form: normativeForm }
const normativeChecked: readonly Step[] = [
  normativeDraft,
  submit,
  approve,
  { ...passCheck, owes: ['sendOn', 'submitLegality'] },
]
const submitLegality = {
  at: '2026-03-06',
  who: 'housing.clerk',
  act: 'submitLegality',
  state: 'checked',
  owes: ['sendOn'],
  opens: 1,
} satisfies Step
const toChief = {
  ...sendToSign,
  form: {
    signer: 'leaders.head',
    discussed: '区政府第12次常务会议，2026年3月9日',
    normativeDocument: 'n1',
  },
} satisfies Step

/** A meeting is named, the document that it adopted is not. */
const discussedOnly = { signer: 'leaders.head', discussed: '区政府第12次常务会议，2026年3月9日' }

/** The review that a document names, as it stands. */
const review = (
  state: 'submitted' | 'issued' | 'closed' | 'returned' | 'withdrawn',
  version: number,
  verdict?: 'lawful' | 'changes' | 'unlawful',
): { readonly matters: Readonly<Record<string, MatterFacts>> } => ({
  matters: {
    f1: {
      procedure: 'legality-review',
      state,
      final: state !== 'submitted' && state !== 'issued',
      title: '关于印发小区排水设施管护办法的通知',
      record: {
        version,
        ...(verdict ? { issued: { verdict }, issuedOn: '2026-03-09', opinionNumber: '法审〔2026〕1号' } : {}),
      },
    },
  },
})
const lawful = review('closed', 1, 'lawful')

/** The normative document that a paper issues, as it stands. */
const made = (
  state: string,
  more: Readonly<Record<string, unknown>> = {},
): { readonly matters: Readonly<Record<string, MatterFacts>> } => ({
  matters: {
    n1: {
      procedure: 'normative-document',
      state,
      final: state === 'ended' || state === 'dropped',
      title: '小区排水设施管护办法',
      record: {
        unit: 'housing',
        issuer: 'office',
        draft: ['f-adopted'],
        ...(state === 'registered' ? { registered: '云政办规〔2026〕1号' } : {}),
        ...more,
      },
    },
  },
})
/** Several matters beside each other. */
const beside = (...all: readonly { readonly matters: Readonly<Record<string, MatterFacts>> }[]) => ({
  matters: Object.assign({}, ...all.map(({ matters }) => matters)) as Readonly<Record<string, MatterFacts>>,
})
const through = made('registered')

const upward = {
  genre: 'request',
  title: '关于增加防汛物资储备资金的请示',
  series: 'government',
  upward: true,
  to: ['city'],
  contact: '0571-8888',
}

const noBasis = { ending: '没有法律依据，不再行文', lawfulPath: 'p1' }

export const cases: readonly Case[] = [
  {
    name: '“没有依据”不是了结的理由：法制机构研究后确无路径的才可以，给出路径的、给别的单位的答复不能用',
    norm: 'B7',
    steps: [
      ...checked,
      ...[undefined, answeredPath('way'), answeredPath('none', 'water')].map((matters) => ({
        at: '2026-03-06',
        who: 'housing.clerk',
        act: 'withdraw',
        form: noBasis,
        ...(matters ? { matters } : {}),
        refused: 'NO_BASIS_UNPROVEN',
      })),
      { at: '2026-03-06', who: 'office.clerk', act: 'void', form: noBasis, refused: 'NO_BASIS_UNPROVEN' },
      {
        at: '2026-03-06',
        who: 'housing.clerk',
        act: 'withdraw',
        form: noBasis,
        matters: answeredPath('none'),
        state: 'withdrawn',
      },
    ],
  },
  {
    name: '起草、审签、审核、会签、签发、复核、编号、印制、用印、分发、归档',
    norm: 'C1',
    steps: [...circulating, waterAgrees, financeAgrees, conclude, sendToSign, sign, ...issuing],
  },
  { name: '不需要会签的，审核后直接送签', norm: 'C1', steps: [...signed, ...issuing] },
  {
    name: '会签有意见，改稿后请全部表过态的单位重新会签，原意见留存',
    steps: [
      ...circulating,
      waterAgrees,
      financeObjects,
      { ...conclude, refused: 'DIFFERENCES_OPEN' },
      {
        at: '2026-03-09',
        who: 'housing.clerk',
        act: 'amend',
        state: 'countersigning',
        owes: ['countersign', 'countersign', 'settle'],
      },
      { ...conclude, refused: 'COUNTERSIGN_OPEN' },
      { ...waterAgrees, at: '2026-03-10' },
      { ...financeAgrees, at: '2026-03-10' },
      { ...conclude, at: '2026-03-11' },
    ],
  },
  {
    name: '还没有表态的单位继续对新稿会签，不重复催要',
    steps: [
      ...circulating,
      financeObjects,
      {
        at: '2026-03-09',
        who: 'housing.clerk',
        act: 'amend',
        owes: ['countersign', 'countersign', 'settle'],
      },
    ],
  },
  {
    name: '协调后仍不一致的，写明情况由签发人决定',
    steps: [
      ...circulating,
      waterAgrees,
      financeObjects,
      // Asked no more, its objection still stands.
      {
        at: '2026-03-08',
        who: 'office.clerk',
        act: 'changeCountersigners',
        form: { countersigners: ['water'] },
      },
      { ...conclude, refused: 'DIFFERENCES_OPEN' },
      { at: '2026-03-09', who: 'housing.clerk', act: 'amend' },
      { ...waterAgrees, at: '2026-03-09' },
      { ...conclude, refused: 'DIFFERENCES_OPEN' },
      { ...conclude, form: { differences: '财政局主张由街道承担，建议按预算办法由区级承担' } },
      sendToSign,
      sign,
    ],
  },
  {
    name: '会签可以取回，别人办理后不能取回',
    steps: [
      ...circulating,
      waterAgrees,
      {
        at: '2026-03-06',
        who: 'water.head',
        act: 'takeBack',
        owes: ['countersign', 'countersign', 'settle'],
      },
      waterAgrees,
      financeAgrees,
      { at: '2026-03-06', who: 'water.head', act: 'takeBack', refused: 'NOTHING_TO_TAKE_BACK' },
    ],
  },
  {
    name: '会签意见由会签单位负责人自己提出，不能代录',
    steps: [
      ...circulating,
      { ...waterAgrees, entered: 'water.clerk', refused: 'NOT_ENTERABLE' },
      waterAgrees,
    ],
  },
  {
    name: '会签人不能是起草单位和上级单位，一般人员不能会签',
    steps: [
      ...checked,
      { ...sendCountersign, form: { countersigners: ['housing'] }, refused: 'COUNTERSIGNER_UNFIT' },
      { ...sendCountersign, form: { countersigners: ['city'] }, refused: 'COUNTERSIGNER_UNFIT' },
      { ...sendCountersign, who: 'water.clerk', refused: 'NOT_YOURS' },
      sendCountersign,
      { ...waterAgrees, who: 'water.clerk', refused: 'NOT_YOURS' },
      { ...waterAgrees, form: { verdict: 'object' }, refused: 'OBJECTION_EMPTY' },
    ],
  },
  {
    name: '调整会签单位',
    steps: [
      ...circulating,
      {
        at: '2026-03-06',
        who: 'housing.clerk',
        act: 'changeCountersigners',
        refused: 'NOT_YOURS',
      },
      {
        at: '2026-03-06',
        who: 'office.clerk',
        act: 'changeCountersigners',
        owes: ['countersign', 'settle'],
      },
      waterAgrees,
      conclude,
    ],
  },
  {
    name: '会签到期没有答复，登记并逐级督促',
    norm: 'C1',
    steps: [...circulating, { at: '2026-03-11', lapse: 'countersign', rung: 'lapse' }],
  },
  {
    name: '审签、审核、签发都可以退回，重新走完各环节',
    steps: [
      draft,
      submit,
      { at: '2026-03-03', who: 'housing.head', act: 'returnByHead', state: 'drafting', owes: ['draft'] },
      { at: '2026-03-03', who: 'housing.clerk', act: 'revise', state: 'drafting' },
      submit,
      approve,
      { at: '2026-03-04', who: 'office.clerk', act: 'returnByCheck', state: 'drafting', owes: ['draft'] },
      { at: '2026-03-05', who: 'housing.clerk', act: 'revise', form: { text: '重写全文。' } },
      { ...submit, at: '2026-03-05' },
      { ...approve, at: '2026-03-05' },
      { ...passCheck, at: '2026-03-06' },
      sendToSign,
      { at: '2026-03-11', who: 'leaders.deputy', act: 'declineToSign', state: 'drafting', owes: ['draft'] },
    ],
  },
  {
    name: '部门审签、签发由政府办没有经手的人附原件代录，签发人确认后编号',
    norm: 'C1',
    steps: [
      draft,
      submit,
      { ...approve, entered: 'housing.clerk', form: withOriginal, refused: 'NOT_ENTERABLE' },
      { ...approve, entered: 'office.deputy', refused: 'ORIGINAL_MISSING' },
      { ...approve, entered: 'office.deputy', form: withOriginal },
      { ...passCheck, who: 'office.deputy', refused: 'ENTERED_BY_YOU' },
      passCheck,
      { ...sendToSign, at: '2026-03-05' },
      { ...sign, entered: 'office.clerk', form: withOriginal, refused: 'ENTERER_INVOLVED' },
      { ...sign, entered: 'office.deputy', refused: 'ORIGINAL_MISSING' },
      {
        ...sign,
        entered: 'office.deputy',
        form: { ...withOriginal, signedOn: '2026-03-10' },
        owes: ['confirmEntered', 'number'],
      },
      { ...recheck, who: 'office.deputy', refused: 'ENTERED_BY_YOU' },
      recheck,
      { ...number, refused: 'SIGNATURE_UNCONFIRMED' },
      { at: '2026-03-12', who: 'housing.head', act: 'confirmEntered', refused: 'NOT_YOURS' },
      { at: '2026-03-12', who: 'leaders.deputy', act: 'confirmEntered', owes: ['number'] },
      { at: '2026-03-12', who: 'leaders.deputy', act: 'disown', refused: 'NOTHING_TO_CONFIRM' },
      { ...number, who: 'office.deputy', refused: 'ENTERED_BY_YOU' },
      number,
    ],
  },
  {
    name: '不是本人签发的，签发人声明后回到待签发',
    steps: [
      ...toSign,
      { ...sign, entered: 'office.deputy', form: withOriginal, owes: ['confirmEntered', 'number'] },
      recheck,
      { at: '2026-03-12', who: 'leaders.deputy', act: 'disown', state: 'signing', owes: ['sign'] },
      { ...recheck, at: '2026-03-12', refused: 'WRONG_STATE' },
      { ...sign, at: '2026-03-12', owes: ['number'] },
      { at: '2026-03-12', who: 'leaders.deputy', act: 'confirmEntered', refused: 'NOTHING_TO_CONFIRM' },
    ],
  },
  {
    name: '签发退回、审签退回的代录同样附原件，起草的人不代录',
    steps: [
      { ...draft, who: 'office.clerk' },
      { ...submit, who: 'office.clerk' },
      {
        at: '2026-03-03',
        who: 'office.head',
        act: 'returnByHead',
        entered: 'office.clerk',
        form: withOriginal,
        refused: 'ENTERER_INVOLVED',
      },
      {
        at: '2026-03-03',
        who: 'office.head',
        act: 'returnByHead',
        entered: 'office.deputy',
        form: withOriginal,
        state: 'drafting',
      },
    ],
  },
  {
    name: '签发日期在现稿之后、今天以前，不能由别人代签',
    steps: [
      ...toSign,
      {
        ...sign,
        entered: 'office.deputy',
        form: { ...withOriginal, signedOn: '2026-03-12' },
        refused: 'SIGNED_ON_UNFIT',
      },
      {
        ...sign,
        entered: 'office.deputy',
        form: { ...withOriginal, signedOn: '2026-03-01' },
        refused: 'SIGNED_ON_UNFIT',
      },
      { ...sign, who: 'housing.head', refused: 'NOT_YOURS' },
      { ...sign, entered: 'housing.clerk', form: withOriginal, refused: 'NOT_ENTERABLE' },
      { at: '2026-03-11', who: 'housing.head', act: 'declineToSign', refused: 'NOT_YOURS' },
      { at: '2026-03-11', who: 'housing.head', act: 'changeSigner', refused: 'NOT_YOURS' },
      { at: '2026-03-11', who: 'office.clerk', act: 'changeSigner', owes: ['sign'] },
      { ...sign, refused: 'NOT_YOURS' },
      { ...sign, who: 'leaders.head' },
    ],
  },
  {
    name: '改稿之前的签字不算签了现稿',
    steps: [
      ...signed,
      { at: '2026-03-11', who: 'office.clerk', act: 'reviseAfterSign' },
      { ...sendToSign, at: '2026-03-12' },
      {
        ...sign,
        at: '2026-03-12',
        entered: 'office.deputy',
        form: { ...withOriginal, signedOn: '2026-03-10' },
        refused: 'SIGNED_ON_UNFIT',
      },
      {
        ...sign,
        at: '2026-03-12',
        entered: 'office.deputy',
        form: { ...withOriginal, signedOn: '2026-03-11' },
        owes: ['confirmEntered', 'number'],
      },
    ],
  },
  {
    name: '标题不含文种，不得起草',
    norm: 'C1',
    steps: [{ ...draft, form: { title: '做好汛期小区排水工作' }, refused: 'TITLE_WITHOUT_GENRE' }],
  },
  {
    name: '修改后的标题也要含文种，没有改动不算修改',
    steps: [
      draft,
      {
        at: '2026-03-02',
        who: 'housing.clerk',
        act: 'revise',
        form: { title: '汛期排水方案' },
        refused: 'TITLE_WITHOUT_GENRE',
      },
      {
        at: '2026-03-02',
        who: 'housing.clerk',
        act: 'revise',
        form: { text: TEXT },
        refused: 'NOTHING_CHANGED',
      },
      { at: '2026-03-02', who: 'water.clerk', act: 'revise', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '请示只主送一个上级机关，不抄送下级，由区长签发',
    norm: 'C1',
    steps: [
      { ...draft, form: { ...upward, upward: false }, refused: 'GENRE_UNFIT' },
      { ...draft, form: { ...upward, to: ['city', 'province'] }, refused: 'UPWARD_ADDRESSEE_UNFIT' },
      { ...draft, form: { ...upward, to: ['water'] }, refused: 'UPWARD_ADDRESSEE_UNFIT' },
      { ...draft, form: { ...upward, copies: ['street'] }, refused: 'UPWARD_ADDRESSEE_UNFIT' },
      { ...draft, form: upward },
      submit,
      approve,
      passCheck,
      { ...sendToSign, refused: 'SIGNER_UNFIT' },
      { ...sendToSign, form: { signer: 'leaders.head' } },
      { ...sign, who: 'leaders.head' },
    ],
  },
  {
    name: '通知不能作上行文',
    steps: [{ ...draft, form: { upward: true, to: ['city'] }, refused: 'GENRE_UNFIT' }],
  },
  { name: '不向领导个人行文', steps: [{ ...draft, form: { to: ['leaders'] }, refused: 'TO_PERSON' }] },
  {
    name: '没有主送机关，不得起草',
    steps: [{ ...draft, form: { to: [] }, refused: 'ADDRESSEE_MISSING' }],
  },
  {
    name: '公告可以不写主送机关',
    steps: [{ ...draft, form: { to: [], genre: 'announcement', title: '关于封闭施工的公告' } }],
  },
  {
    name: '部门不以本单位名义向街道发通知，可以发函，并由本单位核稿、签发、用印',
    norm: 'C1',
    steps: [
      { ...draft, form: { series: 'department', to: ['street'] }, refused: 'DEPARTMENT_ORDERS' },
      {
        ...draft,
        form: { series: 'departmentLetter', genre: 'letter', title: '关于商请配合排查的函', to: ['street'] },
      },
      submit,
      approve,
      { ...passCheck, refused: 'NOT_YOURS' },
      { ...passCheck, who: 'housing.clerk', refused: 'OWN_DRAFT' },
      { ...passCheck, who: 'housing.deputy' },
      { ...sendToSign, who: 'housing.deputy', refused: 'SIGNER_UNFIT' },
      { ...sendToSign, who: 'housing.deputy', form: { signer: 'housing.head' } },
      { ...sign, who: 'housing.head' },
      { ...recheck, who: 'housing.deputy' },
      { ...number, who: 'housing.deputy', form: { code: '云政办发' }, refused: 'CODE_UNFIT' },
      { ...number, who: 'housing.deputy', form: { code: '云财函' }, refused: 'CODE_UNFIT' },
      { ...number, who: 'housing.deputy', form: { code: '云住建函' } },
      { ...print, who: 'housing.deputy' },
      { ...seal, who: 'housing.deputy', refused: 'SEAL_UNCOUNTED' },
      { ...seal, who: 'housing.deputy', form: { seal: 'unit' } },
    ],
  },
  {
    name: '没有登记发文代字的，不得编号',
    steps: [
      { ...draft, form: { series: 'department', genre: 'circular', to: ['water'] } },
      submit,
      approve,
      { ...passCheck, who: 'housing.deputy' },
      { ...sendToSign, who: 'housing.deputy', form: { signer: 'housing.head' } },
      { ...sign, who: 'housing.head' },
      { ...recheck, who: 'housing.deputy' },
      { ...number, who: 'housing.deputy', form: { code: '云住建发' }, refused: 'CODE_UNFIT' },
      { ...number, who: 'housing.deputy', form: { code: undefined }, refused: 'CODE_UNFIT' },
    ],
  },
  {
    name: '一般文件超过5000字，不得送审',
    norm: 'C1',
    steps: [
      { ...draft, form: { text: '字'.repeat(5_001) } },
      { ...submit, refused: 'TOO_LONG' },
      { at: '2026-03-02', who: 'housing.clerk', act: 'revise', form: { scope: 'comprehensive' } },
      submit,
    ],
  },
  {
    name: '专项文件超过4000字，不得送审',
    steps: [
      { ...draft, form: { scope: 'special', text: '字'.repeat(4_001) } },
      { ...submit, refused: 'TOO_LONG' },
    ],
  },
  {
    name: '会签中的修改稿同样限篇幅',
    steps: [
      ...circulating,
      {
        at: '2026-03-06',
        who: 'housing.clerk',
        act: 'amend',
        form: { text: '字'.repeat(5_001) },
        refused: 'TOO_LONG',
      },
      { at: '2026-03-06', who: 'water.clerk', act: 'amend', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '规范性文件没有有效期，不得审核通过',
    norm: 'B1',
    steps: [
      { ...draft, form: { ...normativeForm, expiry: undefined } },
      submit,
      approve,
      { ...passCheck, refused: 'NORMATIVE_INCOMPLETE' },
      { at: '2026-03-04', who: 'office.clerk', act: 'returnByCheck', state: 'drafting' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'revise', form: { expiry: '2026-03-01' } },
      { ...submit, at: '2026-03-04' },
      { ...approve, at: '2026-03-04' },
      { ...passCheck, refused: 'NORMATIVE_INCOMPLETE' },
    ],
  },
  {
    name: '标明的规范性文件不由起草单位取消，由政府办或者合法性审查机构写明理由认定',
    norm: 'B1',
    steps: [
      ...normativeChecked,
      { at: '2026-03-05', who: 'office.clerk', act: 'returnByCheck' },
      {
        at: '2026-03-05',
        who: 'housing.clerk',
        act: 'revise',
        form: { normative: false },
        refused: 'NORMATIVE_DROPPED',
      },
      { ...submit, at: '2026-03-05' },
      { ...approve, at: '2026-03-05' },
      { at: '2026-03-05', who: 'housing.clerk', act: 'judgeNotNormative', refused: 'OWN_DRAFT' },
      { at: '2026-03-05', who: 'housing.head', act: 'judgeNotNormative', refused: 'NOT_YOURS' },
      { at: '2026-03-05', who: 'office.clerk', act: 'judgeNotNormative' },
      { ...passCheck, at: '2026-03-05', owes: ['sendOn'] },
    ],
  },
  {
    name: '名为办法、规定的没有标明规范性文件，须写明不属于的理由；改了标题的重新判断',
    norm: 'B1',
    steps: [
      { ...draft, form: { title: '关于印发小区排水设施管护办法（试行）的通知' } },
      submit,
      approve,
      { ...passCheck, refused: 'NORMATIVE_UNFLAGGED' },
      { ...passCheck, form: { notNormative: '只规定机关内部的工作流程' } },
      sendCountersign,
      {
        at: '2026-03-06',
        who: 'housing.clerk',
        act: 'amend',
        form: { title: '关于印发小区排水设施管护规定的通知' },
      },
      waterAgrees,
      financeAgrees,
      conclude,
      { ...sendToSign, refused: 'NORMATIVE_UNFLAGGED' },
      { at: '2026-03-10', who: 'justice.clerk', act: 'judgeNotNormative' },
      sendToSign,
    ],
  },
  {
    name: '规范性文件没有合法性审查，不得送签；送审、审查合法、集体讨论后签发',
    norm: 'B1',
    steps: [
      ...normativeChecked,
      { ...toChief, refused: 'LEGALITY_MISSING' },
      { ...submitLegality, who: 'water.clerk', refused: 'NOT_YOURS' },
      submitLegality,
      { ...toChief, ...review('submitted', 1), refused: 'LEGALITY_MISSING' },
      { ...submitLegality, ...review('submitted', 1), refused: 'REVIEW_RUNNING' },
      { ...toChief, ...review('issued', 1, 'changes'), refused: 'LEGALITY_MISSING' },
      { ...submitLegality, ...lawful, refused: 'REVIEWED_ALREADY' },
      { ...toChief, ...lawful, form: { signer: 'leaders.head' }, refused: 'DISCUSSION_MISSING' },
      {
        ...toChief,
        ...beside(lawful, through),
        holds: { reviewed: '第1稿合法（法审〔2026〕1号）', normativeDocument: 'n1' },
      },
      { ...sign, who: 'leaders.head', refused: 'LEGALITY_MISSING' },
      { ...sign, who: 'leaders.head', ...beside(lawful, through) },
    ],
  },
  {
    name: '送审后退回、撤回的，再次送审；到期没有送审的，催起草单位',
    norm: 'B1',
    steps: [
      ...normativeChecked,
      { at: '2026-03-06T16:00:00.000Z', lapse: 'submitLegality', rung: 'lapse' },
      { ...submitLegality, at: '2026-03-09' },
      { ...toChief, ...review('returned', 1), refused: 'LEGALITY_MISSING' },
      { ...submitLegality, at: '2026-03-10', ...review('returned', 1) },
      { ...submitLegality, at: '2026-03-11', ...review('withdrawn', 1) },
      { ...toChief, at: '2026-03-25', ...beside(lawful, through) },
    ],
  },
  {
    name: '规范性文件没有走完制定程序的，不得送签、签发、编号；写明缺哪一步、到哪里办',
    norm: 'B1',
    steps: [
      ...normativeChecked,
      submitLegality,
      { ...toChief, ...lawful, form: discussedOnly, refused: 'NORMATIVE_NOT_THROUGH' },
      ...(['drafting', 'reviewing', 'discussing', 'signing', 'ended', 'dropped'] as const).map((state) => ({
        ...toChief,
        ...beside(lawful, made(state)),
        refused: 'NORMATIVE_NOT_THROUGH',
      })),
      {
        ...toChief,
        ...beside(lawful, made('registered', { unit: 'water' })),
        refused: 'NORMATIVE_NOT_THROUGH',
      },
      {
        ...toChief,
        ...beside(lawful, made('registered', { issuer: 'department' })),
        refused: 'NORMATIVE_NOT_THROUGH',
      },
      {
        ...toChief,
        ...lawful,
        form: { ...toChief.form, normativeDocument: 'f1' },
        refused: 'NORMATIVE_NOT_THROUGH',
      },
      { ...toChief, ...beside(lawful, through) },
      {
        ...sign,
        who: 'leaders.head',
        ...beside(lawful, made('ended')),
        refused: 'NORMATIVE_NOT_THROUGH',
      },
      { ...sign, who: 'leaders.head', ...beside(lawful, through) },
      { ...recheck, state: 'rechecked' },
      { ...number, ...made('ended'), refused: 'NORMATIVE_NOT_THROUGH' },
      { ...number, ...through },
    ],
  },
  {
    name: '从规范性文件上拟文印发、原样附上经审查、审议的文稿的，不重复审查；换了附件的仍须审查',
    norm: 'B1',
    steps: [
      {
        ...normativeDraft,
        form: { ...normativeForm, attachments: ['f-adopted'], normativeDocument: 'n1' },
        ...through,
        holds: { reviewedFiles: ['f-adopted'] },
      },
      submit,
      approve,
      { ...passCheck, owes: ['sendOn'] },
      { ...toChief, form: { signer: 'leaders.head' }, ...made('discussing'), refused: 'LEGALITY_MISSING' },
      {
        ...toChief,
        form: { signer: 'leaders.head' },
        ...through,
        holds: { discussed: '集体审议通过，云政办规〔2026〕1号' },
      },
      { ...sign, who: 'leaders.head', ...through },
      {
        at: '2026-03-11',
        who: 'office.clerk',
        act: 'reviseAfterSign',
        form: { attachments: ['f-other'] },
        owes: ['sendOn', 'submitLegality'],
      },
      { ...toChief, at: '2026-03-11', ...through, refused: 'LEGALITY_MISSING' },
    ],
  },
  {
    name: '审查后改了正文，须重新送审；应当修改、不合法的不得送签',
    norm: 'B1',
    steps: [
      ...normativeChecked,
      submitLegality,
      { ...sendCountersign, at: '2026-03-09' },
      {
        at: '2026-03-09',
        who: 'housing.clerk',
        act: 'amend',
        owes: ['countersign', 'countersign', 'settle', 'submitLegality'],
      },
      { ...waterAgrees, at: '2026-03-10' },
      { ...financeAgrees, at: '2026-03-10' },
      { ...conclude, at: '2026-03-11', owes: ['sendOn', 'submitLegality'] },
      { ...toChief, at: '2026-03-11', ...lawful, refused: 'LEGALITY_MISSING' },
      { ...submitLegality, at: '2026-03-11', ...lawful },
      { ...toChief, at: '2026-03-25', ...review('closed', 2, 'changes'), refused: 'LEGALITY_MISSING' },
      { ...toChief, at: '2026-03-25', ...review('closed', 2, 'unlawful'), refused: 'LEGALITY_MISSING' },
      { ...submitLegality, at: '2026-03-25', ...review('closed', 2, 'changes'), refused: 'REVIEWED_ALREADY' },
      { ...toChief, at: '2026-03-25', ...beside(review('closed', 2, 'lawful'), through) },
    ],
  },
  {
    name: '不是规范性文件的，不送合法性审查',
    norm: 'B1',
    steps: [...checked, { ...submitLegality, refused: 'REVIEW_NOT_NEEDED' }],
  },
  {
    name: '签发后的实质修改报签发人复审，会签过的单位重新会签',
    steps: [
      ...circulating,
      waterAgrees,
      financeAgrees,
      conclude,
      sendToSign,
      sign,
      { at: '2026-03-11', who: 'housing.clerk', act: 'reviseAfterSign', refused: 'NOT_YOURS' },
      { at: '2026-03-11', who: 'office.clerk', act: 'reviseAfterSign', state: 'checked', owes: ['sendOn'] },
      { ...sendToSign, at: '2026-03-12', refused: 'COUNTERSIGN_OPEN' },
      { ...sendCountersign, at: '2026-03-12' },
    ],
  },
  {
    name: '没有复核，不得编号；没有印制，不得用印',
    steps: [
      ...signed,
      { ...number, refused: 'WRONG_STATE' },
      { ...recheck, who: 'housing.clerk', refused: 'NOT_YOURS' },
      recheck,
      { ...number, form: { code: '云政发' }, refused: 'CODE_UNFIT' },
      { ...number, form: { code: '云府办发' }, refused: 'CODE_UNFIT' },
      { ...number, form: { code: '云政办发〔2026〕1号' }, refused: 'FORM_INVALID' },
      { ...number, form: { code: '云 政办发' }, refused: 'CODE_UNFIT' },
      { ...number, form: { code: undefined } },
      { ...seal, refused: 'WRONG_STATE' },
      { ...print, who: 'housing.clerk', refused: 'NOT_YOURS' },
      print,
      { ...seal, form: { sealCopies: 61 }, refused: 'SEAL_UNCOUNTED' },
      seal,
      { ...distribute, form: { sentTo: [] }, refused: 'NOBODY_TO_SEND_TO' },
      { ...distribute, form: { sentTo: [], sentOutside: '市住建局2份，机要交换' } },
      { ...archive, who: 'street.clerk', refused: 'NOT_YOURS' },
      archive,
    ],
  },
  {
    name: '撤回、作废，理由留存；编号后不能作废',
    steps: [
      ...circulating,
      { at: '2026-03-06', who: 'office.clerk', act: 'withdraw', refused: 'NOT_YOURS' },
      { at: '2026-03-06', who: 'housing.clerk', act: 'withdraw', state: 'withdrawn', owes: [] },
    ],
  },
  {
    name: '作废',
    steps: [
      ...signed,
      { at: '2026-03-11', who: 'housing.clerk', act: 'void', refused: 'NOT_YOURS' },
      { at: '2026-03-11', who: 'office.clerk', act: 'void', state: 'voided', owes: [] },
    ],
  },
  {
    name: '编号后不能作废，也不能取回编号',
    steps: [
      ...signed,
      recheck,
      number,
      { at: '2026-03-12', who: 'office.clerk', act: 'void', refused: 'WRONG_STATE' },
      { at: '2026-03-12', who: 'office.clerk', act: 'takeBack', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '非本岗位、状态不对不能办理',
    steps: [
      { ...draft, who: 'water.clerk', refused: 'NOT_YOURS' },
      { ...draft, who: 'office.clerk' },
      { at: '2026-03-02', who: 'housing.clerk', act: 'submit', refused: 'NOT_YOURS' },
      { at: '2026-03-02', who: 'office.clerk', act: 'submit' },
      { at: '2026-03-03', who: 'office.clerk', act: 'approve', refused: 'NOT_YOURS' },
      { at: '2026-03-03', who: 'office.clerk', act: 'returnByHead', refused: 'NOT_YOURS' },
      { at: '2026-03-03', who: 'office.head', act: 'approve' },
      { at: '2026-03-03', who: 'housing.clerk', act: 'returnByCheck', refused: 'NOT_YOURS' },
      { at: '2026-03-03', who: 'office.clerk', act: 'passCheck', refused: 'OWN_DRAFT' },
      { at: '2026-03-03', who: 'office.clerk', act: 'distribute', refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'office.clerk', act: 'conclude', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '区政府文件的签发人须是区领导',
    steps: [
      { ...draft, form: { series: 'government' } },
      submit,
      approve,
      passCheck,
      { ...sendToSign, form: { signer: 'office.head' }, refused: 'SIGNER_UNFIT' },
      sendToSign,
    ],
  },
  {
    name: '特急件1个工作日内签发，逾期登记',
    steps: [
      { ...draft, form: { urgency: 'special' } },
      submit,
      approve,
      passCheck,
      { ...sendToSign, at: '2026-03-05' },
      { at: '2026-03-06', lapse: 'sign', refused: 'NOT_DUE' },
      { at: '2026-03-07', lapse: 'sign', rung: 'lapse' },
    ],
  },
]
