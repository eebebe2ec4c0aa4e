import type { Matter } from '#kernel/matter.ts'
import { type Day, type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Outcome, Script } from '../papers/course.ts'
import { type Case, casesOf, compensated, confirmed, leftOut, signs } from './household.ts'
import type { Taking } from './projects.ts'

const RISK = 'risk-assessment'
const ASSESSOR = 'u-political-legal'
const HEARD = ['u-petition', 'u-police']

class Project {
  readonly course: Course
  readonly taking: Taking
  readonly unit: string
  at: Instant

  constructor(course: Course, taking: Taking, unit: string, at: Instant) {
    this.course = course
    this.taking = taking
    this.unit = unit
    this.at = at
  }

  /** An act by the department that takes, by the chief, or by somebody of a unit; some working days after the last one, or on a day. */
  *does(
    act: string,
    by: string,
    form: (today: Day, record: AnyRecord) => AnyRecord = () => ({}),
    when: readonly [number, number] | Day = [1, 3],
  ): Script<Outcome> {
    const { course } = this
    const unit = by === 'department' ? this.unit : by
    const outcome = yield* course.attempt(
      typeof when === 'string' ? course.on(when, this.at) : course.later(this.at, when),
      {
        act,
        by: by === 'chief' ? course.headOf('u-leaders', act) : course.clerkOf(unit),
        form: ({ today }) => form(today, course.record),
      },
    )
    this.at = outcome.at
    return outcome
  }

  /** Each household is looked at and its owner confirms what was found. */
  survey(opened: readonly Matter[], from: Instant): readonly Case[] {
    const cases = casesOf(this.course, this.taking.households, opened)
    for (const one of cases) this.course.beside(surveyed(one, from))
    return cases
  }
}

function* surveyed(one: Case, from: Instant): Script {
  const at = yield* confirmed(one, from)
  if (one.told.fate === 'leftOut') yield* leftOut(one, at)
}

/** 社会稳定风险评估: the assessor's points, the departments' views, the head's word. */
function* assessed(parent: Course, matter: Matter, from: Instant): Script {
  const course = parent.opened(RISK, matter)
  const step = function* (
    act: string,
    unit: string,
    isHead: boolean,
    form: AnyRecord,
    at: Instant,
  ): Script<Instant> {
    const by = isHead ? course.headOf(unit, act) : course.clerkOf(unit)
    return (yield* course.attempt(course.later(at, [0, 1]), { act, by, form: () => form })).at
  }
  let at = yield* step(
    'identify',
    ASSESSOR,
    false,
    {
      kind: 'stability',
      point: '对补偿标准有异议，集体上访',
      likelihood: 'medium',
      impact: 'medium',
      measure: '政策上墙、逐户解释，一把尺子量到底',
      plan: '设接访点，街道、征收部门当日答复',
    },
    from,
  )
  for (const unit of HEARD)
    at = yield* step('giveView', unit, true, { words: '落实解释和接访后风险可控' }, at)
  at = yield* step('report', ASSESSOR, false, { level: 'medium', conclusion: '措施落实后风险可控' }, at)
  yield* step('close', ASSESSOR, true, {}, at)
}

const begunWith = (taking: Taking) => (): AnyRecord => ({ title: taking.title, ...taking.form })
const rowsOf = ({ households }: Taking): readonly AnyRecord[] =>
  households.map(({ owner, address, area, unregistered }) => ({
    owner,
    address,
    area,
    use: '住宅',
    certificate: `云不动产权${address}`,
    ...(unregistered === undefined ? {} : { unregistered }),
  }))

const NOTICE = { where: '区政府网站、征收范围内公告栏' }
const risk = { assessor: ASSESSOR, departments: HEARD }
const day = (record: AnyRecord, field: string, today: Day): Day => String(record[field] ?? today)

