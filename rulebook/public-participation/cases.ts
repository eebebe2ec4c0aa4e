import type { Case, Step } from '#test/cases.ts'
import { parentOf } from '../preparation/doubles.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: { parent: 't1' },
  publish: {
    from: '2026-03-09',
    until: '2026-04-08',
    where: '区政府网站、公告栏',
    how: '网上留言、来信、来电',
  },
  receive: {
    opinions: [
      { words: '夜间不要施工', channel: 'online', from: '居民甲' },
      { words: '全部改走地下', channel: 'letter' },
    ],
  },
  extend: { until: '2026-04-20', reason: '意见较多，延长听取' },
  callHearing: {
    on: '2026-03-20',
    at: '街道会议室',
    rule: '公开报名，按沿线居民、商户、业主委员会各推选两名',
  },
  servePapers: {
    participants: [
      { name: '居民甲', from: '沿线居民' },
      { name: '商户乙', from: '沿街商户' },
    ],
  },
  dropHearing: { reason: '报名人数不足，改为座谈' },
  holdHearing: { words: '居民代表要求夜间停工，承办单位说明分段施工安排' },
  answer: {
    answers: [
      { no: 1, taken: true },
      { no: 2, taken: false, reason: '投资和工期不允许' },
    ],
  },
  sumUp: { summary: '共两条意见，采纳一条：夜间停工写入方案' },
  sendBack: { reason: '不采纳的理由不充分' },
  stop: { ending: '议题材料已经修改，重新启动' },
}

const CLERK = 'housing.clerk'
const HEAD = 'housing.head'
const parent = parentOf('participation')

const doing = (at: string, act: string, who: string, more: Partial<Extract<Step, { act: string }>> = {}) =>
  ({ at, act, who, matters: parent, ...more }) as Step
const open = doing('2026-03-06', 'open', 'office.clerk', { state: 'preparing', owes: ['publish'] })
const publish = doing('2026-03-09', 'publish', CLERK, {
  state: 'collecting',
  owes: ['sumUp'],
  holds: { sumUpBy: '2026-04-23' },
})
const receive = doing('2026-03-12', 'receive', CLERK, { holds: { opinions: [{ no: 1 }, { no: 2 }] } })
const answer = doing('2026-04-09', 'answer', CLERK, {
  holds: { opinions: [{ taken: true }, { taken: false, reason: '投资和工期不允许' }] },
})
const sumUp = doing('2026-04-09', 'sumUp', CLERK, { state: 'summed', owes: ['review'] })
const close = doing('2026-04-10', 'close', HEAD, { state: 'closed', owes: [] })
const callHearing = doing('2026-03-10', 'callHearing', CLERK, { owes: ['sumUp', 'holdHearing'] })
const serve = doing('2026-03-12', 'servePapers', CLERK, { holds: { servedOn: '2026-03-12' } })
const hold = doing('2026-03-20', 'holdHearing', CLERK, { owes: ['sumUp'] })

