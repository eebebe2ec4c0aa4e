import { inWords } from '#kernel/time.ts'
import type { PostFacts } from '#kernel/vocabulary.ts'
import { 处罚法 } from '../../laws.ts'
import { onTheVisit, spotDay } from '../../enforcement/moments.ts'
import { gate } from '../../gate.ts'
import { discussionDue, investigated, penaltiesText, reviewDue } from '../measure.ts'
import type { Penalty, PenaltyKind, PenaltyRecord } from '../record.ts'

const SPOT = { person: 200, others: 3000 } as const
const ON_SPOT: readonly PenaltyKind[] = ['warning', 'fine']

/** B5: on the spot only little: a warning, or a small fine. */
export const smallEnough = gate({
  name: 'penaltySmallEnough',
  code: 'SPOT_LIMIT',
  norm: 'B5',
  basis: [处罚法(51)],
  title: `当场处罚限于警告，对公民${SPOT.person}元以下、对法人或者其他组织${SPOT.others}元以下罚款`,
  reads: 'form',
  refuses: ({ form, record }) => {
    const penalties = (form['penalties'] as readonly Penalty[] | undefined) ?? []
    const other = penalties.filter(({ kind }) => !ON_SPOT.includes(kind))
    const remedy = '请按普通程序立案调查'
    if (other.length > 0) return { message: `${penaltiesText(other)}不能当场决定`, remedy }
    const most = (record as PenaltyRecord).party?.kind === 'person' ? SPOT.person : SPOT.others
    const sum = penalties.reduce((all, { amount = 0 }) => all + amount, 0)
    return sum > most ? { message: `罚款${sum}元，超过当场处罚的${most}元`, remedy } : null
  },
})

export const heardOnSpot = gate({
  name: 'penaltyHeardOnSpot',
  code: 'PLEA_MISSING',
  norm: 'B5',
  basis: [处罚法('第45条第一款'), 处罚法(62)],
  title: '听取当事人的陈述、申辩，明确放弃的除外',
  reads: 'form',
  refuses: ({ form }) =>
    form['waived'] || (form['plea'] && form['answer'])
      ? null
      : {
          message: '没有记录当事人的陈述、申辩和复核情况',
          remedy: '请如实记录并答复；当事人明确放弃的，标明放弃',
        },
})

export const handedOver = gate({
  name: 'penaltyHandedOver',
  code: 'NOT_ON_SPOT',
  norm: 'B5',
  basis: [处罚法('第52条第一款')],
  title: '当场处罚决定书当场交付，拒绝签收的注明',
  reads: 'form',
  refuses: ({ form, record, today, at }) => {
    const { how, on } = form['service'] as { how: string; on: string }
    const { startedAt }: PenaltyRecord = record
    const begun = spotDay(startedAt, today)
    if (how !== 'direct' && how !== 'left')
      return { message: '当场处罚决定书应当当场交付', remedy: '请当场交付；当事人拒绝签收的，注明后留置' }
    // What was done without a network may be entered after midnight, and what was done past midnight is of the same visit.
    return on <= today && onTheVisit(startedAt ?? '', on, at)
      ? null
      : {
          message: `当场处罚决定书应当当场交付，${inWords(begun)}查处的案件不能写作${inWords(on)}交付`,
          remedy: '请填写当场交付的实际日期',
        }
  },
})

export const reviewerApart = gate({
  name: 'penaltyReviewerApart',
  code: 'REVIEWER_INVESTIGATED',
  norm: 'B5',
  basis: [处罚法('第58条第一款')],
  title: '由从事法制审核的人员审核，不由办案人员审核',
  about: 'actor',
  refuses: ({ record, actor }) =>
    investigated(record, actor.person)
      ? { message: '您是本案的办案人员，不能作法制审核', remedy: '请由法制审核人员审核' }
      : null,
})

export const reviewerQualified = gate({
  name: 'penaltyReviewerQualified',
  code: 'REVIEWER_UNQUALIFIED',
  norm: 'B5',
  basis: [处罚法('第58条第二款')],
  title: '初次从事法制审核的人员取得法律职业资格',
  reads: 'form',
  refuses: ({ form }) =>
    form['qualification'] === 'none'
      ? {
          message: '初次从事处罚决定法制审核，没有法律职业资格',
          remedy: '请由取得法律职业资格或者已经从事法制审核的人员审核',
        }
      : null,
})

export const reviewed = gate({
  name: 'penaltyReviewed',
  code: 'REVIEW_MISSING',
  norm: 'B5',
  basis: [处罚法('第58条第一款')],
  title: '应当法制审核的，未经审核或者审核未通过的不得决定',
  refuses: ({ record }) =>
    reviewDue(record) && record['reviewedOn'] === undefined
      ? {
          message: '涉及重大公共利益、经过听证、疑难复杂或者法律、法规规定应当审核，还没有通过法制审核',
          remedy: '请法制审核人员审核',
        }
      : null,
})

