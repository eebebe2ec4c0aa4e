import { inWords } from '#kernel/time.ts'
import type { Gate } from '#kernel/vocabulary.ts'
import { onTheVisit } from '../../enforcement/moments.ts'
import { type Served, type Service, properlyServed } from '../../enforcement/serving.ts'
import { 强制法, 民营经济促进法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { HOLDING_DAYS } from '../clock.ts'
import type { Item, SeizureRecord } from '../record.ts'

/** B5: whoever is not there is not alone with those who take: a witness is asked to come. */
export const witnessed = gate({
  name: 'seizureWitnessed',
  code: 'WITNESS_MISSING',
  norm: 'B5',
  basis: [强制法('第18条第（四）项'), 强制法('第18条第（九）项')],
  title: '当事人不到场的，邀请见证人到场',
  reads: 'form',
  refuses: ({ form }) =>
    form['presence'] === 'absent' && !form['witness']
      ? { message: '当事人不到场，也没有见证人', remedy: '请邀请见证人到场，并填写见证人' }
      : null,
})

/** B5: what the party says is heard, or he says he has nothing to say. */
export const heard = gate({
  name: 'seizureHeard',
  code: 'PLEA_MISSING',
  norm: 'B5',
  basis: [强制法('第18条第（六）项'), 强制法(8)],
  title: '听取当事人的陈述和申辩',
  reads: 'form',
  refuses: ({ form, record }) => {
    if (form['waived'] || record['presence'] === 'absent') return null
    if (!form['plea'])
      return { message: '没有记录当事人的陈述、申辩', remedy: '请如实记录；当事人表示不陈述的，标明放弃' }
    return form['answer']
      ? null
      : { message: '当事人作了陈述、申辩，没有记录怎样听取', remedy: '请写明对其意见的核对情况' }
  },
})

/** B5: what is taken stands on the list; a seizure of nothing is none. */
export const listed = gate({
  name: 'seizureListed',
  code: 'LIST_EMPTY',
  norm: 'B5',
  basis: [强制法('第24条第二款'), 强制法('第24条第三款')],
  title: '清单写明财物的名称和数量',
  reads: 'form',
  refuses: ({ form }) =>
    (form['items'] as readonly Item[]).length === 0
      ? { message: '清单是空的', remedy: '请逐项写明查封、扣押的场所、设施或者财物；没有的，不再实施' }
      : null,
})

/** One rule about the things of a list: which of them break it, and what is said then. */
const aboutItems = (
  spec: Pick<Gate, 'name' | 'code' | 'basis' | 'title'>,
  breaks: (one: Item, record: SeizureRecord) => boolean,
  said: (names: string) => { readonly message: string; readonly remedy: string },
): Gate =>
  gate({
    ...spec,
    norm: 'B5',
    reads: 'form',
    refuses: ({ form, record }) => {
      const items = (form['items'] as readonly Item[] | undefined) ?? []
      const broken = items.filter((one) => breaks(one, record))
      return broken.length === 0 ? null : said(broken.map(({ what }) => what).join('、'))
    },
  })

export const related = aboutItems(
  {
    name: 'seizureRelated',
    code: 'UNRELATED',
    basis: [强制法('第23条第一款')],
    title: '查封、扣押限于涉案的场所、设施或者财物',
  },
  ({ relation }) => relation === 'none',
  (names) => ({ message: `${names}与违法行为无关，不得查封、扣押`, remedy: '请从清单中去掉' }),
)

export const noNecessities = aboutItems(
  {
    name: 'seizureNoNecessities',
    code: 'DAILY_NECESSITY',
    basis: [强制法('第23条第一款')],
    title: '不得查封、扣押个人及其所扶养家属的生活必需品',
  },
  ({ necessity }) => necessity === true,
  (names) => ({ message: `${names}是生活必需品，不得查封、扣押`, remedy: '请从清单中去掉' }),
)

export const notTwice = aboutItems(
  {
    name: 'seizureNotTwice',
    code: 'SEALED_ALREADY',
    basis: [强制法('第23条第二款')],
    title: '已被其他国家机关依法查封的，不得重复查封',
  },
  ({ sealedBy }) => sealedBy !== undefined,
  (names) => ({
    message: `${names}已被其他国家机关查封，不得重复查封`,
    remedy: '请与该机关联系，从清单中去掉',
  }),
)

export const ownersApart = aboutItems(
  {
    name: 'seizureOwnersApart',
    code: 'OTHERS_PROPERTY',
    basis: [民营经济促进法(62)],
    title: '区分企业财产与经营者个人财产、涉案财产与案外人财产',
  },
  ({ owner }, { party }) => owner === 'others' || (owner === 'private' && party?.kind === 'firm'),
  (names) => ({
    message: `${names}不是当事人的财产，属于案外人或者经营者个人`,
    remedy: '请从清单中去掉；确属当事人的，更正归属',
  }),
)

export const kindFits = aboutItems(
  {
    name: 'seizureKindFits',
    code: 'OBJECT_UNFIT',
    basis: [强制法('第9条第（二）项、第（三）项')],
    title: '场所、设施可以查封，扣押的只能是财物',
  },
  ({ object }, { kind }) => kind === 'detain' && object !== 'goods',
  (names) => ({ message: `${names}是场所或者设施，不能扣押`, remedy: '请另行决定查封，或者从清单中去掉' }),
)

/** B5: the record bears the names of all who were there, or says why one is missing. */
export const recordSigned = gate({
  name: 'seizureRecordSigned',
  code: 'RECORD_UNSIGNED',
  norm: 'B5',
  basis: [强制法('第18条第（八）项'), 强制法('第18条第（九）项')],
  title: '现场笔录由当事人、见证人和执法人员签名，拒绝的注明',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { officers = [], presence, witness }: SeizureRecord = record
    const signers = new Set<string>((form['signers'] as readonly { person: string }[]).map((s) => s.person))
    const missing = new Set(officers.map(({ person }) => person).filter((person) => !signers.has(person)))
    if (missing.size > 0)
      return { message: `还有${missing.size}名执法人员没有在现场笔录上签名`, remedy: '请执法人员签名' }
    if (presence === 'absent')
      return form['signing'] === 'absent' && form['witnessSigned'] === true
        ? null
        : { message: `当事人不到场，见证人${witness ?? ''}没有签名`, remedy: '请见证人签名' }
    if (form['signing'] === 'absent')
      return { message: '当事人到场，笔录却写作不在场', remedy: '请由当事人签名，拒绝的注明' }
    return form['signing'] === 'refused' && !form['note']
      ? { message: '当事人拒绝签名，笔录没有注明', remedy: '请在笔录中注明拒绝签名的情况' }
      : null
  },
})

