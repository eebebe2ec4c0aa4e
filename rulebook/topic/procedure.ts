// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { days, until, workdays } from '#kernel/terms.ts'
import { clockAt } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { head, leaderOf, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { type QuorumRules, quorumFor } from '../body/quorum.ts'
import { short, standard } from '../ladder.ts'
import { 党组条例, 公平竞争审查条例, 决策条例, 地方组织法, 工作规则, 政务处分法, 议事规则 } from '../laws.ts'
import { endsWith } from './children.ts'
import { type Listed, classify } from './classify.ts'
import { tally } from './count.ts'
import * as applying from './gates/applying.ts'
import * as deliberating from './gates/deliberating.ts'
import * as placing from './gates/placing.ts'
import * as preparing from './gates/preparing.ts'
import * as sealed from './gates/sealed.ts'
import * as turns from './gates/turns.ts'
import { noBasisAnswered, pathAnswered } from '../lawful-path/closing.ts'
import { ledger } from './ledger.ts'
import { levels } from '../opinions/record.ts'
import { wants } from './needs.ts'
import { papers } from './papers.ts'
import { preconditions } from './preconditions.ts'
import {
  type TopicRecord,
  ballots,
  classes,
  execution,
  kinds,
  opinion,
  record,
  related,
  stances,
  task,
} from './record.ts'
import { handedOver, meetingOf, others, presiderNow, presiding, stancesOf, viewOf } from './room.ts'
import { asked, fromEnvelopes, levelFor } from './sealed.ts'
import { splitsAmong } from './splitting.ts'
import { steps } from './steps.ts'
import { deliberationOf } from './live.ts'

/** Until it is on an agenda an item is its unit's to withdraw. */
const BEFORE = ['drafting', 'unitReview', 'coordinating', 'preparing', 'delivered', 'banked'] as const
const ROOM = ['presenting', 'deliberating', 'stated'] as const
const OPEN = [...BEFORE, 'placed', ...ROOM] as const
/** Acts after which the room has no more business with the item. */
const DECIDES = ['adopt', 'reject', 'putOff', 'sendBack'] as const

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const kind = f.choice('类别', kinds)
const wanted = f.choice('拟按', classes, { optional: true, help: '不填则按清单判定' })
const weight = f.choice('重要程度', classes)
const verdict = f.choice('意见', opinion.verdict.options)
const stance = f.choice('态度', stances)
const ballot = f.choice('表决', ballots)
const sealLevel = f.choice('密级', levels)
const passing = f.choice('决定', { passed: '通过', inPrinciple: '原则通过' })
const puttingOff = f.choice('决定', { deferred: '暂缓', again: '再次讨论' })
const tasks = f.rows('执行任务', task, { most: 50, optional: true })
const joined = f.rows('合并计算的议题', { topic: related.topic }, { most: 30 })
const decisionText = f.text('决定内容', { max: 4000, lines: true })

const listOf = (body: unknown): readonly Listed[] =>
  ((body as { collective?: readonly Listed[] } | undefined)?.collective ?? []) as readonly Listed[]

/** What was said the last time it was talked over, before the next time begins. */
function concluded({
  record: kept,
  today,
}: Pick<ActContext<TopicRecord>, 'record' | 'today'>): TopicRecord['earlier'] {
  const { meeting, outcome, views = [], statedBefore = [], chiefView, decidedOn, earlier = [] } = kept
  if (views.length === 0 && outcome === undefined) return earlier
  const { agree, disagree, abstain } = tally(stancesOf(kept))
  const said = [...views, ...statedBefore, ...(chiefView ? [chiefView] : [])].map(
    (one) => `${stances[one.stance]}：${one.words}`,
  )
  return [
    ...earlier,
    {
      ...(meeting ? { meeting } : {}),
      ...(outcome ? { outcome } : {}),
      words: `同意${agree}人、不同意${disagree}人、弃权${abstain}人`,
      on: decidedOn ?? today,
      said: said.join('\n'),
    },
  ]
}

/** A new hearing starts with nothing said, and with its papers in the members' hands. */
const ANEW = {
  calledBack: null,
  round: null,
  readOut: null,
  present: null,
  report: null,
  guestOpinions: null,
  views: null,
  written: null,
  recusals: null,
  calledUp: null,
  presiding: null,
  standIn: null,
  designated: null,
  chiefView: null,
  statedBefore: null,
  votes: null,
  outcome: null,
  decisionText: null,
  wording: null,
  wordingBefore: null,
  againstReason: null,
  decidedOn: null,
} as const

interface Task {
  readonly task: string
  readonly sentence?: string | undefined
  readonly lead: string
  readonly cooperating?: readonly string[] | undefined
  readonly due: string
  readonly arranger?: string | undefined
}

type Deciding = Pick<ActContext<TopicRecord>, 'record' | 'matters' | 'directory' | 'today' | 'actor'>

/** C11: a task of the body's decision says which meeting decided it. A leader of the district arranges; of a bureau, its leader in charge. */
function taskForms(context: Deciding, title: string, rows: readonly Task[]) {
  const { record: kept, directory, today } = context
  const leads = (post: string | undefined): boolean =>
    post !== undefined &&
    directory.unit(directory.unitOfPost(post) ?? '')?.functions.includes('leadership') === true
  return rows.map((one) => {
    const above = directory.unit(kept.unit ?? '')?.leaderPost
    const arranger = one.arranger ?? (leads(kept.chair) ? kept.chair : above)
    return [
      {
        task: one.task,
        authority: {
          kind: 'resolution',
          title,
          on: today,
          ...(one.sentence ? { sentence: one.sentence } : {}),
        },
        arranger: arranger ?? '',
        lead: one.lead,
        ...(one.cooperating ? { cooperating: one.cooperating } : {}),
        due: one.due,
      },
      {},
    ]
  })
}

/** The first form of a decision: what was decided, by whom, with the tasks that follow from it. */
function decisionForm(
  { record: kept, matterId, fresh }: Pick<ActContext<TopicRecord>, 'record' | 'matterId' | 'fresh'>,
  said: { outcome: string; text: string; executor?: string | undefined; reportOn?: string | undefined },
  rows: readonly Task[],
) {
  return {
    topic: matterId,
    body: kept.body,
    title: kept.title,
    outcome: said.outcome,
    text: said.text,
    class: kept.class ?? 'ordinary',
    proposer: kept.unit,
    unit: said.executor ?? kept.unit,
    ...(said.reportOn ? { reportOn: said.reportOn } : {}),
    tasks: rows.map((_, n) => ({ task: fresh[n + 1] })),
  }
}

/** 议题: from the idea to the body's decision, with everything said on the way. */
export const topic = procedure({
  id: 'topic',
  title: '议题',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(30), 地方组织法(78), 议事规则('议题')],
  record,
  titled: 'title',
  searched: ['number', 'title', 'summary', 'payee', 'project'],
  answerable: 'unit',
  issuedBy: 'chair',
  numbered: '议',
  register: '议题库',
  collective: {
    part: 'topic',
    body: 'body',
    on: 'decidedOn',
    sums: { fields: ['kind', 'sum', 'payee', 'project', 'related'], splits: splitsAmong },
  },

  roles: {
    proposer: { title: '区级部门、街道', seat: unitsWith('issuing') },
    coordinator: { title: '政府办', seat: unitsWith('coordination') },
    applicant: { title: '提出单位', seat: staff('unit'), person: 'handler' },
    applicantHead: { title: '提出单位主要负责人', seat: head('unit') },
    leaderInCharge: { title: '分管领导', seat: leaderOf('unit') },
    concernedHead: { title: '征求意见单位主要负责人', seat: head('concerned') },
    concerned: { title: '征求意见单位', seat: staff('concerned') },
    legal: { title: '合法性审查单位', seat: staff('legalUnit') },
    recorder: { title: '议事机构办公室', seat: staff('recorder') },
    chair: { title: '主持人', seat: postIn('chair') },
    presider: { title: '主持本议题的人', seat: postIn('presiding') },
    member: { title: '成员', seat: postIn('members', 'post') },
    guest: { title: '列席单位', seat: staff('guests') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    drafting: { title: '起草', group: '拟办' },
    unitReview: { title: '单位审核', group: '待办' },
    coordinating: { title: '部门协商', group: '在办' },
    preparing: { title: '会前准备', group: '在办' },
    delivered: { title: '待入库', group: '待办' },
    banked: { title: '已入库', group: '在办' },
    placed: { title: '已列入议程', group: '在办' },
    presenting: { title: '汇报', group: '在办' },
    deliberating: { title: '审议', group: '在办' },
    stated: { title: '已末位表态', group: '在办' },
    adopted: { title: '已通过', group: '办结', final: true },
    rejected: { title: '未通过', group: '办结', final: true },
    withdrawn: { title: '已撤回', group: '办结', final: true },
  },

  terms: {
    submitWithin: workdays(10, '本区参数'),
    reviewWithin: workdays(3, '本区参数'),
    opineWithin: workdays(5, '本区参数，条例没有规定天数'),
    coordinateWithin: workdays(15, '本区参数，条例没有规定天数'),
    prepareWithin: days(90, '本区参数；公开征求意见一般不少于30日'),
    startWithin: workdays(5, '本区参数'),
    adviseWithin: workdays(5, '本区参数'),
    bankWithin: workdays(2, '本区参数'),
    placeWithin: days(14, '列入下次会议；常务会议两周一次'),
    byMeeting: until('meetingOn'),
  },

  powers: {
    apply: {
      may: '提出议题',
      who: ['proposer', 'coordinator'],
      when: 'nothing',
      then: 'drafting',
      form: {
        title: f.text('议题', { max: 200 }),
        body: f.matter('议事机构'),
        kind,
        summary: f.text('主要问题、理由和依据', { max: 4000, lines: true }),
        sum: f.number('金额（万元）', { min: 0, max: 100_000_000, optional: true }),
        area: f.number('面积（亩）', { min: 0, max: 10_000_000, optional: true }),
        people: f.number('影响人数', { min: 0, max: 100_000_000, optional: true }),
        payee: f.text('收款单位', { max: 200, optional: true, help: '12个月内同一收款单位的金额合并计算' }),
        project: f.text('项目', { max: 200, optional: true, help: '12个月内同一项目的金额合并计算' }),
        professional: f.flag('专业性、技术性较强', { optional: true, help: '须经专家论证' }),
        stability: f.flag('可能影响社会稳定、公共安全', { optional: true, help: '须经风险评估' }),
        business: f.flag('涉及经营主体经济活动', { optional: true, help: '须经公平竞争审查' }),
        open: f.flag('应当公开征求意见', { optional: true, help: '依法不予公开的除外' }),
        waived: f.text('不履行程序的理由', { max: 1000, optional: true, lines: true }),
        class: wanted,
        lowered: f.text('降低重要程度的理由', { max: 1000, optional: true, lines: true }),
        concerned: f.units('征求意见单位', { optional: true }),
        draft: f.files('议题材料', { optional: true }),
        legalUnit: f.unit('合法性审查单位', { optional: true, help: '不填则为司法行政部门' }),
        origin: f.matter('提请会议研究的督办事项', { optional: true }),
        changes: f.matter('调整或者停止的决策', { optional: true }),
      },
      gates: [
        applying.bodyTakes,
        applying.measured,
        applying.loweredReasoned,
        applying.waiverReasoned,
        applying.originEscalated,
        applying.changesOwn,
        applying.legalUnitReviews,
      ],
      writes: (context) => {
        const { form, actor, today, directory } = context
        const rule = applying.ruled(context)
        const body = (applying.bodyOf(context)?.record ?? {}) as TopicRecord
        const lower = rule.class === 'major' && form.class === 'ordinary'
        return {
          title: form.title,
          body: form.body,
          bodyTitle: applying.bodyOf(context)?.title,
          unit: actor.unit,
          handler: actor.person,
          appliedOn: today,
          kind: form.kind,
          summary: form.summary,
          sum: form.sum,
          area: form.area,
          people: form.people,
          payee: form.payee,
          project: form.project,
          professional: form.professional ?? false,
          stability: form.stability ?? false,
          business: form.business ?? false,
          open: form.open ?? false,
          waived: form.waived,
          ruled: rule.class,
          class: form.class ?? rule.class,
          classReason: rule.reason,
          ...(lower ? { lowered: form.lowered, loweredBy: actor.person } : {}),
          draft: form.draft,
          version: 1,
          concerned: (form.concerned ?? []).filter((unit) => unit !== actor.unit),
          legalUnit: form.legalUnit ?? directory.withFunction('legal')[0],
          origin: form.origin,
          changes: form.changes,
          recorder: body.recorder,
          chair: body.chair,
          members: body.members,
          mode: body.mode,
          quorum: body.quorum,
        }
      },
      norms: ['A1', 'C4'],
      weight: 'main',
      basis: [决策条例(10), 议事规则('议题提出')],
    },
    submit: {
      may: '送单位审核',
      who: ['applicant'],
      when: ['drafting'],
      then: 'unitReview',
      form: { words: note('说明') },
      norms: ['A1'],
      weight: 'main',
      basis: [议事规则('议题提出')],
    },
    approve: {
      may: '同意提出',
      who: ['applicantHead'],
      when: ['unitReview'],
      then: 'coordinating',
      form: { words: note('意见', ['同意提交']) },
      norms: ['A1'],
      weight: 'main',
      basis: [议事规则('议题提出'), 工作规则('部门各负其责')],
    },
    returnByHead: {
      may: '退回修改',
      who: ['applicantHead'],
      when: ['unitReview'],
      then: 'drafting',
      form: { reason: words('理由') },
      basis: [议事规则('议题提出')],
    },
    giveOpinion: {
      may: '答复意见',
      who: ['concernedHead'],
      when: ['coordinating'],
      form: { verdict, words: note('说明') },
      gates: [preparing.objectionSaysWhat],
      writes: ({ form, record: kept, actor, today }) => ({
        opinions: [
          ...(kept.opinions ?? []).filter((one) => one.unit !== actor.unit),
          {
            unit: actor.unit,
            verdict: form.verdict,
            ...(form.words ? { words: form.words } : {}),
            version: kept.version ?? 1,
            on: today,
            person: actor.person,
          },
        ],
      }),
      norms: ['A8'],
      weight: 'main',
      basis: [决策条例(13), 议事规则('会前协调')],
    },
    settle: {
      may: '协商完毕',
      who: ['applicant'],
      when: ['coordinating'],
      then: 'preparing',
      form: { differences: f.text('分歧和处理建议', { max: 2000, lines: true, optional: true }) },
      gates: [
        preparing.everybodyOpined,
        preparing.differencesStated,
        preparing.adviserEngaged,
        preparing.adviserHeardFirst,
      ],
      writes: ({ form }) => ({ differences: form.differences ?? null }),
      norms: ['A8', 'B2'],
      weight: 'main',
      basis: [决策条例(13), 议事规则('会前协调')],
    },
    ...preconditions,
    reclassify: {
      may: '重新认定重要程度',
      who: ['recorder', 'chair'],
      when: [...BEFORE],
      form: { class: weight, reason: words('理由') },
      writes: ({ form, record: kept, actor }) => ({
        class: form.class,
        classReason: form.reason,
        ...(form.class === 'ordinary' && kept.ruled === 'major'
          ? { lowered: form.reason, loweredBy: actor.person }
          : { lowered: null, loweredBy: null }),
      }),
      norms: ['A1'],
      informs: ['applicant'],
      weight: 'side',
      basis: [政务处分法(30), 议事规则('集体决策事项清单')],
    },
    joinSums: {
      may: '合并计算金额',
      who: ['recorder', 'applicant', 'discipline'],
      when: [...BEFORE],
      form: { related: joined },
      gates: [applying.relatedFit],
      writes: (context) => {
        const { form, record: kept, matters } = context
        const rows = form.related.map(({ topic: id }) => ({
          topic: id,
          sum: (matters[id]?.record as TopicRecord | undefined)?.sum ?? 0,
        }))
        const total = rows.reduce((sum, one) => sum + one.sum, kept.sum ?? 0)
        const rule = classify(
          { ...kept, kind: kept.kind ?? 'other', sum: total },
          listOf(matters[kept.body ?? '']?.record),
        )
        // Seldom made lighter by counting more: what was found major stays so.
        const raised = rule.class === 'major'
        return {
          related: rows,
          ...(raised
            ? {
                ruled: 'major',
                class: 'major',
                classReason: `合并计算${total}万元。${rule.reason}`,
                lowered: null,
              }
            : {}),
        }
      },
      norms: ['A1'],
      informs: ['applicant'],
      weight: 'side',
      basis: [议事规则('不得化整为零'), 政务处分法(30)],
    },
    deliver: {
      may: '报送入库',
      who: ['applicant'],
      when: ['preparing'],
      then: 'delivered',
      form: { words: note('说明') },
      gates: [...preparing.ready],
      norms: ['A1', 'B2', 'G1'],
      weight: 'main',
      basis: [决策条例(29), 议事规则('议题提交')],
    },
    bank: {
      may: '入库',
      who: ['recorder'],
      when: ['delivered'],
      then: 'banked',
      form: { words: note('意见') },
      norms: ['A1'],
      weight: 'main',
      basis: [议事规则('议题库')],
    },
    returnToUnit: {
      may: '退回补正',
      who: ['recorder'],
      when: ['delivered', 'banked'],
      then: 'preparing',
      form: { reason: words('缺什么', ['材料不齐', '意见不一致，没有列明分歧']) },
      voids: ['deliver', 'bank'],
      informs: ['applicant'],
      basis: [决策条例(25), 议事规则('议题库')],
    },
    consentLate: {
      may: '同意临时提交',
      who: ['chair'],
      when: ['banked'],
      form: { meeting: f.matter('会议'), reason: words('理由') },
      gates: [placing.meetingTakes],
      writes: ({ form }) => ({ lateFor: form.meeting, lateReason: form.reason }),
      norms: ['A1'],
      informs: ['recorder'],
      weight: 'side',
      basis: [议事规则('临时议题')],
    },
    place: {
      may: '列入会议',
      who: ['recorder'],
      when: ['banked'],
      then: 'placed',
      form: { meeting: f.matter('会议') },
      gates: [placing.meetingTakes, placing.inTime, ...preparing.ready],
      writes: (context) => {
        const { form, matters, record: kept } = context
        const meeting = (matters[form.meeting]?.record ?? {}) as TopicRecord & {
          readonly heldOn?: string
          readonly kindQuorums?: QuorumRules['kindQuorums']
        }
        return {
          ...ANEW,
          earlier: concluded(context),
          meeting: form.meeting,
          meetingOn: meeting.heldOn,
          chair: meeting.chair,
          members: meeting.members,
          recorder: meeting.recorder,
          guests: meeting.guests,
          mode: meeting.mode,
          quorum: quorumFor(meeting, kept.kind),
          ...(asked(context, levelFor(context)).length > 0 ? { round: context.fresh[0] } : {}),
        }
      },
      opens: {
        procedure: 'opinions',
        acts: ['open'],
        each: (context) => asked(context, levelFor(context)),
      },
      norms: ['A1', 'A2', 'A3'],
      informs: ['applicant'],
      weight: 'main',
      basis: [决策条例(29), 议事规则('议程')],
    },
    follow: {
      may: '随会议改期',
      who: ['recorder'],
      when: ['placed'],
      form: {},
      gates: [placing.meetingMoved],
      writes: (context) => ({ meetingOn: placing.dayOf(context) }),
      carries: [
        {
          procedure: 'opinions',
          act: 'follow',
          each: ({ record: kept }) => (kept.round === undefined ? [] : [{ matter: kept.round, form: {} }]),
        },
      ],
      norms: ['A3'],
      informs: ['applicant'],
      weight: 'side',
      basis: [议事规则('召集'), 议事规则('议程')],
    },
    collect: {
      may: '征集书面意见',
      who: ['recorder'],
      when: ['placed'],
      form: { level: sealLevel },
      gates: [sealed.noRoundRunning, sealed.someAsked],
      writes: ({ fresh }) => ({ round: fresh[0] }),
      opens: {
        procedure: 'opinions',
        acts: ['open'],
        each: (context) => asked(context, context.form.level),
      },
      norms: ['A3'],
      weight: 'side',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    present: {
      may: '汇报',
      who: ['applicant', 'applicantHead'],
      when: ['placed'],
      then: 'presenting',
      form: { report: f.text('汇报要点', { max: 4000, lines: true, optional: true }) },
      gates: [deliberating.itemInRoom, deliberating.quorate, deliberating.itemPresided],
      writes: (context) => ({
        report: context.form.report,
        presiding: presiderNow(context),
        present: [...others(context, presiderNow(context))],
      }),
      norms: ['A3'],
      entered: ['recorder'],
      weight: 'main',
      basis: [决策条例(30), 议事规则('逐项审议')],
    },
    guestSpeak: {
      may: '列席意见',
      who: ['guest'],
      when: ['presenting', 'deliberating'],
      form: { words: words('意见') },
      gates: [deliberating.itemInRoom],
      writes: ({ form, record: kept, actor, at }) => ({
        guestOpinions: [
          ...(kept.guestOpinions ?? []),
          { unit: actor.unit, person: actor.person, words: form.words, at: clockAt(at) },
        ],
      }),
      norms: ['A3'],
      entered: ['recorder'],
      basis: [决策条例(30), 议事规则('列席')],
    },
    recuse: {
      may: '回避',
      who: ['member'],
      when: ['placed', 'presenting', 'deliberating'],
      form: { reason: words('理由', ['本人利害关系', '近亲属利害关系']) },
      gates: [deliberating.notRecused, deliberating.spokenOnce],
      needs: ['children'],
      writes: (context) => {
        const { form, record: kept, actor } = context
        const { post, person } = actor
        const recusals = [...(kept.recusals ?? []), { post, person, reason: form.reason }]
        return {
          recusals,
          present: (kept.present ?? []).filter((one) => one !== post),
          // Who presides withdraws: whoever is next in his place has it from now on.
          ...(kept.presiding === post
            ? { presiding: presiderNow({ ...context, record: { ...kept, recusals } }) ?? null }
            : {}),
        }
      },
      norms: ['A3'],
      entered: ['recorder'],
      informs: ['recorder'],
      weight: 'side',
      basis: [党组条例(), 议事规则('回避')],
    },
    designate: {
      may: '指定代为主持本议题的成员',
      who: ['chair'],
      when: ['placed', ...ROOM],
      form: { post: f.post('成员'), reason: words('理由', ['本人回避本议题', '参加上级会议']) },
      gates: [deliberating.itemStandInFits],
      writes: ({ form, record: kept, actor, today }) => ({
        standIn: form.post,
        designated: [
          ...(kept.designated ?? []),
          { post: form.post, reason: form.reason, by: actor.person, on: today },
        ],
      }),
      norms: ['A4'],
      entered: ['recorder'],
      informs: ['recorder', 'member'],
      weight: 'side',
      basis: [地方组织法(78), 议事规则('代为主持')],
    },
    takeChair: {
      may: '接替主持',
      who: ['member'],
      when: ['deliberating', 'stated'],
      then: 'deliberating',
      form: {},
      gates: [
        deliberating.notRecused,
        deliberating.itemInRoom,
        deliberating.actorInRoom,
        deliberating.takesOver,
      ],
      // What who presided before has stated stays on record as one view among the others; the new one states his own, last.
      writes: ({ record: kept, actor }) => ({
        presiding: actor.post,
        statedBefore: handedOver(kept),
        chiefView: null,
        votes: null,
        againstReason: null,
      }),
      voids: ['chiefSpeak'],
      norms: ['A4'],
      entered: ['recorder'],
      informs: ['recorder'],
      weight: 'side',
      basis: [地方组织法(78), 议事规则('代为主持')],
    },
    speak: {
      may: '发表意见',
      who: ['member'],
      when: [...ROOM],
      then: 'deliberating',
      form: { stance, words: words('理由') },
      gates: [
        deliberating.chiefNotAmong,
        deliberating.itemInRoom,
        deliberating.quorate,
        deliberating.notRecused,
        deliberating.actorInRoom,
        deliberating.spokenOnce,
        sealed.opinionsOpen,
        turns.inTurn,
      ],
      // Whoever comes in after the chief spoke is heard still; the chief then speaks again, and a vote begins anew.
      writes: (context) => ({
        views: [...(context.record.views ?? []), viewOf(context, context.form)],
        chiefView: null,
        votes: null,
        againstReason: null,
      }),
      norms: ['A3'],
      entered: ['recorder'],
      voids: ['chiefSpeak'],
      weight: 'main',
      basis: [决策条例(30), 议事规则('逐一发表意见')],
    },
    callUp: {
      may: '请其先发言',
      who: ['presider', 'chair'],
      when: [...ROOM],
      form: { post: f.post('成员'), reason: words('理由', ['须提前离会', '分管领导先作说明']) },
      gates: [deliberating.notRecused, deliberating.presides, deliberating.itemInRoom, turns.waitsHisTurn],
      writes: ({ form, record: kept, actor, at }) => ({
        calledUp: [
          ...(kept.calledUp ?? []),
          { post: form.post, reason: form.reason, by: actor.person, at: clockAt(at) },
        ],
      }),
      norms: ['A3'],
      entered: ['recorder'],
      informs: ['recorder'],
      weight: 'side',
      basis: [议事规则('逐一发表意见')],
    },
    readOut: {
      may: '公布书面意见',
      who: ['recorder'],
      when: ['presenting', 'deliberating'],
      form: {},
      gates: [deliberating.itemInRoom, deliberating.quorate, sealed.roundRevealed, sealed.notReadOut],
      writes: (context) => fromEnvelopes(context),
      then: 'deliberating',
      norms: ['A3'],
      weight: 'main',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    writeIn: {
      may: '书面意见',
      who: ['member'],
      when: ['placed', ...ROOM],
      form: { words: words('意见') },
      gates: [deliberating.notRecused, deliberating.actorAway, sealed.opinionsOpen],
      writes: ({ form, record: kept, actor, at }) => ({
        written: [
          ...(kept.written ?? []),
          { post: actor.post, person: actor.person, words: form.words, at: clockAt(at) },
        ],
      }),
      norms: ['A3'],
      entered: ['recorder'],
      weight: 'side',
      basis: [党组条例(27), 议事规则('缺席成员书面意见')],
    },
    chiefSpeak: {
      may: '末位表态',
      who: ['presider', 'chair'],
      when: ['deliberating'],
      then: 'stated',
      form: { stance, words: words('意见') },
      gates: [
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.quorate,
        deliberating.actorInRoom,
        sealed.opinionsOpen,
        sealed.opinionsReadOut,
        deliberating.chiefLast,
      ],
      // Whoever came in the meantime was heard too; whoever went out before he could be heard was not due any more.
      writes: (context) => ({
        present: [...others(context)],
        chiefView: viewOf(context, context.form),
      }),
      norms: ['A4'],
      entered: ['recorder'],
      weight: 'main',
      basis: [决策条例(30), 党组条例(23)],
    },
    explain: {
      may: '说明与多数意见不一致的理由',
      who: ['presider', 'chair'],
      when: ['stated'],
      form: { reason: f.text('理由', { max: 2000, lines: true }) },
      gates: [
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.actorInRoom,
        deliberating.majorityStands,
      ],
      writes: ({ form }) => ({ againstReason: form.reason }),
      norms: ['A4'],
      entered: ['recorder'],
      informs: ['discipline'],
      basis: [决策条例(30)],
    },
    vote: {
      may: '表决',
      who: ['member', 'chair'],
      when: ['stated'],
      form: { stance: ballot },
      gates: [
        deliberating.byBallot,
        deliberating.itemInRoom,
        deliberating.quorate,
        deliberating.notRecused,
        deliberating.actorInRoom,
        deliberating.viewsIn,
        deliberating.votedOnce,
      ],
      writes: ({ form, record: kept, actor }) => ({
        votes: [...(kept.votes ?? []), { post: actor.post, stance: form.stance }],
      }),
      norms: ['A8'],
      entered: ['recorder'],
      weight: 'main',
      basis: [党组条例(23), 议事规则('表决')],
    },
    word: {
      may: '拟写决定文字',
      who: ['recorder'],
      when: [...ROOM],
      form: {
        text: decisionText,
        base: f.number('改的是第几稿', { min: 0, max: 998, help: '第一稿填0' }),
      },
      gates: [deliberating.itemInRoom, deliberating.wordingCurrent],
      writes: ({ form, record: kept, actor, at }) => ({
        wording: { version: form.base + 1, words: form.text, by: actor.person, at: clockAt(at) },
        wordingBefore: kept.wording?.words ?? null,
      }),
      norms: ['A8'],
      basis: [决策条例(30), 议事规则('会议记录')],
    },
    adopt: {
      may: '决定通过',
      who: ['presider', 'chair'],
      when: ['stated'],
      then: 'adopted',
      form: {
        outcome: passing,
        text: decisionText,
        tasks,
        noTasks: f.text('没有执行任务的理由', { max: 500, optional: true }),
        executor: f.unit('决策执行单位', { optional: true, help: '不填则为提出单位' }),
        reportOn: f.day('报告执行情况的日期', { optional: true }),
      },
      gates: [
        deliberating.decidedOnce,
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.quorate,
        deliberating.actorInRoom,
        deliberating.viewsIn,
        deliberating.countPasses,
        deliberating.passingReasoned,
        deliberating.tasksNamed,
      ],
      writes: (context) => {
        const { form, record: kept, today, fresh } = context
        const first = kept.urgentOn === undefined
        return {
          outcome: form.outcome,
          decisionText: form.text,
          decidedOn: today,
          ...(first
            ? { decision: fresh[0], tasks: (form.tasks ?? []).map((_, n) => ({ task: fresh[n + 1] ?? '' })) }
            : {}),
        }
      },
      // What was decided in an emergency has its decision and its tasks already; this ratifies them.
      opens: [
        {
          procedure: 'decision',
          acts: ['open'],
          each: (context) =>
            context.record.urgentOn === undefined
              ? [[decisionForm(context, context.form, context.form.tasks ?? [])]]
              : [],
        },
        {
          procedure: 'supervised-task',
          acts: ['setUp', 'assign'],
          each: (context) =>
            context.record.urgentOn === undefined
              ? taskForms(context, meetingOf(context)?.title ?? '会议', context.form.tasks ?? [])
              : [],
        },
      ],
      norms: ['A1', 'A8'],
      entered: ['recorder'],
      informs: ['applicant', 'recorder'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(30), 地方组织法(78), 党组条例(23)],
    },
    reject: {
      may: '决定不通过',
      who: ['presider', 'chair'],
      when: ['stated'],
      then: 'rejected',
      form: { text: decisionText },
      gates: [
        deliberating.decidedOnce,
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.quorate,
        deliberating.actorInRoom,
        deliberating.viewsIn,
        deliberating.countFails,
        deliberating.rejectingReasoned,
      ],
      writes: ({ form, today }) => ({
        outcome: 'rejected',
        decisionText: form.text,
        decidedOn: today,
      }),
      norms: ['A1', 'A8'],
      entered: ['recorder'],
      informs: ['applicant', 'recorder'],
      solemn: true,
      basis: [决策条例(30), 党组条例(23)],
    },
    putOff: {
      may: '暂缓、再次讨论',
      who: ['presider', 'chair'],
      when: ['stated'],
      then: 'banked',
      form: { outcome: puttingOff, text: decisionText },
      gates: [
        deliberating.decidedOnce,
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.actorInRoom,
        deliberating.viewsIn,
        deliberating.notVoting,
      ],
      writes: ({ form, today }) => ({
        outcome: form.outcome,
        decisionText: form.text,
        decidedOn: today,
        meetingOn: null,
        lateFor: null,
      }),
      voids: ['place', 'present', 'speak', 'readOut', 'chiefSpeak'],
      norms: ['A8'],
      entered: ['recorder'],
      informs: ['applicant'],
      basis: [决策条例(30), 议事规则('意见分歧较大的暂缓决定')],
    },
    sendBack: {
      may: '决定修改后再议',
      who: ['presider', 'chair'],
      when: ['stated'],
      then: 'preparing',
      form: { text: decisionText },
      gates: [
        deliberating.decidedOnce,
        deliberating.notRecused,
        deliberating.presides,
        deliberating.itemInRoom,
        deliberating.actorInRoom,
        deliberating.viewsIn,
        deliberating.notVoting,
      ],
      // The text goes back as the next draft: the review of the old one does not cover it.
      writes: ({ form, record: kept, today, actor }) => ({
        outcome: 'amended',
        decisionText: form.text,
        decidedOn: today,
        meetingOn: null,
        lateFor: null,
        version: (kept.version ?? 1) + 1,
        revisions: [
          ...(kept.revisions ?? []),
          {
            version: kept.version ?? 1,
            reason: `会议决定修改：${form.text}`.slice(0, 2000),
            on: today,
            by: actor.person,
          },
        ],
      }),
      voids: ['deliver', 'bank', 'place', 'present', 'speak', 'readOut', 'chiefSpeak'],
      norms: ['A8'],
      entered: ['recorder'],
      informs: ['applicant'],
      basis: [决策条例(30)],
    },
    takeOff: {
      may: '撤下议题',
      who: ['recorder', 'chair'],
      when: ['placed', ...ROOM],
      then: 'banked',
      form: { reason: words('理由', ['会议时间不足', '主要汇报人不能到会', '会议改期']) },
      writes: () => ({ meetingOn: null, lateFor: null }),
      voids: ['place', 'present', 'speak', 'readOut', 'chiefSpeak'],
      informs: ['applicant'],
      weight: 'side',
      basis: [议事规则('议程')],
    },
    decideUrgently: {
      may: '紧急处置',
      who: ['chair'],
      when: ['preparing', 'delivered', 'banked'],
      then: 'banked',
      form: {
        text: f.text('处置决定', { max: 2000, lines: true }),
        reason: words('来不及开会的理由'),
        tasks,
      },
      gates: [placing.urgentOnce],
      writes: ({ form, today, fresh }) => ({
        urgentText: form.text,
        urgentReason: form.reason,
        urgentOn: today,
        decision: fresh[0],
        tasks: (form.tasks ?? []).map((_, n) => ({ task: fresh[n + 1] ?? '' })),
      }),
      opens: [
        {
          procedure: 'decision',
          acts: ['open'],
          each: (context) => [
            [decisionForm(context, { outcome: 'urgent', text: context.form.text }, context.form.tasks ?? [])],
          ],
        },
        {
          procedure: 'supervised-task',
          acts: ['setUp', 'assign'],
          each: (context) =>
            taskForms(
              context,
              `紧急处置：${context.record.title ?? ''}`.slice(0, 200),
              context.form.tasks ?? [],
            ),
        },
      ],
      norms: ['A1'],
      informs: ['recorder', 'applicant', 'member'],
      solemn: true,
      weight: 'side',
      basis: [决策条例(3), 议事规则('紧急处置')],
    },
    supplement: {
      may: '补充说明',
      who: ['member', 'chair', 'recorder', 'applicant'],
      when: ['deliberating', 'stated', 'adopted', 'rejected'],
      form: { words: words('补充、更正') },
      writes: ({ form, record: kept, today, actor }) => ({
        supplements: [...(kept.supplements ?? []), { words: form.words, on: today, by: actor.person }],
      }),
      norms: ['A8'],
      weight: 'side',
      basis: [决策条例(30), 决策条例(33)],
    },
    callBack: {
      may: '随会议收回材料',
      who: ['recorder'],
      when: ['preparing', 'delivered', 'banked', 'adopted', 'rejected'],
      form: {},
      gates: [placing.papersCalledBack],
      writes: ({ today }) => ({ calledBack: today }),
      norms: ['C1'],
      weight: 'side',
      basis: [议事规则('会议材料')],
    },
    recordExecution: {
      may: '登记执行行为',
      who: ['applicant'],
      when: [...OPEN],
      form: execution,
      gates: [placing.resolvedFirst],
      writes: ({ form, record: kept }) => ({ executions: [...(kept.executions ?? []), form] }),
      norms: ['A1'],
      weight: 'side',
      basis: [政务处分法(30), 工作规则('三重一大集体决策')],
    },
    withdraw: {
      may: '撤回议题',
      who: ['applicantHead'],
      when: [...BEFORE],
      then: 'withdrawn',
      form: { ending: words('理由'), lawfulPath: pathAnswered },
      gates: [preparing.decidedStands, placing.notRatifying, noBasisAnswered('ending')],
      writes: ({ form }) => ({ ending: form.ending }),
      carries: endsWith,
      norms: ['A8', 'B7'],
      informs: ['recorder'],
      weight: 'side',
      basis: [议事规则('议题提出')],
    },
  },

  duties: {
    submit: {
      must: '完成议题材料',
      who: 'applicant',
      to: 'recorder',
      after: ['apply', 'returnByHead'],
      within: 'submitWithin',
      doneBy: ['submit'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['A1'],
      basis: [议事规则('议题提出')],
    },
    review: {
      must: '审核本单位议题',
      who: 'applicantHead',
      to: 'applicant',
      after: ['submit'],
      within: 'reviewWithin',
      doneBy: ['approve', 'returnByHead'],
      endedBy: ['withdraw'],
      ladder: short,
      norms: ['F1'],
      basis: [议事规则('议题提出'), 工作规则('部门各负其责')],
    },
    giveOpinion: {
      must: '答复议题意见',
      who: 'concernedHead',
      to: 'applicant',
      after: ['approve'],
      within: 'opineWithin',
      doneBy: ['giveOpinion'],
      dischargedOneByOne: { giveOpinion: 'unit' },
      shares: ({ concerned = [] }) => concerned.map((unit) => ({ subject: unit, unit })),
      endedBy: ['settle', 'withdraw'],
      ladder: short,
      norms: ['A8'],
      basis: [决策条例(13)],
    },
    coordinate: {
      must: '完成部门协商',
      who: 'applicant',
      to: 'recorder',
      after: ['approve'],
      within: 'coordinateWithin',
      doneBy: ['settle'],
      endedBy: ['withdraw'],
      ladder: standard,
      norms: ['A8'],
      basis: [决策条例(13), 议事规则('会前协调')],
    },
    engageAdviser: {
      must: '请法律顾问介入',
      who: 'applicant',
      to: 'recorder',
      after: ['submit'],
      provided: ({ class: weight, kind: of, adviser }) =>
        weight === 'major' && of !== 'personnel' && adviser === undefined,
      within: 'adviseWithin',
      doneBy: ['engageAdviser'],
      endedBy: ['settle', 'reclassify', 'returnByHead', 'withdraw'],
      ladder: short,
      norms: ['B2'],
      basis: [决策条例(27), 工作规则('法律顾问全程参与')],
    },
    startResearch: {
      must: '启动调研',
      who: 'applicant',
      to: 'recorder',
      after: ['approve'],
      provided: (kept) => wants(kept).research && kept.research === undefined,
      within: 'startWithin',
      doneBy: ['startResearch'],
      endedBy: ['deliver', 'decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(12), 工作规则('决策前调研')],
    },
    startParticipation: {
      must: '启动公众参与',
      who: 'applicant',
      to: 'recorder',
      after: ['settle'],
      provided: (kept) => wants(kept).participation && kept.participation === undefined,
      within: 'startWithin',
      doneBy: ['startParticipation'],
      endedBy: ['deliver', 'decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(14)],
    },
    startExpertise: {
      must: '启动专家论证',
      who: 'applicant',
      to: 'recorder',
      after: ['settle'],
      provided: (kept) => wants(kept).expertise && kept.expertise === undefined,
      within: 'startWithin',
      doneBy: ['startExpertise'],
      endedBy: ['deliver', 'decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(19)],
    },
    startRisk: {
      must: '启动风险评估',
      who: 'applicant',
      to: 'recorder',
      after: ['settle'],
      provided: (kept) => wants(kept).riskAssessment && kept.riskAssessment === undefined,
      within: 'startWithin',
      doneBy: ['startRisk'],
      endedBy: ['deliver', 'decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(22)],
    },
    startFairness: {
      must: '启动公平竞争审查',
      who: 'applicant',
      to: 'recorder',
      after: ['settle'],
      provided: (kept) => wants(kept).fairnessReview && kept.fairnessReview === undefined,
      within: 'startWithin',
      doneBy: ['startFairness'],
      endedBy: ['deliver', 'decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['B2'],
      basis: [公平竞争审查条例(14)],
    },
    prepare: {
      must: '完成会前程序并报送入库',
      who: 'applicant',
      to: 'recorder',
      after: ['settle', 'returnToUnit', 'sendBack'],
      within: 'prepareWithin',
      doneBy: ['deliver'],
      endedBy: ['decideUrgently', 'withdraw'],
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(29), 议事规则('议题提交')],
    },
    bank: {
      must: '审核议题材料并入库',
      who: 'recorder',
      to: 'applicant',
      after: ['deliver'],
      within: 'bankWithin',
      doneBy: ['bank', 'returnToUnit'],
      endedBy: ['decideUrgently', 'withdraw'],
      ladder: short,
      norms: ['A2'],
      basis: [议事规则('议题库')],
    },
    place: {
      must: '把成熟议题列入下次会议',
      who: 'recorder',
      to: 'applicant',
      after: ['bank', 'putOff', 'takeOff', 'decideUrgently'],
      within: 'placeWithin',
      doneBy: ['place'],
      endedBy: ['returnToUnit', 'withdraw'],
      main: true,
      ladder: standard,
      norms: ['A2', 'C4'],
      basis: [议事规则('议程'), 工作规则('问题及时上报')],
    },
    present: {
      must: '到会汇报',
      who: 'applicant',
      to: 'chair',
      after: ['place'],
      within: 'byMeeting',
      doneBy: ['present'],
      endedBy: ['takeOff'],
      ladder: short,
      norms: ['A3'],
      basis: [决策条例(30), 议事规则('逐项审议')],
    },
    speak: {
      must: '发表意见',
      who: 'member',
      to: 'chair',
      after: ['present'],
      within: 'byMeeting',
      doneBy: ['speak', 'recuse', 'readOut', 'chiefSpeak'],
      dischargedOneByOne: { speak: 'post', recuse: 'post', chiefSpeak: 'post' },
      shares: ({ present = [] }) => present.map((post) => ({ subject: post, post })),
      endedBy: [...DECIDES, 'takeOff'],
      ladder: short,
      norms: ['A3'],
      basis: [决策条例(30), 议事规则('逐一发表意见')],
    },
    vote: {
      must: '表决',
      who: 'member',
      to: 'chair',
      after: ['chiefSpeak'],
      provided: ({ mode }) => mode === 'ballot',
      within: 'byMeeting',
      doneBy: ['vote'],
      dischargedOneByOne: { vote: 'post' },
      shares: (kept) =>
        [...new Set([...(kept.present ?? []), presiding(kept) ?? ''])].flatMap((post) =>
          post === '' ? [] : [{ subject: post, post }],
        ),
      endedBy: [...DECIDES, 'speak', 'takeChair', 'takeOff'],
      ladder: short,
      norms: ['A8'],
      basis: [党组条例(23), 议事规则('表决')],
    },
    decide: {
      must: '组织审议并作出决定',
      who: 'presider',
      to: 'applicant',
      after: ['present'],
      within: 'byMeeting',
      doneBy: [...DECIDES],
      endedBy: ['takeOff'],
      ladder: short,
      norms: ['F1', 'A4'],
      basis: [决策条例(30), 地方组织法(78)],
    },
  },

  watches: {
    against: {
      title: '与多数意见不一致的决定／决定次数',
      norm: 'A4',
      counts: ['topic.explain'],
      outOf: ['topic.adopt', 'topic.reject'],
      basis: [决策条例(30)],
    },
    late: {
      title: '临时议题／列入会议的议题',
      norm: 'A1',
      counts: ['topic.consentLate'],
      outOf: ['topic.place'],
      basis: [议事规则('临时议题')],
    },
    joined: {
      title: '合并计算金额的议题／提出的议题',
      norm: 'A1',
      counts: ['topic.joinSums'],
      outOf: ['topic.apply'],
      basis: [政务处分法(30)],
    },
    outOfTurn: {
      title: '不按次序先发言／发表的意见',
      norm: 'A3',
      counts: ['topic.callUp'],
      outOf: ['topic.speak'],
      basis: [议事规则('逐一发表意见')],
    },
    urgent: {
      title: '会外紧急处置／提出的议题',
      norm: 'A1',
      counts: ['topic.decideUrgently'],
      outOf: ['topic.apply'],
      basis: [议事规则('紧急处置')],
    },
  },
  papers,
  ledger,
  flags: {
    against: { title: '与多数意见不一致', acts: ['explain'] },
    lowered: { title: '降低重要程度', while: ({ lowered }) => lowered !== undefined },
    late: { title: '临时议题', acts: ['consentLate'] },
    urgent: { title: '紧急处置', acts: ['decideUrgently'] },
    joined: { title: '合并计算', acts: ['joinSums'] },
    putOff: { title: '暂缓过', acts: ['putOff'] },
    sentBack: { title: '修改后再议', acts: ['sendBack'] },
  },
  mandatory: {
    adopted: ['submit', 'approve', 'settle', 'place', 'present', ['speak', 'readOut'], 'chiefSpeak'],
    rejected: ['submit', 'approve', 'settle', 'place', 'present', ['speak', 'readOut'], 'chiefSpeak'],
  },
  steps,
  advised: { one: 'advisedBy', on: 'adviserOn', advice: 'advice' },
  deliberation: {
    of: deliberationOf,
    keys: {
      report: 'present',
      view: 'speak',
      chief: 'chiefSpeak',
      vote: 'vote',
      wording: 'word',
      pass: 'adopt',
    },
  },
})