export const discussedTogether = gate({
  name: 'penaltyDiscussedTogether',
  code: 'DISCUSSION_ALONE',
  norm: 'B5',
  basis: [处罚法('第57条第二款')],
  title: '行政机关负责人集体讨论',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const posts = directory.postsOf(record['unit'])
    const personsOf = (some: readonly PostFacts[]) =>
      new Set(some.flatMap(({ holders }) => holders.map(({ person }) => person)))
    const heads = personsOf(posts.filter(({ level }) => level !== 'staff'))
    const said = new Set((form['views'] as readonly { person: string }[]).map(({ person }) => person))
    // Where nobody but the head is in office, those who are head of something below him make it two.
    const { size } = said.intersection(heads.size >= 2 ? heads : personsOf(posts))
    return size >= 2
      ? null
      : {
          message: `只有${size}名本机关负责人的意见，不是集体讨论`,
          remedy: '请记录参加讨论的本机关各位负责人（正职、副职）的意见',
        }
  },
})

export const discussed = gate({
  name: 'penaltyDiscussed',
  code: 'DISCUSSION_MISSING',
  norm: 'B5',
  basis: [处罚法('第57条第二款')],
  title: '情节复杂或者重大违法行为，集体讨论决定',
  refuses: ({ record }) =>
    discussionDue(record) && record['discussedOn'] === undefined
      ? { message: '情节复杂或者重大违法行为，还没有集体讨论', remedy: '请行政机关负责人集体讨论' }
      : null,
})

/** B5: what was said at the hearing is what the decision rests on. */
export const restsOnHearing = gate({
  name: 'penaltyRestsOnHearing',
  code: 'HEARING_UNUSED',
  norm: 'B5',
  basis: [处罚法(65)],
  title: '经过听证的，根据听证笔录作出决定',
  reads: 'form',
  refuses: ({ form, record }) =>
    record['hearingHeldOn'] !== undefined && !form['hearing']
      ? {
          message: '经过听证，决定没有写明怎样根据听证笔录',
          remedy: '请写明听证笔录中认定、不认定的事实和意见',
        }
      : null,
})

export const educated = gate({
  name: 'penaltyEducated',
  code: 'SPARING_UNFIT',
  norm: 'B5',
  basis: [处罚法('第33条第三款'), 处罚法('第57条第一款第（二）项')],
  title: '不予处罚的，对当事人进行教育',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { correction, capacity } = record as PenaltyRecord
    if (form['ground'] === 'capacity' && capacity !== 'child' && capacity !== 'unable')
      return {
        message: '调查认定当事人有责任能力，不能以没有责任能力为由不予处罚',
        remedy: '请按实际情形选择；认定有误的，补充调查后重新终结',
      }
    if (!form['education']) return { message: '没有对当事人进行教育', remedy: '请进行教育并记录' }
    const putRight =
      form['corrected'] === true || form['ground'] === 'noFault' || form['ground'] === 'capacity'
    return putRight
      ? null
      : {
          message: `违法行为没有及时改正${correction ? `：${correction}` : ''}`,
          remedy: '轻微、首违不罚以及时改正为条件，请核实改正情况',
        }
  },
})

export const publishedFirst = gate({
  name: 'penaltyPublishedFirst',
  code: 'NOT_PUBLISHED',
  norm: 'B5',
  basis: [处罚法('第48条第二款')],
  title: '已经公开的决定才需要撤回',
  refuses: ({ record }) => {
    const { publishedOn, withdrawnOn, overturned }: PenaltyRecord = record
    if (publishedOn === undefined) return { message: '决定没有公开过', remedy: '不需要办理' }
    if (withdrawnOn !== undefined)
      return { message: `已经在${inWords(withdrawnOn)}撤回`, remedy: '不需要办理' }
    return overturned === undefined
      ? { message: '决定没有被变更、撤销、确认违法或者确认无效', remedy: '请先登记复议、诉讼等结果' }
      : null
  },
})

export const publishedOnce = gate({
  name: 'penaltyPublishedOnce',
  code: 'PUBLISHED_ALREADY',
  norm: 'B5',
  basis: [处罚法('第48条第一款')],
  title: '没有公开过、没有被推翻的决定才公开',
  refuses: ({ record }) => {
    const { publishedOn, overturned, decision }: PenaltyRecord = record
    if (decision !== 'punished') return { message: '没有给予处罚，不公开处罚决定', remedy: '不需要办理' }
    if (publishedOn !== undefined)
      return { message: `已经在${inWords(publishedOn)}公开`, remedy: '不需要办理' }
    return overturned === undefined ? null : { message: '决定已被推翻，不再公开', remedy: '不需要办理' }
  },
})
