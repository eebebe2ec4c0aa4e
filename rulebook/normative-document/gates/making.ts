// Long on purpose: what must stand before a normative document is issued, each demand with its own refusal.
import { inWords } from '#kernel/time.ts'
import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import { 优化营商环境条例, 公平竞争审查条例, 合法性审核意见, 地方组织法, 规范性文件通知 } from '../../laws.ts'
import { isRunning, unreviewed } from '../../legality-review/passed.ts'
import { gate } from '../../gate.ts'
import type { NormativeRecord } from '../record.ts'

/** 通过, or with harm that the law excepts. */
const FAIR: readonly unknown[] = ['passed', 'excepted']

/** Where a paper stands that issues nothing any more. */
const UNISSUED: readonly (string | null)[] = ['withdrawn', 'voided']

type Child = 'participation' | 'fairnessReview' | 'topic'

/** The newest matter of a kind that the document named, if it is there. */
const childOf = (
  { record, matters }: Pick<ActContext, 'record' | 'matters'>,
  name: Child,
): MatterFacts | undefined => matters[String(record[name] ?? '')]

/** B1: nobody drafts before he has shown that it is needed. */
export const assessed = gate({
  name: 'normativeAssessed',
  code: 'ASSESSMENT_MISSING',
  norm: 'B1',
  basis: [地方组织法(75), 规范性文件通知('第四项')],
  title: '经过评估论证',
  refuses: ({ record }) =>
    record['assessment']
      ? null
      : { message: '没有评估论证', remedy: '请先写明必要性、可行性、合理性和预期影响' },
})

export const drafted = gate({
  name: 'normativeDrafted',
  code: 'DRAFT_MISSING',
  norm: 'B1',
  basis: [规范性文件通知('第三项')],
  title: '有文件稿和起草说明',
  refuses: ({ record }) =>
    record['version'] === undefined ? { message: '还没有文件稿', remedy: '请先“形成文件稿”' } : null,
})

/** B1: the public was asked, and told what became of what it said; what the law keeps from the public says so. */
export const publicHeard = gate({
  name: 'normativePublicHeard',
  code: 'PARTICIPATION_MISSING',
  norm: 'B1',
  basis: [地方组织法(75), 优化营商环境条例(62), 规范性文件通知('第五项')],
  title: '公开征求意见并审定采纳情况，依法不公开的除外',
  needs: ['children'],
  refuses: (context) => {
    if (context.record['secret']) return null
    const child = childOf(context, 'participation')
    if (!child) return { message: '没有公开征求意见', remedy: '请先“公开征求意见”' }
    return child.state === 'closed'
      ? null
      : {
          message: `公众参与“${child.title}”还没有审定采纳情况`,
          remedy: '请在该事项上归纳意见、说明采纳情况',
        }
  },
})

/** B1: whoever is regulated in his business is heard before. */
export const businessHeard = gate({
  name: 'businessHeard',
  code: 'BUSINESS_UNHEARD',
  norm: 'B1',
  basis: [优化营商环境条例(62)],
  title: '涉及经营主体的听取企业、行业协会商会意见',
  refuses: ({ record }) => {
    const { business, heard = [] }: NormativeRecord = record
    return business && heard.length === 0
      ? { message: '没有听取企业、行业协会商会的意见', remedy: '请听取后登记：谁、什么意见、是否采纳' }
      : null
  },
})

export const heardReasoned = gate({
  name: 'heardReasoned',
  code: 'ADOPTION_UNREASONED',
  norm: 'B1',
  basis: [优化营商环境条例(62)],
  title: '没有采纳的意见写明理由',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = form['heard'] as readonly { who: string; taken: boolean; reason?: string }[]
    if (rows.length === 0) return { message: '没有填写意见', remedy: '请填写听取的意见' }
    const bare = rows.find(({ taken, reason }) => !taken && !reason)
    return bare ? { message: `${bare.who}的意见没有采纳，没有写理由`, remedy: '请补写理由' } : null
  },
})

export const fairlyReviewed = gate({
  name: 'normativeFairnessReviewed',
  code: 'FAIRNESS_MISSING',
  norm: 'B1',
  basis: [公平竞争审查条例(14), 公平竞争审查条例(18)],
  title: '涉及经营主体的通过公平竞争审查',
  needs: ['children'],
  refuses: (context) => {
    if (!context.record['business']) return null
    const child = childOf(context, 'fairnessReview')
    if (!child) return { message: '没有公平竞争审查', remedy: '请先“送公平竞争审查”' }
    if (child.state !== 'closed')
      return {
        message: `公平竞争审查“${child.title}”还没有结论`,
        remedy: '请等市场监管部门会同审查后作出结论',
      }
    return FAIR.includes(child.record['conclusion'])
      ? null
      : { message: '公平竞争审查没有通过', remedy: '请按审查意见修改后重新送审' }
  },
})

