import { addMs, clockAt, inWords, instantOf } from '#kernel/time.ts'
import { 强制法, 处罚法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { EXTENSION_DAYS, lastDay } from '../clock.ts'
import type { SeizureRecord, Test } from '../record.ts'

const DAY_MS = 86_400_000

/** 强制法 19: when the day and night run out that an urgent measure has for its approval. */
const approvalDue = ({ startedAt = '' }: SeizureRecord) => addMs(instantOf(startedAt), DAY_MS)

export const urgentOpen = gate({
  name: 'seizureUrgentOpen',
  code: 'NOT_URGENT',
  norm: 'B5',
  basis: [强制法(19)],
  title: '紧急当场实施、还没有补办批准的',
  refuses: ({ record }) => {
    const { urgency, confirmedAt }: SeizureRecord = record
    if (urgency === undefined) return { message: '本案是事先批准的，不需要补办批准', remedy: '不需要办理' }
    return confirmedAt === undefined
      ? null
      : { message: `已经在${confirmedAt}补办批准`, remedy: '不需要办理' }
  },
})

export const reported = gate({
  name: 'seizureReported',
  code: 'URGENT_UNREPORTED',
  norm: 'B5',
  basis: [强制法(19)],
  title: '先报告，再补办批准',
  refuses: ({ record }) =>
    record['urgency'] !== undefined && record['reportedAt'] === undefined
      ? { message: '执法人员还没有向负责人报告', remedy: '请执法人员报告紧急实施的情况' }
      : null,
})

/** B5: approval that comes too late makes nothing lawful; what was taken goes back. */
export const confirmedInTime = gate({
  name: 'seizureConfirmedInTime',
  code: 'APPROVAL_LATE',
  norm: 'B5',
  basis: [强制法(19)],
  title: '二十四小时内补办批准手续',
  refuses: ({ record, at }) => {
    const { urgency, startedAt }: SeizureRecord = record
    if (urgency === undefined || startedAt === undefined) return null
    const due = approvalDue(record)
    return at < due
      ? null
      : {
          message: `${startedAt}实施，补办批准的24小时已于${clockAt(due)}届满`,
          remedy: '请立即解除；仍需查封、扣押的，重新报批',
        }
  },
})

export const confirmed = gate({
  name: 'seizureConfirmed',
  code: 'URGENT_UNCONFIRMED',
  norm: 'B5',
  basis: [强制法('第18条第（一）项'), 强制法(19)],
  title: '没有补办批准的，不得继续',
  refuses: ({ record }) => {
    const { urgency, confirmedAt }: SeizureRecord = record
    return urgency !== undefined && confirmedAt === undefined
      ? { message: '紧急实施还没有补办批准', remedy: '请负责人补办批准，或者立即解除' }
      : null
  },
})

/** B5: when the term is over nothing is left to do but to give back. */
export const termRunning = gate({
  name: 'seizureTermRunning',
  code: 'TERM_OVER',
  norm: 'B5',
  basis: [强制法('第25条第一款'), 强制法(27), 强制法('第28条第一款第（四）项')],
  title: '在查封、扣押期限内办理',
  refuses: ({ record, today }) => {
    const due = lastDay(record)
    return due !== undefined && today > due
      ? { message: `查封、扣押期限已于${inWords(due)}届满`, remedy: '请立即解除查封、扣押并退还财物' }
      : null
  },
})

export const thirdPartySealed = gate({
  name: 'seizureThirdPartySealed',
  code: 'KEEPER_UNFIT',
  norm: 'B5',
  basis: [强制法('第26条第二款')],
  title: '查封的可以委托第三人保管，扣押的由行政机关保管',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['by'] === 'third' && record['kind'] === 'detain'
      ? { message: '扣押的财物不能委托第三人保管', remedy: '请由本机关保管' }
      : null,
})

export const testFits = gate({
  name: 'seizureTestFits',
  code: 'TEST_PERIOD_UNFIT',
  norm: 'B5',
  basis: [强制法('第25条第三款')],
  title: '检测、检验、检疫、鉴定的期间应当明确',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { from, until } = form as { from: string; until: string }
    const { seizedOn = '' }: SeizureRecord = record
    if (from < seizedOn)
      return {
        message: `检测期间自${inWords(from)}起，早于查封、扣押之日`,
        remedy: '请填写检测期间的首日',
      }
    const due = lastDay(record)
    if (due !== undefined && from > due)
      return {
        message: `检测期间自${inWords(from)}起，查封、扣押期限到${inWords(due)}已经届满`,
        remedy: '请在期限届满前送检，或者作出处理决定',
      }
    return until < from ? { message: '检测期间的末日早于首日', remedy: '请填写明确的期间' } : null
  },
})

const openTests = ({ tests = [] }: SeizureRecord): readonly Test[] =>
  tests.filter(({ done }) => done === undefined)

