// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'

const by = (kind = 'plan') => ({
  kind,
  title: '2026年重点任务分工方案',
  number: '澄政办发〔2026〕3号',
  on: '2026-02-27',
})

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  setUp: {
    task: '完成东门老旧小区改造',
    authority: by(),
    arranger: 'leaders.deputy',
    lead: 'housing',
    cooperating: ['finance'],
    due: '2026-06-30',
  },
  decline: { item: '城市内涝治理', properUnit: 'water', reason: '清单明确由水务部门负责' },
  upholdDecline: { newLead: 'water', ruling: '按权责清单改由水务局牵头' },
  denyDecline: { ruling: '清单明确由住建局负责' },
  breakDown: { parts: [{ unit: 'street', what: '入户摸底', due: '2026-04-30' }] },
  addCooperating: { cooperating: ['street'] },
  contribute: { progress: '资金已拨付' },
  reportPart: { progress: '摸底完成' },
  passMilestone: { milestone: '开工' },
  reportStuck: { trouble: '资金未到位', helper: 'finance' },
  help: { solution: '已协调拨付' },
  escalate: { to: 'chief', reason: '超出本级权限' },
  unstick: { how: '已自筹解决' },
  applyExtension: { to: '2026-07-31', reason: '雨季影响' },
  denyExtension: { words: '应加快' },
  urge: { words: '请抓紧' },
  check: { on: '2026-05-06', found: '现场已完工八成' },
  reportDone: { result: '改造完成并通过验收' },
  verify: { found: '经核实，情况属实' },
  returnForRework: { words: '两个单元未完工', due: '2026-07-15' },
  sumUp: { summary: '形成小区改造流程' },
  assess: { assessment: 'good' },
  reopen: { reason: '群众反映漏水', due: '2026-09-30' },
  merge: { into: 'other', reason: '内容重复' },
  suspend: { reason: '汛期停工', authority: by(), until: '2026-05-29' },
  cancel: { reason: '计划调整', authority: by() },
}

const setUp: Step = { at: '2026-03-02', who: 'watch.clerk', act: 'setUp', state: 'setUp', owes: ['assign'] }
const assign: Step = { at: '2026-03-02', who: 'watch.clerk', act: 'assign', state: 'assigned' }
const signFor: Step = { at: '2026-03-03', who: 'housing.clerk', act: 'signFor', state: 'underway' }
const underway = [setUp, assign, signFor]
const reportDone: Step = { at: '2026-06-10', who: 'housing.clerk', act: 'reportDone', state: 'reported' }
const verify: Step = { at: '2026-06-11', who: 'watch.clerk', act: 'verify', state: 'verified' }
const sumUp: Step = { at: '2026-06-12', who: 'housing.clerk', act: 'sumUp', state: 'summed' }
const assess: Step = { at: '2026-06-15', who: 'leaders.deputy', act: 'assess', state: 'assessed' }
const strikeOff: Step = {
  at: '2026-06-16',
  who: 'watch.clerk',
  act: 'strikeOff',
  state: 'struckOff',
  owes: [],
}
const whole = [...underway, reportDone, verify, sumUp, assess, strikeOff]
const stuck: Step = { at: '2026-04-07', who: 'housing.clerk', act: 'reportStuck', state: 'stuck' }
const noAuthority = { authority: { kind: 'instruction', title: '关于东门片区的批示' } }

