import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import { type Issuer, type NormativeRecord, issuers } from './record.ts'

/** Where a document stands that has been through: numbered in the unified series, or out already. */
const THROUGH: readonly (string | null)[] = ['registered', 'published']

/** What a document that is on its way still lacks, by where it stands. */
const LACKS: Readonly<Record<string, string>> = {
  proposed: '还没有批准立项',
  drafting: '还没有完成评估论证、征求意见和内部审核，送办公机构',
  checking: '还没有通过形式审查、送合法性审查',
  reviewing: '还没有通过合法性审查、提请集体审议',
  discussing: '还没有经集体审议通过并签发',
  signing: '还没有统一登记编号',
  ended: '已经失效',
  dropped: '已经决定不制定',
}

/** What issues it: the unit that drafted the paper, and in whose name the paper goes out. */
export interface Paper {
  readonly unit: string | undefined
  readonly issuer: Issuer
}

const WHERE = '先在“规范性文件”里申请立项，走完评估论证、征求意见、合法性审查、集体审议、签发和统一登记编号'

/** Why a paper may not issue a normative document, as a refusal says it; null where the document named has been through. */
export function notThrough(
  named: MatterFacts | undefined,
  { unit, issuer }: Paper,
  { directory }: Pick<ActContext, 'directory'>,
): { message: string; remedy: string } | null {
  if (named === undefined)
    return {
      message: '没有写明印发的是哪一件规范性文件',
      remedy: `请选已统一登记编号的规范性文件；没有的，${WHERE}`,
    }
  if (named.procedure !== 'normative-document')
    return { message: `“${named.title}”不是规范性文件事项`, remedy: '请选“规范性文件”台账中的一件' }
  const kept: NormativeRecord = named.record
  if (kept.unit !== unit)
    return {
      message: `《${named.title}》由${directory.unit(kept.unit ?? '')?.name ?? '其他单位'}起草，不是本件的起草单位`,
      remedy: '请选本单位起草的规范性文件',
    }
  if (!THROUGH.includes(named.state))
    return {
      message: `《${named.title}》${LACKS[named.state] ?? '还没有走完制定程序'}`,
      remedy: named.final ? `这一件不能印发；需要的，${WHERE}` : '请在该规范性文件事项上办完后再印发',
    }
  return kept.issuer === issuer
    ? null
    : {
        message: `《${named.title}》由${issuers[kept.issuer ?? 'government']}制定，发文名义不符`,
        remedy: '请改发文名义和形式，与制定机关一致',
      }
}

/** The document in one line, as it stands on the papers that issue it: 集体审议通过，云政规〔2026〕3号. */
export const throughInWords = ({ record }: MatterFacts): string => {
  const { registered = '' }: NormativeRecord = record
  return `集体审议通过，${registered}`
}
