// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { days, until, workdays } from '#kernel/terms.ts'
import { type ActContext, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 党组条例, 地方组织法, 工作规则, 议事规则 } from '../laws.ts'
import * as composing from './gates/composing.ts'
import * as convening from './gates/convening.ts'
import { departureOf } from './composition.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { type BodyRecord, amended, record, rules } from './record.ts'
import { calendarAfter, confirmed, nextMeeting } from './rules.ts'

/** Meetings that the body keeps the days of: a year of them, one every fortnight. */
const LISTED = 26

const COMPOSED = [
  composing.chairFits,
  composing.membersDistinct,
  composing.membersEnough,
  composing.recorderApart,
  composing.standInsFit,
  composing.compositionExplained,
  composing.collectiveMeasured,
  composing.quorumsFit,
] as const

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const kind = f.choice('类别', record.kind.options)

/** What the meeting takes over of the body, so that a later change of the rules leaves a meeting that was called as it is. */
function asCalled({ record: body, form, matterId }: ActContext<BodyRecord>) {
  const { unit, chair, members, recorder, recorders, guests, observers, standIns } = body
  const { mode, quorum, kindQuorums, named = false, sealing, series, papersDays, minutesDays } = body
  return {
    body: matterId,
    title: titleOf(body),
    unit,
    chair,
    members,
    recorder,
    ...(recorders ? { recorders } : {}),
    ...(guests ? { guests } : {}),
    ...(observers ? { observers } : {}),
    ...(standIns ? { standIns } : {}),
    mode,
    quorum,
    ...(kindQuorums ? { kindQuorums } : {}),
    named,
    ...(sealing ? { sealing } : {}),
    series,
    papersDays,
    minutesDays,
    heldOn: form['heldOn'],
    startsAt: form['startsAt'],
    place: form['place'],
  }
}

const titleOf = ({ name = '', held = 0 }: BodyRecord): string => `${name}（第${held + 1}次）`