export const cases: readonly Case[] = [
  { name: '部署、落实、反馈、总结、销号', norm: 'C2', steps: whole },
  {
    name: '没有反馈，不得销号',
    norm: 'C2',
    steps: [...underway, { ...strikeOff, refused: 'FEEDBACK_MISSING' }],
  },
  {
    name: '没有总结，不得销号',
    norm: 'C2',
    steps: [...underway, reportDone, verify, { ...strikeOff, refused: 'SUMMARY_MISSING' }],
  },
  {
    name: '没有核实，不得销号',
    norm: 'C3',
    steps: [...underway, reportDone, { ...strikeOff, refused: 'VERIFICATION_MISSING' }],
  },
  {
    name: '交办领导没有评价，不得销号',
    norm: 'C3',
    steps: [...underway, reportDone, verify, sumUp, { ...strikeOff, refused: 'ASSESSMENT_MISSING' }],
  },
  {
    name: '承办人不得自己销号、核实',
    norm: 'C3',
    steps: [
      ...underway,
      reportDone,
      { at: '2026-06-11', who: 'housing.head', act: 'verify', refused: 'DOER_MAY_NOT' },
      verify,
      sumUp,
      assess,
      { at: '2026-06-16', who: 'housing.head', act: 'strikeOff', refused: 'DOER_MAY_NOT' },
      { at: '2026-06-16', who: 'housing.head', act: 'returnForRework', refused: 'DOER_MAY_NOT' },
      strikeOff,
    ],
  },
  { name: '交办、督办、评价齐备', norm: 'C3', steps: whole },
  {
    name: '非本岗位不能办理',
    steps: [
      { ...setUp, who: 'housing.clerk', refused: 'NOT_YOURS' },
      setUp,
      { ...assign, who: 'housing.clerk', refused: 'NOT_YOURS' },
      assign,
      { ...signFor, who: 'water.clerk', refused: 'NOT_YOURS' },
      signFor,
      { at: '2026-03-04', who: 'water.clerk', act: 'reportProgress', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'breakDown', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'addCooperating', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'contribute', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'reportPart', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'passMilestone', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'reportStuck', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'urge', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'check', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'applyExtension', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'suspend', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'cancel', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'water.clerk', act: 'reportDone', refused: 'NOT_YOURS' },
      stuck,
      { at: '2026-04-08', who: 'water.clerk', act: 'help', refused: 'NOT_YOURS' },
      { at: '2026-04-08', who: 'water.clerk', act: 'escalate', refused: 'NOT_YOURS' },
      { at: '2026-04-08', who: 'water.clerk', act: 'unstick', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '状态不对不能办理',
    steps: [
      setUp,
      { ...setUp, refused: 'WRONG_STATE' },
      { ...signFor, refused: 'WRONG_STATE' },
      assign,
      { ...assign, refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'housing.clerk', act: 'reportProgress', refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'office.clerk', act: 'upholdDecline', refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'office.clerk', act: 'denyDecline', refused: 'WRONG_STATE' },
      signFor,
      { at: '2026-03-04', who: 'watch.clerk', act: 'verify', refused: 'WRONG_STATE' },
      { at: '2026-03-04', who: 'housing.clerk', act: 'sumUp', refused: 'WRONG_STATE' },
      { at: '2026-03-04', who: 'leaders.deputy', act: 'assess', refused: 'WRONG_STATE' },
      { at: '2026-03-04', who: 'watch.clerk', act: 'reopen', refused: 'WRONG_STATE' },
      { at: '2026-03-04', who: 'watch.clerk', act: 'resume', refused: 'WRONG_STATE' },
      { at: '2026-03-04', who: 'watch.clerk', act: 'returnForRework', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '交办写明依据，次日签收',
    norm: 'C11',
    steps: underway,
  },
  {
    name: '批示没有日期，不得立项',
    norm: 'C11',
    steps: [{ ...setUp, form: noAuthority, refused: 'AUTHORITY_MISSING' }],
  },
  {
    name: '会议决定没有会次和日期，不得立项',
    norm: 'C11',
    steps: [
      {
        ...setUp,
        form: { authority: { kind: 'resolution', title: '区政府常务会议' } },
        refused: 'AUTHORITY_MISSING',
      },
    ],
  },
  {
    name: '没有依据不得暂停、撤销',
    norm: 'C11',
    steps: [
      ...underway,
      {
        at: '2026-04-01',
        who: 'watch.clerk',
        act: 'suspend',
        form: noAuthority,
        refused: 'AUTHORITY_MISSING',
      },
      {
        at: '2026-04-01',
        who: 'watch.clerk',
        act: 'cancel',
        form: noAuthority,
        refused: 'AUTHORITY_MISSING',
      },
    ],
  },
  { name: '没有填的表单不立项', steps: [{ ...setUp, form: { task: '' }, refused: 'FORM_INVALID' }] },
  { name: '不存在的日期不立项', steps: [{ ...setUp, form: { due: '2026-02-30' }, refused: 'FORM_INVALID' }] },
  {
    name: '政府办不作业务牵头单位',
    norm: 'C10',
    steps: [{ ...setUp, form: { lead: 'office' }, refused: 'OFFICE_NOT_LEAD' }],
  },
  { name: '部门牵头，政府办只作协调', norm: 'C10', steps: underway },
  {
    name: '交办、裁定时也不能落到政府办',
    norm: 'C10',
    steps: [
      setUp,
      { ...assign, form: { lead: 'office' }, refused: 'OFFICE_NOT_LEAD' },
      assign,
      { at: '2026-03-03', who: 'housing.head', act: 'decline', state: 'declining' },
      {
        at: '2026-03-04',
        who: 'office.clerk',
        act: 'upholdDecline',
        form: { newLead: 'office' },
        refused: 'OFFICE_NOT_LEAD',
      },
    ],
  },
  {
    name: '不能给上级单位派任务',
    norm: 'G3',
    steps: [{ ...setUp, form: { lead: 'city' }, refused: 'UNIT_NOT_ASSIGNABLE' }],
  },
  {
    name: '配合单位也须是本区单位',
    norm: 'G3',
    steps: [{ ...setUp, form: { cooperating: ['nobody'] }, refused: 'UNIT_NOT_ASSIGNABLE' }],
  },
  {
    name: '时限已过不立项',
    norm: 'G3',
    steps: [{ ...setUp, form: { due: '2026-03-01' }, refused: 'DUE_PAST' }],
  },
  {
    name: '节点晚于总时限不立项',
    norm: 'G3',
    steps: [{ ...setUp, form: { milestones: [{ what: '竣工', due: '2026-07-01' }] }, refused: 'DUE_PAST' }],
  },
  {
    name: '不足1个工作日须说明理由',
    norm: 'G3',
    steps: [{ ...setUp, form: { due: '2026-03-02' }, refused: 'DUE_TOO_SHORT' }],
  },
  {
    name: '说明理由的可以当日办结',
    norm: 'G3',
    steps: [{ ...setUp, form: { due: '2026-03-02', shortReason: '险情处置' } }],
  },
  {
    name: '申请退回，裁定改派',
    norm: 'C5',
    steps: [
      setUp,
      assign,
      {
        at: '2026-03-04',
        who: 'housing.head',
        act: 'decline',
        state: 'declining',
        owes: ['cooperate', 'finish', 'rule'],
      },
      { at: '2026-03-05', who: 'office.clerk', act: 'upholdDecline', state: 'setUp', owes: ['assign'] },
      { at: '2026-03-05', who: 'watch.clerk', act: 'assign', state: 'assigned' },
      { at: '2026-03-06', who: 'water.head', act: 'decline', refused: 'DECLINED_ALREADY' },
    ],
  },
  {
    name: '裁定不予退回，不得再退',
    norm: 'C5',
    steps: [
      setUp,
      assign,
      { at: '2026-03-04', who: 'housing.head', act: 'decline', state: 'declining' },
      { at: '2026-03-05', who: 'office.clerk', act: 'denyDecline', state: 'assigned' },
      { at: '2026-03-05', who: 'housing.head', act: 'decline', refused: 'DECLINED_ALREADY' },
    ],
  },
  {
    name: '超过2个工作日不得申请退回',
    norm: 'C5',
    steps: [...underway, { at: '2026-03-05', who: 'housing.head', act: 'decline', refused: 'DECLINE_LATE' }],
  },
  {
    name: '申请退回须指出别的承办单位',
    norm: 'C5',
    steps: [
      setUp,
      assign,
      {
        at: '2026-03-03',
        who: 'housing.head',
        act: 'decline',
        form: { properUnit: 'housing' },
        refused: 'PROPER_UNIT_UNFIT',
      },
    ],
  },
  {
    name: '由政府办裁定，不由牵头单位自己裁定',
    norm: 'C5',
    steps: [
      setUp,
      assign,
      { at: '2026-03-03', who: 'housing.head', act: 'decline' },
      { at: '2026-03-04', who: 'housing.head', act: 'upholdDecline', refused: 'NOT_YOURS' },
      { at: '2026-03-04', who: 'housing.head', act: 'denyDecline', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '卡住了，由协助单位解决',
    norm: 'C4',
    steps: [
      ...underway,
      stuck,
      {
        at: '2026-04-09',
        who: 'finance.clerk',
        act: 'help',
        state: 'underway',
        owes: ['cooperate', 'finish'],
      },
      reportDone,
    ],
  },
  {
    name: '解决不了的上报主要领导',
    norm: 'C4',
    steps: [
      ...underway,
      { ...stuck, owes: ['cooperate', 'finish', 'help'] },
      {
        at: '2026-04-09',
        who: 'finance.head',
        act: 'escalate',
        state: 'stuck',
        owes: ['cooperate', 'finish', 'resolve'],
      },
      { at: '2026-04-13', who: 'leaders.head', act: 'help', state: 'underway' },
    ],
  },
  {
    name: '请求协助的不能是自己',
    norm: 'C4',
    steps: [...underway, { ...stuck, form: { helper: 'housing' }, refused: 'HELP_FROM_SELF' }],
  },
  {
    name: '自行解决的恢复计时',
    norm: 'C8',
    steps: [
      ...underway,
      stuck,
      { at: '2026-04-14', who: 'housing.clerk', act: 'unstick', state: 'underway' },
    ],
  },
  {
    name: '及时报告的不逾期：卡住期间不计时',
    norm: 'C8',
    steps: [
      ...underway,
      { ...stuck, at: '2026-06-29' },
      { at: '2026-07-02', lapse: 'finish', refused: 'NOT_DUE' },
      { at: '2026-07-06', who: 'finance.clerk', act: 'help', state: 'underway' },
      { at: '2026-07-06', lapse: 'finish', refused: 'NOT_DUE' },
      { at: '2026-07-07', who: 'housing.clerk', act: 'reportDone', state: 'reported' },
    ],
  },
  {
    name: '不落实也不报告：到期记录，逐级提请',
    norm: 'C8',
    steps: [
      ...underway,
      { at: '2026-06-22', lapse: 'finish', refused: 'NOT_DUE' },
      { at: '2026-06-24', lapse: 'finish', rung: 'remind', tells: 'housing' },
      { at: '2026-06-28', lapse: 'finish', rung: 'yellow', tells: 'housing' },
      { at: '2026-06-30', lapse: 'finish', refused: 'NOT_DUE' },
      { at: '2026-07-01', lapse: 'finish', rung: 'lapse', tells: 'housing' },
      { at: '2026-07-02', lapse: 'finish', rung: 'head', tells: 'housing.head' },
      { at: '2026-07-04', lapse: 'finish', rung: 'leader', tells: 'leaders.deputy' },
      { at: '2026-07-06', lapse: 'finish', rung: 'list', tells: 'watch' },
      { at: '2026-07-07', lapse: 'finish', refused: 'NOT_DUE' },
    ],
  },
  {
    name: '时限前申请延期，首次时限仍在',
    norm: 'C8',
    steps: [
      ...underway,
      { at: '2026-06-24', who: 'housing.clerk', act: 'applyExtension' },
      { at: '2026-06-25', who: 'watch.clerk', act: 'grantExtension' },
      { at: '2026-06-25', who: 'watch.clerk', act: 'grantExtension', refused: 'EXTENSION_NOT_ASKED' },
      { at: '2026-07-01', lapse: 'finish', refused: 'NOT_DUE' },
    ],
  },
  {
    name: '过了时限不得申请延期',
    norm: 'C8',
    steps: [
      ...underway,
      { at: '2026-07-01', who: 'housing.clerk', act: 'applyExtension', refused: 'EXTENSION_LATE' },
    ],
  },
  {
    name: '延期不得早于现时限；不同意延期的按原时限',
    norm: 'C8',
    steps: [
      ...underway,
      {
        at: '2026-06-24',
        who: 'housing.clerk',
        act: 'applyExtension',
        form: { to: '2026-06-30' },
        refused: 'EXTENSION_NOT_LATER',
      },
      { at: '2026-06-24', who: 'housing.clerk', act: 'applyExtension' },
      { at: '2026-06-25', who: 'watch.clerk', act: 'denyExtension' },
      { at: '2026-06-25', who: 'watch.clerk', act: 'denyExtension', refused: 'EXTENSION_NOT_ASKED' },
    ],
  },
  {
    name: '延期由督查室或交办领导答复',
    norm: 'C8',
    steps: [
      ...underway,
      { at: '2026-06-24', who: 'housing.clerk', act: 'applyExtension' },
      { at: '2026-06-25', who: 'housing.head', act: 'grantExtension', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '返工后重新反馈、核实',
    norm: 'C8',
    steps: [
      ...underway,
      reportDone,
      {
        at: '2026-06-11',
        who: 'watch.clerk',
        act: 'returnForRework',
        state: 'underway',
        owes: ['cooperate', 'finish'],
      },
      { at: '2026-06-12', who: 'watch.clerk', act: 'strikeOff', refused: 'FEEDBACK_MISSING' },
      { at: '2026-07-10', who: 'housing.clerk', act: 'reportDone', state: 'reported' },
    ],
  },
  {
    name: '在办、节点、分解、配合各自反馈',
    norm: 'G3',
    steps: [
      { ...setUp, form: { milestones: [{ what: '开工', due: '2026-04-15' }] } },
      { ...assign, owes: ['cooperate', 'finish', 'reachMilestone', 'signFor'] },
      signFor,
      {
        at: '2026-03-04',
        who: 'housing.head',
        act: 'breakDown',
        owes: ['cooperate', 'deliverPart', 'finish', 'reachMilestone'],
      },
      {
        at: '2026-03-05',
        who: 'watch.clerk',
        act: 'addCooperating',
        owes: ['cooperate', 'cooperate', 'deliverPart', 'finish', 'reachMilestone'],
      },
      { at: '2026-03-06', who: 'housing.clerk', act: 'reportProgress' },
      {
        at: '2026-04-10',
        who: 'housing.clerk',
        act: 'passMilestone',
        owes: ['cooperate', 'cooperate', 'deliverPart', 'finish'],
      },
      {
        at: '2026-04-13',
        who: 'finance.clerk',
        act: 'contribute',
        owes: ['cooperate', 'deliverPart', 'finish'],
      },
      { at: '2026-04-20', who: 'street.clerk', act: 'reportPart', owes: ['cooperate', 'finish'] },
      { ...reportDone, owes: ['verify'] },
    ],
  },
  {
    name: '没有设定的节点、完成过的节点不能再报完成',
    steps: [
      { ...setUp, form: { milestones: [{ what: '开工', due: '2026-04-15' }] } },
      assign,
      signFor,
      {
        at: '2026-04-10',
        who: 'housing.clerk',
        act: 'passMilestone',
        form: { milestone: '竣工' },
        refused: 'FORM_INVALID',
      },
      { at: '2026-04-10', who: 'housing.clerk', act: 'passMilestone' },
      { at: '2026-04-11', who: 'housing.clerk', act: 'passMilestone', refused: 'FORM_INVALID' },
    ],
  },
  {
    name: '口头、书面、短信反馈同等：配合反馈记入同一份记录',
    norm: 'C9',
    steps: [...underway, { at: '2026-04-13', who: 'finance.clerk', act: 'contribute', owes: ['finish'] }],
  },
  {
    name: '没有内容的配合反馈不算反馈',
    norm: 'C9',
    steps: [
      ...underway,
      {
        at: '2026-04-13',
        who: 'finance.clerk',
        act: 'contribute',
        form: { progress: '' },
        refused: 'FORM_INVALID',
      },
    ],
  },
  {
    name: '催办、现场核查记在事项上，被督查单位看得到',
    norm: 'G2',
    steps: [
      ...underway,
      { at: '2026-04-20', who: 'watch.clerk', act: 'urge' },
      { at: '2026-05-06', who: 'watch.clerk', act: 'check' },
      { at: '2026-05-06', who: 'watch.clerk', act: 'check', form: { found: '' }, refused: 'FORM_INVALID' },
    ],
  },
  {
    name: '销号后发现问题，重新办理',
    norm: 'G2',
    steps: [
      ...whole,
      {
        at: '2026-08-03',
        who: 'watch.clerk',
        act: 'reopen',
        state: 'underway',
        owes: ['cooperate', 'finish'],
      },
    ],
  },
  {
    name: '重复的并案',
    norm: 'G2',
    steps: [...underway, { at: '2026-03-10', who: 'watch.clerk', act: 'merge', state: 'merged', owes: [] }],
  },
  {
    name: '不能并入自己',
    norm: 'G2',
    steps: [
      ...underway,
      {
        at: '2026-03-10',
        who: 'watch.clerk',
        act: 'merge',
        form: { into: 'm1' },
        refused: 'MERGE_TARGET_UNFIT',
      },
    ],
  },
  {
    name: '不能并入了结的事项',
    norm: 'G2',
    steps: [
      ...underway,
      {
        at: '2026-03-10',
        who: 'watch.clerk',
        act: 'merge',
        form: { into: 'closed' },
        refused: 'MERGE_TARGET_UNFIT',
      },
    ],
  },
  {
    name: '有依据的暂停，期满前恢复',
    norm: 'C11',
    steps: [
      ...underway,
      {
        at: '2026-04-20',
        who: 'watch.clerk',
        act: 'suspend',
        state: 'suspended',
        owes: ['cooperate', 'finish', 'review'],
      },
      { at: '2026-05-11', who: 'housing.clerk', act: 'resume', refused: 'NOT_YOURS' },
      {
        at: '2026-05-11',
        who: 'watch.clerk',
        act: 'resume',
        state: 'underway',
        owes: ['cooperate', 'finish'],
      },
    ],
  },
  {
    name: '有依据的撤销',
    norm: 'C11',
    steps: [
      ...underway,
      { at: '2026-04-20', who: 'watch.clerk', act: 'cancel', state: 'cancelled', owes: [] },
    ],
  },
  {
    name: '下一环节办理前可以取回，职责恢复',
    steps: [
      setUp,
      assign,
      { at: '2026-03-03', who: 'housing.clerk', act: 'takeBack', refused: 'NOTHING_TO_TAKE_BACK' },
      { at: '2026-03-02', who: 'watch.clerk', act: 'takeBack', state: 'setUp', owes: ['assign'] },
      assign,
      signFor,
      { at: '2026-03-03', who: 'watch.clerk', act: 'takeBack', refused: 'NOTHING_TO_TAKE_BACK' },
    ],
  },
  {
    name: '交办领导末了评价：自己的职责也有时限',
    norm: 'F1',
    steps: [
      ...underway,
      reportDone,
      verify,
      sumUp,
      { at: '2026-06-18', lapse: 'assess', rung: 'lapse', tells: 'leaders.deputy' },
    ],
  },
  {
    name: '别人不能代交办领导评价',
    norm: 'F1',
    steps: [...underway, reportDone, verify, sumUp, { ...assess, who: 'watch.clerk', refused: 'NOT_YOURS' }],
  },
  {
    name: '受托在范围内代行',
    norm: 'I2',
    steps: [
      ...underway,
      reportDone,
      verify,
      sumUp,
      { ...assess, as: { person: 'p-secretary', as: 'delegate', within: ['supervised-task.assess'] } },
    ],
  },
  {
    name: '超出委托范围不得代行',
    norm: 'I2',
    steps: [
      ...underway,
      reportDone,
      verify,
      sumUp,
      {
        ...assess,
        as: { person: 'p-secretary', as: 'delegate', within: ['supervised-task.urge'] },
        refused: 'DELEGATION_EXCEEDED',
      },
    ],
  },
  {
    name: '工作日历没有录入的年份不猜',
    steps: [{ ...setUp, at: '2026-12-31', form: { due: '2027-06-30' }, refused: 'CALENDAR_UNKNOWN' }],
  },
  {
    name: '不认识的行为',
    steps: [{ at: '2026-03-02', who: 'watch.clerk', act: 'vanish', refused: 'ACT_UNKNOWN' }],
  },
]
