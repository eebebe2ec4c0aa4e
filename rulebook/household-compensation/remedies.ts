import type { Remedy } from '#kernel/party.ts'
import type { Day } from '#kernel/time.ts'
import { 复议法, 征补条例, 行政诉讼法, 评估办法 } from '../laws.ts'
import type { HouseholdRecord } from './record.ts'

const running = (until: Day | undefined, today: Day): until is Day => until !== undefined && today <= until

/** What the owner may do on a day: against the value, against the decision, on the agreement. */
export function remediesOf(record: HouseholdRecord, today: Day): readonly Remedy[] {
  const { reviewAskBy, reviewAskedOn, appraisalAskBy, appraisalAskedOn } = record
  const { servedOn, reviewUntil, suitUntil, agreedOn } = record
  const found: Remedy[] = []
  if (reviewAskedOn === undefined && running(reviewAskBy, today))
    found.push({
      title: '申请复核评估',
      words: '对评估结果有异议的，向评估机构书面申请，写明报告存在的问题',
      until: reviewAskBy,
      basis: [征补条例(19), 评估办法(20)],
    })
  if (appraisalAskedOn === undefined && running(appraisalAskBy, today))
    found.push({
      title: '申请专家鉴定',
      words: '对复核结果有异议的，向评估专家委员会申请鉴定',
      until: appraisalAskBy,
      basis: [征补条例(19), 评估办法(22)],
    })
  if (servedOn !== undefined && running(reviewUntil, today))
    found.push({
      title: '申请行政复议',
      words: '不服补偿决定的，自收到之日起60日内申请行政复议',
      until: reviewUntil,
      basis: [征补条例(26), 复议法(20)],
    })
  if (servedOn !== undefined && running(suitUntil, today))
    found.push({
      title: '提起行政诉讼',
      words: '不服补偿决定的，自收到之日起6个月内向人民法院起诉',
      until: suitUntil,
      basis: [征补条例(26), 行政诉讼法(46)],
    })
  if (agreedOn !== undefined)
    found.push({
      title: '对协议不履行起诉',
      words: '征收部门不履行补偿协议的，可以依法提起诉讼',
      basis: [征补条例(25)],
    })
  return found
}
