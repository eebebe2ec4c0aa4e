// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const MEMBERS = [
  { post: 'leaders.deputy', order: 1 },
  { post: 'leaders.second', order: 2 },
  { post: 'leaders.head', order: 9 },
]
const TEAM = [
  { post: 'housing.deputy', order: 1 },
  { post: 'housing.clerk', order: 2 },
  { post: 'housing.head', order: 9 },
]
const LIST = [
  { kind: 'decision', measure: 'none', basis: '区人民政府工作规则' },
  { kind: 'fund', measure: 'sum', threshold: 500, basis: '区级财政资金管理办法' },
  { kind: 'land', measure: 'area', threshold: 30, basis: '区土地管理委员会议事规则' },
]

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  setUp: {
    name: '区政府常务会议',
    unit: 'leaders',
    kind: 'standing',
    chair: 'leaders.head',
    recorder: 'office',
    series: '云政常纪',
    basis: '地方组织法第七十八条、区人民政府工作规则',
    members: MEMBERS,
    guests: ['finance', 'justice'],
    mode: 'head',
    quorum: 'half',
    cutoff: 3,
    papersDays: 2,
    minutesDays: 5,
    every: 14,
    naming: 'named',
    collective: LIST,
  },
  amend: { cutoff: 5, reason: '议题材料送审时间不够', basis: '区政府常务会议纪要' },
  rejectRules: { reason: '先按现行规则再运行半年' },
  convene: { heldOn: '2026-03-12', startsAt: '09:30', place: '第一会议室' },
  review: { reviewed: '规则适用，不需要修改' },
  dissolve: { ending: '机构改革，职责并入其他会议' },
}

const teamForm = {
  name: '区住建局领导班子会议',
  unit: 'housing',
  kind: 'team',
  chair: 'housing.head',
  recorder: 'housing',
  series: '云住建班纪',
  basis: '局议事规则',
  members: TEAM,
  guests: [],
  mode: 'ballot',
  quorum: 'twoThirds',
  every: undefined,
  naming: 'unnamed',
}

const setUp: Step = {
  at: '2026-03-02',
  who: 'office.clerk',
  act: 'setUp',
  state: 'proposed',
  owes: ['establish'],
}
const establish: Step = {
  at: '2026-03-03',
  who: 'leaders.head',
  act: 'establish',
  state: 'active',
  owes: ['convene', 'review'],
  holds: { version: 1, nextBy: '2026-03-17' },
}
const amend: Step = { at: '2026-03-04', who: 'office.clerk', act: 'amend', state: 'amending' }
const convene: Step = {
  at: '2026-03-05',
  who: 'office.clerk',
  act: 'convene',
  state: 'active',
  owes: ['convene', 'review'],
  opens: 1,
  holds: { held: 1, lastOn: '2026-03-12', nextBy: '2026-03-26' },
}

const calls = (act: string, at: string, meeting = 'f1') => ({
  at,
  who: 'office.clerk',
  act,
  form: { meeting },
})

const active = [setUp, establish]
const refusedSetUp = (
  form: Readonly<Record<string, unknown>>,
  refused: string,
  who = 'office.clerk',
): Step => ({
  at: '2026-03-02',
  who,
  act: 'setUp',
  form,
  refused,
})

/** The meeting that the first call opened, in some state. */
const called = (state: string, heldOn = '2026-03-12'): Readonly<Record<string, MatterFacts>> => ({
  f1: {
    procedure: 'meeting',
    state,
    final: state === 'done' || state === 'cancelled',
    title: '区政府常务会议（第1次）',
    record: { heldOn },
  },
})

