// Long on purpose: what the regulation demands of asking the public, each demand with its own refusal.
import { type Day, daysBetween, inWords } from '#kernel/time.ts'
import { 决策条例 } from '../../laws.ts'
import { openedFromParent } from '../../preparation/opening.ts'
import { saidStands } from '../../preparation/ending.ts'
import { gate } from '../../gate.ts'
import type { ParticipationRecord } from '../record.ts'
import { setting } from '../settings.ts'

export const participationFromParent = openedFromParent('participation', {
  norm: 'G1',
  basis: [决策条例(14)],
})

/** G1: a notice does not run backwards. */
export const noticeAhead = gate({
  name: 'noticeAhead',
  code: 'NOTICE_PAST',
  norm: 'G1',
  basis: [决策条例(15)],
  title: '征求意见从发布公告之日起算',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['from'] < today
      ? { message: `开始日期${inWords(form['from'])}已经过去`, remedy: '请从发布公告之日起算' }
      : null,
})

export const participationLong = gate({
  name: 'participationLong',
  code: 'PARTICIPATION_SHORT',
  norm: 'G1',
  basis: [决策条例(15)],
  title: '公开征求意见一般不少于30日，更短的在公告中说明理由',
  reads: 'form',
  refuses: ({ form, parameters }) => {
    const least = setting('leastDays', { parameters })
    const length = daysBetween(form['from'], form['until'])
    if (length <= 0) return { message: '截止日期不在开始日期之后', remedy: '请更正日期' }
    return length >= least || form['short']
      ? null
      : {
          message: `征求意见期限只有${length}日，少于${least}日`,
          remedy: '请延长期限，或者写明在公告中说明的理由',
        }
  },
})

export const extendedOn = gate({
  name: 'participationExtended',
  code: 'NOT_LONGER',
  norm: 'G1',
  basis: [决策条例(15)],
  title: '期限只延长，不缩短',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { until = '' }: ParticipationRecord = record
    return form['until'] > until
      ? null
      : { message: `已经公告到${inWords(until)}截止`, remedy: '请填更晚的日期；公告的期限不能缩短' }
  },
})

/** “N日前”: full days between a day and the hearing; neither of the two counts. */
const fullDaysTo = (today: Day, hearing: Day): number => Math.max(0, daysBetween(today, hearing) - 1)

/** G1: what is told to the public is told before it happens, and the papers reach those who take part in time. */
export const papersInTime = gate({
  name: 'hearingPapersInTime',
  code: 'HEARING_PAPERS_LATE',
  norm: 'G1',
  basis: [决策条例(17)],
  title: '听证材料在听证会7日前送达',
  refuses: ({ record, today, parameters }) => {
    const before = setting('papersBefore', { parameters })
    const { hearingOn }: ParticipationRecord = record
    if (hearingOn === undefined) return { message: '还没有公布听证会', remedy: '请先公布听证会的时间、地点' }
    const left = fullDaysTo(today, hearingOn)
    return left >= before
      ? null
      : {
          message: `送达与听证会之间只有${left}个整日，材料须在会前${before}日送达`,
          remedy: '请改期举行，重新公布听证会日期',
        }
  },
})

export const hearingAhead = gate({
  name: 'hearingAhead',
  code: 'HEARING_TOO_SOON',
  norm: 'G1',
  basis: [决策条例(16), 决策条例(17)],
  title: '听证会日期留足送达材料的7日',
  reads: 'form',
  refuses: ({ form, today, parameters }) => {
    const before = setting('papersBefore', { parameters })
    const left = fullDaysTo(today, form['on'])
    return left >= before
      ? null
      : {
          message: `到${inWords(form['on'])}之间只有${left}个整日，材料须在会前${before}日送达`,
          remedy: '请定更晚的日期',
        }
  },
})

export const participantsNamed = gate({
  name: 'participantsNamed',
  code: 'PARTICIPANTS_NONE',
  norm: 'G1',
  basis: [决策条例(16), 决策条例(17)],
  title: '公布听证参加人名单',
  reads: 'form',
  refuses: ({ form }) =>
    (form['participants'] as readonly unknown[]).length > 0
      ? null
      : { message: '没有听证参加人', remedy: '请按遴选办法确定听证参加人' },
})

export const hearingReady = gate({
  name: 'hearingReady',
  code: 'HEARING_UNREADY',
  norm: 'G1',
  basis: [决策条例(17)],
  title: '材料送达后、在公布的日期举行听证',
  refuses: ({ record, today }) => {
    const { hearingOn, servedOn }: ParticipationRecord = record
    if (hearingOn === undefined || servedOn === undefined)
      return { message: '听证材料还没有送达参加人', remedy: '请先送达听证材料' }
    return today >= hearingOn
      ? null
      : { message: `听证会定于${inWords(hearingOn)}`, remedy: '请在听证会后登记' }
  },
})