export const oneTest = gate({
  name: 'seizureOneTest',
  code: 'TEST_RUNNING',
  norm: 'B5',
  basis: [强制法('第25条第三款')],
  title: '上一次检测有结果后再送检',
  refuses: ({ record }) => {
    const [open] = openTests(record)
    return open
      ? {
          message: `${open.what}的检测还没有登记结果`,
          remedy: '请先登记检测结果；未按期完成的，按实际登记后另行告知新的期间',
        }
      : null
  },
})

export const testOpen = gate({
  name: 'seizureTestOpen',
  code: 'NO_TEST',
  norm: 'B5',
  basis: [强制法('第25条第三款')],
  title: '有正在进行的检测、检验、检疫、鉴定',
  refuses: ({ record }) =>
    openTests(record).length > 0
      ? null
      : { message: '没有正在进行的检测、检验、检疫、鉴定', remedy: '请先送检' },
})

export const resultTold = gate({
  name: 'seizureResultTold',
  code: 'TEST_DAY_UNFIT',
  norm: 'B5',
  basis: [强制法('第25条第三款')],
  title: '如实登记检测完成的日期',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const [open] = openTests(record)
    const on: string = form['on']
    return open !== undefined && (on < open.from || on > today)
      ? { message: `完成日期${inWords(on)}不在送检之日与今天之间`, remedy: '请填写实际日期' }
      : null
  },
})

export const extendedOnce = gate({
  name: 'seizureExtendedOnce',
  code: 'EXTENDED_ALREADY',
  norm: 'B5',
  basis: [强制法('第25条第一款')],
  title: '只延长一次',
  refuses: ({ record }) =>
    record['extension'] !== undefined
      ? { message: `已经延长${record['extension']}日，不得再延长`, remedy: '请在期限内作出处理决定或者解除' }
      : null,
})

export const extensionAsked = gate({
  name: 'seizureExtensionAsked',
  code: 'NO_EXTENSION_ASKED',
  norm: 'B5',
  basis: [强制法('第25条第一款')],
  title: '有待批准的延长申请',
  refuses: ({ record }) =>
    record['extensionAsked'] === undefined
      ? { message: '没有待批准的延长申请', remedy: '请执法人员先申请延长' }
      : null,
})

export const extensionShort = gate({
  name: 'seizureExtensionShort',
  code: 'EXTENSION_TOO_LONG',
  norm: 'B5',
  basis: [强制法('第25条第一款')],
  title: `延长期限不得超过${EXTENSION_DAYS}日，法律、行政法规另有规定的除外`,
  reads: 'form',
  refuses: ({ form }) => {
    const days: number = form['days']
    return days <= EXTENSION_DAYS || form['law']
      ? null
      : {
          message: `延长${days}日，超过${EXTENSION_DAYS}日`,
          remedy: `请改为${EXTENSION_DAYS}日以内，或者写明另有规定的法律、行政法规`,
        }
  },
})

export const extensionUntold = gate({
  name: 'seizureExtensionUntold',
  code: 'NOTHING_TO_TELL',
  norm: 'B5',
  basis: [强制法('第25条第二款')],
  title: '延长后书面告知当事人并说明理由',
  refuses: ({ record }) =>
    record['extension'] !== undefined && record['extensionToldOn'] === undefined
      ? null
      : { message: '没有需要告知的延长决定', remedy: '不需要办理' },
})

/** B5: goods are confiscated by a penalty, not by the seizure. */
export const confiscationDecided = gate({
  name: 'seizureConfiscationDecided',
  code: 'NO_PENALTY_DECISION',
  norm: 'B5',
  basis: [强制法(27), 处罚法('第9条第（二）项')],
  title: '没收依照行政处罚决定',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, record, matters }) => {
    const penalty = matters[String(form['penalty'])]
    const { overturned, partyName = record['partyName'] } = penalty?.record ?? {}
    const decided =
      penalty?.procedure === 'penalty' &&
      penalty.record['unit'] === record['unit'] &&
      partyName === record['partyName'] &&
      penalty.record['decidedOn'] !== undefined &&
      overturned !== 'revoked' &&
      overturned !== 'void' &&
      ((penalty.record['penalties'] as readonly { kind: string }[] | undefined) ?? []).some(
        ({ kind }) => kind === 'goods',
      )
    return decided
      ? null
      : {
          message: '所选案件没有本机关对同一当事人作出的、有效的没收非法财物的处罚决定',
          remedy: '请先依法对该当事人作出没收非法财物的行政处罚决定',
        }
  },
})

