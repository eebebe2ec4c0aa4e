// Long on purpose: a procedure reads from top to bottom like its regulation; split, it could not be checked as one type.
import * as f from '#kernel/fields.ts'
import { until, workdays } from '#kernel/terms.ts'
import { clockAt } from '#kernel/time.ts'
import { type ActContext, postIn, procedure, staff, unitsWith } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { short } from '../ladder.ts'
import { 党组条例, 决策条例, 议事规则 } from '../laws.ts'
import * as gathering from './gates/gathering.ts'
import { hashOfKeepers, hashOfList } from './hash.ts'
import { ledger } from './ledger.ts'
import { halvesNote } from './notes.ts'
import { papers } from './papers.ts'
import { type Listed, type RoundRecord, canary, levels, opened, record } from './record.ts'

// Fields with options or rows stand outside the forms so that their literal types survive inference.
const level = f.choice('密级', levels)
const given = f.group('演练件', canary, { optional: true, given: 'canary', unshown: true })
const openedRows = f.rows('打开的意见', opened, { most: 120, optional: true, given: 'opened' })

const hashed = (rows: RoundRecord['trustees'] = []): string => hashOfKeepers(rows)

/** Those to whom halves go: who has shown that his key works, or the server for both sides. */
const keepersOf = ({ record: kept, form }: Pick<ActContext<RoundRecord>, 'record' | 'form'>) =>
  kept.level === 'standard'
    ? (['insp', 'proc'] as const).map((side) => ({
        slot: `server-${side}`,
        side,
        key: String(form['server'] ?? ''),
      }))
    : (kept.trustees ?? []).filter(({ readyOn }) => readyOn !== undefined)

/** What the round is closed with: one line for each sealed envelope, in the order in which the members rank. */
function listed({ record: kept, matters }: ActContext<RoundRecord>): Listed[] {
  return (kept.sheets ?? []).flatMap(({ post, sheet }) => {
    const facts = matters[sheet]
    if (facts?.state !== 'sealed') return []
    const { person, version, commit, envelope } = facts.record
    return [{ post, person, version, commit, envelope }]
  })
}

