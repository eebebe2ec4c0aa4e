import { inWords } from '#kernel/time.ts'
import { 处罚法, 涉企检查意见 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { penaltiesText } from '../measure.ts'
import { PRESERVED_DAYS, workday } from '../clock.ts'
import type { Penalty, PenaltyRecord } from '../record.ts'

export const cardsShown = gate({
  name: 'penaltyCardsShown',
  code: 'CARDS_UNSHOWN',
  norm: 'B5',
  basis: [处罚法('第55条第一款')],
  title: '调查、检查时主动出示执法证件',
  reads: 'form',
  refuses: ({ form }) =>
    form['cardsShown'] === true
      ? null
      : { message: '没有出示执法证件，当事人有权拒绝接受调查或者检查', remedy: '请先出示执法证件' },
})

export const inquirySigned = gate({
  name: 'penaltyInquirySigned',
  code: 'RECORD_UNSIGNED',
  norm: 'B5',
  basis: [处罚法('第55条第二款')],
  title: '询问、检查制作笔录，拒绝签名的注明',
  reads: 'form',
  refuses: ({ form }) =>
    form['signing'] === 'signed' || form['note']
      ? null
      : form['signing'] === 'refused'
        ? { message: '被询问人、被检查人拒绝签名，笔录没有注明', remedy: '请注明拒绝签名的情况' }
        : { message: '被检查人不在场，笔录没有注明', remedy: '请注明不在场的原因和见证情况' },
})

/** B5: a firm is inspected on notice and by approval, or it may refuse. */
export const checkApproved = gate({
  name: 'penaltyCheckApproved',
  code: 'CHECK_UNAPPROVED',
  norm: 'B5',
  basis: [涉企检查意见()],
  title: '涉企行政检查经批准并出具检查通知书',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['kind'] === 'check' && (record as PenaltyRecord).party?.kind === 'firm' && !form['approval']
      ? { message: '对企业的检查没有检查通知书', remedy: '请先经批准，出具检查通知书并填写文号' }
      : null,
})

export const evidenceLawful = gate({
  name: 'penaltyEvidenceLawful',
  code: 'EVIDENCE_ILLEGAL',
  norm: 'B5',
  basis: [处罚法('第46条第三款')],
  title: '非法手段取得的证据不得作为根据',
  reads: 'form',
  refuses: ({ form }) =>
    form['obtained'] === 'unlawful'
      ? { message: '以非法手段取得的证据，不得作为认定案件事实的根据', remedy: '请排除，另行依法取证' }
      : null,
})

export const evidenceVerified = gate({
  name: 'penaltyEvidenceVerified',
  code: 'EVIDENCE_UNVERIFIED',
  norm: 'B5',
  basis: [处罚法('第46条第二款')],
  title: '证据经查证属实',
  reads: 'form',
  refuses: ({ form }) =>
    form['verified'] === true ? null : { message: '证据还没有查证属实', remedy: '请核实以后再列入证据' },
})

export const monitorReviewed = gate({
  name: 'penaltyMonitorReviewed',
  code: 'MONITOR_UNREVIEWED',
  norm: 'B5',
  basis: [处罚法(41)],
  title: '电子技术监控记录经审核符合要求，设置经法制和技术审核并公布地点',
  reads: 'form',
  refuses: ({ form }) =>
    form['monitored'] && !form['monitorReview']
      ? {
          message: '监控设备的记录没有经过审核，不得作为处罚的证据',
          remedy: '请写明设备的法制和技术审核、标志、地点公布情况和记录审核结论',
        }
      : null,
})

export const preservedOnce = gate({
  name: 'penaltyPreservedOnce',
  code: 'PRESERVED_ALREADY',
  norm: 'B5',
  basis: [处罚法(56)],
  title: '前一次登记保存处理后再登记保存',
  refuses: ({ record }) =>
    isPreserved(record)
      ? { message: '已有先行登记保存的物品没有处理', remedy: '请先对登记保存的物品作出处理决定' }
      : null,
})

export const preservedListed = gate({
  name: 'penaltyPreservedListed',
  code: 'LIST_EMPTY',
  norm: 'B5',
  basis: [处罚法(56)],
  title: '登记保存逐项列明',
  reads: 'form',
  refuses: ({ form }) =>
    (form['preserved'] as readonly unknown[]).length === 0
      ? { message: '登记保存的清单是空的', remedy: '请逐项写明登记保存的物品和数量' }
      : null,
})

const isPreserved = ({ preserved, preservedEnd }: PenaltyRecord): boolean =>
  preserved !== undefined && preservedEnd === undefined

export const preservedOpen = gate({
  name: 'penaltyPreservedOpen',
  code: 'NOTHING_PRESERVED',
  norm: 'B5',
  basis: [处罚法(56)],
  title: '有待处理的登记保存物品',
  refuses: ({ record }) =>
    isPreserved(record) ? null : { message: '没有待处理的先行登记保存物品', remedy: '不需要办理' },
})

/** B5: what was not decided on in time is given back; it is not turned into another measure. */
export const preservedInTime = gate({
  name: 'penaltyPreservedInTime',
  code: 'PRESERVED_LAPSED',
  norm: 'B5',
  basis: [处罚法(56), 处罚法(85)],
  title: `登记保存满${PRESERVED_DAYS}个工作日没有处理的，只能退还`,
  reads: 'form',
  refuses: ({ form, record, today, calendar }) => {
    const { preservedOn }: PenaltyRecord = record
    const last = preservedOn === undefined ? undefined : workday(calendar, preservedOn, PRESERVED_DAYS)
    const back = form['end'] === 'returned' || form['end'] === 'copied'
    return back || last === undefined || today <= last
      ? null
      : {
          message: `登记保存的处理期限已于${inWords(last)}届满`,
          remedy: '请解除登记保存并退还；确需查封、扣押的，另行报批',
        }
  },
})

export const preservedSettled = gate({
  name: 'penaltyPreservedSettled',
  code: 'PRESERVED_OPEN',
  norm: 'B5',
  basis: [处罚法(56)],
  title: '登记保存的物品已经处理',
  refuses: ({ record }) =>
    isPreserved(record)
      ? { message: '先行登记保存的物品还没有处理', remedy: '请在七个工作日内作出处理决定' }
      : null,
})

export const recusalOpen = gate({
  name: 'penaltyRecusalOpen',
  code: 'NO_RECUSAL',
  norm: 'B5',
  basis: [处罚法('第43条第三款')],
  title: '有待决定的回避申请',
  refuses: ({ record }) =>
    record['recusalOf'] === undefined ? { message: '没有待决定的回避申请', remedy: '不需要办理' } : null,
})

export const recused = gate({
  name: 'penaltyRecused',
  code: 'RECUSED_STILL',
  norm: 'B5',
  basis: [处罚法('第43条第一款')],
  title: '应当回避的人员不再办案',
  reads: 'form',
  refuses: ({ form, record }) => {
    if (form['granted'] !== 'yes') return null
    const officers = (form['officers'] as readonly { person: string }[] | undefined) ?? []
    if (officers.some(({ person }) => person === record['recusalOf']))
      return { message: '应当回避的人员还在办案人员中', remedy: '请换成其他执法人员' }
    return new Set(officers.map(({ person }) => person)).size >= 2
      ? null
      : { message: '回避后办案的执法人员不足两名', remedy: '请填写两名以上执法人员' }
  },
})

/** B5: whoever was recused does not come back to the case by another way. */
export const recusedOut = gate({
  name: 'penaltyRecusedOut',
  code: 'RECUSED_STILL',
  norm: 'B5',
  basis: [处罚法('第43条第一款')],
  title: '已经决定回避的人员不再参与本案',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { recused: out = [] }: PenaltyRecord = record
    const officers = (form['officers'] as readonly { person: string }[] | undefined) ?? []
    return officers.some(({ person }) => out.some((one) => one.person === person))
      ? { message: '已经决定回避的人员又在办案人员中', remedy: '请换成其他执法人员' }
      : null
  },
})

