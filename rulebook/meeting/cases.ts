// Long on purpose: one list of stories, as data.
import type { MatterFacts } from '#kernel/vocabulary.ts'
import type { Case, Step } from '#test/cases.ts'

const MEMBERS = [
  { post: 'leaders.deputy', order: 1 },
  { post: 'leaders.clerk', order: 2 },
  { post: 'finance.head', order: 3 },
  { post: 'leaders.head', order: 9 },
]
const TOPIC = {
  order: 2,
  kind: 'topic',
  topic: 't1',
  title: '老旧小区改造资金安排',
  minutes: 30,
  presenter: 'housing',
}
const STUDY = { order: 1, kind: 'study', title: '传达学习安全生产工作部署', minutes: 10 }

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  convene: {
    body: 'b1',
    title: '区政府常务会议（第5次）',
    unit: 'leaders',
    chair: 'leaders.head',
    members: MEMBERS,
    recorder: 'office',
    guests: ['justice'],
    mode: 'head',
    quorum: 'half',
    named: true,
    series: '云政常纪',
    papersDays: 2,
    minutesDays: 5,
    heldOn: '2026-03-12',
    startsAt: '09:30',
    place: '第一会议室',
  },
  planAgenda: { agenda: [STUDY, TOPIC] },
  returnAgenda: { words: '议题过多' },
  changeAgenda: { agenda: [STUDY, TOPIC], reason: '增加会前学法' },
  sendNotice: { notice: '请提前10分钟入场。' },
  postpone: { heldOn: '2026-03-16', reason: '到会人数不足' },
  reply: { answer: 'attend' },
  designate: { post: 'leaders.clerk', reason: '参加上级会议' },
  ruleLeave: { post: 'finance.head', ruling: 'granted' },
  beginItem: { order: 1 },
  draftMinutes: { minutesText: '会议强调，要抓好汛期安全。' },
  returnMinutes: { words: '议定事项没有写明责任单位' },
  declineMinutes: { words: '第二项的表述再斟酌' },
  issueMinutes: { sentTo: ['housing', 'finance'] },
  collectPapers: { recalled: '全部收回' },
  publish: { published: '在区政府网站公开会议消息' },
  withhold: { published: '属于内部事务信息' },
  cancel: { ending: '并入下次会议' },
}

const BODY: Readonly<Record<string, MatterFacts>> = {
  b1: {
    procedure: 'body',
    state: 'active',
    final: false,
    title: '区政府常务会议',
    record: { meetings: [{ meeting: 'm1', title: '区政府常务会议（第5次）', heldOn: '2026-03-12' }] },
  },
}