export const destructionLawful = gate({
  name: 'seizureDestructionLawful',
  code: 'DESTRUCTION_UNBASED',
  norm: 'B5',
  basis: [强制法(27)],
  title: '销毁依照法律、行政法规的规定',
  reads: 'form',
  refuses: ({ form }) =>
    form['level'] === 'law' || form['level'] === 'regulation'
      ? null
      : {
          message: '只有法律、行政法规规定应当销毁的才能销毁',
          remedy: '请写明法律、行政法规的规定，或者解除',
        },
})

export const allGoes = gate({
  name: 'seizureAllGoes',
  code: 'THINGS_LEFT_BEHIND',
  norm: 'B5',
  basis: [强制法(21)],
  title: '涉嫌犯罪移送的，财物一并移送',
  reads: 'form',
  refuses: ({ form }) =>
    form['withThings'] === true
      ? null
      : { message: '查封、扣押的财物没有一并移送', remedy: '请将财物连同清单一并移送' },
})

/** B5: nothing is sold before it was seized, nor said to be sold before it is. */
export const salesTold = gate({
  name: 'seizureSaleTold',
  code: 'DAY_UNFIT',
  norm: 'B5',
  basis: [强制法('第28条第二款')],
  title: '如实填写拍卖、变卖的日期',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { seizedOn = '' }: SeizureRecord = record
    const sales = form['sales'] as readonly { on: string }[]
    if (sales.length === 0) return { message: '没有写明拍卖、变卖的物品', remedy: '请逐项填写' }
    const amiss = sales.find(({ on }) => on < seizedOn || on > today)
    return amiss
      ? { message: `${inWords(amiss.on)}不在查封、扣押之日与今天之间`, remedy: '请填写实际日期' }
      : null
  },
})

/** B5: what was sold is given back as money, and what was sold too cheaply is made good. */
export const proceedsReturned = gate({
  name: 'seizureProceedsReturned',
  code: 'PROCEEDS_MISSING',
  norm: 'B5',
  basis: [强制法('第28条第二款')],
  title: '已经拍卖、变卖的，退还所得款项',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { sales = [] }: SeizureRecord = record
    const owed = sales.reduce((sum, { proceeds }) => sum + proceeds, 0)
    const paid: number = form['money'] ?? 0
    return paid >= owed
      ? null
      : { message: `拍卖、变卖所得${owed}元，退还${paid}元`, remedy: `请退还${owed}元` }
  },
})

export const cheapMadeGood = gate({
  name: 'seizureCheapMadeGood',
  code: 'COMPENSATION_MISSING',
  norm: 'B5',
  basis: [强制法('第28条第二款')],
  title: '变卖价格明显低于市场价格造成损失的，给予补偿',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { sales = [] }: SeizureRecord = record
    return sales.some(({ cheap }) => cheap) && !form['compensation']
      ? { message: '变卖价格明显低于市场价格，没有给予补偿', remedy: '请填写补偿金额' }
      : null
  },
})

export const lossesTold = gate({
  name: 'seizureLossesTold',
  code: 'LOSS_UNTOLD',
  norm: 'B5',
  basis: [强制法('第26条第一款'), 强制法(68)],
  title: '不能退还或者损坏的，登记损失并赔偿',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { losses = [] }: SeizureRecord = record
    return form['missing'] && losses.length === 0
      ? { message: '有财物不能退还或者已经损坏，没有登记损失', remedy: '请先登记损失，由负责人答复赔偿' }
      : null
  },
})

export const lossOpen = gate({
  name: 'seizureLossOpen',
  code: 'NO_LOSS',
  norm: 'B5',
  basis: [强制法('第26条第一款')],
  title: '有待答复的损失',
  refuses: ({ record }) =>
    ((record as SeizureRecord).losses ?? []).some(({ answer }) => answer === undefined)
      ? null
      : { message: '没有待答复的损失', remedy: '当事人提出后登记' },
})

export const lossesAnswered = gate({
  name: 'seizureLossesAnswered',
  code: 'LOSS_UNANSWERED',
  norm: 'B5',
  basis: [强制法('第26条第一款'), 强制法(68)],
  title: '损失都已经答复',
  refuses: ({ record }) => {
    const open = ((record as SeizureRecord).losses ?? []).filter(({ answer }) => answer === undefined)
    return open.length > 0
      ? { message: `还有${open.length}项损失没有答复`, remedy: '请负责人作出赔偿答复' }
      : null
  },
})

/** B5: whatever was decided about the party was told him, or the file is not whole. */
export const partyTold = gate({
  name: 'seizurePartyTold',
  code: 'EXTENSION_UNTOLD',
  norm: 'B5',
  basis: [强制法('第25条第二款')],
  title: '延长决定已经书面告知当事人',
  refuses: ({ record }) =>
    record['extension'] !== undefined && record['extensionToldOn'] === undefined
      ? { message: '延长查封、扣押的决定没有书面告知当事人', remedy: '请送达延长通知书' }
      : null,
})
