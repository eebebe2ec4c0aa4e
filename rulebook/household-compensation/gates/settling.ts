import { inWords } from '#kernel/time.ts'
import { 土地管理法, 土地条例, 征补条例 } from '../../laws.ts'
import { type HouseholdRecord, ways } from '../record.ts'
import { lawful, projectOf } from './gate.ts'
import { tookAway } from './of-project.ts'

/** Both are offered under the law that applies, and no other. */
export const wayFits = lawful({
  name: 'wayFits',
  code: 'WAY_UNFIT',
  basis: [征补条例(21), 土地管理法(48)],
  title: '补偿方式是本户适用的法律规定的方式',
  reads: 'form',
  refuses: ({ form, record }) => {
    const way = form['way'] as keyof typeof ways
    const fits = way === 'money' || (way === 'exchange') === (record['regime'] === 'house')
    return fits ? null : { message: `“${ways[way]}”不适用于本户`, remedy: '请按征收的法律选择补偿方式' }
  },
})

export const houseNamed = lawful({
  name: 'houseNamed',
  code: 'HOUSE_UNNAMED',
  basis: [征补条例(25), 土地管理法(48)],
  title: '不要货币的，写明调换、安置房屋的地点和面积',
  reads: 'form',
  refuses: ({ form }) =>
    form['way'] === 'money' || form['house']
      ? null
      : { message: '没有写明房屋的地点和面积', remedy: '请写明用于产权调换、安置的房屋和周转用房' },
})

/** 征补条例 27, 土地管理法 48: paid first, moved afterwards. */
export const payBeforeMove = lawful({
  name: 'payBeforeMove',
  code: 'MOVE_BEFORE_PAY',
  basis: [征补条例(27), 土地管理法(48)],
  title: '搬迁期限不早于支付期限',
  reads: 'form',
  refuses: ({ form, today }) => {
    const { payBy, moveBy } = form as { payBy: string; moveBy: string }
    if (payBy < today) return { message: `支付期限${inWords(payBy)}已经过去`, remedy: '请另定支付期限' }
    return moveBy >= payBy
      ? null
      : {
          message: `搬迁期限${inWords(moveBy)}早于支付期限${inWords(payBy)}`,
          remedy: '先补偿、后搬迁，请调整期限',
        }
  },
})

/** House: after the decision is out; land: after the plan is settled and before it goes up. */
export const signingOpen = lawful({
  name: 'signingOpen',
  code: 'SIGNING_NOT_OPEN',
  basis: [征补条例(25), 土地条例(29)],
  title: '征收决定公告、补偿安置方案确定后签订协议',
  needs: ['children'],
  refuses: (context) => {
    const project = projectOf(context)
    const { announcedOn, settledOn } = project?.record ?? {}
    return (context.record['regime'] === 'house' ? announcedOn : settledOn) === undefined
      ? {
          message: context.record['regime'] === 'house' ? '征收决定还没有公告' : '补偿安置方案还没有确定',
          remedy: '请在其后签订补偿协议',
        }
      : null
  },
})

/** 征补条例 26: only when the term has run out or the owner is not known. */
export const signingOver = lawful({
  name: 'signingOver',
  code: 'SIGNING_RUNNING',
  basis: [征补条例(26), 土地条例(31)],
  title: '签约期限届满达不成协议，或者所有权人不明确',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const { form, record, today } = context
    const { signBy = projectOf(context)?.record['signBy'], unclear }: HouseholdRecord = record
    if (form['ground'] === 'unclear')
      return unclear === true
        ? null
        : { message: '调查结果中所有权人是明确的', remedy: '请继续协商，或者更正调查结果' }
    return signBy !== undefined && today > signBy
      ? null
      : {
          message: signBy === undefined ? '还没有签约期限' : `签约期限到${inWords(signBy)}届满`,
          remedy: '请在签约期限内继续协商',
        }
  },
})

/**
 * Nobody is decided about whom nobody talked to: a house after its valuation; land after registration, or once its term is over without
 * one: then the survey stands in.
 */
export const talkedBefore = lawful({
  name: 'talkedBefore',
  code: 'NOT_TALKED',
  basis: [征补条例(26), 土地管理法(47), 土地条例(31)],
  title: '送达评估报告、补偿登记期满后才报请补偿决定',
  needs: ['children'],
  refuses: (context) => {
    const { record, state, today } = context
    if (state !== 'confirmed') return null
    if (record['regime'] === 'house')
      return { message: '还没有送达分户评估报告', remedy: '请先送达评估报告，在签约期限内协商' }
    const by: string | undefined = projectOf(context)?.record['registerBy']
    return by !== undefined && today > by
      ? null
      : { message: `补偿登记${by ? `到${inWords(by)}截止` : '还没有开始'}`, remedy: '请等登记期满' }
  },
})

/** What was agreed or decided holds until the taking itself falls: not approved, or annulled. */
export const agreementReleased = lawful({
  name: 'agreementReleased',
  code: 'AGREEMENT_STANDS',
  basis: [征补条例(14), 征补条例(25), 土地管理法(46)],
  title: '征收没有批准、决定被撤销的，才解除已签的协议、已作的补偿决定',
  needs: ['children'],
  refuses: (context) => {
    if (context.state !== 'agreed' && context.state !== 'decided') return null
    const { announcedOn, challenges = [] } = projectOf(context)?.record ?? {}
    const fallen =
      context.record['regime'] === 'land'
        ? announcedOn === undefined
        : (challenges as readonly { outcome?: string }[]).some(({ outcome }) => tookAway(outcome))
    return fallen
      ? null
      : {
          message: context.state === 'agreed' ? '已经签订补偿协议' : '已经作出补偿决定',
          remedy: '协议、决定应当履行；征收没有批准、决定被撤销的，才不再征收',
        }
  },
})

/** 土地条例 31: the decision for the few comes after the approval was announced; 征补条例 26: after the decision was. */
export const takingAnnounced = lawful({
  name: 'takingAnnounced',
  code: 'TAKING_NOT_ANNOUNCED',
  basis: [征补条例(26), 土地条例(31)],
  title: '征收公告之后才作出补偿决定',
  needs: ['children'],
  refuses: (context) =>
    projectOf(context)?.record['announcedOn'] === undefined
      ? { message: '征收还没有公告', remedy: '请在依法批准、公告征收之后作出补偿决定' }
      : null,
})