export const internallyReviewed = gate({
  name: 'internallyReviewed',
  code: 'INTERNAL_REVIEW_MISSING',
  norm: 'B1',
  basis: [合法性审核意见('第四项')],
  title: '起草单位内部先行审核',
  refuses: ({ record }) =>
    record['internal']
      ? null
      : { message: '起草单位还没有内部审核', remedy: '请本单位审核机构或者承担审核职责的人先出具意见' },
})

/** B1: the text that is talked over is the one that was reviewed, and the review found it lawful. Nothing stands in for it. */
export const legalityPassed = gate({
  name: 'normativeLegalityPassed',
  code: 'LEGALITY_MISSING',
  norm: 'B1',
  basis: [地方组织法(75), 规范性文件通知('第六项'), 合法性审核意见('第七项')],
  title: '现稿经合法性审查，结论为合法',
  needs: ['children'],
  refuses: (context) => unreviewed(context, (context.record as NormativeRecord).version ?? 1),
})

/** B1: it is decided together, not signed alone. */
export const bodyFits = gate({
  name: 'normativeBodyFits',
  code: 'BODY_UNFIT',
  norm: 'B1',
  basis: [地方组织法(75), 规范性文件通知('第七项')],
  title: '区政府文件由常务会议、全体会议审议，党组会议不代替',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, record, matters }) => {
    const body = matters[String(form['body'])]
    const kind: unknown = body?.record['kind']
    if (body?.procedure !== 'body') return { message: '所选的不是议事机构', remedy: '请选审议机构' }
    if (kind === 'partyGroup')
      return { message: '党组会议不代替行政机关的集体审议', remedy: '请选行政机关的会议' }
    const { issuer }: NormativeRecord = record
    return issuer === 'government' && kind !== 'standing' && kind !== 'plenary'
      ? { message: `${body.title}不审议区政府的规范性文件`, remedy: '请提请常务会议、全体会议审议' }
      : null
  },
})

export const discussed = gate({
  name: 'normativeDiscussed',
  code: 'DISCUSSION_MISSING',
  norm: 'B1',
  basis: [地方组织法(75), 规范性文件通知('第七项')],
  title: '经集体审议通过',
  needs: ['children'],
  refuses: (context) => {
    const child = childOf(context, 'topic')
    return child?.state === 'adopted'
      ? null
      : {
          message: child ? `议题“${child.title}”还没有通过` : '没有提请集体审议',
          remedy: '请等会议审议决定；没有通过的，修改后重新提请',
        }
  },
})

/** B1: as long as the body still has it before it, its text stands. */
export const discussionOver = gate({
  name: 'discussionOver',
  code: 'DISCUSSION_RUNNING',
  norm: 'B1',
  basis: [规范性文件通知('第七项')],
  title: '集体审议没有通过的，才取回修改',
  needs: ['children'],
  refuses: (context) => {
    const child = childOf(context, 'topic')
    if (child?.state === 'adopted')
      return { message: '会议已经通过，不能取回修改', remedy: '请报签发；确需修改的，签发前提请会议再议' }
    return child === undefined || child.final
      ? null
      : { message: `议题“${child.title}”还在审议程序中`, remedy: '请先在议题上撤回，或者等会议决定' }
  },
})

/** B1: a change after the review voids it: the text goes the same way again. */
export const revisionSaid = gate({
  name: 'revisionSaid',
  code: 'REVIEW_RUNNING',
  norm: 'B1',
  basis: [合法性审核意见('第六项')],
  title: '审查期间不改送审稿',
  needs: ['children'],
  refuses: (context) =>
    isRunning(context)
      ? {
          message: '合法性审查正在进行',
          remedy: '请等审查意见；确需修改的，先在合法性审查上撤回送审',
        }
      : null,
})

/** C1: one paper issues it; another is drafted once that one was withdrawn or voided. */
export const paperOnce = gate({
  name: 'normativePaperOnce',
  code: 'PAPER_DRAFTED_ALREADY',
  norm: 'B1',
  basis: [规范性文件通知('第八项')],
  title: '一件规范性文件拟一件印发公文',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const paper = matters[String(record['paper'] ?? '')]
    return paper === undefined || UNISSUED.includes(paper.state)
      ? null
      : { message: `印发公文“${paper.title}”已经拟好`, remedy: '请在该公文上办理；要重拟的，先撤回该公文' }
  },
})

/** Without its number it has no effect: what carries none yet is not put out. */
export const numberedFirst = gate({
  name: 'normativeNumberedFirst',
  code: 'DAY_EARLY',
  norm: 'B1',
  basis: [规范性文件通知('第八项')],
  title: '统一登记编号之后公布',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { registeredOn }: NormativeRecord = record
    return registeredOn === undefined || form['on'] >= registeredOn
      ? null
      : { message: `登记编号是${inWords(registeredOn)}，公布在其前`, remedy: '请核对公布日期' }
  },
})

/** What is entered as done has been done. */
export const notAhead = gate({
  name: 'normativeNotAhead',
  code: 'DAY_AHEAD',
  norm: 'B1',
  basis: [规范性文件通知('第八项')],
  title: '登记的日期不在将来',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['on'] > today ? { message: `${inWords(form['on'])}还没有到`, remedy: '请办理之后登记' } : null,
})