export const recusalRuled = gate({
  name: 'penaltyRecusalRuled',
  code: 'RECUSAL_OPEN',
  norm: 'B5',
  basis: [处罚法('第43条第三款')],
  title: '回避申请已经决定',
  refuses: ({ record }) =>
    record['recusalOf'] === undefined
      ? null
      : { message: '还有回避申请没有决定', remedy: '请负责人决定；决定前不停止调查，但不得终结' },
})

export const factsFound = gate({
  name: 'penaltyFactsFound',
  code: 'EVIDENCE_MISSING',
  norm: 'B5',
  basis: [处罚法(40), 处罚法('第46条第二款'), 处罚法('第54条第一款')],
  title: '违法事实不清、证据不足的，不得处罚',
  refuses: ({ record }) => {
    const { inquiries = [], evidence = [] }: PenaltyRecord = record
    if (inquiries.length > 0 && evidence.length > 0) return null
    return {
      message: inquiries.length === 0 ? '没有询问、检查、勘验笔录' : '没有证据',
      remedy: '请先调查取证',
    }
  },
})

const bare = (penalties: readonly Penalty[]): readonly Penalty[] =>
  penalties.filter(({ kind, amount }) => ['fine', 'gains'].includes(kind) && !amount)

/** B5: what the party is told, and what is decided, says how much. */
export const sumsTold = gate({
  name: 'penaltySumsTold',
  code: 'SUM_MISSING',
  norm: 'B5',
  basis: [处罚法(44), 处罚法('第52条第二款'), 处罚法('第59条第一款')],
  title: '写明处罚的种类，罚款、没收违法所得写明数额',
  reads: 'form',
  refuses: ({ form }) => {
    const penalties: readonly Penalty[] | undefined = form['penalties']
    if (penalties?.length === 0) return { message: '没有写明处罚', remedy: '请填写处罚的种类和数额' }
    const without = bare(penalties ?? [])
    return without.length > 0
      ? { message: `${penaltiesText(without)}没有写明数额`, remedy: '请填写数额' }
      : null
  },
})

