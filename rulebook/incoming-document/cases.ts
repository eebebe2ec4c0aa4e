// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import { answeredPath } from '../lawful-path/doubles.ts'

const row = {
  task: '完成东门片区积水点改造',
  lead: 'water',
  due: '2026-04-30',
  sentence: '4月20日前完成东门片区积水点排查并报我',
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  register: {
    title: '关于做好城市内涝治理工作的通知',
    sender: '市住房和城乡建设局',
    theirNumber: '澄市建〔2026〕12号',
    dated: '2026-02-27',
    secrecy: 'none',
    asks: '4月底前报送治理情况',
    askedBy: '2026-04-30',
  },
  correct: { theirNumber: '澄市建〔2026〕21号', reason: '登记有误' },
  returnToSender: { reason: '不属于本机关办理' },
  cancelEntry: { reason: '重复登记' },
  propose: { checked: 'fit', proposal: '拟请分管领导批示', leader: 'leaders.deputy' },
  fileAsRead: {
    checked: 'fit',
    readers: ['leaders.deputy'],
    purpose: '供工作参考',
    reason: '来文不要求办理或者答复',
  },
  instruct: { words: '请区水务局牵头，区住建局配合，4月20日前完成东门片区积水点排查并报我。' },
  disown: { words: '没有作过这个批示' },
  passUp: { leader: 'leaders.head', reason: '需主要领导定' },
  keepOnFile: { reason: '所涉事项已在办' },
  dispatch: { lead: 'water', cooperating: ['housing'], due: '2026-04-20' },
  arrange: { tasks: [row] },
  setAside: { setAside: [{ sentence: '近年来内涝多发。', reason: '属背景说明' }] },
  askBack: { question: '改造资金由谁承担' },
  clarify: { words: '由区财政承担' },
  countersign: { words: '同意主办单位意见' },
  returnOpinion: { unit: 'housing', words: '请补充小区内部管网的责任' },
  reportHandling: { handled: '排查积水点6处，已全部制定治理措施' },
  returnHandling: { words: '请补充完成时间' },
  urge: { words: '请抓紧办理并及时反馈' },
  replyInPart: { answer: '已完成排查，治理正在进行' },
  settle: { outcome: 'replied', answer: '治理情况已报市局' },
  resume: { leader: 'leaders.deputy', reason: '来文单位补充要求' },
  circulate: { readers: ['leaders.head', 'finance.head'], purpose: '请提出意见', answerBy: '2026-03-10' },
  remark: { words: '无不同意见' },
  recall: { reason: '传阅范围有误' },
  archive: { archive: '上级来文', kept: 'thirty' },
}

const office = 'office.clerk'
const deputy = 'leaders.deputy'
const register: Step = {
  at: '2026-03-02',
  who: office,
  act: 'register',
  state: 'registered',
  owes: ['propose'],
}
const propose: Step = { at: '2026-03-02', who: office, act: 'propose', state: 'proposed', owes: ['instruct'] }
const instruct: Step = {
  at: '2026-03-03',
  who: deputy,
  act: 'instruct',
  state: 'instructed',
  owes: ['handOn'],
}
/** 代录: the office enters what the leader wrote. */
const entered: Step = { ...instruct, form: { written: ['file1'] }, entered: office }
const dispatch: Step = {
  at: '2026-03-03',
  who: office,
  act: 'dispatch',
  state: 'inHand',
  owes: ['handle', 'countersign', 'follow'],
}
const countersign: Step = { at: '2026-03-09', who: 'housing.clerk', act: 'countersign', state: 'inHand' }
const report: Step = { at: '2026-04-13', who: 'water.clerk', act: 'reportHandling', owes: ['follow'] }
const settle: Step = { at: '2026-04-14', who: office, act: 'settle', state: 'settled', owes: ['archive'] }
const archive: Step = { at: '2026-05-06', who: office, act: 'archive', state: 'archived', owes: [] }
const instructed = [register, propose, instruct]
const inHand = [...instructed, dispatch]
const arrange: Step = { at: '2026-03-04', who: office, act: 'arrange', state: 'inHand', opens: 2 }
const circulate: Step = { at: '2026-03-03', who: office, act: 'circulate' }
const closedTask = {
  procedure: 'supervised-task',
  state: 'struckOff',
  final: true,
  title: '积水点改造',
  record: {},
}

const noBasis = { reason: '没有法律依据，无法办理', lawfulPath: 'p1' }