/** 书面意见征集: one round of sealed opinions on one item of one meeting, opened all at once or not at all. */
export const opinions = procedure({
  id: 'opinions',
  title: '书面意见征集',
  version: 1,
  from: '2024-01-01',
  basis: [决策条例(30), 党组条例(27), 议事规则('密封书面意见')],
  record,
  titled: 'title',
  searched: ['number', 'title'],
  answerable: 'recorder',
  numbered: '征',
  register: '书面意见征集簿',

  roles: {
    office: { title: '政府办', seat: unitsWith('coordination') },
    recorder: { title: '议事机构办公室', seat: staff('recorder') },
    keeper: { title: '保管单位', seat: staff('keepers') },
    member: { title: '应提出意见的成员', seat: postIn('expected') },
    chair: { title: '主要领导', seat: postIn('chair') },
    discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
  },
  openTo: ['discipline'],

  states: {
    preparing: { title: '准备', group: '拟办' },
    collecting: { title: '征集中', group: '在办' },
    closed: { title: '已截止待开启', group: '在办' },
    opening: { title: '正在开启', group: '在办' },
    revealed: { title: '已公开', group: '办结', final: true },
    void: { title: '已作废', group: '办结', final: true },
  },

  terms: {
    prepareWithin: workdays(2, '本区参数'),
    byUntil: until('until'),
    byMeeting: until('meetingOn'),
  },

  powers: {
    open: {
      may: '设立书面意见征集',
      // The item opens it; nobody else can, for the item names its round.
      who: ['office'],
      when: 'nothing',
      withParent: true,
      then: 'preparing',
      form: {
        topic: f.matter('议题事项'),
        title: f.text('议题', { max: 200 }),
        meeting: f.matter('会议'),
        meetingOn: f.day('会议日期'),
        level,
        chair: f.post('主要领导'),
        recorder: f.unit('办公室'),
        expected: f.posts('应提出意见的成员'),
        until: f.day('截止日期'),
      },
      gates: [gathering.openedForItem],
      writes: ({ form, directory }) => ({
        ...form,
        keepers: [
          ...new Set([
            ...directory.withFunction('discipline'),
            form.recorder,
            ...directory.withFunction('archives'),
          ]),
        ],
      }),
      norms: ['A3'],
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    enrol: {
      may: '登记公钥',
      who: ['keeper'],
      when: ['preparing'],
      form: {
        key: f.text('公钥', { max: 200, help: '在本机浏览器里生成，私钥文件自己保管', unshown: true }),
        canary: given,
      },
      gates: [gathering.strictOnly, gathering.keyMade],
      writes: (context) => {
        const { form, record: kept, actor } = context
        return {
          trustees: [
            ...(kept.trustees ?? []).filter(({ slot }) => slot !== actor.post),
            {
              slot: actor.post,
              side: gathering.sideOf(context),
              key: form.key,
              unit: actor.unit,
              person: actor.person,
              ...(form.canary ? { canary: form.canary } : {}),
            },
          ],
        }
      },
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    ready: {
      may: '完成演练',
      who: ['keeper'],
      when: ['preparing'],
      form: { opened: f.text('打开演练件得到的内容', { max: 200, unshown: true }) },
      gates: [gathering.canaryOpened],
      writes: ({ record: kept, actor, today }) => ({
        trustees: (kept.trustees ?? []).map((one) =>
          one.slot === actor.post ? { ...one, readyOn: today } : one,
        ),
      }),
      norms: ['A3'],
      informs: ['recorder'],
      basis: [议事规则('密封书面意见')],
    },
    begin: {
      may: '开始征集',
      who: ['recorder'],
      when: ['preparing'],
      then: 'collecting',
      form: { server: f.text('服务器公钥', { max: 200, optional: true, given: 'serverKey', unshown: true }) },
      gates: [gathering.keepersReady, gathering.serverKeyThere],
      writes: (context) => {
        const { record: kept, fresh, today } = context
        const trustees = keepersOf(context)
        const { expected = [] } = kept
        return {
          trustees,
          trusteesHash: hashed(trustees),
          expectedHash: hashOfList(expected),
          begunOn: today,
          sheets: expected.map((post, n) => ({ post, sheet: fresh[n] ?? '' })),
        }
      },
      opens: {
        procedure: 'opinion',
        acts: ['issue'],
        each: (context) => {
          const { expected = [], title, meeting, topic, until: last, recorder } = context.record
          const trustees = keepersOf(context)
          return expected.map((post) => [
            {
              round: context.matterId,
              title,
              meeting,
              topic,
              post,
              recorder,
              until: last,
              expected: hashOfList(expected),
              trustees: hashed(trustees),
              keys: trustees.map(({ slot, side, key }) => ({ slot, side, key })),
            },
          ])
        },
      },
      norms: ['A3'],
      informs: ['discipline'],
      weight: 'main',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    follow: {
      may: '随会议改期',
      who: ['recorder'],
      when: ['preparing', 'collecting', 'closed', 'opening'],
      form: {},
      gates: [gathering.meetingMoved],
      writes: (context) => ({
        meetingOn: gathering.dayOf(context),
        // What is closed stays closed: the list it was closed with is the list that is opened.
        ...(context.state === 'preparing' || context.state === 'collecting'
          ? { until: gathering.eveOf(context) }
          : {}),
      }),
      carries: [
        {
          procedure: 'opinion',
          act: 'follow',
          each: (context) =>
            context.state === 'collecting'
              ? (context.record.sheets ?? []).map(({ sheet }) => ({ matter: sheet, form: {} }))
              : [],
        },
      ],
      norms: ['A3'],
      informs: ['discipline', 'keeper'],
      weight: 'side',
      basis: [议事规则('召集'), 议事规则('密封书面意见')],
    },
    absence: {
      may: '登记缺席',
      who: ['recorder'],
      when: ['collecting'],
      form: { post: f.post('成员'), reason: f.text('理由', { max: 500, phrases: ['公务出差', '因病请假'] }) },
      gates: [gathering.absenceNew],
      writes: ({ form, record: kept, actor }) => ({
        absences: [...(kept.absences ?? []), { ...form, by: actor.person }],
      }),
      norms: ['A3'],
      informs: ['discipline'],
      weight: 'side',
      basis: [党组条例(27), 议事规则('密封书面意见')],
    },
    cosign: {
      may: '会签缺席',
      who: ['discipline'],
      when: ['collecting'],
      form: { post: f.post('成员') },
      gates: [gathering.absenceWaits],
      writes: ({ form, record: kept, actor }) => ({
        absences: (kept.absences ?? []).map((one) =>
          one.post === form.post ? { ...one, cosigned: actor.person } : one,
        ),
      }),
      norms: ['A3'],
      informs: ['recorder'],
      basis: [党组条例(27), 议事规则('密封书面意见')],
    },
    close: {
      may: '截止封存',
      who: ['recorder'],
      when: ['collecting'],
      then: 'closed',
      form: {},
      // By the service once everybody is in or excused; by the office when the time is over.
      byItself: true,
      gates: [gathering.allIn],
      writes: (context) => ({
        closedOn: context.today,
        listed: listed(context),
        voidReason: null,
        voidUnit: null,
      }),
      norms: ['A3'],
      informs: ['discipline', 'keeper'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    release: {
      may: '交出半密钥',
      who: ['keeper'],
      when: ['closed', 'opening'],
      then: 'opening',
      form: {
        halves: f.text('半密钥', { max: 60_000, apart: 'halves', help: '在保管人页面用私钥文件取出' }),
        verified: f.text('核验过的检查点', { max: 500, lines: true, optional: true }),
      },
      gates: [gathering.sideHeld, gathering.halvesFit],
      writes: (context) => {
        const { form, record: kept, actor, today } = context
        return {
          released: [
            ...(kept.released ?? []),
            {
              slot: actor.post,
              side: gathering.sideOf(context),
              person: actor.person,
              on: today,
              halves: halvesNote(form.halves)?.halves ?? '',
              ...(form.verified ? { verified: form.verified } : {}),
            },
          ],
        }
      },
      norms: ['A3'],
      informs: ['recorder'],
      solemn: true,
      basis: [议事规则('密封书面意见')],
    },
    reveal: {
      may: '公开书面意见',
      who: ['recorder', 'discipline'],
      when: ['closed', 'opening'],
      then: 'revealed',
      form: { views: openedRows },
      // Nobody can hold it back, nor look before the others: a second after both sides have handed over, all is open.
      byItself: true,
      gates: [gathering.bothReleased, gathering.allOpened],
      writes: ({ form, at }) => ({ views: form.views ?? [], revealedAt: clockAt(at) }),
      norms: ['A3', 'A4'],
      informs: ['member', 'chair', 'recorder', 'discipline'],
      solemn: true,
      weight: 'main',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    supplement: {
      may: '补充意见',
      who: ['member'],
      when: ['revealed'],
      form: { words: f.text('补充', { max: 4000, lines: true }) },
      writes: ({ form, record: kept, actor, today }) => ({
        supplements: [
          ...(kept.supplements ?? []),
          { post: actor.post, person: actor.person, words: form.words, on: today },
        ],
      }),
      norms: ['A3'],
      informs: ['recorder', 'chair'],
      weight: 'side',
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
    proposeVoid: {
      may: '提议作废',
      who: ['recorder', 'discipline'],
      when: ['preparing', 'collecting', 'closed', 'opening'],
      form: { reason: words('理由', ['议题撤下', '会议取消', '保管人的密钥丢失']) },
      gates: [gathering.notProposed, gathering.notOpenable],
      writes: ({ form, actor }) => ({ voidReason: form.reason, voidUnit: actor.unit }),
      norms: ['A3'],
      informs: ['recorder', 'discipline'],
      weight: 'side',
      basis: [议事规则('密封书面意见')],
    },
    agreeVoid: {
      may: '同意作废',
      who: ['recorder', 'discipline'],
      when: ['preparing', 'collecting', 'closed', 'opening'],
      then: 'void',
      form: { words: words('意见', ['同意作废']) },
      gates: [gathering.otherSide, gathering.notOpenable],
      writes: ({ form }) => ({ ending: form.words }),
      norms: ['A3'],
      informs: ['recorder', 'discipline', 'member'],
      solemn: true,
      weight: 'side',
      basis: [议事规则('密封书面意见')],
    },
  },

  duties: {
    keep: {
      must: '登记公钥并完成演练',
      who: 'keeper',
      to: 'recorder',
      after: ['open'],
      provided: ({ level: how }) => how === 'strict',
      shares: ({ keepers = [] }) => keepers.map((unit) => ({ subject: unit, unit })),
      within: 'prepareWithin',
      doneBy: ['ready'],
      dischargedOneByOne: { ready: 'unit' },
      endedBy: ['begin', 'agreeVoid'],
      ladder: short,
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    begin: {
      must: '开始征集书面意见',
      who: 'recorder',
      to: 'discipline',
      after: ['open'],
      within: 'prepareWithin',
      doneBy: ['begin'],
      endedBy: ['agreeVoid'],
      ladder: short,
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    close: {
      must: '按时截止封存',
      who: 'recorder',
      to: 'discipline',
      after: ['begin'],
      within: 'byMeeting',
      doneBy: ['close'],
      endedBy: ['agreeVoid'],
      main: true,
      ladder: short,
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    release: {
      must: '交出半密钥',
      who: 'keeper',
      to: 'recorder',
      after: ['close'],
      provided: ({ level: how }) => how === 'strict',
      shares: ({ keepers = [] }) => keepers.map((unit) => ({ subject: unit, unit })),
      within: 'byMeeting',
      doneBy: ['release'],
      dischargedOneByOne: { release: 'unit' },
      endedBy: ['reveal', 'agreeVoid'],
      ladder: short,
      norms: ['A3'],
      basis: [议事规则('密封书面意见')],
    },
    reveal: {
      must: '公开书面意见',
      who: 'recorder',
      to: 'chair',
      after: ['close'],
      within: 'byMeeting',
      doneBy: ['reveal'],
      endedBy: ['agreeVoid'],
      ladder: short,
      norms: ['A3'],
      basis: [决策条例(30), 议事规则('密封书面意见')],
    },
  },

  watches: {
    void: {
      title: '作废的征集／开始的征集',
      norm: 'A3',
      counts: ['opinions.agreeVoid'],
      outOf: ['opinions.begin'],
      basis: [议事规则('密封书面意见')],
    },
  },
  papers,
  ledger,
  unsealing: {
    acts: { enrol: 'enrol', ready: 'ready', close: 'close', release: 'release' },
    expected: 'expected',
    until: 'until',
    sheets: 'sheets',
    sealed: 'sealed',
    listed: 'listed',
    trustees: 'trustees',
    released: 'released',
    views: 'views',
    open: ['closed', 'opening'],
    level: 'level',
  },
  mandatory: { revealed: ['open', 'begin', 'close', 'reveal'] },
})
