import { calendarUnknown } from '#kernel/refusal.ts'
import { inWords } from '#kernel/time.ts'
import { properlyServed } from '../../enforcement/serving.ts'
import { 处罚法, 强制法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { HEARING_ASK_DAYS, HEARING_NOTICE_DAYS, noticeDays } from '../clock.ts'
import { beyond, investigated } from '../measure.ts'
import type { Penalty, PenaltyRecord } from '../record.ts'

export const served = properlyServed('penaltyPapersServed', [处罚法(61)])

/** What the party is told is told after the investigation is over, and a hearing is called once it was asked for: no day is put back. */
export const tellServed = properlyServed('penaltyTellingServed', [处罚法(44), 处罚法(61)], 'finishedOn')
export const noticeServed = properlyServed(
  'penaltyNoticeServed',
  [处罚法('第64条第（二）项')],
  'hearingAskedOn',
)
export const preserveServed = properlyServed('penaltyPreserveServed', [处罚法(56), 处罚法(61)], 'filedOn')

/** A decision is served once it is there, and a party is urged once his term is over. */
export const decisionServed = properlyServed('penaltyDecisionServed', [处罚法(61)], 'decidedOn')
export const urgeServed = properlyServed('penaltyUrgeServed', [强制法(54), 处罚法(61)], 'payBy')

export const punishable = gate({
  name: 'penaltyPunishable',
  code: 'NOTHING_TO_TELL',
  norm: 'B5',
  basis: [处罚法(44)],
  title: '拟给予处罚的，事先告知',
  refuses: ({ record }) =>
    record['proposal'] === 'punish'
      ? null
      : { message: '调查终结的建议不是给予处罚', remedy: '请由负责人作出不予处罚、移送的决定' },
})

/** B5: nobody is punished harder for having spoken. */
export const notForSpeaking = gate({
  name: 'penaltyNotForSpeaking',
  code: 'PLEA_PUNISHED',
  norm: 'B5',
  basis: [处罚法('第45条第二款')],
  title: '不得因陈述、申辩给予更重的处罚',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { pleas = [], told, proposed = [] }: PenaltyRecord = record
    if (told === undefined || pleas.length === 0 || form['newFacts']) return null
    const [more] = beyond(proposed, told)
    return more
      ? {
          message: `当事人陈述、申辩以后，${more}，比上次告知的重`,
          remedy: '请不高于上次告知的处罚；确有新的违法事实的，写明新事实',
        }
      : null
  },
})

export const hearingDue = gate({
  name: 'penaltyHearingDue',
  code: 'HEARING_NOT_DUE',
  norm: 'B5',
  basis: [处罚法('第63条第一款')],
  title: '属于可以要求听证的处罚',
  refuses: ({ record }) =>
    record['hearingAborted'] === true
      ? { message: '听证已经因当事人不出席或者中途退出而终止，视为放弃', remedy: '请按陈述、申辩听取意见' }
      : record['hearingRight'] === true
        ? null
        : {
            message: '拟作出的处罚不属于可以要求听证的种类、数额',
            remedy: '请按陈述、申辩听取意见',
          },
})

/** B5: five working days from the telling. */
export const askedInTime = gate({
  name: 'penaltyAskedInTime',
  code: 'HEARING_LATE',
  norm: 'B5',
  basis: [处罚法('第64条第（一）项'), 处罚法(85)],
  title: `告知后${HEARING_ASK_DAYS}个工作日内要求听证`,
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { hearingBy, toldOn = '' }: PenaltyRecord = record
    const on: string = form['on']
    if (on > today || on < toldOn)
      return { message: `${inWords(on)}不在告知之日与今天之间`, remedy: '请填写收到申请的日期' }
    return hearingBy === undefined || on <= hearingBy
      ? null
      : { message: `要求听证的期限已于${inWords(hearingBy)}届满`, remedy: '请按陈述、申辩听取意见' }
  },
})

/** B5: seven working days lie between the notice and the hearing. */
export const noticedAhead = gate({
  name: 'penaltyNoticedAhead',
  code: 'NOTICE_SHORT',
  norm: 'B5',
  basis: [处罚法('第64条第（二）项'), 处罚法(85)],
  title: `举行听证的${HEARING_NOTICE_DAYS}个工作日前通知`,
  reads: 'form',
  refuses: ({ form, calendar }) => {
    const { on, service } = form as { on: string; service: { on: string } }
    if (on <= service.on) return { message: '听证日期不在通知送达之后', remedy: '请另定听证日期' }
    const days = noticeDays(calendar, service.on, on)
    if (days === undefined) return calendarUnknown(on.slice(0, 4))
    return days >= HEARING_NOTICE_DAYS
      ? null
      : {
          message: `通知送达与听证之间只有${days}个工作日，不足${HEARING_NOTICE_DAYS}个`,
          remedy: '请另定听证日期',
        }
  },
})

export const chairApart = gate({
  name: 'penaltyChairApart',
  code: 'CHAIR_INVESTIGATED',
  norm: 'B5',
  basis: [处罚法('第64条第（四）项')],
  title: '听证由非本案调查人员主持',
  reads: 'form',
  refuses: ({ form, record }) =>
    investigated(record, form['chair'])
      ? { message: '主持人是本案的调查人员', remedy: '请指定没有参与调查的人员主持' }
      : null,
})