/** The topic of the agenda, in some state; once it is decided it has views, the chief's word and a decision. */
const topic = (
  state: string,
  record: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, MatterFacts>> => ({
  t1: { procedure: 'topic', state, final: false, title: TOPIC.title, record: { meeting: 'm1', ...record } },
})
const placed = topic('placed')
const decided = topic('adopted', {
  outcome: 'passed',
  decisionText: '同意安排资金800万元，由区住建局牵头实施',
  views: [
    { post: 'leaders.deputy', person: 'leaders.deputy', stance: 'agree', words: '资金来源可靠', at: '' },
    { post: 'leaders.clerk', person: 'leaders.clerk', stance: 'disagree', words: '应先做审计', at: '' },
  ],
  written: [{ post: 'finance.head', words: '资金从预备费列支', at: '' }],
  chiefView: { person: 'leaders.head', stance: 'agree', words: '按程序实施，同步审计' },
})

const convene: Step = {
  at: '2026-03-05',
  who: 'office.clerk',
  act: 'convene',
  matters: BODY,
  state: 'planned',
  owes: ['plan', 'hold'],
  holds: { papersBy: '2026-03-10', firstOn: '2026-03-12' },
}
const planAgenda: Step = {
  at: '2026-03-05',
  who: 'office.clerk',
  act: 'planAgenda',
  matters: placed,
  state: 'proposed',
  owes: ['approve', 'hold'],
}
const approveAgenda: Step = {
  at: '2026-03-06',
  who: 'leaders.head',
  act: 'approveAgenda',
  state: 'agreed',
  owes: ['notify', 'hold'],
}
const sendNotice: Step = {
  at: '2026-03-09',
  who: 'office.clerk',
  act: 'sendNotice',
  state: 'noticed',
  owes: ['hold', 'reply', 'reply', 'reply'],
}
const toNotice = [convene, planAgenda, approveAgenda, sendNotice]

const DAY = '2026-03-12T01:'
const signIn = (who: string, minute = '10'): Step => ({
  at: `${DAY}${minute}:00.000Z`,
  who,
  act: 'signIn',
  entered: 'office.clerk',
})
const opening: Step = {
  at: `${DAY}30:00.000Z`,
  who: 'leaders.head',
  act: 'open',
  state: 'open',
  owes: ['close'],
}
const reading = (who: string): Step => ({
  at: '2026-03-11',
  who,
  act: 'readPapers',
  entered: 'office.clerk',
})
const everybody = [
  reading('leaders.deputy'),
  reading('leaders.clerk'),
  reading('leaders.head'),
  signIn('leaders.deputy'),
  signIn('leaders.clerk', '11'),
  signIn('leaders.head', '12'),
]
const toOpen = [...toNotice, ...everybody, opening]

const begin = (order: number, minute: string): Step => ({
  at: `${DAY}${minute}:00.000Z`,
  who: 'office.clerk',
  act: 'beginItem',
  form: { order },
})
const end = (minute: string, matters = decided): Step => ({
  at: `${DAY}${minute}:00.000Z`,
  who: 'office.clerk',
  act: 'endItem',
  matters,
})
const floor = (minute: string, form: Readonly<Record<string, unknown>>): Step => ({
  at: `${DAY}${minute}:00.000Z`,
  who: 'office.clerk',
  act: 'giveFloor',
  form,
})
const silence = (minute: string): Step => ({
  at: `${DAY}${minute}:00.000Z`,
  who: 'office.clerk',
  act: 'endFloor',
})
const closing: Step = {
  at: '2026-03-12T03:00:00.000Z',
  who: 'leaders.head',
  act: 'close',
  state: 'closed',
  owes: ['minutes'],
  holds: { minutesBy: '2026-03-19' },
}
const items = [
  { ...begin(1, '31'), holds: { item: 1 } },
  end('41'),
  { ...begin(2, '42'), holds: { item: 2, current: 't1' } },
  end('59'),
]
const toClosed = [...toOpen, ...items, closing]
const draft: Step = {
  at: '2026-03-13',
  who: 'office.clerk',
  act: 'draftMinutes',
  state: 'drafted',
  owes: ['check', 'minutes'],
}
const check: Step = {
  at: '2026-03-13',
  who: 'office.head',
  act: 'checkMinutes',
  state: 'checked',
  owes: ['minutes', 'sign'],
}
const sign: Step = {
  at: '2026-03-16',
  who: 'leaders.head',
  act: 'signMinutes',
  state: 'signed',
  owes: ['minutes'],
}
const issue: Step = {
  at: '2026-03-16',
  who: 'office.clerk',
  act: 'issueMinutes',
  state: 'issued',
  owes: ['publish'],
  holds: { minutesNumber: '云政常纪〔2026〕1号' },
  seen: { 'housing.clerk': true, 'water.clerk': false },
}
const publish: Step = { at: '2026-03-20', who: 'office.clerk', act: 'publish', state: 'done', owes: [] }

export const cases: readonly Case[] = [
  {
    name: '从召集到公开：议程、通知、签到、逐项进行、散会、纪要',
    norm: 'A1',
    steps: [
      ...toNotice,
      ...everybody,
      { at: `${DAY}20:00.000Z`, who: 'housing.clerk', act: 'sitIn', entered: 'office.clerk' },
      opening,
      ...items,
      closing,
      draft,
      check,
      sign,
      issue,
      publish,
    ],
  },
  {
    name: '议题离开会场时记下决定和每人意见，主持人的在最后',
    norm: 'A8',
    steps: [
      ...toOpen,
      begin(1, '31'),
      { ...end('41'), holds: { resolved: [], opinions: [] } },
      begin(2, '42'),
      {
        ...end('59'),
        holds: {
          resolved: [
            {
              order: 2,
              title: TOPIC.title,
              outcome: 'passed',
              text: '同意安排资金800万元，由区住建局牵头实施',
            },
          ],
          opinions: [
            { order: 2, post: 'leaders.deputy', stance: 'agree' },
            { order: 2, post: 'leaders.clerk', stance: 'disagree', words: '应先做审计' },
            { order: 2, post: 'finance.head', words: '（书面意见）资金从预备费列支' },
            { order: 2, post: 'leaders.head', stance: 'agree' },
          ],
        },
      },
    ],
  },
  {
    name: '与多数意见不同的决定，理由写进议定事项；没有决定的只记意见',
    norm: 'A8',
    steps: [
      ...toOpen,
      begin(1, '31'),
      end('41'),
      begin(2, '42'),
      {
        ...end(
          '59',
          topic('adopted', { outcome: 'inPrinciple', decisionText: '原则同意', againstReason: '汛期在即' }),
        ),
        holds: { resolved: [{ order: 2, text: '原则同意（与多数意见不同，理由：汛期在即）' }] },
      },
    ],
  },
  {
    name: '请成员、列席和汇报单位发言并计时；不在会的、没有说清请谁的，拒绝',
    norm: 'A3',
    steps: [
      ...toOpen,
      { ...floor('30', { post: 'leaders.deputy' }), refused: 'NO_ITEM_IN_ROOM' },
      { ...begin(1, '31'), holds: { since: '2026-03-12 09:31:00' } },
      { ...floor('32', {}), refused: 'FLOOR_UNFIT' },
      { ...floor('32', { post: 'leaders.deputy', unit: 'justice' }), refused: 'FLOOR_UNFIT' },
      { ...floor('32', { post: 'finance.head' }), refused: 'FLOOR_UNFIT' },
      { ...floor('32', { unit: 'water' }), refused: 'FLOOR_UNFIT' },
      { ...floor('32', { post: 'leaders.deputy' }), who: 'leaders.head', refused: 'CHAIR_RECORDS' },
      { ...silence('32'), refused: 'FLOOR_FREE' },
      {
        ...floor('32', { post: 'leaders.deputy' }),
        holds: { floor: { post: 'leaders.deputy', from: '2026-03-12 09:32:00' } },
      },
      { ...floor('33', { post: 'leaders.deputy' }), refused: 'FLOOR_UNFIT' },
      {
        ...floor('34', { unit: 'justice' }),
        holds: { turns: [{ post: 'leaders.deputy', order: 1, seconds: 120 }], floor: { unit: 'justice' } },
      },
      { ...silence('35'), holds: { turns: [{}, { unit: 'justice', order: 1, seconds: 60 }] } },
      floor('36', { post: 'leaders.clerk' }),
      {
        at: `${DAY}37:00.000Z`,
        who: 'leaders.clerk',
        act: 'leaveRoom',
        holds: { turns: [{}, {}, { post: 'leaders.clerk', seconds: 60 }] },
      },
      signIn('leaders.clerk', '38'),
      floor('39', { post: 'leaders.head' }),
      { ...end('41'), holds: { turns: [{}, {}, {}, { post: 'leaders.head', seconds: 120 }] } },
    ],
  },
  {
    name: '会议不能单独设立，只能由议事机构召集',
    norm: 'A7',
    steps: [
      { ...convene, form: { body: 'other' }, refused: 'NOT_CALLED' },
      {
        ...convene,
        matters: { b1: { ...BODY['b1'], record: { meetings: [] } } as MatterFacts },
        refused: 'NOT_CALLED',
      },
      { ...convene, who: 'water.clerk', refused: 'NOT_YOURS' },
      convene,
    ],
  },
  {
    name: '到会人数不足，不能开会，也不能进行下一项',
    norm: 'A1',
    steps: [
      ...toNotice,
      signIn('leaders.head'),
      signIn('leaders.deputy'),
      { ...opening, refused: 'QUORUM_MISSING' },
      signIn('leaders.clerk'),
      opening,
      {
        at: `${DAY}31:00.000Z`,
        who: 'leaders.clerk',
        act: 'leaveRoom',
        holds: { absences: [{ post: 'leaders.clerk', leftAt: '2026-03-12 09:31' }] },
      },
      { ...begin(1, '32'), refused: 'QUORUM_MISSING' },
      { ...signIn('leaders.clerk', '35'), holds: { absences: [{ backAt: '2026-03-12 09:35' }] } },
      begin(1, '36'),
    ],
  },
  {
    name: '到会成员没有阅过材料，议题不能进入审议；传达学习不受限',
    norm: 'A3',
    steps: [
      ...toNotice,
      { ...reading('leaders.deputy'), holds: { read: ['leaders.deputy'] } },
      { ...reading('water.clerk'), refused: 'NOT_YOURS' },
      signIn('leaders.deputy'),
      signIn('leaders.clerk'),
      signIn('leaders.head'),
      opening,
      begin(1, '31'),
      end('41'),
      { ...begin(2, '42'), refused: 'PAPERS_UNREAD' },
      { ...reading('leaders.clerk'), at: `${DAY}43:00.000Z` },
      { ...reading('leaders.head'), at: `${DAY}43:30.000Z` },
      begin(2, '44'),
    ],
  },
  {
    name: '人事任免须三分之二以上成员到会',
    norm: 'A1',
    steps: [
      { ...convene, form: { members: [...MEMBERS, { post: 'water.head', order: 4 }] } },
      planAgenda,
      approveAgenda,
      { ...sendNotice, owes: ['hold', 'reply', 'reply', 'reply', 'reply'] },
      ...everybody,
      opening,
      begin(1, '31'),
      end('41'),
      { ...begin(2, '42'), matters: topic('placed', { kind: 'personnel' }), refused: 'KIND_QUORUM' },
      { ...reading('finance.head'), at: `${DAY}43:00.000Z` },
      signIn('finance.head', '44'),
      { ...begin(2, '45'), matters: topic('placed', { kind: 'personnel' }) },
    ],
  },
  {
    name: '规则另定了到会人数的类别，达到了才进行；这一项结束后照平时的',
    norm: 'A1',
    steps: [
      { ...convene, form: { kindQuorums: [{ kind: 'fund', quorum: 'all' }] } },
      planAgenda,
      approveAgenda,
      sendNotice,
      ...everybody,
      opening,
      begin(1, '31'),
      end('41'),
      { ...begin(2, '42'), matters: topic('placed', { kind: 'fund' }), refused: 'KIND_QUORUM' },
      { ...reading('finance.head'), at: `${DAY}43:00.000Z` },
      signIn('finance.head', '44'),
      {
        ...begin(2, '45'),
        matters: topic('placed', { kind: 'fund' }),
        holds: { itemQuorum: 'all' },
      },
      end('59'),
      closing,
    ],
  },
  {
    name: '逐项记下在场成员：中途离会的算在场，后来的只算后面的',
    norm: 'A3',
    steps: [
      ...toOpen,
      begin(1, '31'),
      signIn('finance.head', '32'),
      { at: `${DAY}33:00.000Z`, who: 'leaders.clerk', act: 'leaveRoom', entered: 'office.clerk' },
      {
        ...end('41'),
        holds: {
          agenda: [{ there: ['leaders.deputy', 'leaders.clerk', 'finance.head', 'leaders.head'] }, {}],
        },
      },
      { ...reading('finance.head'), at: `${DAY}41:30.000Z` },
      begin(2, '42'),
      {
        ...end('59'),
        holds: { agenda: [{}, { there: ['leaders.deputy', 'finance.head', 'leaders.head'] }] },
      },
    ],
  },
  {
    name: '列席的也签到，记在会议记录里，不计入到会人数',
    norm: 'A3',
    steps: [
      ...toNotice,
      signIn('leaders.head'),
      signIn('leaders.deputy'),
      {
        ...signIn('housing.clerk'),
        act: 'sitIn',
        holds: { satIn: [{ unit: 'housing', person: 'housing.clerk', arrivedAt: '2026-03-12 09:10' }] },
      },
      { ...signIn('housing.clerk'), act: 'sitIn', refused: 'SAT_IN_ALREADY' },
      { ...signIn('water.clerk'), act: 'sitIn', refused: 'NOT_YOURS' },
      { ...opening, refused: 'QUORUM_MISSING' },
    ],
  },
  {
    name: '一人不能以两个席位到会',
    norm: 'A3',
    steps: [
      ...toNotice,
      signIn('leaders.deputy'),
      {
        ...signIn('leaders.head'),
        as: { person: 'leaders.deputy', as: 'delegate' },
        refused: 'SEAT_TAKEN_TWICE',
      },
      signIn('leaders.head'),
    ],
  },
  {
    name: '主持人不在，不能开会',
    norm: 'A7',
    steps: [
      ...toNotice,
      signIn('leaders.deputy'),
      signIn('leaders.clerk'),
      signIn('finance.head'),
      { ...opening, refused: 'CHAIR_ABSENT' },
      { ...opening, who: 'leaders.deputy', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '主持人缺席：次序里到会的第一人宣布开会，按岗位和人记载；主持人到会，由主持人散会',
    norm: 'A4',
    steps: [
      { ...convene, form: { standIns: ['finance.head', 'leaders.deputy', 'leaders.clerk'] } },
      planAgenda,
      approveAgenda,
      sendNotice,
      ...['leaders.deputy', 'leaders.clerk'].map(reading),
      signIn('leaders.deputy'),
      signIn('leaders.clerk'),
      { ...opening, who: 'leaders.deputy', refused: 'QUORUM_MISSING' },
      { ...opening, who: 'leaders.clerk', refused: 'OTHER_PRESIDES' },
      signIn('finance.head', '15'),
      { ...opening, who: 'leaders.deputy', refused: 'OTHER_PRESIDES' },
      {
        ...opening,
        who: 'finance.head',
        holds: {
          presiding: 'finance.head',
          acting: [
            {
              post: 'finance.head',
              person: 'finance.head',
              reason: '主持人未到会',
              from: '2026-03-12 09:30',
            },
          ],
        },
      },
      begin(1, '31'),
      {
        at: `${DAY}33:00.000Z`,
        who: 'finance.head',
        act: 'leaveRoom',
        holds: { presiding: 'leaders.deputy' },
      },
      end('41'),
      { ...begin(2, '42'), refused: 'QUORUM_MISSING' },
      {
        ...signIn('leaders.head', '43'),
        holds: { presiding: 'leaders.head', acting: [{}, { reason: '主持人未到会' }] },
      },
      {
        at: `${DAY}44:00.000Z`,
        who: 'leaders.deputy',
        act: 'changeAgenda',
        form: { agenda: [STUDY] },
        matters: placed,
        refused: 'NOT_YOURS',
      },
      {
        at: `${DAY}44:00.000Z`,
        who: 'leaders.head',
        act: 'changeAgenda',
        form: { agenda: [STUDY] },
        matters: placed,
      },
      { ...closing, who: 'leaders.deputy', refused: 'OTHER_PRESIDES' },
      closing,
    ],
  },
  {
    name: '主持人书面指定代为主持的成员，指定的在次序之前；会上主持的议题记下由谁主持',
    norm: 'A4',
    steps: [
      { ...convene, form: { standIns: ['leaders.deputy'] } },
      planAgenda,
      approveAgenda,
      sendNotice,
      { at: '2026-03-11', who: 'leaders.deputy', act: 'designate', refused: 'NOT_YOURS' },
      {
        at: '2026-03-11',
        who: 'leaders.head',
        act: 'designate',
        form: { post: 'leaders.head' },
        refused: 'STAND_IN_UNFIT',
      },
      {
        at: '2026-03-11',
        who: 'leaders.head',
        act: 'designate',
        entered: 'office.clerk',
        holds: { standIns: ['leaders.clerk', 'leaders.deputy'], presiding: 'leaders.head' },
      },
      ...everybody.filter((step) => 'who' in step && step.who !== 'leaders.head'),
      reading('finance.head'),
      signIn('finance.head', '12'),
      { ...opening, who: 'leaders.deputy', refused: 'OTHER_PRESIDES' },
      { ...opening, who: 'leaders.clerk', holds: { presiding: 'leaders.clerk' } },
      begin(1, '31'),
      end('41'),
      begin(2, '42'),
      {
        ...end(
          '59',
          topic('adopted', {
            outcome: 'passed',
            decisionText: '同意',
            presiding: 'leaders.deputy',
            recusals: [{ post: 'leaders.clerk' }],
            views: [],
          }),
        ),
        holds: {
          acting: [{ post: 'leaders.clerk' }, { post: 'leaders.deputy', order: 2, reason: '主持人离会' }],
        },
      },
      { ...closing, who: 'leaders.clerk' },
      draft,
      { ...check, at: '2026-03-13' },
      { ...sign, refused: 'OTHER_PRESIDED' },
      { ...sign, act: 'declineMinutes', refused: 'OTHER_PRESIDED' },
      { ...sign, who: 'leaders.deputy', refused: 'NOT_YOURS' },
      { ...sign, who: 'leaders.clerk', holds: { signedBy: 'leaders.clerk' } },
    ],
  },
  {
    name: '主持人不兼任记录；指定了记录岗位的由其记录',
    norm: 'A7',
    steps: [
      {
        ...convene,
        form: { recorders: ['office.clerk'], recorder: 'office' },
      },
      planAgenda,
      approveAgenda,
      sendNotice,
      ...everybody,
      opening,
      { ...begin(1, '31'), who: 'office.deputy', refused: 'RECORDER_OTHER' },
      { ...begin(1, '31'), who: 'leaders.head', refused: 'CHAIR_RECORDS' },
      begin(1, '32'),
      { ...end('33'), who: 'office.deputy', refused: 'RECORDER_OTHER' },
      end('33'),
    ],
  },
  {
    name: '审议的议题要走完会前程序、安排上这次会议',
    norm: 'A1',
    steps: [
      convene,
      { ...planAgenda, matters: topic('preparing'), refused: 'TOPIC_NOT_READY' },
      { ...planAgenda, matters: topic('placed', { meeting: 'else' }), refused: 'TOPIC_NOT_READY' },
      { ...planAgenda, form: { agenda: [{ ...TOPIC, topic: 'other' }] }, refused: 'TOPIC_NOT_READY' },
      { ...planAgenda, form: { agenda: [{ ...TOPIC, topic: undefined }] }, refused: 'TOPIC_NOT_READY' },
      { ...planAgenda, form: { agenda: [{ ...STUDY, topic: 't1' }] }, refused: 'TOPIC_NOT_READY' },
      planAgenda,
    ],
  },
  {
    name: '议程由主持人审定，可以退回；到期未审定记录在案',
    norm: 'A1',
    steps: [
      convene,
      planAgenda,
      { ...approveAgenda, who: 'leaders.deputy', refused: 'NOT_YOURS' },
      { at: '2026-03-06T17:00:00.000Z', lapse: 'approve', rung: 'lapse', tells: 'leaders.head' },
      { at: '2026-03-09', who: 'leaders.deputy', act: 'returnAgenda', refused: 'NOT_YOURS' },
      {
        at: '2026-03-09',
        who: 'leaders.head',
        act: 'returnAgenda',
        state: 'planned',
        owes: ['plan', 'hold'],
      },
    ],
  },
  {
    name: '按次序一项一项进行，要调整由主持人调整',
    norm: 'A1',
    steps: [
      ...toOpen,
      { ...begin(2, '31'), refused: 'ITEM_OUT_OF_ORDER' },
      {
        at: `${DAY}32:00.000Z`,
        who: 'office.clerk',
        act: 'changeAgenda',
        form: { agenda: [TOPIC] },
        matters: placed,
        refused: 'NOT_YOURS',
      },
      {
        at: `${DAY}32:00.000Z`,
        who: 'leaders.head',
        act: 'changeAgenda',
        form: { agenda: [TOPIC, { ...STUDY, order: 3 }] },
        matters: placed,
      },
      begin(2, '33'),
      {
        at: `${DAY}34:00.000Z`,
        who: 'leaders.head',
        act: 'changeAgenda',
        form: { agenda: [{ ...STUDY, order: 2 }] },
        refused: 'ITEM_BEGUN',
      },
      {
        at: `${DAY}34:00.000Z`,
        who: 'leaders.head',
        act: 'changeAgenda',
        form: { agenda: [TOPIC] },
        matters: topic('deliberating'),
        entered: 'office.clerk',
      },
      { ...closing, refused: 'AGENDA_OPEN' },
      end('50'),
      { ...begin(3, '51'), refused: 'ITEM_OUT_OF_ORDER' },
      closing,
    ],
  },
  {
    name: '没有进行完就不能散会',
    norm: 'A1',
    steps: [
      ...toOpen,
      { ...closing, refused: 'AGENDA_OPEN' },
      { ...closing, who: 'office.clerk', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '进入审议的议题，作出决定才结束',
    norm: 'A8',
    steps: [
      ...toOpen,
      begin(1, '31'),
      { ...begin(2, '32'), refused: 'ITEM_IN_ROOM' },
      end('41'),
      { ...end('42'), refused: 'NO_ITEM_IN_ROOM' },
      begin(2, '43'),
      { ...end('50', topic('deliberating')), refused: 'TOPIC_UNDECIDED' },
      end('59'),
      closing,
    ],
  },
  {
    name: '一次只进行一项，人人对同一件事发言',
    norm: 'A3',
    steps: [...toOpen, begin(1, '31'), { ...begin(2, '32'), refused: 'ITEM_IN_ROOM' }],
  },
  {
    name: '不能参加的写明理由请假，主持人答复；准假的记为请假',
    norm: 'A3',
    steps: [
      ...toNotice,
      { at: '2026-03-10', who: 'water.clerk', act: 'reply', refused: 'NOT_YOURS' },
      {
        at: '2026-03-10',
        who: 'finance.head',
        act: 'reply',
        form: { answer: 'leave' },
        refused: 'LEAVE_UNREASONED',
      },
      {
        at: '2026-03-10',
        who: 'leaders.head',
        act: 'reply',
        form: { answer: 'leave', reason: '出差' },
        refused: 'CHAIR_LEAVE',
      },
      { at: '2026-03-10', who: 'leaders.head', act: 'ruleLeave', refused: 'LEAVE_NOT_ASKED' },
      {
        at: '2026-03-10',
        who: 'finance.head',
        act: 'reply',
        form: { answer: 'leave', reason: '参加省厅会议' },
        owes: ['hold', 'reply', 'reply', 'ruleLeave'],
      },
      { at: '2026-03-10', who: 'office.clerk', act: 'ruleLeave', refused: 'NOT_YOURS' },
      { at: '2026-03-10', who: 'leaders.head', act: 'ruleLeave', owes: ['hold', 'reply', 'reply'] },
      { at: '2026-03-10', who: 'leaders.deputy', act: 'reply', owes: ['hold', 'reply'] },
      ...everybody,
      {
        ...opening,
        holds: {
          attendance: [
            { post: 'leaders.deputy', state: 'present', arrivedAt: '2026-03-12 09:10' },
            { post: 'leaders.clerk', state: 'present' },
            { post: 'finance.head', state: 'leave' },
            { post: 'leaders.head', state: 'present' },
          ],
        },
      },
    ],
  },
  {
    name: '不回复会议通知的到期记录在案',
    norm: 'A3',
    steps: [
      ...toNotice,
      { at: '2026-03-12T16:30:00.000Z', lapse: 'reply', rung: 'lapse', tells: 'leaders.deputy' },
    ],
  },
  {
    name: '签到一次，离会的先在会场；没有到日子不签到、不开会',
    norm: 'A3',
    steps: [
      ...toNotice,
      { at: '2026-03-11', who: 'leaders.deputy', act: 'signIn', refused: 'MEETING_EARLY' },
      { at: '2026-03-11', who: 'leaders.head', act: 'open', refused: 'MEETING_EARLY' },
      ...everybody,
      { ...signIn('leaders.deputy', '20'), refused: 'SIGNED_ALREADY' },
      opening,
      { at: `${DAY}35:00.000Z`, who: 'finance.head', act: 'leaveRoom', refused: 'NOT_IN_ROOM' },
      { at: `${DAY}35:00.000Z`, who: 'water.head', act: 'leaveRoom', refused: 'NOT_YOURS' },
      {
        ...signIn('finance.head', '40'),
        holds: { attendance: [{}, {}, { arrivedAt: '2026-03-12 09:40' }, {}] },
      },
    ],
  },
  {
    name: '议程要有内容，次序和议题不重复',
    norm: 'C1',
    steps: [
      convene,
      { ...planAgenda, form: { agenda: [] }, refused: 'AGENDA_UNFIT' },
      { ...planAgenda, form: { agenda: [STUDY, { ...TOPIC, order: 1 }] }, refused: 'AGENDA_UNFIT' },
      { ...planAgenda, form: { agenda: [TOPIC, { ...TOPIC, order: 3 }] }, refused: 'AGENDA_UNFIT' },
      { ...planAgenda, who: 'leaders.head', refused: 'CHAIR_RECORDS' },
      planAgenda,
      approveAgenda,
      { ...sendNotice, at: '2026-03-11', refused: 'PAPERS_LATE' },
      {
        ...sendNotice,
        at: '2026-03-11',
        form: { late: '上级文件11日才到' },
        holds: { late: '上级文件11日才到' },
      },
    ],
  },
  {
    name: '改期：改到今后，重发通知，回复重来',
    norm: 'C1',
    steps: [
      ...toNotice,
      {
        at: '2026-03-10',
        who: 'leaders.head',
        act: 'postpone',
        form: { heldOn: '2026-03-09' },
        refused: 'NEW_DAY_UNFIT',
      },
      {
        at: '2026-03-10',
        who: 'leaders.head',
        act: 'postpone',
        form: { heldOn: '2026-03-12' },
        refused: 'NEW_DAY_UNFIT',
      },
      { at: '2026-03-10', who: 'office.clerk', act: 'postpone', refused: 'NOT_YOURS' },
      {
        at: '2026-03-10',
        who: 'leaders.head',
        act: 'postpone',
        entered: 'office.clerk',
        state: 'agreed',
        owes: ['notify', 'hold'],
        holds: { heldOn: '2026-03-16', firstOn: '2026-03-12', papersBy: '2026-03-14' },
      },
    ],
  },
  {
    name: '取消会议，各项职责随之终止',
    norm: 'A2',
    steps: [
      ...toNotice,
      { at: '2026-03-10', who: 'office.clerk', act: 'cancel', refused: 'NOT_YOURS' },
      { at: '2026-03-10', who: 'leaders.head', act: 'cancel', state: 'cancelled', owes: [] },
    ],
  },
  {
    name: '材料会后收回，收回才办结',
    norm: 'C1',
    steps: [
      convene,
      planAgenda,
      approveAgenda,
      { ...sendNotice, form: { collectBack: true } },
      ...everybody,
      opening,
      ...items,
      { ...closing, owes: ['collect', 'minutes'] },
      { ...draft, owes: ['check', 'collect', 'minutes'] },
      { ...check, owes: ['collect', 'minutes', 'sign'] },
      { ...sign, owes: ['collect', 'minutes'] },
      { ...issue, owes: ['collect', 'publish'] },
      { ...publish, refused: 'PAPERS_OUT' },
      { at: '2026-03-18', who: 'office.clerk', act: 'collectPapers', owes: ['publish'] },
      { at: '2026-03-18', who: 'office.clerk', act: 'collectPapers', refused: 'NOTHING_TO_COLLECT' },
      publish,
    ],
  },
  {
    name: '拟稿的人不核稿，退回的重拟，签发人可以退回',
    norm: 'C1',
    steps: [
      ...toClosed,
      { ...draft, who: 'leaders.head', refused: 'CHAIR_RECORDS' },
      draft,
      { ...check, who: 'office.clerk', refused: 'CHECKER_DRAFTED' },
      { ...check, act: 'returnMinutes', who: 'office.clerk', refused: 'CHECKER_DRAFTED' },
      { ...check, act: 'returnMinutes', state: 'closed', owes: ['minutes'] },
      draft,
      check,
      { at: '2026-03-16', who: 'office.head', act: 'declineMinutes', refused: 'NOT_YOURS' },
      { at: '2026-03-16', who: 'leaders.head', act: 'declineMinutes', state: 'closed', owes: ['minutes'] },
      { ...draft, at: '2026-03-16' },
      { ...check, at: '2026-03-16' },
      { ...sign, who: 'leaders.deputy', refused: 'NOT_YOURS' },
      { ...sign, at: '2026-03-17' },
    ],
  },
  {
    name: '纪要按规定的工作日印发，到期未印发记录在案',
    norm: 'G3',
    steps: [
      ...toClosed,
      { ...issue, refused: 'WRONG_STATE' },
      { at: '2026-03-19T17:00:00.000Z', lapse: 'minutes', rung: 'lapse', tells: 'office' },
      { ...draft, at: '2026-03-20' },
      { ...check, at: '2026-03-20' },
      { ...sign, at: '2026-03-20' },
      { ...issue, at: '2026-03-23' },
    ],
  },
  {
    name: '公开，或者写明不公开的理由；20个工作日内',
    norm: 'D4',
    steps: [
      ...toClosed,
      { ...publish, refused: 'WRONG_STATE' },
      { at: '2026-03-13', who: 'office.clerk', act: 'withhold', refused: 'WRONG_STATE' },
      draft,
      check,
      sign,
      issue,
      { at: '2026-03-20', who: 'office.clerk', act: 'withhold', state: 'done', owes: [] },
    ],
  },
]