export const served = properlyServed('seizurePapersServed', [强制法(24), 强制法('第25条第二款')], 'seizedOn')

/** What was decided of the things is served once it is decided. */
export const disposalServed = properlyServed(
  'seizureDisposalServed',
  [强制法(21), 强制法('第28条第二款')],
  'disposedOn',
)

/** B5: decision and list are handed over there and then. */
export const onTheSpot = gate({
  name: 'seizureOnTheSpot',
  code: 'NOT_ON_SPOT',
  norm: 'B5',
  basis: [强制法('第24条第一款')],
  title: '决定书和清单当场交付',
  reads: 'form',
  refuses: ({ form, record, at }) => {
    const { how, on } = form['service'] as Service
    if (how !== 'direct' && how !== 'left')
      return {
        message: '决定书和清单应当当场交付，不能事后送达',
        remedy: '请当场交付；当事人拒收或者不到场的，由见证人见证留置',
      }
    const { startedAt = '', recordedAt }: SeizureRecord = record
    if (on < startedAt.slice(0, 10))
      return { message: `交付日期${inWords(on)}早于实施之日`, remedy: '请填写当场交付的实际日期' }
    if (recordedAt === undefined || on <= recordedAt.slice(0, 10)) return null
    // Whoever works past midnight hands over the next day, and still on the spot.
    return onTheVisit(recordedAt, on, at)
      ? null
      : {
          message: `现场笔录制作于${recordedAt}，决定书和清单没有当场交付`,
          remedy: '请解除措施；仍需查封、扣押的，重新报批实施',
        }
  },
})

/** B5: thirty days, unless a law or an administrative regulation says otherwise. */
export const termLawful = gate({
  name: 'seizureTermLawful',
  code: 'TERM_TOO_LONG',
  norm: 'B5',
  basis: [强制法('第25条第一款')],
  title: `查封、扣押的期限不得超过${HOLDING_DAYS}日，法律、行政法规另有规定的除外`,
  reads: 'form',
  refuses: ({ form }) => {
    const days: number = form['days'] ?? HOLDING_DAYS
    return days <= HOLDING_DAYS || form['daysLaw']
      ? null
      : {
          message: `期限${days}日，超过${HOLDING_DAYS}日`,
          remedy: `请改为${HOLDING_DAYS}日以内，或者写明另有规定的法律、行政法规`,
        }
  },
})

export const isServed = (
  { services = [] }: { readonly services?: readonly Served[] },
  paper: string,
): boolean => services.some((one) => one.paper === paper)