/** G1: a hearing that the law demands is held. */
export const hearingFree = gate({
  name: 'hearingFree',
  code: 'HEARING_STAYS',
  norm: 'G1',
  basis: [决策条例(16)],
  title: '依法应当听证的不得取消',
  refuses: ({ record }) => {
    const { hearingDue, hearingOn }: ParticipationRecord = record
    if (hearingOn === undefined) return { message: '没有公布听证会', remedy: '不用取消' }
    return hearingDue === undefined
      ? null
      : { message: `依法应当听证：${hearingDue}`, remedy: '请改期举行，重新公布听证会日期' }
  },
})

export const hearingSettled = gate({
  name: 'hearingSettled',
  code: 'HEARING_OPEN',
  norm: 'G1',
  basis: [决策条例(16)],
  title: '依法应当听证、已经公布听证的，听证后归纳',
  refuses: ({ record }) => {
    const { hearingDue, hearingOn, hearingHeld }: ParticipationRecord = record
    if (hearingHeld !== undefined) return null
    if (hearingOn !== undefined)
      return { message: `${inWords(hearingOn)}的听证会还没有登记`, remedy: '请登记听证记录' }
    return hearingDue === undefined
      ? null
      : { message: `依法应当听证（${hearingDue}），没有举行`, remedy: '请举行听证会' }
  },
})

export const opinionsNamed = gate({
  name: 'opinionsNamed',
  code: 'OPINIONS_NONE',
  norm: 'G1',
  basis: [决策条例(14)],
  title: '登记的是收到的意见',
  reads: 'form',
  refuses: ({ form }) =>
    (form['opinions'] as readonly unknown[]).length > 0
      ? null
      : { message: '没有填写意见', remedy: '请逐条登记；没有收到意见的不用登记' },
})

/** G1: an opinion that is answered is one that came. */
export const opinionsKnown = gate({
  name: 'opinionsKnown',
  code: 'OPINION_UNKNOWN',
  norm: 'G1',
  basis: [决策条例(18)],
  title: '逐条说明登记的意见',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { opinions = [] }: ParticipationRecord = record
    const rows = form['answers'] as readonly { readonly no: number }[]
    if (rows.length === 0) return { message: '没有填写采纳情况', remedy: '请逐条填写' }
    const unknown = rows.find(({ no }) => !opinions.some((one) => one.no === no))
    return unknown ? { message: `没有第${unknown.no}条意见`, remedy: '请填登记的意见序号' } : null
  },
})

export const adoptionReasoned = gate({
  name: 'adoptionReasoned',
  code: 'ADOPTION_UNREASONED',
  norm: 'G1',
  basis: [决策条例(18)],
  title: '没有采纳的意见写明理由',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = form['answers'] as readonly { no: number; taken: boolean; reason?: string }[]
    const bare = rows.find(({ taken, reason }) => !taken && !reason)
    return bare ? { message: `第${bare.no}条意见没有采纳，没有写理由`, remedy: '请补写不采纳的理由' } : null
  },
})

export const participationOver = gate({
  name: 'participationOver',
  code: 'PARTICIPATION_RUNNING',
  norm: 'G1',
  basis: [决策条例(15), 决策条例(18)],
  title: '征求意见期满后归纳',
  refuses: ({ record, today }) => {
    const { until = '' }: ParticipationRecord = record
    return today > until ? null : { message: `征求意见到${inWords(until)}截止`, remedy: '请期满后归纳' }
  },
})

export const opinionsAnswered = gate({
  name: 'opinionsAnswered',
  code: 'OPINIONS_UNANSWERED',
  norm: 'G1',
  basis: [决策条例(18)],
  title: '每条意见都说明了是否采纳',
  refuses: ({ record }) => {
    const { opinions = [] }: ParticipationRecord = record
    const open = opinions.filter(({ taken }) => taken === undefined).map(({ no }) => no)
    return open.length === 0
      ? null
      : {
          message: `还有${open.length}条意见没有说明是否采纳：第${open.slice(0, 8).join('、')}条`,
          remedy: '请逐条“说明采纳情况”',
        }
  },
})

/** G1: the public was asked: it is not asked again because of what it answered. */
export const publicStands = saidStands(
  'publicStands',
  ({ from }: ParticipationRecord) => (from === undefined ? null : `已于${inWords(from)}公开征求意见`),
  { norm: 'G1', basis: [决策条例(14), 决策条例(18)] },
)