export const cases: readonly Case[] = [
  {
    name: '公告三十日，逐条登记、逐条说明，期满归纳，主要负责人审定',
    norm: 'G1',
    steps: [open, publish, receive, answer, sumUp, close],
  },
  {
    name: '没有所属事项启动的，不设立',
    norm: 'G1',
    steps: [
      doing('2026-03-06', 'open', 'office.clerk', {
        matters: parentOf('participation', { participation: 'm9' }),
        refused: 'NO_PARENT',
      }),
    ],
  },
  {
    name: '公告倒签、期限不足三十日没有理由，拒绝；写明理由的在公告中说明',
    norm: 'G1',
    steps: [
      open,
      doing('2026-03-09', 'publish', 'water.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-10', 'publish', CLERK, { refused: 'NOTICE_PAST' }),
      doing('2026-03-09', 'publish', CLERK, {
        form: { until: '2026-03-19' },
        refused: 'PARTICIPATION_SHORT',
      }),
      doing('2026-03-09', 'publish', CLERK, {
        form: { until: '2026-03-09' },
        refused: 'PARTICIPATION_SHORT',
      }),
      doing('2026-03-09', 'publish', CLERK, {
        form: { until: '2026-03-19', short: '汛期将至，须在五月前开工' },
        holds: { short: '汛期将至，须在五月前开工' },
      }),
    ],
  },
  {
    name: '没有期满、没有逐条说明、不采纳没有理由，不得归纳',
    norm: 'G1',
    steps: [
      open,
      publish,
      doing('2026-03-12', 'receive', CLERK, { form: { opinions: [] }, refused: 'OPINIONS_NONE' }),
      doing('2026-03-12', 'receive', 'water.clerk', { refused: 'NOT_YOURS' }),
      receive,
      doing('2026-04-08', 'sumUp', CLERK, { refused: 'PARTICIPATION_RUNNING' }),
      doing('2026-04-09', 'sumUp', CLERK, { refused: 'OPINIONS_UNANSWERED' }),
      doing('2026-04-09', 'answer', CLERK, { form: { answers: [] }, refused: 'OPINION_UNKNOWN' }),
      doing('2026-04-09', 'answer', CLERK, {
        form: { answers: [{ no: 3, taken: true }] },
        refused: 'OPINION_UNKNOWN',
      }),
      doing('2026-04-09', 'answer', CLERK, {
        form: { answers: [{ no: 2, taken: false }] },
        refused: 'ADOPTION_UNREASONED',
      }),
      doing('2026-04-09', 'answer', 'water.clerk', { refused: 'NOT_YOURS' }),
      answer,
      sumUp,
      doing('2026-04-10', 'close', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-04-10', 'sendBack', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-04-10', 'sendBack', HEAD, {
        state: 'collecting',
        owes: ['sumUp'],
        holds: { sumUpBy: '2026-04-23' },
      }),
      doing('2026-04-20', 'sumUp', CLERK),
      doing('2026-04-22', 'sendBack', HEAD, { holds: { sumUpBy: '2026-04-29' } }),
    ],
  },
  {
    name: '期限只延长不缩短',
    norm: 'G1',
    steps: [
      open,
      publish,
      doing('2026-04-07', 'extend', CLERK, { form: { until: '2026-04-01' }, refused: 'NOT_LONGER' }),
      doing('2026-04-07', 'extend', 'water.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-04-07', 'extend', CLERK, { holds: { until: '2026-04-20', sumUpBy: '2026-05-05' } }),
      doing('2026-04-10', 'sumUp', CLERK, { refused: 'PARTICIPATION_RUNNING' }),
      doing('2026-04-21', 'sumUp', CLERK),
    ],
  },
  {
    name: '听证：七日前送达材料，在公布的日期举行，登记记录后才归纳',
    norm: 'G1',
    steps: [
      open,
      publish,
      doing('2026-03-10', 'servePapers', CLERK, { refused: 'HEARING_PAPERS_LATE' }),
      doing('2026-03-10', 'holdHearing', CLERK, { refused: 'HEARING_UNREADY' }),
      doing('2026-03-10', 'dropHearing', HEAD, { refused: 'HEARING_STAYS' }),
      doing('2026-03-14', 'callHearing', CLERK, { refused: 'HEARING_TOO_SOON' }),
      doing('2026-03-10', 'callHearing', 'water.clerk', { refused: 'NOT_YOURS' }),
      callHearing,
      doing('2026-03-12', 'servePapers', CLERK, { form: { participants: [] }, refused: 'PARTICIPANTS_NONE' }),
      doing('2026-03-14', 'servePapers', CLERK, { refused: 'HEARING_PAPERS_LATE' }),
      doing('2026-03-20', 'holdHearing', CLERK, { refused: 'HEARING_UNREADY' }),
      doing('2026-03-13', 'servePapers', CLERK, { refused: 'HEARING_PAPERS_LATE' }),
      doing('2026-03-16', 'callHearing', CLERK, { form: { on: '2026-03-24' } }),
      doing('2026-03-17', 'servePapers', CLERK, { refused: 'HEARING_PAPERS_LATE' }),
      doing('2026-03-16', 'callHearing', CLERK, { form: { on: '2026-03-25' } }),
      doing('2026-03-17', 'servePapers', CLERK),
      doing('2026-03-20', 'holdHearing', CLERK, { refused: 'HEARING_UNREADY' }),
      doing('2026-04-09', 'sumUp', CLERK, { refused: 'HEARING_OPEN' }),
      doing('2026-04-09', 'holdHearing', CLERK),
      sumUp,
    ],
  },
  {
    name: '听证会如期举行；依法应当听证的不得取消',
    norm: 'G1',
    steps: [
      doing('2026-03-06', 'open', 'office.clerk', { form: { hearing: '价格法第二十三条' } }),
      publish,
      doing('2026-04-09', 'sumUp', CLERK, { refused: 'HEARING_OPEN' }),
      callHearing,
      serve,
      doing('2026-03-18', 'dropHearing', HEAD, { refused: 'HEARING_STAYS' }),
      hold,
      sumUp,
      close,
    ],
  },
  {
    name: '自行决定的听证，由主要负责人取消',
    steps: [
      open,
      publish,
      callHearing,
      doing('2026-03-12', 'dropHearing', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-12', 'dropHearing', HEAD, { owes: ['sumUp'] }),
      sumUp,
    ],
  },
  {
    name: '公告以后不因意见不利而终止；材料修改后可以终止、重新启动',
    norm: 'G1',
    steps: [
      open,
      publish,
      receive,
      doing('2026-03-20', 'stop', HEAD, { refused: 'SAID_STANDS' }),
      doing('2026-03-20', 'stop', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-20', 'stop', HEAD, {
        matters: parentOf('participation', { version: 2 }),
        state: 'stopped',
        owes: [],
      }),
    ],
  },
  {
    name: '没有按期公告、归纳，督促',
    norm: 'G1',
    steps: [
      open,
      { at: '2026-03-13T16:00:00.000Z', lapse: 'publish', rung: 'lapse' },
      doing('2026-03-14', 'publish', CLERK, { form: { from: '2026-03-14', until: '2026-04-20' } }),
    ],
  },
]
