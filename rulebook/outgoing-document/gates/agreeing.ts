import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 公文条例待核, 合法性审核意见, 工作规则, 规范性文件通知 } from '../../laws.ts'
import { hasJudged, isRunning, unreviewed } from '../../legality-review/passed.ts'
import { objecting, waiting } from '../course.ts'
import type { DocumentRecord } from '../record.ts'
import { carriesReviewed } from './normative.ts'
import { tidied } from '../text.ts'

const named = ({ directory }: ActContext, units: readonly string[]): string =>
  units.map((unit) => directory.unit(unit)?.name ?? unit).join('、')

/** C1: every unit named for 会签 has answered on the present text before it goes on. */
export const everybodyAnswered: Gate = {
  name: 'everybodyAnswered',
  code: 'COUNTERSIGN_OPEN',
  norm: 'C1',
  basis: [公文条例待核(19), 工作规则('会签')],
  title: '会签单位都对现稿表示了意见',
  about: 'matter',
  reads: 'record',
  refuses: (context) => {
    const { record } = context
    const open = waiting(record)
    if (open.length === 0) return null
    const old = open.filter((unit) => (record as DocumentRecord).opinions?.some((one) => one.unit === unit))
    const because = old.length > 0 ? `（${named(context, old)}的意见是对旧稿提的，正文改过须重新会签）` : ''
    return {
      message: `${named(context, open)}还没有对第${String(record['version'])}稿会签${because}`,
      remedy: '等会签单位答复；不该会签的单位，由办文单位调整会签单位',
    }
  },
}

/** C1: an objection is met in the text, or stands open before whoever signs with what was done about it. */
export const differencesSettled: Gate = {
  name: 'differencesSettled',
  code: 'DIFFERENCES_OPEN',
  norm: 'C1',
  basis: [公文条例待核(19), 公文条例(17)],
  title: '会签有意见的，改稿或者写明协调情况',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const against = objecting(context.record)
    if (against.length === 0 || context.form['differences'] || context.record['differences']) return null
    return {
      message: `${named(context, against)}对现稿有意见，没有写明分歧和协调情况`,
      remedy: '请按意见修改后重新会签；协调后仍不一致的，写明各方理由和建议，由签发人决定',
    }
  },
}

/** C1: an objection says what it wants changed. */
export const objectionSaysWhat: Gate = {
  name: 'objectionSaysWhat',
  code: 'OBJECTION_EMPTY',
  norm: 'C1',
  basis: [公文条例待核(19), 工作规则('会签')],
  title: '有意见的写明意见',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    form['verdict'] === 'object' && !form['opinion']
      ? { message: '选了“有意见”，没有写是什么意见', remedy: '请写明哪一处、为什么、怎样改' }
      : null,
}

/** C1: units are asked that exist here, can answer, and did not write it themselves. */
export const countersignersFit: Gate = {
  name: 'countersignersFit',
  code: 'COUNTERSIGNER_UNFIT',
  norm: 'C1',
  basis: [公文条例待核(19), 工作规则('会签')],
  title: '会签单位是本区起草单位以外的单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const asked = context.form['countersigners'] as readonly string[]
    const unfit = asked.find(
      (unit) => unit === context.record['unit'] || context.directory.unit(unit)?.assignable !== true,
    )
    return unfit === undefined
      ? null
      : {
          message: `${named(context, [unfit])}不能作会签单位`,
          remedy: '请选本区其他单位；起草单位不自己会签，上级单位的意见请另行征求',
        }
  },
}

/** C1: an amendment changes something. */
export const somethingChanged: Gate = {
  name: 'somethingChanged',
  code: 'NOTHING_CHANGED',
  norm: 'C1',
  basis: [公文条例待核(20), 工作规则('公文办理')],
  title: '修改稿与现稿不同',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const asked: Readonly<Record<string, unknown>> = {
      ...form,
      ...(form['text'] === undefined ? {} : { text: tidied(form['text'] as string) }),
    }
    const changed = CHANGEABLE.some(
      (name) => asked[name] !== undefined && JSON.stringify(asked[name]) !== JSON.stringify(record[name]),
    )
    return changed ? null : { message: '标题、正文和附件都没有改动', remedy: '请填写要改的那一项' }
  },
}

const CHANGEABLE: readonly string[] = [
  'title',
  'text',
  'attachmentTitles',
  'attachments',
  'genre',
  'series',
  'scope',
  'urgency',
  'to',
  'toText',
  'copies',
  'copiesText',
  'upward',
  'normative',
  'expiry',
  'basis',
]

/** B1: a normative document states what it rests on and until when it holds. */
export const normativeComplete: Gate = {
  name: 'normativeComplete',
  code: 'NORMATIVE_INCOMPLETE',
  norm: 'B1',
  basis: [工作规则('行政规范性文件管理'), 公文条例待核(20)],
  title: '规范性文件载明依据和有效期',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, today }) => {
    const { normative, basis, expiry }: DocumentRecord = record
    if (!normative) return null
    const missing = [...(basis ? [] : ['发文依据']), ...(expiry ? [] : ['有效期'])]
    if (missing.length > 0)
      return { message: `行政规范性文件没有写明${missing.join('和')}`, remedy: '请退回起草单位补齐' }
    return expiry !== undefined && expiry <= today
      ? { message: '写明的有效期已经过去', remedy: '请退回起草单位改正有效期' }
      : null
  },
}