export const chairOurs = gate({
  name: 'penaltyChairOurs',
  code: 'CHAIR_NOT_OURS',
  norm: 'B5',
  basis: [处罚法('第64条第（四）项')],
  title: '听证由本机关指定的人员主持',
  reads: 'form',
  refuses: ({ form, record, directory }) =>
    directory.worksIn(form['chair'], record['unit'])
      ? null
      : { message: '主持人不是本机关的工作人员', remedy: '请指定本机关没有参与调查的人员主持' },
})

export const chairActs = gate({
  name: 'penaltyChairActs',
  code: 'NOT_THE_CHAIR',
  norm: 'B5',
  basis: [处罚法('第64条第（四）项')],
  title: '由指定的主持人办理',
  about: 'actor',
  refuses: ({ record, actor }) =>
    record['hearingChair'] === undefined ||
    record['hearingChair'] === actor.person ||
    actor.unit !== record['unit']
      ? null
      : { message: '您不是本次听证的主持人', remedy: '请由指定的主持人办理' },
})

export const hearingOpen = gate({
  name: 'penaltyHearingOpen',
  code: 'HEARING_CLOSED',
  norm: 'B5',
  basis: [处罚法('第64条第（三）项')],
  title: '听证公开举行，涉及国家秘密、商业秘密、个人隐私的除外',
  reads: 'form',
  refuses: ({ form }) =>
    form['open'] === 'closed' && !form['closedReason']
      ? {
          message: '不公开听证没有法定理由',
          remedy: '请写明涉及的国家秘密、商业秘密或者个人隐私，或者公开举行',
        }
      : null,
})

export const hearingDayCome = gate({
  name: 'penaltyHearingDayCome',
  code: 'HEARING_EARLY',
  norm: 'B5',
  basis: [处罚法('第64条第（二）项')],
  title: '按通知的日期举行听证',
  refuses: ({ record, today }) => {
    const { hearingOn }: PenaltyRecord = record
    return hearingOn !== undefined && today < hearingOn
      ? { message: `听证定在${inWords(hearingOn)}，还没有到`, remedy: '请在通知的日期举行' }
      : null
  },
})

export const hearingSigned = gate({
  name: 'penaltyHearingSigned',
  code: 'HEARING_UNSIGNED',
  norm: 'B5',
  basis: [处罚法('第64条第（八）项')],
  title: '听证笔录由当事人核对签名，拒绝的由主持人注明',
  reads: 'form',
  refuses: ({ form }) =>
    form['signing'] === 'signed' || form['note']
      ? null
      : { message: '当事人没有签名，主持人没有注明', remedy: '请由主持人在笔录中注明' },
})

/** B5: what is entered as the party's word says something: what he thinks, or what he gives up. */
export const pleaSaid = gate({
  name: 'penaltyPleaSaid',
  code: 'PLEA_MISSING',
  norm: 'B5',
  basis: [处罚法('第45条第一款'), 处罚法(62)],
  title: '登记当事人的意见，或者明确的放弃',
  reads: 'form',
  refuses: ({ form }) =>
    form['words'] || form['waived'] || form['hearingWaived']
      ? null
      : { message: '没有当事人的意见，也没有标明放弃', remedy: '请填写当事人的意见；明确放弃的，标明放弃' },
})

/** B5: the party has his days to speak, and to ask for a hearing; nothing is decided before they are over or he has said he will not. */
export const termsRun = gate({
  name: 'penaltyTermsRun',
  code: 'PARTY_MAY_SPEAK',
  norm: 'B5',
  basis: [处罚法('第45条第一款'), 处罚法(62), 处罚法('第64条第（一）项')],
  title: '陈述、申辩和要求听证的期限届满，或者当事人已经行使、放弃',
  refuses: ({ record, state, today }) => {
    if (state !== 'told') return null
    const { pleaBy, pleas = [], pleaWaived, hearingRight, hearingBy, hearingWaived }: PenaltyRecord = record
    // What was said of an earlier telling is no answer to this one.
    const spoke = pleas.length > (record['pleasBefore'] ?? 0)
    if (pleaBy !== undefined && today <= pleaBy && !spoke && !pleaWaived)
      return {
        message: `当事人可以陈述、申辩到${inWords(pleaBy)}`,
        remedy: '请等期限届满；当事人已经提出或者明确放弃的，先登记',
      }
    return hearingRight && hearingBy !== undefined && today <= hearingBy && !hearingWaived
      ? {
          message: `当事人可以要求听证到${inWords(hearingBy)}`,
          remedy: '请等期限届满；当事人明确放弃的，先登记',
        }
      : null
  },
})

/** What was told is the most that can be decided. */
export const asTold = gate({
  name: 'penaltyAsTold',
  code: 'NOT_AS_TOLD',
  norm: 'B5',
  basis: [处罚法(44), 处罚法(62), 处罚法('第45条第二款')],
  title: '决定的处罚不超出事先告知的内容',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { told }: PenaltyRecord = record
    const penalties = (form['penalties'] as readonly Penalty[] | undefined) ?? []
    if (told === undefined || penalties.length === 0) return null
    const [more] = beyond(penalties, told)
    return more
      ? { message: `${more}，超出事先告知的内容`, remedy: '请不高于告知的处罚；需要加重的，重新调查并告知' }
      : null
  },
})