/** B5: a proposal to punish says what: for a fine how much. */
export const proposalWhole = gate({
  name: 'penaltyProposalWhole',
  code: 'PROPOSAL_EMPTY',
  norm: 'B5',
  basis: [处罚法(57), 处罚法('第28条第一款')],
  title: '建议处罚的，写明种类、数额，并责令改正',
  reads: 'form',
  refuses: ({ form }) => {
    if (form['proposal'] !== 'punish') return null
    const penalties = (form['penalties'] as readonly Penalty[] | undefined) ?? []
    if (penalties.length === 0) return { message: '没有写明建议的处罚', remedy: '请填写处罚种类' }
    const without = bare(penalties)
    if (without.length > 0) return { message: `${penaltiesText(without)}没有写明数额`, remedy: '请填写数额' }
    return form['correction']
      ? null
      : { message: '没有责令当事人改正违法行为', remedy: '请写明责令改正或者限期改正的要求' }
  },
})

/** B5: children and those who cannot know what they do are not punished; who did no harm and put it right, neither; nor who had no fault. */
export const mayPunish = gate({
  name: 'penaltyMayPunish',
  code: 'MUST_SPARE',
  norm: 'B5',
  basis: [处罚法(30), 处罚法(31), 处罚法('第33条第一款'), 处罚法('第33条第二款')],
  title: '依法不予处罚的，不得处罚',
  reads: 'form',
  refuses: ({ form }) => {
    if (form['proposal'] !== 'punish') return null
    const why =
      form['capacity'] === 'child'
        ? '当事人不满十四周岁'
        : form['capacity'] === 'unable'
          ? '当事人不能辨认或者不能控制自己行为'
          : form['mild'] === 'minor'
            ? '违法行为轻微并及时改正，没有造成危害后果'
            : form['mild'] === 'noFault'
              ? '当事人有证据足以证明没有主观过错'
              : null
    return why === null
      ? null
      : { message: `${why}，不予行政处罚`, remedy: '请建议不予行政处罚，并对当事人进行教育' }
  },
})