/** B1: a document once marked is unmarked by those who judge it, not by those who write it. */
export const normativeKept: Gate = {
  name: 'normativeKept',
  code: 'NORMATIVE_DROPPED',
  norm: 'B1',
  basis: [工作规则('行政规范性文件管理')],
  title: '标明的行政规范性文件不由起草单位取消',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) =>
    record['normative'] && form['normative'] === false
      ? {
          message: '本件已标明是行政规范性文件，起草单位不能取消',
          remedy: '确实不属于的，请政府办审核时或者合法性审查机构写明理由认定',
        }
      : null,
}

/** Names of documents that as a rule bind people: in the title itself, or of what it brings into force. */
const BINDS = /(办法|规定|细则|规则|规程|实施意见)》?(的(通知|决定|命令|令|公告|通告|批复))?$/u

const bare = (title: string): string => title.replace(/\s|[（(][^（()）]*[）)]/gu, '')

const flaggedGate = (reads: Gate['reads']): Gate => ({
  name: 'normativeFlagged',
  code: 'NORMATIVE_UNFLAGGED',
  norm: 'B1',
  basis: [工作规则('行政规范性文件管理')],
  title: '名为办法、规定、细则的标明是规范性文件，或者写明不属于的理由',
  about: 'matter',
  reads,
  refuses: ({ form, record }) => {
    const { title = '', normative, notNormative }: DocumentRecord = record
    const [, kind] = BINDS.exec(bare(title)) ?? []
    if (kind === undefined || normative || notNormative || form['notNormative']) return null
    return {
      message: `标题是“${kind}”，没有标明是行政规范性文件`,
      remedy: '请退回起草单位补标；确实不属于的，写明不属规范性文件的理由',
    }
  },
})

/** B1: what is called 办法 and the like is marked, or somebody says why not: at the check, and again before it is signed. */
export const normativeFlagged = flaggedGate('form')
export const normativeStillFlagged = flaggedGate('record')

const 审查 = [规范性文件通知('第六项'), 合法性审核意见(), 工作规则('行政规范性文件管理')] as const

const versionOf = ({ version = 1 }: DocumentRecord): number => version

/** B1: no normative document is signed whose present text the legal office has not found lawful. */
export const legalityPassed: Gate = {
  name: 'legalityPassed',
  code: 'LEGALITY_MISSING',
  norm: 'B1',
  basis: [...审查, 公文条例待核(20)],
  title: '规范性文件的现稿经合法性审查，结论为合法；原样附上经审查、审议的文稿的不重复审查',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: (context) => {
    if (!context.record['normative'] || carriesReviewed(context)) return null
    const why = unreviewed(context, versionOf(context.record))
    return why && { ...why, message: `本件是行政规范性文件，${why.message}，不能送签、签发` }
  },
}

/** B1: only what needs a review is sent to one. */
export const reviewNeeded: Gate = {
  name: 'reviewNeeded',
  code: 'REVIEW_NOT_NEEDED',
  norm: 'B1',
  basis: 审查,
  title: '送合法性审查的是行政规范性文件',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['normative']
      ? null
      : {
          message: '本件没有标明是行政规范性文件，不需要合法性审查',
          remedy: '需要审查的，请退回起草单位标明后重新报送',
        },
}

/** B1: one review at a time. */
export const noReviewRunning: Gate = {
  name: 'noReviewRunning',
  code: 'REVIEW_RUNNING',
  norm: 'B1',
  basis: 审查,
  title: '上一次送审了结后才能再次送审',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: (context) =>
    isRunning(context)
      ? { message: '上一次送审还在审查', remedy: '请等审查结束；文稿已经改过的，先在合法性审查上撤回送审' }
      : null,
}

/** B1: a text that was judged is changed before it is judged again. */
export const textUnjudged: Gate = {
  name: 'textUnjudged',
  code: 'REVIEWED_ALREADY',
  norm: 'B1',
  basis: 审查,
  title: '再次送审的是修改过的文稿',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: (context) =>
    hasJudged(context, versionOf(context.record))
      ? {
          message: `第${versionOf(context.record)}稿已经审查过`,
          remedy: '结论为合法的直接送签；应当修改的，请修改后再送审',
        }
      : null,
}

/** B1: a normative document was talked over by the leading body before it is signed. */
export const collectivelyDiscussed: Gate = {
  name: 'collectivelyDiscussed',
  code: 'DISCUSSION_MISSING',
  norm: 'B1',
  basis: [工作规则('行政规范性文件管理')],
  title: '规范性文件经集体讨论',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) =>
    record['normative'] &&
    !(form['discussed'] ?? record['discussed'] ?? form['normativeDocument'] ?? record['normativeDocument'])
      ? {
          message: '行政规范性文件须经集体讨论决定，没有写明哪次会议',
          remedy: '请填写集体讨论的会议名称、届次和日期',
        }
      : null,
}