export const cases: readonly Case[] = [
  {
    name: '设立、确认、召集：组成和规则抄进会议，下次会议的时限从会议日期起算',
    norm: 'A2',
    steps: [
      ...active,
      convene,
      {
        at: '2026-03-16',
        who: 'leaders.head',
        act: 'convene',
        form: { heldOn: '2026-03-26' },
        matters: called('done'),
        holds: { held: 2, nextBy: '2026-04-09' },
      },
    ],
  },
  {
    name: '两周内没有召集，到期记录在案；逾期的写明理由才能召集，并打上标记',
    norm: 'A2',
    steps: [
      ...active,
      { at: '2026-03-15', lapse: 'convene', rung: 'yellow', tells: 'office' },
      { at: '2026-03-17T17:00:00.000Z', lapse: 'convene', rung: 'lapse', tells: 'office' },
      {
        at: '2026-03-18',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-20' },
        refused: 'MEETING_LATE',
      },
      {
        at: '2026-03-18',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-20', late: '区人大会议期间' },
        holds: { late: '区人大会议期间', nextBy: '2026-04-03' },
      },
    ],
  },
  {
    name: '取消的会议不算，改期的会议按改后的日期算间隔',
    norm: 'A2',
    steps: [
      ...active,
      convene,
      {
        at: '2026-03-10',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-24' },
        matters: called('cancelled'),
        refused: 'MEETING_LATE',
      },
      {
        at: '2026-03-10',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-31' },
        matters: called('agreed', '2026-03-16'),
        refused: 'MEETING_LATE',
      },
      {
        at: '2026-03-10',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-16' },
        matters: called('cancelled'),
      },
    ],
  },
  {
    name: '会议取消，召集的时限恢复到上次会议后两周；改期的，从改后的日期算',
    norm: 'A2',
    steps: [
      ...active,
      convene,
      { ...calls('meetingOff', '2026-03-10'), matters: called('agreed'), refused: 'MEETING_STANDS' },
      { ...calls('meetingMoved', '2026-03-10'), matters: called('agreed'), refused: 'MEETING_UNMOVED' },
      {
        ...calls('meetingMoved', '2026-03-10'),
        matters: called('agreed', '2026-03-16'),
        holds: { lastOn: '2026-03-16', nextBy: '2026-03-30', meetings: [{ heldOn: '2026-03-16' }] },
        owes: ['convene', 'review'],
      },
      {
        ...calls('meetingOff', '2026-03-11'),
        who: 'leaders.head',
        matters: called('cancelled', '2026-03-16'),
        // No meeting was held yet: the first is due as it was when the body began.
        holds: { nextBy: '2026-03-17', meetings: [{ off: true }] },
        owes: ['convene', 'review'],
      },
      { ...calls('meetingOff', '2026-03-11'), matters: called('cancelled'), refused: 'MEETING_STANDS' },
      { at: '2026-03-15', lapse: 'convene', rung: 'yellow' },
      { at: '2026-03-17T17:00:00.000Z', lapse: 'convene', rung: 'lapse', tells: 'office' },
    ],
  },
  {
    name: '第二次会议取消，时限从第一次会议起算；已经过去的，当天为限',
    norm: 'A2',
    steps: [
      ...active,
      convene,
      {
        at: '2026-03-16',
        who: 'office.clerk',
        act: 'convene',
        form: { heldOn: '2026-03-26' },
        matters: called('done'),
        holds: { nextBy: '2026-04-09' },
      },
      {
        ...calls('meetingOff', '2026-03-20', 'f2'),
        matters: { f2: { ...(called('cancelled')['f1'] as MatterFacts) } },
        refused: 'MEETING_STANDS',
      },
      {
        ...calls('meetingMoved', '2026-03-20'),
        who: 'housing.clerk',
        matters: called('done', '2026-03-13'),
        refused: 'NOT_YOURS',
      },
    ],
  },
  {
    name: '常务会议须写明召开间隔',
    norm: 'A2',
    steps: [refusedSetUp({ every: undefined }, 'INTERVAL_MISSING'), setUp],
  },
  {
    name: '部门也有自己的班子：自己设立，按需召开，票决',
    norm: 'A7',
    steps: [
      { ...setUp, who: 'housing.clerk', form: teamForm, seen: { 'water.clerk': true } },
      {
        at: '2026-03-03',
        who: 'housing.head',
        act: 'establish',
        state: 'active',
        owes: ['review'],
      },
      {
        at: '2026-03-05',
        who: 'housing.clerk',
        act: 'convene',
        opens: 1,
        owes: ['review'],
      },
      { at: '2027-03-02', who: 'housing.clerk', act: 'review', owes: ['review'] },
    ],
  },
  {
    name: '别的单位的班子不能代为设立，记录单位和主持人须是本单位的',
    norm: 'A7',
    steps: [
      refusedSetUp({ ...teamForm, unit: 'water' }, 'BODY_NOT_OWN', 'housing.clerk'),
      refusedSetUp({ ...teamForm, recorder: 'office' }, 'RECORDER_UNFIT', 'housing.clerk'),
      refusedSetUp({ recorder: 'housing' }, 'RECORDER_UNFIT'),
      refusedSetUp({ ...teamForm, chair: 'water.head' }, 'CHAIR_UNFIT', 'housing.clerk'),
      refusedSetUp({ members: MEMBERS.slice(0, 2) }, 'CHAIR_UNFIT'),
      refusedSetUp({}, 'NOT_YOURS', 'water.clerk'),
    ],
  },
  {
    name: '成员重复、次序重复、人数不足、主持人兼记录，都不能设立',
    norm: 'A7',
    steps: [
      refusedSetUp({ members: [...MEMBERS, { post: 'leaders.deputy', order: 5 }] }, 'MEMBER_TWICE'),
      refusedSetUp({ members: [...MEMBERS, { post: 'leaders.vacant', order: 1 }] }, 'MEMBER_TWICE'),
      refusedSetUp({ members: MEMBERS.slice(1) }, 'MEMBERS_TOO_FEW'),
      refusedSetUp({ recorders: ['office.clerk', 'leaders.head'] }, 'RECORDER_IS_CHAIR'),
    ],
  },
  {
    name: '常务会议另加成员、没有列全副区长，都要写明理由，点名记录在案',
    norm: 'A7',
    steps: [
      refusedSetUp({ members: [...MEMBERS, { post: 'office.head', order: 3 }] }, 'COMPOSITION_DEPARTS'),
      refusedSetUp({ members: [...MEMBERS, { post: 'leaders.clerk', order: 3 }] }, 'COMPOSITION_DEPARTS'),
      refusedSetUp(
        { members: [MEMBERS[0], MEMBERS[2], { post: 'office.head', order: 3 }] },
        'COMPOSITION_DEPARTS',
      ),
      {
        ...setUp,
        form: {
          members: [MEMBERS[0], MEMBERS[2], { post: 'office.head', order: 3 }],
          departure: '依区人民政府工作规则，政府办主任为常务会议成员；丙副区长挂职在外',
        },
        holds: { departs: '另加了区政府办公室主任office.head；没有列入副区长丙副区长' },
      },
    ],
  },
  {
    name: '组成改了，理由重新写；改回区长、副区长组成的，标记去掉',
    norm: 'A7',
    steps: [
      setUp,
      { ...establish, holds: { version: 1 } },
      {
        ...amend,
        form: { members: [...MEMBERS, { post: 'office.head', order: 3 }] },
        refused: 'COMPOSITION_DEPARTS',
      },
      {
        ...amend,
        form: { members: [...MEMBERS, { post: 'office.head', order: 3 }], departure: '政府办主任为成员' },
      },
      {
        at: '2026-03-05',
        who: 'leaders.head',
        act: 'confirmRules',
        holds: { departs: '另加了区政府办公室主任office.head', departure: '政府办主任为成员' },
      },
      { ...amend, at: '2026-03-06', form: { cutoff: 4 } },
      {
        at: '2026-03-09',
        who: 'leaders.head',
        act: 'confirmRules',
        holds: { departure: '政府办主任为成员' },
      },
      { ...amend, at: '2026-03-10', form: { members: MEMBERS } },
      {
        at: '2026-03-11',
        who: 'leaders.head',
        act: 'confirmRules',
        holds: { version: 4 },
      },
      {
        ...amend,
        at: '2026-03-12',
        form: { members: [...MEMBERS, { post: 'office.head', order: 3 }] },
        refused: 'COMPOSITION_DEPARTS',
      },
    ],
  },
  {
    name: '规则写明主持人缺席、回避时由谁主持，写进会议',
    norm: 'A4',
    steps: [
      refusedSetUp({ standIns: ['leaders.deputy', 'leaders.head'] }, 'STAND_IN_UNFIT'),
      refusedSetUp({ standIns: ['office.head'] }, 'STAND_IN_UNFIT'),
      { ...setUp, form: { standIns: ['leaders.second', 'leaders.deputy'] } },
      establish,
      {
        ...amend,
        form: { members: [MEMBERS[0], MEMBERS[2], { post: 'leaders.clerk', order: 3 }], departure: '挂职' },
        refused: 'STAND_IN_UNFIT',
      },
      convene,
    ],
  },
  {
    name: '集体决策事项清单逐项有数',
    norm: 'A1',
    steps: [
      refusedSetUp({ collective: [] }, 'THRESHOLD_MISSING'),
      refusedSetUp(
        { collective: [{ kind: 'fund', measure: 'sum', basis: '资金管理办法' }] },
        'THRESHOLD_MISSING',
      ),
      refusedSetUp(
        { collective: [{ kind: 'decision', measure: 'none', threshold: 5, basis: '工作规则' }] },
        'THRESHOLD_MISSING',
      ),
      setUp,
    ],
  },
  {
    name: '按事项类别另定到会人数：只高不低，一类一行，人事不低于三分之二；写进会议',
    norm: 'A1',
    steps: [
      refusedSetUp(
        { quorum: 'twoThirds', kindQuorums: [{ kind: 'fund', quorum: 'half' }] },
        'KIND_QUORUM_UNFIT',
      ),
      refusedSetUp({ kindQuorums: [{ kind: 'personnel', quorum: 'half' }] }, 'KIND_QUORUM_UNFIT'),
      refusedSetUp(
        {
          kindQuorums: [
            { kind: 'fund', quorum: 'all' },
            { kind: 'fund', quorum: 'twoThirds' },
          ],
        },
        'KIND_QUORUM_UNFIT',
      ),
      { ...setUp, form: { kindQuorums: [{ kind: 'fund', quorum: 'all' }] } },
      establish,
      { ...convene, holds: { kindQuorums: [{ kind: 'fund', quorum: 'all' }] } },
    ],
  },
  {
    name: '规则由记录单位提出修改、主持人确认，版本加一，间隔改了时限随之改',
    norm: 'A7',
    steps: [
      ...active,
      { ...amend, form: { cutoff: undefined }, refused: 'RULE_UNCHANGED' },
      { ...amend, form: { members: MEMBERS.slice(1) }, refused: 'MEMBERS_TOO_FEW' },
      { ...amend, form: { every: 7, naming: 'unnamed' }, owes: ['confirm', 'convene', 'review'] },
      { ...amend, refused: 'WRONG_STATE' },
      {
        at: '2026-03-04',
        who: 'office.clerk',
        act: 'convene',
        opens: 1,
        state: 'amending',
      },
      { at: '2026-03-05', who: 'office.clerk', act: 'confirmRules', refused: 'NOT_YOURS' },
      {
        at: '2026-03-05',
        who: 'leaders.head',
        act: 'confirmRules',
        state: 'active',
        holds: { version: 2, every: 7, cutoff: 5, named: false, nextBy: '2026-03-19' },
        owes: ['convene', 'review'],
      },
    ],
  },
  {
    name: '间隔改短、到期日已过的，时限为当天',
    norm: 'A7',
    steps: [
      ...active,
      { ...amend, at: '2026-03-20', form: { every: 7 } },
      {
        at: '2026-03-23',
        who: 'leaders.head',
        act: 'confirmRules',
        holds: { every: 7, nextBy: '2026-03-30' },
      },
    ],
  },
  {
    name: '主持人不同意修改，规则不变；代录的也算主持人的',
    norm: 'A7',
    steps: [
      { ...setUp },
      { ...establish, entered: 'office.clerk' },
      amend,
      { at: '2026-03-05', who: 'office.clerk', act: 'rejectRules', refused: 'NOT_YOURS' },
      {
        at: '2026-03-05',
        who: 'leaders.head',
        act: 'rejectRules',
        entered: 'office.clerk',
        state: 'active',
        holds: { version: 1, cutoff: 3 },
      },
    ],
  },
  {
    name: '没有确认设立的不能召集、不能检视；日期和时间要合适',
    norm: 'A7',
    steps: [
      setUp,
      { ...convene, refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'office.clerk', act: 'review', refused: 'WRONG_STATE' },
      { at: '2026-03-03', who: 'leaders.deputy', act: 'establish', refused: 'NOT_YOURS' },
      establish,
      { ...convene, form: { heldOn: '2026-03-04' }, refused: 'MEETING_DAY_UNFIT' },
      { ...convene, form: { heldOn: '2026-05-30', late: '年中' }, refused: 'MEETING_DAY_UNFIT' },
      { ...convene, form: { startsAt: '9点半' }, refused: 'HOUR_UNFIT' },
      { ...convene, who: 'housing.clerk', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '确认设立到期未办',
    norm: 'A7',
    steps: [
      setUp,
      { at: '2026-03-09T17:00:00.000Z', lapse: 'establish', rung: 'lapse', tells: 'leaders.head' },
      { at: '2026-03-10', who: 'leaders.head', act: 'dissolve', state: 'dissolved', owes: [] },
    ],
  },
  {
    name: '会议没有办结，不能撤销议事机构',
    norm: 'A7',
    steps: [
      ...active,
      convene,
      {
        at: '2026-03-20',
        who: 'leaders.head',
        act: 'dissolve',
        matters: called('closed'),
        refused: 'MEETING_STANDING',
      },
      {
        at: '2026-04-20',
        who: 'leaders.head',
        act: 'dissolve',
        matters: called('done'),
        state: 'dissolved',
        owes: [],
      },
    ],
  },
]
