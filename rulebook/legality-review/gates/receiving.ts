import { workdaysBetween } from '#kernel/calendar.ts'
import { inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 决策条例, 合法性审核意见, 工作规则 } from '../../laws.ts'
import { completionDay, extendedDay, leastDays, reviewDay } from '../clock.ts'
import { lacking, named } from '../lacks.ts'
import { type About, type PaperKind, type ReviewRecord, abouts, paperKinds } from '../record.ts'
import { gate } from '../../gate.ts'

/** Procedures whose matters have their own review, and in which field they name it. */
const PARENTS: Readonly<Record<string, About>> = {
  topic: 'decision',
  'outgoing-document': 'document',
  'normative-document': 'document',
  'list-adjustment': 'list',
  contract: 'contract',
}

const 代替 = [决策条例(25), 合法性审核意见('第七项'), 工作规则('合法性审查')] as const

/** B1: a review belongs to the matter it is for, which names it; only a contract that has none yet comes by itself, by an act of its own. */
export const openedForMatter = gate({
  name: 'reviewOpenedForMatter',
  code: 'REVIEW_ALONE',
  norm: 'B1',
  basis: 代替,
  title: '议题、发文、清单调整、合同的合法性审查在该事项上送审',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const about = form['about'] as About
    const parent = matters[String(form['parent'])]
    return parent?.record['legalityReview'] === matterId && PARENTS[parent.procedure] === about
      ? null
      : {
          message: `${abouts[about]}的合法性审查没有从该事项上送出`,
          remedy: '请打开该事项，办理“送合法性审查”；没有登记的合同用“合同送合法性审查”',
        }
  },
})

/** B1: the review is by an office that has this duty. */
export const officeReviews = gate({
  name: 'officeReviews',
  code: 'REVIEW_OFFICE_UNFIT',
  norm: 'B1',
  basis: [决策条例(25), 合法性审核意见('第四项')],
  title: '由负责合法性审查的机构审查',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const offices = directory.withFunction('legal')
    const chosen = (form['office'] as string | undefined) ?? offices[0]
    if (chosen !== undefined && offices.includes(chosen)) return null
    const names = offices.map((id) => directory.unit(id)?.name ?? id).join('、')
    return {
      message: chosen ? `${directory.unit(chosen)?.name ?? chosen}不是合法性审查机构` : '没有合法性审查机构',
      remedy: names ? `请选${names}` : '请管理员在名录里给单位标明“合法性审查”职能',
    }
  },
})

/** B1: who sends it leaves the time that a review generally takes, or says what the emergency is. */
export const timeLeft = gate({
  name: 'reviewTimeLeft',
  code: 'LEGALITY_TIME_SHORT',
  norm: 'B1',
  basis: [决策条例(26), 合法性审核意见('第五项')],
  title: '保证必要的审查时间',
  reads: 'form',
  refuses: ({ form, today, calendar, parameters }) => {
    if (form['wanted'] === undefined || form['urgent']) return null
    const given = workdaysBetween(calendar, today, form['wanted'])
    const least = leastDays({ parameters }, (form['about'] ?? 'contract') as About)
    if (!given.known || given.value >= least) return null
    return {
      message: `只给了${given.value}个工作日，一般不少于${least}个工作日`,
      remedy: '请延后日期，或者写明情况紧急的理由',
    }
  },
})

interface Row {
  readonly paper: PaperKind
  readonly words?: string
  readonly file?: readonly string[]
}

/** B1: a paper on the list is there: as a file, or in words. */
export const papersReal = gate({
  name: 'papersReal',
  code: 'PAPER_EMPTY',
  norm: 'B1',
  basis: [决策条例(26), 合法性审核意见('第五项')],
  title: '列出的材料有附件或者内容',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = (form['papers'] ?? []) as readonly Row[]
    if (rows.length === 0) return { message: '没有填写送审材料', remedy: '请填写材料并附上' }
    const empty = rows.find(({ words, file = [] }) => !words && file.length === 0)
    return empty
      ? { message: `“${paperKinds[empty.paper]}”既没有附件也没有内容`, remedy: '请附上，或者写明内容' }
      : null
  },
})

