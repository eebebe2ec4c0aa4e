// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { until, workdays } from '#kernel/terms.ts'
import { addDays } from '#kernel/time.ts'
import { procedure } from '#kernel/vocabulary.ts'
import { note, words } from '../form-words.ts'
import { short, standard } from '../ladder.ts'
import { 决策条例 } from '../laws.ts'
import { stopping } from '../preparation/ending.ts'
import { fromParent, openedWith } from '../preparation/opening.ts'
import { roles } from '../preparation/roles.ts'
import * as asking from './gates/asking.ts'
import { coverage } from './coverage.ts'
import { ledger } from './ledger.ts'
import { papers } from './papers.ts'
import { answer, participant, record, said } from './record.ts'
import { setting, settings } from './settings.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const received = f.rows('收到的意见', said, { most: 100 })
const answers = f.rows('采纳情况', answer, { most: 300 })
const participants = f.rows('听证参加人', participant, { most: 60 })

/** 公众参与: the draft is out for everybody to see, each opinion is kept and answered, a hearing where it is due or wanted. */
export const publicParticipation = procedure({
  id: 'public-participation',
  title: '公众参与',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(14), 决策条例(15)],
  record,
  titled: 'title',
  searched: ['number', 'title', 'summary'],
  answerable: 'unit',
  numbered: '公',
  register: '公众参与台账',

  roles,
  openTo: ['discipline'],

  states: {
    preparing: { title: '待公告', group: '待办' },
    collecting: { title: '征求意见中', group: '在办' },
    summed: { title: '采纳情况待审定', group: '待办' },
    closed: { title: '已审定', group: '办结', final: true },
    stopped: { title: '已终止', group: '办结', final: true },
  },

  terms: {
    publishWithin: workdays(5, '本区参数'),
    bySumUp: until('sumUpBy'),
    byHearing: until('hearingOn'),
    reviewWithin: workdays(3, '本区参数'),
  },
  settings,

  powers: {
    open: {
      may: '启动公众参与',
      // The matter it belongs to opens it; nobody else can, for that matter names how the public was asked.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'preparing',
      form: {
        ...openedWith,
        hearing: f.text('依法应当听证的依据', { max: 500, optional: true }),
      },
      gates: [asking.participationFromParent],
      writes: (context) => ({ ...fromParent(context), hearingDue: context.form.hearing }),
      norms: ['G1'],
      basis: [决策条例(14)],
    },
    publish: {
      may: '公布草案、征求意见',
      who: ['applicant'],
      when: ['preparing'],
      then: 'collecting',
      form: {
        from: f.day('开始日期'),
        until: f.day('截止日期'),
        where: f.text('公布渠道', { max: 500, phrases: ['区政府网站、政务新媒体、公告栏'] }),
        how: f.text('提意见的方式', { max: 500, phrases: ['网上留言、来信、来电'] }),
        short: f.text('期限短的理由', {
          max: 500,
          optional: true,
          help: '少于30日才填，并在公告中说明',
        }),
        notice: f.files('公告、草案和说明', { optional: true }),
      },
      gates: [asking.noticeAhead, asking.participationLong],
      writes: ({ form, parameters }) => ({
        from: form.from,
        until: form.until,
        where: form.where,
        how: form.how,
        short: form.short ?? null,
        notice: form.notice,
        sumUpBy: addDays(form.until, setting('sumUpDays', { parameters })),
      }),
      norms: ['G1'],
      informs: ['recorder', 'legal'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(14), 决策条例(15)],
    },
    receive: {
      may: '登记意见',
      who: ['applicant'],
      when: ['collecting'],
      form: { opinions: received },
      gates: [asking.opinionsNamed],
      writes: ({ form, record: kept, today }) => {
        const before = kept.opinions ?? []
        const added = form.opinions.map((one, n) => ({ no: before.length + n + 1, on: today, ...one }))
        return { opinions: [...before, ...added] }
      },
      norms: ['G1'],
      basis: [决策条例(14), 决策条例(18)],
    },
    extend: {
      may: '延长征求意见期限',
      who: ['applicant'],
      when: ['collecting'],
      form: { until: f.day('新的截止日期'), reason: words('理由') },
      gates: [asking.extendedOn],
      writes: ({ form, parameters }) => ({
        until: form.until,
        extended: form.reason,
        sumUpBy: addDays(form.until, setting('sumUpDays', { parameters })),
      }),
      norms: ['G1'],
      weight: 'side',
      basis: [决策条例(15)],
    },
    callHearing: {
      may: '公布听证会',
      who: ['applicant'],
      when: ['collecting'],
      form: {
        on: f.day('听证会日期'),
        at: f.text('地点', { max: 200 }),
        rule: f.text('听证参加人的遴选办法', { max: 500 }),
      },
      gates: [asking.hearingAhead],
      writes: ({ form }) => ({
        hearingOn: form.on,
        hearingAt: form.at,
        hearingRule: form.rule,
        participants: null,
        servedOn: null,
        hearingHeld: null,
        hearingRecord: null,
        hearingDropped: null,
      }),
      norms: ['G1'],
      informs: ['recorder', 'legal'],
      basis: [决策条例(16), 决策条例(17)],
    },
    servePapers: {
      may: '送达听证材料',
      who: ['applicant'],
      when: ['collecting'],
      form: { participants },
      gates: [asking.papersInTime, asking.participantsNamed],
      writes: ({ form, today }) => ({ participants: form.participants, servedOn: today }),
      norms: ['G1'],
      basis: [决策条例(16), 决策条例(17)],
    },
    dropHearing: {
      may: '取消听证会',
      who: ['applicantHead'],
      when: ['collecting'],
      form: { reason: words('理由') },
      gates: [asking.hearingFree],
      writes: ({ form }) => ({ hearingOn: null, servedOn: null, hearingDropped: form.reason }),
      norms: ['G1'],
      informs: ['recorder', 'legal'],
      weight: 'side',
      basis: [决策条例(16)],
    },
    holdHearing: {
      may: '登记听证记录',
      who: ['applicant'],
      when: ['collecting'],
      form: {
        words: f.text('各方陈述和质证', { max: 4000, lines: true }),
        record: f.files('签名的听证记录', { optional: true }),
      },
      gates: [asking.hearingReady],
      writes: ({ form }) => ({ hearingHeld: form.words, hearingRecord: form.record }),
      norms: ['G1'],
      basis: [决策条例(17)],
    },
    answer: {
      may: '说明采纳情况',
      who: ['applicant'],
      when: ['collecting'],
      form: { answers },
      gates: [asking.opinionsKnown, asking.adoptionReasoned],
      writes: ({ form, record: kept }) => ({
        opinions: (kept.opinions ?? []).map((one) => {
          const said = form.answers.findLast(({ no }) => no === one.no)
          if (said === undefined) return one
          const { reason: _before, ...rest } = one
          return { ...rest, taken: said.taken, ...(said.reason ? { reason: said.reason } : {}) }
        }),
      }),
      norms: ['G1'],
      basis: [决策条例(18)],
    },
    sumUp: {
      may: '归纳意见',
      who: ['applicant'],
      when: ['collecting'],
      then: 'summed',
      form: { summary: f.text('意见归纳和采纳情况说明', { max: 4000, lines: true }) },
      gates: [asking.participationOver, asking.hearingSettled, asking.opinionsAnswered],
      writes: ({ form }) => ({ summary: form.summary, returned: null }),
      norms: ['G1'],
      weight: 'main',
      basis: [决策条例(18)],
    },
    sendBack: {
      may: '退回补充',
      who: ['applicantHead'],
      when: ['summed'],
      then: 'collecting',
      form: { reason: words('要补什么', ['不采纳的理由不充分', '漏登意见']) },
      // What is left to do has days of its own, where those for summing up are over.
      writes: ({ form, record: kept, today, parameters }) => {
        const again = addDays(today, setting('againDays', { parameters }))
        return { returned: form.reason, sumUpBy: again > (kept.sumUpBy ?? '') ? again : kept.sumUpBy }
      },
      voids: ['sumUp'],
      informs: ['applicant'],
      basis: [决策条例(18)],
    },
    close: {
      may: '审定采纳情况',
      who: ['applicantHead'],
      when: ['summed'],
      then: 'closed',
      form: { words: note('意见') },
      writes: ({ today }) => ({ closedOn: today }),
      norms: ['G1'],
      informs: ['applicant'],
      weight: 'main',
      basis: [决策条例(18)],
    },
    stop: stopping(['preparing', 'collecting', 'summed'], {
      gates: [asking.publicStands],
      basis: [决策条例(14)],
    }),
  },

  duties: {
    publish: {
      must: '公布草案、征求意见',
      who: 'applicant',
      to: 'recorder',
      after: ['open'],
      within: 'publishWithin',
      doneBy: ['publish'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(15)],
    },
    sumUp: {
      must: '期满后归纳公众意见、逐条说明采纳情况',
      who: 'applicant',
      to: 'recorder',
      after: ['publish', 'sendBack'],
      within: 'bySumUp',
      doneBy: ['sumUp'],
      endedBy: ['stop'],
      main: true,
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(18)],
    },
    holdHearing: {
      must: '举行听证会',
      who: 'applicant',
      to: 'recorder',
      after: ['callHearing'],
      within: 'byHearing',
      doneBy: ['holdHearing'],
      endedBy: ['dropHearing', 'callHearing', 'sumUp', 'stop'],
      ladder: standard,
      norms: ['G1'],
      basis: [决策条例(16), 决策条例(17)],
    },
    review: {
      must: '审定公众意见采纳情况',
      who: 'applicantHead',
      to: 'applicant',
      after: ['sumUp'],
      within: 'reviewWithin',
      doneBy: ['close', 'sendBack'],
      endedBy: ['stop'],
      ladder: short,
      norms: ['G1'],
      basis: [决策条例(18)],
    },
  },

  watches: {},
  papers,
  ledger,
  flags: {
    short: { title: '期限少于30日', while: ({ short: reason }) => reason !== undefined },
    hearing: { title: '举行听证', acts: ['holdHearing'] },
  },
  mandatory: { closed: ['open', 'publish', 'sumUp', 'close'] },
  coverage,
})