/** B5: whoever is not grown up is punished less, and the file says in what. */
export const youthWeighed = gate({
  name: 'penaltyYouthWeighed',
  code: 'YOUTH_UNWEIGHED',
  norm: 'B5',
  basis: [处罚法(30)],
  title: '已满十四周岁不满十八周岁的，从轻或者减轻处罚',
  reads: 'form',
  refuses: ({ form }) =>
    form['proposal'] === 'punish' && form['capacity'] === 'youth' && !form['discretion']
      ? {
          message: '当事人已满十四周岁不满十八周岁，没有写明怎样从轻或者减轻',
          remedy: '请在裁量情节中写明从轻或者减轻的幅度',
        }
      : null,
})

/** B5: what may be a crime ends with those who judge crimes, not with a decision that lets it go. */
export const crimeOpen = gate({
  name: 'penaltyCrimeOpen',
  code: 'MUST_TRANSFER',
  norm: 'B5',
  basis: [处罚法('第27条第一款'), 处罚法('第57条第一款第（四）项'), 处罚法(82)],
  title: '调查认定涉嫌犯罪的，移送司法机关，不作不予处罚的决定',
  refuses: ({ record }) =>
    record['crime'] === true
      ? {
          message: '调查终结认定涉嫌犯罪，不得以不予处罚了结',
          remedy: '请移送司法机关；认定有误的，补充调查后重新终结',
        }
      : null,
})

/** B5: what may be a crime is not settled with a fine. */
export const crimeTransferred = gate({
  name: 'penaltyCrimeTransferred',
  code: 'MUST_TRANSFER',
  norm: 'B5',
  basis: [处罚法('第27条第一款'), 处罚法('第8条第二款'), 处罚法(82)],
  title: '涉嫌犯罪的移送司法机关，不得以罚代刑',
  reads: 'form',
  refuses: ({ form }) =>
    form['crime'] === true && form['proposal'] !== 'transfer'
      ? { message: '违法行为涉嫌犯罪，不得以行政处罚代替刑事处罚', remedy: '请及时移送司法机关' }
      : null,
})

/** B5: the same act is not fined twice. */
export const finedOnce = gate({
  name: 'penaltyFinedOnce',
  code: 'FINED_ALREADY',
  norm: 'B5',
  basis: [处罚法(29)],
  title: '同一个违法行为不得给予两次以上罚款',
  reads: 'form',
  refuses: ({ form, record }) => {
    const before: string | undefined = form['finedBefore'] ?? record['finedBefore']
    const fines = ((form['penalties'] as readonly Penalty[] | undefined) ?? []).some(
      ({ kind }) => kind === 'fine',
    )
    return before && fines
      ? {
          message: `同一违法行为已由“${before}”给予罚款，不得再罚款`,
          remedy: '请去掉罚款；违反多个规范的，本应按罚款数额高的规定处罚一次',
        }
      : null
  },
})

export const detentionOurs = gate({
  name: 'penaltyDetentionOurs',
  code: 'DETENTION_UNFIT',
  norm: 'B5',
  basis: [处罚法('第18条第三款')],
  title: '限制人身自由的处罚只能由公安机关等法定机关行使',
  reads: 'form',
  refuses: ({ form, record, actor, directory }) => {
    const unit: string = record['unit'] ?? actor.unit
    const detains = ((form['penalties'] as readonly Penalty[] | undefined) ?? []).some(
      ({ kind }) => kind === 'detention',
    )
    return detains && directory.unit(unit)?.functions.includes('police') !== true
      ? { message: '本机关不能决定行政拘留', remedy: '请移送公安机关' }
      : null
  },
})