/** 国有土地上房屋征收, as far as the project comes in the year. */
export function* takesHouses(course: Course, taking: Taking, from: Instant): Script {
  const own = new Project(course, taking, 'u-expropriation', from)
  const cases = yield* housesSurveyed(own)
  yield* own.does('draftPlan', 'department', () => ({
    plan: '按市场评估价格补偿，奖励期内签约给予搬迁奖励',
    money: true,
    exchange: true,
    backHome: true,
    signDays: 16,
  }))
  yield* own.does('publishPlan', 'u-office', (today) => ({ ...NOTICE, until: addDays(today, 30) }), [0, 1])
  yield* own.does('argue', 'u-office', () => ({
    by: ['u-finance', 'u-planning'],
    words: '方案可行，资金有保障',
  }))
  yield* own.does('publishPlan', 'u-office', (today) => ({ ...NOTICE, until: addDays(today, 20) }), [0, 1])
  yield* own.does('publishPlan', 'u-office', (today) => ({ ...NOTICE, until: addDays(today, 30) }), [0, 1])
  if (taking.stopsAt === 'consulting') return
  yield* housesPrepared(own)
  yield* housesCompensated(own, cases)
}

function* housesSurveyed(own: Project): Script<readonly Case[]> {
  const { taking } = own
  yield* own.does('propose', 'department', begunWith(taking), [0, 0])
  yield* own.does('confirmInterest', 'chief')
  yield* own.does('fixScope', 'department', (today) => ({
    scope: taking.scope,
    stopped: ['u-planning', 'u-housing', 'u-market'],
    until: addDays(today, 360),
    notice: '云征停〔2025〕1号',
  }))
  const { opened, at } = yield* own.does('survey', 'department', () => ({ houses: rowsOf(taking) }))
  const cases = own.survey(opened, at)
  yield* own.does('permit', 'u-planning', () => ({ what: '翻建房屋' }))
  yield* own.does('publishSurvey', 'department', () => NOTICE, [4, 5])
  return cases
}

function* housesPrepared(own: Project): Script {
  const { course } = own
  const { opened, at } = yield* own.does('startRisk', 'department', () => risk)
  if (opened[0]) course.beside(assessed(course, opened[0], at))
  yield* own.does('fundIn', 'u-finance', () => ({ needed: 900, funds: 600, account: '征收补偿专户' }))
  yield* own.does('fundIn', 'u-finance', () => ({ needed: 900, funds: 900, account: '征收补偿专户' }))
  const until = day(course.record, 'commentsUntil', dayAt(own.at))
  yield* own.does(
    'sumUp',
    'department',
    () => ({ opinions: 5, against: 4, summary: '提高临时安置费标准，增加就近房源' }),
    addDays(until, 1),
  )
  yield* own.does('publishChanges', 'u-office', () => NOTICE, [0, 1])
  yield* own.does('hear', 'u-office', (today) => ({
    on: today,
    owners: 5,
    public: 3,
    words: '被征收人要求就近安置，方案已增加就近房源',
  }))
  yield* own.does('publishChanges', 'u-office', () => NOTICE)
  yield* own.does('decide', 'chief')
  yield* own.does('announce', 'u-office', () => NOTICE, [0, 2])
}

function* housesCompensated(own: Project, cases: readonly Case[]): Script {
  const { course } = own
  yield* own.does(
    'chooseValuer',
    'department',
    () => ({
      valuer: '云河房地产评估有限公司',
      how: 'majority',
      votes: 6,
      words: '协商不成，书面投票，六户同意',
    }),
    [3, 6],
  )
  yield* own.does('showValues', 'department', () => NOTICE, [3, 5])
  const asOf = day(course.record, 'announcedOn', dayAt(own.at))
  for (const one of cases) if (one.told.fate !== 'leftOut') course.beside(compensated(one, own.at, asOf))
  const signBy = day(course.record, 'signBy', dayAt(own.at))
  // Not while a household neither signed nor was decided on.
  for (let tries = 0; tries < 20 && course.state === 'compensating'; tries++)
    yield* own.does(
      'publishFiles',
      'department',
      () => ({ ...NOTICE, auditor: 'u-audit' }),
      tries === 0 ? addDays(signBy, 14) : [3, 5],
    )
  yield* own.does(
    'audit',
    'u-audit',
    () => ({ words: '补偿费用专款专用，支付凭证齐全' }),
    addDays(signBy, 200),
  )
  for (let tries = 0; tries < 60 && course.state === 'closing'; tries++)
    yield* own.does('close', 'department', () => ({}), [3, 5])
}