/** B1: what is missing is said at once and once; nobody is kept waiting by asking again. */
export const askedOnce = gate({
  name: 'missingAskedOnce',
  code: 'ASKED_ALREADY',
  norm: 'B1',
  basis: [决策条例(26), 工作规则('一次告知')],
  title: '需要补正的材料一次告知',
  refuses: ({ record }) => {
    const { askedOn, asked = [] }: ReviewRecord = record
    return askedOn === undefined
      ? null
      : {
          message: `已于${inWords(askedOn)}一次告知补正${named(asked.map(({ paper }) => paper))}，不能再次要求补正`,
          remedy: '材料齐全的请接收审查；补正后仍不齐全的，可以写明理由退回',
        }
  },
})

/** B1: the notice names every paper that the rule requires and that is not there. */
export const asksForAll = gate({
  name: 'missingAskedInFull',
  code: 'ASKED_IN_PART',
  norm: 'B1',
  basis: [决策条例(26), 工作规则('一次告知')],
  title: '补正通知列明全部缺的材料',
  reads: 'form',
  refuses: ({ form, record }) => {
    const asked = ((form['missing'] ?? []) as readonly Row[]).map(({ paper }) => paper)
    if (asked.length === 0) return { message: '没有填写缺什么材料', remedy: '请逐项填写' }
    const left = lacking(record).filter((kind) => !asked.includes(kind))
    return left.length === 0
      ? null
      : { message: `还缺${named(left)}，没有一并告知`, remedy: '请一次列明，以后不能再要求补正' }
  },
})

/** B1: the term begins with complete papers, and only with them. */
export const papersComplete = gate({
  name: 'reviewPapersComplete',
  code: 'PAPERS_MISSING',
  norm: 'B1',
  basis: [决策条例(26), 合法性审核意见('第五项')],
  title: '送审材料齐全才接收、起算审查期限',
  refuses: ({ record }) => {
    const left = lacking(record)
    return left.length === 0
      ? null
      : {
          message: `${abouts[(record as ReviewRecord).about ?? 'decision']}送审还缺${named(left)}`,
          remedy: '请一次告知送审单位补正，或者写明理由退回',
        }
  },
})

/** B1: what is complete is reviewed; a submitter who was asked has his days to complete it. */
export const returnable = gate({
  name: 'reviewReturnable',
  code: 'NOT_RETURNABLE',
  norm: 'B1',
  basis: [决策条例(26), 工作规则('一次告知')],
  title: '材料齐全的不得退回；补正期限没有届满的不得退回',
  refuses: ({ record, state, today }) => {
    const { completeBy = '' }: ReviewRecord = record
    if (state === 'completing' && today <= completeBy)
      return { message: `补正期限是${inWords(completeBy)}，还没有届满`, remedy: '请等送审单位补正' }
    return lacking(record).length === 0
      ? { message: '送审材料已经齐全', remedy: '请接收并在期限内审查' }
      : null
  },
})

type Counts = (context: ActContext) => { readonly known: boolean; readonly year?: string }

const countable = (name: string, counts: Counts): Gate =>
  gate({
    name,
    code: 'CALENDAR_UNKNOWN',
    norm: 'B1',
    basis: [工作规则('合法性审查')],
    title: '工作日历已录入，期限算得出来',
    reads: 'form',
    refuses: (context) => {
      const counted = counts(context)
      return counted.known
        ? null
        : {
            message: `${counted.year ?? ''}年的放假调休安排尚未录入，无法计算期限`,
            remedy: '请系统管理员在“管理—工作日历”录入放假通知后重试',
          }
    },
  })

/** Days are counted in the tenant's calendar, or not at all. */
export const completionCountable = countable('completionCountable', completionDay)
export const reviewCountable = countable('reviewCountable', (context) => reviewDay(context.record, context))
export const extensionCountable = countable('extensionCountable', (context) =>
  extendedDay(String(context.record['due'] ?? ''), Number(context.form['days']), context),
)