/** 议事机构: who decides together, by which rules, and what must come before it. */
export const body = procedure({
  id: 'body',
  title: '议事机构',
  version: 1,
  from: '2024-01-01',
  basis: [地方组织法(78), 党组条例(), 工作规则('议事机构')],
  record,
  titled: 'name',
  searched: ['number', 'name', 'series'],
  answerable: 'recorder',
  numbered: '议',
  register: '议事机构名册',
  collective: {
    part: 'body',
    kind: 'kind',
    chair: 'chair',
    members: 'members',
    mode: 'mode',
    quorum: 'quorum',
    every: 'every',
    next: 'nextBy',
    calls: 'meetings',
    composed: { departs: departureOf, reason: 'departure' },
  },

  roles: {
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    issuer: { title: '设立单位', seat: unitsWith('issuing') },
    recorder: { title: '记录单位', seat: staff('recorder') },
    chair: { title: '主持人', seat: postIn('chair') },
    member: { title: '成员', seat: postIn('members', 'post') },
    guest: { title: '列席单位', seat: staff('guests') },
    observer: { title: '观察单位', seat: staff('observers') },
    discipline: { title: '纪检监察', seat: unitsWith('discipline') },
  },
  openTo: 'everyone',

  states: {
    proposed: { title: '待主持人确认', group: '待办' },
    active: { title: '运行中', group: '在办' },
    amending: { title: '规则修改待确认', group: '待办' },
    dissolved: { title: '已撤销', group: '办结', final: true },
  },

  terms: {
    confirmWithin: workdays(5, '本区参数，国家法律无统一天数'),
    reviewWithin: days(365, '本区参数，议事规则每年检视一次'),
    byInterval: until('nextBy'),
  },

  powers: {
    setUp: {
      may: '设立议事机构',
      who: ['coordinator', 'issuer'],
      when: 'nothing',
      then: 'proposed',
      form: {
        name: f.text('名称', { max: 100, phrases: ['区政府常务会议', '区政府全体会议', '局领导班子会议'] }),
        unit: f.unit('所属单位', { help: '区政府的会议选区政府领导' }),
        kind,
        chair: f.post('主持人'),
        recorder: f.unit('记录单位'),
        series: f.text('纪要代字', { max: 20, help: '印发纪要的代字，如“云政常纪”' }),
        basis: f.text('设立依据', { max: 500, lines: true }),
        ...rules,
      },
      gates: [composing.ownBody, composing.recorderFits, ...COMPOSED, convening.intervalGiven],
      writes: ({ form: { naming, ...form }, directory }) => ({
        ...form,
        departs: departureOf(form, directory),
        named: naming === 'named',
        sealing: form.sealing ?? 'strict',
        held: 0,
      }),
      norms: ['A7'],
      informs: ['member'],
      weight: 'main',
      basis: [地方组织法(78), 工作规则('议事机构')],
    },
    establish: {
      may: '确认设立',
      who: ['chair'],
      when: ['proposed'],
      then: 'active',
      form: {},
      writes: ({ record: set, today, actor }) => ({
        version: 1,
        nextBy: nextMeeting(set.every, today),
        changes: [{ version: 1, on: today, reason: '设立', basis: set.basis ?? '', by: actor.person }],
      }),
      norms: ['A7'],
      entered: ['recorder'],
      informs: ['recorder', 'member'],
      weight: 'main',
      basis: [地方组织法(78), 工作规则('议事机构')],
    },
    amend: {
      may: '提出修改规则',
      who: ['recorder'],
      when: ['active'],
      then: 'amending',
      form: { ...amended, reason: words('修改理由'), basis: f.text('修改依据', { max: 500, lines: true }) },
      gates: [convening.ruleChanged, ...COMPOSED],
      writes: ({ form }) => ({ proposal: form }),
      norms: ['A7'],
      informs: ['chair', 'member'],
      weight: 'side',
      basis: [议事规则('修改')],
    },
    confirmRules: {
      may: '确认修改',
      who: ['chair'],
      when: ['amending'],
      then: 'active',
      form: {},
      writes: ({ record: set, today, actor, directory }) => {
        const { proposal, version = 1, every, lastOn } = set
        if (!proposal) throw new Error('an amendment without a proposal')
        const now = confirmed(proposal)
        const interval = proposal.every ?? every
        const moved = interval === every ? undefined : nextMeeting(interval, lastOn ?? today)
        const departs = departureOf({ ...set, ...now }, directory)
        return {
          ...now,
          departs: departs ?? null,
          ...(departs === undefined ? { departure: null } : {}),
          ...(moved === undefined ? {} : { nextBy: moved < today ? today : moved }),
          version: version + 1,
          proposal: null,
          changes: [
            ...(set.changes ?? []),
            {
              version: version + 1,
              on: today,
              reason: proposal.reason,
              basis: proposal.basis,
              by: actor.person,
            },
          ],
        }
      },
      norms: ['A7'],
      entered: ['recorder'],
      informs: ['recorder', 'member'],
      weight: 'main',
      basis: [议事规则('修改')],
    },
    rejectRules: {
      may: '不同意修改',
      who: ['chair'],
      when: ['amending'],
      then: 'active',
      form: { reason: words('理由') },
      writes: () => ({ proposal: null }),
      norms: ['A7'],
      entered: ['recorder'],
      informs: ['recorder'],
      basis: [议事规则('修改')],
    },
    convene: {
      may: '召集会议',
      who: ['recorder', 'chair'],
      when: ['active', 'amending'],
      form: {
        heldOn: f.day('会议日期'),
        startsAt: f.text('时间', { max: 5, phrases: ['09:00', '09:30', '14:30', '15:00'] }),
        place: f.text('地点', { max: 100 }),
        late: note('逾期召集的理由'),
      },
      gates: [convening.meetingAhead, convening.hourGiven, convening.heldInTime],
      writes: ({ form, record: set, fresh }) => ({
        held: (set.held ?? 0) + 1,
        lastOn: form.heldOn,
        nextBy: nextMeeting(set.every, form.heldOn),
        late: form.late ?? null,
        meetings: [
          ...(set.meetings ?? []),
          {
            meeting: fresh[0] ?? '',
            title: titleOf(set),
            heldOn: form.heldOn,
            ...(set.nextBy === undefined ? {} : { by: set.nextBy }),
          },
        ].slice(-LISTED),
      }),
      opens: { procedure: 'meeting', acts: ['convene'], each: (context) => [[asCalled(context)]] },
      norms: ['A2'],
      informs: ['chair', 'member'],
      weight: 'main',
      basis: [地方组织法(78), 工作规则('政府常务会议')],
    },
    meetingMoved: {
      may: '会议改期，重排召集时限',
      who: ['recorder', 'chair'],
      when: ['active', 'amending'],
      form: { meeting: f.matter('会议') },
      gates: [convening.meetingDayMoved],
      writes: ({ form, record: set, matters, today }) => {
        const heldOn = String(matters[form.meeting]?.record['heldOn'])
        const moved = (set.meetings ?? []).map((one) =>
          one.meeting === form.meeting ? { ...one, heldOn } : one,
        )
        return calendarAfter(set, moved, today)
      },
      norms: ['A2'],
      weight: 'side',
      basis: [工作规则('政府常务会议'), 议事规则('召集')],
    },
    meetingOff: {
      may: '会议取消，恢复召集时限',
      who: ['recorder', 'chair'],
      when: ['active', 'amending'],
      form: { meeting: f.matter('会议') },
      gates: [convening.meetingCalledOff],
      writes: ({ form, record: set, today }) => {
        const left = (set.meetings ?? []).map((one) =>
          one.meeting === form.meeting ? { ...one, off: true } : one,
        )
        return calendarAfter(set, left, today)
      },
      norms: ['A2'],
      weight: 'side',
      basis: [工作规则('政府常务会议'), 议事规则('召集')],
    },
    review: {
      may: '检视规则',
      who: ['recorder'],
      when: ['active'],
      form: { reviewed: words('检视情况', ['规则适用，不需要修改', '组成人员有变动，另行提出修改']) },
      writes: ({ form }) => ({ reviewed: form.reviewed }),
      norms: ['A7'],
      informs: ['chair'],
      weight: 'side',
      basis: [议事规则('修改')],
    },
    dissolve: {
      may: '撤销',
      who: ['chair'],
      when: ['proposed', 'active', 'amending'],
      then: 'dissolved',
      form: { ending: words('理由和依据', ['机构改革，职责并入其他单位']) },
      gates: [convening.noMeetingStanding],
      writes: ({ form }) => ({ ending: form.ending, proposal: null }),
      norms: ['A7'],
      entered: ['recorder'],
      informs: ['recorder', 'member'],
      solemn: true,
      weight: 'side',
      basis: [议事规则('撤销')],
    },
  },

  duties: {
    establish: {
      must: '确认设立议事机构',
      who: 'chair',
      to: 'recorder',
      after: ['setUp'],
      within: 'confirmWithin',
      doneBy: ['establish'],
      endedBy: ['dissolve'],
      ladder: short,
      norms: ['A7'],
      basis: [工作规则('议事机构')],
    },
    confirm: {
      must: '确认规则修改',
      who: 'chair',
      to: 'recorder',
      after: ['amend'],
      within: 'confirmWithin',
      doneBy: ['confirmRules', 'rejectRules'],
      endedBy: ['dissolve'],
      ladder: short,
      norms: ['A7'],
      basis: [议事规则('修改')],
    },
    convene: {
      must: '按规定间隔召集会议',
      who: 'recorder',
      to: 'chair',
      after: ['establish', 'confirmRules', 'convene'],
      within: 'byInterval',
      doneBy: ['convene'],
      endedBy: ['dissolve'],
      provided: ({ nextBy }) => nextBy !== undefined,
      main: true,
      // Meetings are called a few days ahead: earlier nobody needs to be told.
      ladder: standard.slice(1),
      norms: ['A2'],
      basis: [地方组织法(78), 工作规则('政府常务会议')],
    },
    review: {
      must: '检视议事规则',
      who: 'recorder',
      to: 'chair',
      after: ['establish', 'confirmRules', 'review'],
      within: 'reviewWithin',
      doneBy: ['review', 'confirmRules'],
      endedBy: ['dissolve'],
      ladder: standard,
      norms: ['A7'],
      basis: [议事规则('修改')],
    },
  },

  watches: {
    calledLate: {
      title: '到期未召集／召集会议',
      norm: 'A2',
      counts: ['body.convene.lapse'],
      outOf: ['body.convene'],
      basis: [工作规则('政府常务会议')],
    },
  },
  papers,
  ledger,
  cites: { fields: ['basis', 'collective'], states: ['active', 'amending'] },
  flags: {
    late: { title: '逾期召集', while: ({ late }) => late !== undefined },
    departs: { title: '组成不同于组织法', while: ({ departs }) => departs !== undefined },
  },
  mandatory: {},
})