/** 集体土地征收, up to where agreements are being signed. */
export function* takesLand(course: Course, taking: Taking, from: Instant): Script {
  const own = new Project(course, taking, 'u-planning', from)
  const places = {
    town: '南湖街道公告栏，照片1',
    village: '云水村村务公开栏，照片2',
    group: '各村民小组公示点，照片3',
  }
  yield* own.does('propose', 'department', begunWith(taking), [0, 0])
  yield* own.does('confirmInterest', 'chief')
  const opens = (days: number) => (today: Day) => ({
    scope: taking.scope,
    surveyPlan: '预公告期内入户调查，由权利人签字确认',
    until: addDays(today, days),
    ...places,
  })
  yield* own.does('preannounce', 'u-office', opens(7))
  yield* own.does('preannounce', 'u-office', opens(22), [0, 1])
  const { opened, at } = yield* own.does('survey', 'department', () => ({ parcels: rowsOf(taking) }))
  const cases = own.survey(opened, at)
  const begun = yield* own.does('startRisk', 'department', () => ({
    ...risk,
    collective: true,
    members: true,
    committee: true,
    words: '合作社、成员代表、村委会参加座谈，意见已记录',
  }))
  if (begun.opened[0]) course.beside(assessed(course, begun.opened[0], begun.at))
  yield* own.does('disclose', 'department', () => ({ what: '预公告', where: 'https://yunting.example/zd/1' }))
  yield* own.does('finishSurvey', 'department', () => ({}), [7, 9])
  yield* own.does('draftPlan', 'department', (today) => ({
    plan: '按区片综合地价补偿土地和安置费，住宅可选宅基地或者安置房，附着物、青苗据实补偿',
    by: ['u-finance', 'u-labour', 'u-agriculture'],
    price: '省公布的区片综合地价Ⅱ级',
    priceOn: addDays(today, -400),
    security: '按省规定单独列支社会保障费用',
  }))
  const preannounced = day(course.record, 'preannounceUntil', dayAt(own.at))
  yield* own.does(
    'publishPlan',
    'u-office',
    (today) => ({
      until: addDays(today, 30),
      registerBy: addDays(today, 35),
      registerHow: '持权属证明到村委会登记，异议向南湖街道反馈',
      signBy: addDays(today, 150),
      ...places,
    }),
    addDays(preannounced, 1),
  )
  for (const one of cases) if (one.told.fate !== 'leftOut') course.beside(compensated(one, own.at, undefined))
  yield* own.does('disclose', 'department', () => ({
    what: '征地补偿安置方案',
    where: 'https://yunting.example/zd/2',
  }))
  yield* own.does('fundIn', 'u-finance', () => ({
    needed: 2_600,
    funds: 2_600,
    securityNeeded: 380,
    securityFunds: 380,
    account: '征地补偿专户',
  }))
  const until = day(course.record, 'noticeUntil', dayAt(own.at))
  yield* own.does(
    'sumUp',
    'department',
    () => ({ memberCount: 214, against: 31, summary: '提高青苗补偿标准，其余意见作出解释' }),
    addDays(until, 1),
  )
  yield* own.does('settlePlan', 'chief')
  for (const one of cases) course.beside(signs(one, own.at))
  // Not before enough have signed.
  yield* own.does('apply', 'chief', () => ({ unsigned: 2, dissent: '两户对安置地块有异议' }), [18, 20])
}