export const cases: readonly Case[] = [
  {
    name: '“没有依据”不是退文的理由：法制机构研究后确无路径的才可以，给出路径的不能用',
    norm: 'B7',
    steps: [
      register,
      ...[undefined, answeredPath('way', 'office'), answeredPath('none', 'water')].map((matters) => ({
        at: '2026-03-02',
        who: office,
        act: 'returnToSender',
        form: noBasis,
        ...(matters ? { matters } : {}),
        refused: 'NO_BASIS_UNPROVEN',
      })),
      {
        at: '2026-03-02',
        who: office,
        act: 'returnToSender',
        form: noBasis,
        matters: answeredPath('none', 'office'),
        state: 'returned',
      },
    ],
  },
  {
    name: '签收、拟办、批示、转办、会办、反馈、答复、归档',
    norm: 'C1',
    steps: [...inHand, countersign, report, settle, archive],
  },
  {
    name: '由督查室登记，拒绝',
    norm: 'C1',
    steps: [{ ...register, who: 'watch.clerk', refused: 'NOT_YOURS' }],
  },
  {
    name: '带密级标志的公文不进本系统',
    norm: 'C1',
    steps: [
      { ...register, form: { title: '（机密★1年）关于某事的通知' }, refused: 'CLASSIFIED' },
      { ...register, form: { title: '机 密★1年 关于某事的通知' }, refused: 'CLASSIFIED' },
      { ...register, form: { title: '绝密文件转发' }, refused: 'CLASSIFIED' },
      { ...register, form: { asks: '密级：秘密，请当面办理' }, refused: 'CLASSIFIED' },
      { ...register, form: { theirNumber: '澄机密〔2026〕1号' }, refused: 'CLASSIFIED' },
      { ...register, form: { title: '关于保守国家秘密宣传月活动的通知' } },
    ],
  },
  {
    name: '成文日期在签收之后，拒绝',
    norm: 'C1',
    steps: [{ ...register, form: { dated: '2026-03-09' }, refused: 'DATED_LATER' }],
  },
  {
    name: '来文要求的时限已过，登记时就看见',
    steps: [{ ...register, form: { askedBy: '2026-02-20' }, refused: 'ASKED_PAST' }],
  },
  {
    name: '来文要求的时限另行保留，转办、立项都不改它；只有更正登记能改',
    norm: 'C1',
    steps: [
      register,
      {
        at: '2026-03-02',
        who: office,
        act: 'correct',
        form: { askedBy: '2026-02-01' },
        refused: 'ASKED_PAST',
      },
      {
        at: '2026-03-02',
        who: office,
        act: 'correct',
        form: { askedBy: '2026-04-28' },
        holds: { askedBy: '2026-04-28' },
      },
      propose,
      instruct,
      { ...dispatch, holds: { askedBy: '2026-04-28', due: '2026-04-20', followBy: '2026-04-20' } },
      {
        ...arrange,
        form: { tasks: [{ ...row, due: '2026-04-27' }] },
        holds: { askedBy: '2026-04-28', due: '2026-04-20', followBy: '2026-04-27' },
      },
      // The office follows its tasks; who handles the document keeps his own day.
      { at: '2026-04-20T16:00:00.000Z', lapse: 'handle', rung: 'remind' },
    ],
  },
  {
    name: '办理时限晚于来文要求的，写明理由；理由留在记录里',
    norm: 'C1',
    steps: [
      ...instructed,
      { ...dispatch, form: { due: '2026-05-08' }, refused: 'LATER_THAN_ASKED' },
      {
        ...dispatch,
        form: { due: '2026-05-08', late: '已与来文单位商定延后' },
        holds: { due: '2026-05-08', late: '已与来文单位商定延后', askedBy: '2026-04-30' },
      },
      { ...arrange, form: { tasks: [{ ...row, due: '2026-06-30' }] }, refused: 'LATER_THAN_ASKED' },
      {
        ...arrange,
        form: { tasks: [{ ...row, due: '2026-06-30' }], late: '工程分期实施，已报来文单位' },
        opens: 2,
      },
    ],
  },
  {
    name: '不填办理时限的用来文要求的时限；已经过了的另定',
    norm: 'C1',
    steps: [
      ...instructed,
      { ...dispatch, at: '2026-05-06', form: { due: undefined }, refused: 'DUE_PAST' },
      { ...dispatch, at: '2026-05-06', form: { due: '2026-05-20' }, refused: 'LATER_THAN_ASKED' },
      { ...dispatch, form: { due: undefined }, holds: { due: '2026-04-30' } },
    ],
  },
  {
    name: '立项交办至少一件',
    norm: 'G3',
    steps: [
      ...instructed,
      { ...arrange, form: { tasks: [], setAside: [] }, refused: 'NOTHING_ARRANGED' },
      arrange,
    ],
  },
  {
    name: '更正登记留痕；拟办以后仍可更正，批示以后不可',
    steps: [
      register,
      { at: '2026-03-02', who: office, act: 'correct' },
      propose,
      instruct,
      { at: '2026-03-03', who: office, act: 'correct', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '退文写明理由；拟办以后不能退文',
    norm: 'C1',
    steps: [
      register,
      { at: '2026-03-02', who: office, act: 'returnToSender', form: { reason: '' }, refused: 'FORM_INVALID' },
      { at: '2026-03-02', who: office, act: 'returnToSender', state: 'returned', owes: [] },
      { at: '2026-03-02', who: office, act: 'propose', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '拟办以后退文，拒绝',
    steps: [
      register,
      propose,
      { at: '2026-03-02', who: office, act: 'returnToSender', refused: 'WRONG_STATE' },
    ],
  },
  {
    name: '重复登记的注销，号不再用；领导不能注销',
    steps: [
      register,
      { at: '2026-03-02', who: deputy, act: 'cancelEntry', refused: 'NOT_YOURS' },
      { at: '2026-03-02', who: office, act: 'cancelEntry', state: 'void', owes: [] },
    ],
  },
  {
    name: '送批的岗位须是区政府领导',
    norm: 'C6',
    steps: [register, { ...propose, form: { leader: 'housing.head' }, refused: 'NOT_A_LEADER' }],
  },
  {
    name: '空泛的批示被拒绝，写明谁办什么的通过',
    norm: 'C6',
    steps: [
      register,
      propose,
      { ...instruct, form: { words: '阅' }, refused: 'INSTRUCTION_EMPTY' },
      { ...instruct, form: { words: '请水务局阅处。' }, refused: 'INSTRUCTION_EMPTY' },
      { ...instruct, form: { words: '高度重视，抓好落实。' }, refused: 'INSTRUCTION_EMPTY' },
      // A day beside it makes reading no more concrete.
      { ...instruct, form: { words: '请水务局认真阅处，4月15日前阅毕' }, refused: 'INSTRUCTION_EMPTY' },
      { ...instruct, form: { words: '请水务局知悉，4月10日前。' }, refused: 'INSTRUCTION_EMPTY' },
      { ...instruct, form: { words: '请水务局高度重视，4月15日前抓好落实' }, refused: 'INSTRUCTION_EMPTY' },
      { ...instruct, form: { words: '请＿＿＿＿4月底前完成排查并报我。' }, refused: 'INSTRUCTION_EMPTY' },
      instruct,
    ],
  },
  {
    name: '不是批示领导，不能批示',
    norm: 'F1',
    steps: [register, propose, { ...instruct, who: 'leaders.head', refused: 'NOT_YOURS' }, instruct],
  },
  {
    name: '政府办代录批示，两个名字都在；领导本人可以取回',
    norm: 'C6',
    steps: [
      register,
      propose,
      { ...instruct, form: { written: ['file1'] }, entered: 'housing.clerk', refused: 'NOT_ENTERABLE' },
      { ...instruct, entered: office, refused: 'WRITTEN_MISSING' },
      entered,
      { at: '2026-03-03', who: deputy, act: 'takeBack', state: 'proposed', owes: ['instruct'] },
    ],
  },
  {
    name: '代录批示的人不自己据此转办、立项、代录反馈、办结；别人可以',
    norm: 'C11',
    steps: [
      register,
      propose,
      entered,
      { ...dispatch, refused: 'ENTERED_BY_YOU' },
      { ...arrange, refused: 'ENTERED_BY_YOU' },
      { ...dispatch, who: 'office.deputy' },
      countersign,
      { ...report, entered: office, refused: 'ENTERED_BY_YOU' },
      { ...report, entered: 'office.deputy' },
      { ...settle, refused: 'ENTERED_BY_YOU' },
      { ...settle, who: 'office.deputy' },
    ],
  },
  {
    name: '领导本人随后又作批示的，代录人可以据此转办',
    norm: 'C11',
    steps: [register, propose, entered, instruct, dispatch],
  },
  {
    name: '领导声明不是本人批示：回到待批示，办理的钟停着；另作批示后照办',
    norm: 'C6',
    steps: [
      register,
      propose,
      entered,
      { ...dispatch, who: 'office.deputy' },
      { at: '2026-03-04', who: office, act: 'disown', refused: 'NOT_YOURS' },
      {
        at: '2026-03-04',
        who: deputy,
        act: 'disown',
        state: 'proposed',
        owes: ['instruct', 'handle', 'countersign', 'follow'],
        holds: {
          instructions: [{ enteredBy: office, disowned: '2026-03-04', disownedWords: '没有作过这个批示' }],
        },
      },
      { at: '2026-04-20T16:00:00.000Z', lapse: 'handle', refused: 'NOT_DUE' },
      { at: '2026-03-05', who: deputy, act: 'disown', refused: 'NOT_ENTERED' },
      { ...instruct, at: '2026-03-05', owes: ['handOn', 'handle', 'countersign', 'follow'] },
      { ...dispatch, at: '2026-03-05' },
    ],
  },
  {
    name: '已经立项的保留；声明以后改为阅存，须等立项事项了结',
    norm: 'C6',
    steps: [
      register,
      propose,
      entered,
      { ...arrange, who: 'office.deputy' },
      { at: '2026-03-05', who: deputy, act: 'disown', state: 'proposed', owes: ['instruct', 'follow'] },
      { at: '2026-03-05', who: deputy, act: 'keepOnFile', refused: 'TASKS_OPEN' },
      { at: '2026-03-05', who: office, act: 'cancelEntry', refused: 'TASKS_OPEN' },
      {
        at: '2026-03-06',
        who: deputy,
        act: 'keepOnFile',
        matters: { f1: closedTask },
        state: 'settled',
        owes: ['archive'],
      },
    ],
  },
  {
    name: '本人作出的批示不能声明不是自己的',
    norm: 'C6',
    steps: [...instructed, { at: '2026-03-03', who: deputy, act: 'disown', refused: 'NOT_ENTERED' }],
  },
  {
    name: '转请区长批示，钟不重新起算；不能转给自己',
    norm: 'C10',
    steps: [
      register,
      propose,
      { at: '2026-03-03', who: deputy, act: 'passUp', form: { leader: deputy }, refused: 'SAME_LEADER' },
      { at: '2026-03-03', who: deputy, act: 'passUp', state: 'proposed', owes: ['instruct'] },
      { ...instruct, refused: 'NOT_YOURS' },
      { ...instruct, who: 'leaders.head' },
    ],
  },
  {
    name: '转请最多两次，也不转回转请过的领导',
    norm: 'C10',
    steps: [
      register,
      propose,
      { at: '2026-03-03', who: deputy, act: 'passUp' },
      {
        at: '2026-03-03',
        who: 'leaders.head',
        act: 'passUp',
        form: { leader: deputy },
        refused: 'SAME_LEADER',
      },
      { at: '2026-03-03', who: 'leaders.head', act: 'passUp', form: { leader: 'leaders.clerk' } },
      {
        at: '2026-03-03',
        who: 'leaders.clerk',
        act: 'passUp',
        form: { leader: 'leaders.third' },
        refused: 'PASSED_TOO_OFTEN',
      },
      { ...instruct, who: 'leaders.clerk' },
    ],
  },
  {
    name: '领导超过时限未批示，记录在案',
    norm: 'F1',
    steps: [
      register,
      propose,
      { at: '2026-03-05T16:00:00.000Z', lapse: 'instruct', rung: 'lapse' },
      instruct,
    ],
  },
  {
    name: '特急件当日起1个工作日内批示',
    norm: 'C6',
    steps: [
      { ...register, form: { urgency: 'special' } },
      propose,
      { at: '2026-03-03T15:00:00.000Z', lapse: 'instruct', refused: 'NOT_DUE' },
      { at: '2026-03-03T16:00:00.000Z', lapse: 'instruct', rung: 'lapse' },
    ],
  },
  {
    name: '不需办理的写明理由阅存，由政府办归档；批示以后不能阅存',
    norm: 'C6',
    steps: [
      register,
      propose,
      { at: '2026-03-03', who: deputy, act: 'keepOnFile', state: 'settled', owes: ['archive'] },
      archive,
    ],
  },
  {
    name: '阅存的理由须说明情况；不能代录，要领导本人定',
    norm: 'C6',
    steps: [
      register,
      propose,
      { at: '2026-03-03', who: deputy, act: 'keepOnFile', form: { reason: '阅' }, refused: 'REASON_EMPTY' },
      {
        at: '2026-03-03',
        who: deputy,
        act: 'keepOnFile',
        form: { reason: '已阅，同意。' },
        refused: 'REASON_EMPTY',
      },
      { at: '2026-03-03', who: deputy, act: 'keepOnFile', entered: office, refused: 'NOT_ENTERABLE' },
      {
        at: '2026-03-03',
        who: deputy,
        act: 'keepOnFile',
        form: { reason: '市局所要的情况已于上月随月报报送' },
        holds: { outcome: 'kept', answer: '市局所要的情况已于上月随月报报送' },
      },
    ],
  },
  {
    name: '批示以后阅存，拒绝',
    norm: 'C6',
    steps: [...instructed, { at: '2026-03-03', who: deputy, act: 'keepOnFile', refused: 'WRONG_STATE' }],
  },
  {
    name: '来文有要求或者时限的，不能只作阅知件',
    norm: 'C6',
    steps: [
      { ...register, form: { askedBy: undefined } },
      { at: '2026-03-02', who: office, act: 'fileAsRead', refused: 'ANSWER_ASKED' },
      { at: '2026-03-02', who: office, act: 'correct', form: { askedBy: '2026-03-20' } },
      { at: '2026-03-02', who: office, act: 'fileAsRead', refused: 'ANSWER_ASKED' },
    ],
  },
  {
    name: '阅知件传阅后归档；为什么只需阅知须说明',
    norm: 'C1',
    steps: [
      { ...register, form: { asks: undefined, askedBy: undefined } },
      {
        at: '2026-03-02',
        who: office,
        act: 'fileAsRead',
        form: { reason: '供参考' },
        refused: 'REASON_EMPTY',
      },
      { at: '2026-03-02', who: office, act: 'fileAsRead', state: 'settled', owes: ['archive'] },
      { at: '2026-03-02', who: office, act: 'propose', refused: 'WRONG_STATE' },
      { at: '2026-03-02', who: office, act: 'fileAsRead', refused: 'WRONG_STATE' },
      archive,
    ],
  },
  {
    name: '政府办不作主办单位；泛称、上级不能承办；时限不在过去',
    norm: 'C10',
    steps: [
      ...instructed,
      { ...dispatch, form: { lead: 'office' }, refused: 'OFFICE_NOT_LEAD' },
      { ...dispatch, form: { lead: 'city' }, refused: 'UNIT_NOT_ASSIGNABLE' },
      { ...dispatch, form: { due: '2026-03-01' }, refused: 'DUE_PAST' },
      dispatch,
    ],
  },
  {
    name: '改派主办单位须有理由，最多两次',
    norm: 'C5',
    steps: [
      ...inHand,
      { ...dispatch, form: { lead: 'finance' }, refused: 'REASSIGNED_TOO_OFTEN' },
      { ...dispatch, form: { lead: 'finance', again: '同意' }, refused: 'REASON_EMPTY' },
      { ...dispatch, form: { lead: 'finance', again: '资金事项由财政部门主办' } },
      {
        ...dispatch,
        form: { lead: 'street', again: '点位都在一个街道' },
        holds: {
          reassigned: [
            { from: 'water', to: 'finance' },
            { from: 'finance', to: 'street' },
          ],
        },
      },
      { ...dispatch, form: { lead: 'water', again: '涉及管网' }, refused: 'REASSIGNED_TOO_OFTEN' },
      // The same lead may be handed it again: another day, other units beside it.
      { ...dispatch, form: { lead: 'street', due: '2026-04-24' }, state: 'inHand' },
    ],
  },
  {
    name: '批示以前不能转办',
    norm: 'G3',
    steps: [register, propose, { ...dispatch, refused: 'WRONG_STATE' }],
  },
  {
    name: '一个行为把批示变成两件督办事项，各带原文',
    norm: 'G3',
    steps: [
      ...instructed,
      { ...arrange, form: { tasks: [row, { ...row, task: '建立巡查制度', lead: 'housing' }] }, opens: 4 },
      { at: '2026-03-05', who: office, act: 'settle', refused: 'TASKS_OPEN' },
    ],
  },
  {
    name: '原文须出自批示、来文要求或者原件：每件记下出处',
    norm: 'C11',
    steps: [
      ...instructed,
      {
        ...arrange,
        form: { tasks: [{ ...row, sentence: '由区住建局在三天内拆除东门市场。' }] },
        refused: 'SENTENCE_UNKNOWN',
      },
      // A word or two stand in any text.
      { ...arrange, form: { tasks: [{ ...row, sentence: '东门片区' }] }, refused: 'SENTENCE_UNKNOWN' },
      {
        ...arrange,
        form: {
          tasks: [row, { ...row, sentence: '4月底前 报送治理情况。' }, { ...row, sentence: undefined }],
        },
        opens: 6,
        holds: { tasks: [{ source: 'instruction' }, { source: 'asks' }, { source: 'typed' }] },
      },
    ],
  },
  {
    name: '原件附着的，原文可以出自原件；不当作领导的话',
    norm: 'C11',
    steps: [
      { ...register, form: { original: ['file1'] } },
      propose,
      instruct,
      {
        ...arrange,
        form: { tasks: [{ ...row, sentence: '东门片区积水点4月底前完成改造。' }] },
        opens: 2,
        holds: { tasks: [{ source: 'original' }] },
      },
    ],
  },
  {
    name: '其中一件立不了，全部不立',
    norm: 'G3',
    steps: [
      ...instructed,
      { ...arrange, form: { tasks: [row, { ...row, lead: 'office' }] }, refused: 'OFFICE_NOT_LEAD' },
      { ...arrange, who: 'housing.clerk', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '立项事项都了结以后才能答复办结；之前可以阶段答复',
    norm: 'C2',
    steps: [
      ...instructed,
      { ...arrange, owes: ['follow'] },
      { at: '2026-04-01', who: office, act: 'settle', refused: 'TASKS_OPEN' },
      { at: '2026-04-01', who: office, act: 'replyInPart', state: 'inHand' },
      // The task came of the instruction; what the sender himself asked for is accounted for too.
      {
        at: '2026-04-28',
        who: office,
        act: 'settle',
        matters: { f1: closedTask },
        refused: 'DEMANDS_OPEN',
      },
      {
        at: '2026-04-28',
        who: office,
        act: 'settle',
        matters: { f1: closedTask },
        form: { rest: '治理情况随事项办结一并报送' },
        state: 'settled',
        holds: { rest: '治理情况随事项办结一并报送' },
      },
    ],
  },
  {
    name: '据来文要求立项的，了结以后即可办结',
    norm: 'C2',
    steps: [
      ...instructed,
      { ...arrange, form: { tasks: [{ ...row, sentence: '4月底前报送治理情况' }] } },
      { at: '2026-04-28', who: office, act: 'settle', matters: { f1: closedTask }, state: 'settled' },
    ],
  },
  {
    name: '主办单位没有反馈，不能办结',
    norm: 'C2',
    steps: [
      ...inHand,
      { at: '2026-03-20', who: office, act: 'settle', refused: 'NOT_HANDLED' },
      countersign,
      report,
      settle,
    ],
  },
  {
    name: '批示以后才能阶段答复',
    steps: [register, propose, { at: '2026-03-20', who: office, act: 'replyInPart', refused: 'WRONG_STATE' }],
  },
  {
    name: '不立项的原文写明理由；牵头单位不能自己说不立项',
    steps: [
      ...inHand,
      { at: '2026-03-04', who: office, act: 'setAside' },
      { at: '2026-03-04', who: 'water.clerk', act: 'setAside', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '批示不明确可以请示，答复前时限停着；领导必须答复',
    norm: 'C4',
    steps: [
      ...inHand,
      {
        at: '2026-03-05',
        who: 'water.clerk',
        act: 'askBack',
        owes: ['handle', 'countersign', 'follow', 'clarify'],
      },
      { at: '2026-03-05', who: 'water.clerk', act: 'clarify', refused: 'NOT_YOURS' },
      { at: '2026-03-06', who: deputy, act: 'clarify', form: { words: '同意。' }, refused: 'REASON_EMPTY' },
      { at: '2026-03-06', who: deputy, act: 'clarify', owes: ['handle', 'countersign', 'follow'] },
    ],
  },
  {
    name: '领导超过时限不答复请示，记录在案',
    norm: 'C4',
    steps: [
      ...inHand,
      { at: '2026-03-05', who: 'housing.clerk', act: 'askBack', refused: 'NOT_YOURS' },
      { at: '2026-03-05', who: 'water.clerk', act: 'askBack' },
      { at: '2026-03-09T16:00:00.000Z', lapse: 'clarify', rung: 'lapse' },
    ],
  },
  {
    name: '会办意见各自负责；退回补充，原意见仍在；可以取回',
    norm: 'C8',
    steps: [
      ...inHand,
      { at: '2026-03-05', who: 'water.clerk', act: 'returnOpinion', refused: 'NO_OPINION' },
      { ...countersign, who: 'finance.clerk', refused: 'NOT_YOURS' },
      { ...countersign, owes: ['handle', 'follow'] },
      { at: '2026-03-09', who: 'housing.clerk', act: 'takeBack', owes: ['handle', 'countersign', 'follow'] },
      countersign,
      {
        at: '2026-03-10',
        who: 'water.clerk',
        act: 'returnOpinion',
        owes: ['handle', 'countersign', 'follow'],
      },
      { ...countersign, at: '2026-03-11', owes: ['handle', 'follow'] },
    ],
  },
  {
    name: '改派以后，办理过、会办过的单位仍然看得见',
    norm: 'C1',
    steps: [
      ...inHand,
      countersign,
      {
        ...dispatch,
        at: '2026-03-10',
        form: { lead: 'finance', cooperating: ['street'], again: '资金事项由财政部门主办' },
        holds: { former: ['water', 'housing'] },
        seen: { 'water.clerk': true, 'housing.clerk': true, 'street.clerk': true, 'justice.clerk': false },
      },
      {
        ...dispatch,
        at: '2026-03-11',
        form: { lead: 'finance', cooperating: ['housing'] },
        holds: { former: ['water', 'street'] },
      },
    ],
  },
  {
    name: '副区长批示的文件，区长看得见；没有经手的副职、单位看不见',
    norm: 'F1',
    steps: [
      register,
      propose,
      {
        ...instruct,
        seen: { 'leaders.head': true, 'leaders.deputy': true, 'leaders.third': false, 'water.clerk': false },
      },
      { ...dispatch, seen: { 'leaders.head': true, 'water.clerk': true, 'finance.clerk': false } },
    ],
  },
  {
    name: '办理中领导又作批示，在办的单位照常请示、会办、反馈；再转办的重新反馈',
    norm: 'C8',
    steps: [
      ...inHand,
      { ...instruct, at: '2026-03-05', owes: ['handle', 'countersign', 'follow', 'handOn'] },
      { ...countersign, state: 'instructed' },
      { at: '2026-03-09', who: 'water.clerk', act: 'askBack' },
      { at: '2026-03-09', who: deputy, act: 'clarify' },
      { ...report, state: 'instructed', owes: ['follow', 'handOn'] },
      { ...settle, refused: 'WRONG_STATE' },
      { ...dispatch, at: '2026-04-13', owes: ['handle', 'follow'] },
      { ...settle, refused: 'NOT_HANDLED' },
      report,
      settle,
    ],
  },
  {
    name: '还没有转办的，谁也没有可反馈的',
    norm: 'C8',
    steps: [...instructed, { ...report, refused: 'NOT_YOURS' }],
  },
  {
    name: '会办意见没有提出，不能反馈、办结；不等的写明理由，留在记录里',
    norm: 'C1',
    steps: [
      ...inHand,
      { ...report, refused: 'OPINIONS_OPEN' },
      { ...report, form: { without: '无' }, refused: 'REASON_EMPTY' },
      {
        ...report,
        form: { without: '会办单位已口头表示没有意见' },
        owes: ['countersign', 'follow'],
        holds: { without: '会办单位已口头表示没有意见' },
      },
      { ...countersign, at: '2026-04-13' },
      // What is sent back for more is waited for again.
      { at: '2026-04-13', who: 'water.clerk', act: 'returnOpinion' },
      { ...settle, refused: 'OPINIONS_OPEN' },
      { ...settle, form: { without: '来文时限已到，先行反馈' } },
    ],
  },
  {
    name: '反馈以后又退回补充会办意见的，办结前仍要等',
    norm: 'C1',
    steps: [
      ...inHand,
      countersign,
      report,
      { at: '2026-04-13', who: 'water.clerk', act: 'returnOpinion' },
      { ...settle, refused: 'OPINIONS_OPEN' },
      { ...countersign, at: '2026-04-14' },
      settle,
    ],
  },
  {
    name: '到期既未反馈也未请示',
    norm: 'C8',
    steps: [
      ...inHand,
      { at: '2026-04-12T16:00:00.000Z', lapse: 'handle', refused: 'NOT_DUE' },
      { at: '2026-04-13T16:00:00.000Z', lapse: 'handle', rung: 'remind' },
      { at: '2026-04-17T16:00:00.000Z', lapse: 'handle', rung: 'yellow' },
      { at: '2026-04-20T16:00:00.000Z', lapse: 'handle', rung: 'lapse' },
    ],
  },
  {
    name: '口头反馈由政府办代录，与书面同等；主办单位可以取回',
    norm: 'C9',
    steps: [
      ...inHand,
      countersign,
      { ...report, entered: 'street.clerk', refused: 'NOT_ENTERABLE' },
      { ...report, entered: office, owes: ['follow'] },
      { at: '2026-04-13', who: 'water.clerk', act: 'takeBack', owes: ['follow', 'handle'] },
    ],
  },
  {
    name: '反馈不清楚的退回补充；没有反馈的无从退回',
    norm: 'C8',
    steps: [
      ...inHand,
      { at: '2026-03-20', who: office, act: 'returnHandling', refused: 'NOT_HANDLED' },
      { at: '2026-04-13', who: 'street.clerk', act: 'reportHandling', refused: 'NOT_YOURS' },
      countersign,
      { ...report, owes: ['follow'] },
      { at: '2026-04-14', who: office, act: 'returnHandling', owes: ['handle', 'follow'] },
    ],
  },
  {
    name: '政府办、督查室催办；承办单位不能催办',
    norm: 'G2',
    steps: [
      ...inHand,
      { at: '2026-03-20', who: 'watch.clerk', act: 'urge' },
      { at: '2026-03-20', who: office, act: 'urge' },
      { at: '2026-03-20', who: 'water.clerk', act: 'urge', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '办结以后来文单位又有要求，重新办理',
    norm: 'C1',
    steps: [
      ...inHand,
      { at: '2026-03-20', who: office, act: 'resume', refused: 'WRONG_STATE' },
      countersign,
      report,
      settle,
      {
        at: '2026-04-20',
        who: office,
        act: 'resume',
        state: 'proposed',
        owes: ['instruct'],
        holds: { former: ['water', 'housing'] },
        seen: { 'water.clerk': true },
      },
      { ...instruct, at: '2026-04-20' },
      // Who handled it before has nothing to report until it is handed on anew.
      { ...report, at: '2026-04-20', refused: 'NOT_YOURS' },
      {
        ...dispatch,
        at: '2026-04-20',
        form: { due: '2026-04-28' },
        owes: ['handle', 'follow'],
        holds: { lead: 'water', former: [] },
      },
    ],
  },
  {
    name: '传阅可以要求提出意见，也可以收回；收回以后不能再提',
    norm: 'C1',
    steps: [
      register,
      { at: '2026-03-02', who: office, act: 'recall', refused: 'NOTHING_CIRCULATING' },
      propose,
      { ...circulate, form: { answerBy: '2026-03-01' }, refused: 'DUE_PAST' },
      { ...circulate, owes: ['instruct', 'remark', 'remark'] },
      { at: '2026-03-04', who: 'leaders.head', act: 'remark', owes: ['instruct', 'remark'] },
      { at: '2026-03-04', who: 'finance.clerk', act: 'remark', refused: 'NOT_YOURS' },
      { at: '2026-03-05', who: office, act: 'recall', owes: ['instruct'] },
      { at: '2026-03-05', who: 'finance.head', act: 'remark', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '各传阅对象的时限各自计算；后来传阅的不动先前的',
    norm: 'C1',
    steps: [
      register,
      propose,
      instruct,
      { ...circulate, form: { readers: ['leaders.head'], answerBy: '2026-03-06' } },
      { ...circulate, form: { readers: ['finance.head'], answerBy: '2026-03-20' } },
      { ...circulate, form: { readers: ['leaders.head'], answerBy: '2026-03-27' }, refused: 'STILL_AWAITED' },
      { ...circulate, form: { readers: ['leaders.head', 'housing.head'], answerBy: undefined } },
      { at: '2026-03-06T16:00:00.000Z', lapse: 'remark', rung: 'lapse', tells: 'leaders.head' },
      { at: '2026-03-09', who: 'leaders.head', act: 'remark', owes: ['handOn', 'remark'] },
      { ...circulate, at: '2026-03-09', form: { readers: ['leaders.head'], answerBy: '2026-03-27' } },
      { at: '2026-03-10', who: 'housing.head', act: 'remark', owes: ['handOn', 'remark', 'remark'] },
    ],
  },
  {
    name: '只有政府办能发起传阅',
    steps: [register, { ...circulate, who: 'water.clerk', refused: 'NOT_YOURS' }],
  },
  {
    name: '归档由政府办办理，未办结不能归档',
    norm: 'C1',
    steps: [...inHand, { ...archive, refused: 'WRONG_STATE' }],
  },
  {
    name: '取回：下一环节办理前可以，之后不可以',
    steps: [
      register,
      propose,
      { at: '2026-03-02', who: office, act: 'takeBack', state: 'registered', owes: ['propose'] },
      propose,
      instruct,
      { at: '2026-03-03', who: office, act: 'takeBack', refused: 'NOTHING_TO_TAKE_BACK' },
      { at: '2026-03-03', who: deputy, act: 'takeBack', state: 'proposed' },
    ],
  },
  {
    name: '转请须由批示领导本人提出',
    steps: [register, propose, { at: '2026-03-03', who: office, act: 'passUp', refused: 'NOT_YOURS' }],
  },
]
