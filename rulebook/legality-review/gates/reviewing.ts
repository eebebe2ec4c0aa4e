import { inWords } from '#kernel/time.ts'
import type { ActContext, Directory } from '#kernel/vocabulary.ts'
import { 决策条例, 合法性审核意见, 工作规则, 法律顾问意见 } from '../../laws.ts'
import { type AdviserRecord, standingConflicts } from '../../legal-adviser/record.ts'
import { extendedDay, lastExtension, mostDays } from '../clock.ts'
import { type Heading, type ReviewRecord, type Verdict, abouts, headings, verdicts } from '../record.ts'
import { gate } from '../../gate.ts'

const 顾问 = [决策条例(28), 法律顾问意见(), 工作规则('法律顾问全程参与')] as const

/** B1: who reviews is of the reviewing office, and did not send it. */
export const reviewerFits = gate({
  name: 'reviewerFits',
  code: 'REVIEWER_UNFIT',
  norm: 'B1',
  basis: [决策条例(28), 工作规则('合法性审查')],
  title: '审查人员是审查机构的人，不审查自己经办的事项',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const { office = '', handler }: ReviewRecord = record
    const reviewer = String(form['reviewer'])
    if (reviewer === handler) return { message: '送审的经办人不能审查本件', remedy: '请另派' }
    return directory.worksIn(reviewer, office)
      ? null
      : { message: `所选人员不在${directory.unit(office)?.name ?? office}工作`, remedy: '请从审查机构中选派' }
  },
})

/** The adviser of the register whom the form names. */
export const listed = ({ form, matters }: Pick<ActContext, 'form' | 'matters'>): AdviserRecord => {
  const found = matters[String(form['adviser'])]
  return found?.procedure === 'legal-adviser' ? found.record : {}
}

/** B2: who is asked is on the register, and engaged today. */
export const adviserListed = gate({
  name: 'adviserListed',
  code: 'ADVISER_NOT_ENGAGED',
  norm: 'B2',
  basis: 顾问,
  title: '从法律顾问名册中请在聘的法律顾问、公职律师',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const found = context.matters[String(context.form['adviser'])]
    if (found?.procedure !== 'legal-adviser')
      return { message: '所选的不是法律顾问名册中的人', remedy: '请从法律顾问名册中选，没有的先聘任' }
    const { name = '', until = '' } = listed(context)
    if (found.state === 'active' && context.today <= until) return null
    return {
      message: found.state === 'active' ? `${name}的聘期已于${inWords(until)}届满` : `${name}已经解聘`,
      remedy: '请另请在聘的法律顾问、公职律师，或者先续聘',
    }
  },
})

/** Why an adviser of the register is not apart from a unit and what it brings; null where he is. */
export function interestOf(
  adviser: AdviserRecord,
  unit: string,
  said: string,
  directory: Directory,
): string | null {
  const { name = '', from, person = '' } = adviser
  const brings = directory.unit(unit)?.name ?? unit
  if (from === brings || directory.worksIn(person, unit)) return `${name}是送审单位${brings}的人`
  const against = standingConflicts(adviser).find(
    (one) => one.unit === unit || (one.party !== undefined && said.includes(one.party)),
  )
  return against ? `${name}与${against.party ?? brings}有利害关系：${against.why}` : null
}

/** B2: an adviser with an interest of his own is not heard as an adviser: as he declares now, or as the register has it. */
export const adviserApart = gate({
  name: 'adviserApart',
  code: 'ADVISER_CONFLICT',
  norm: 'B2',
  basis: 顾问,
  title: '有利害关系的法律顾问、公职律师不参加审查',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const remedy = '请另请没有利害关系的法律顾问、公职律师'
    const { form, record, directory } = context
    const adviser = listed(context)
    const name = adviser.name ?? ''
    if (form['interest'] === 'has') return { message: `${name}声明与本件有利害关系`, remedy }
    const { unit = '', title = '', papers = [] }: ReviewRecord = record
    const said = [title, ...papers.map(({ words = '' }) => words)].join('\n')
    const message = interestOf(adviser, unit, said, directory)
    return message === null ? null : { message, remedy }
  },
})

const engagedIn = ({ record, form }: Pick<ActContext, 'record' | 'form'>) =>
  ((record as ReviewRecord).advisers ?? []).find(({ adviser }) => adviser === form['adviser'])

/** The engaged adviser an act is about: the one it names, or the only one there is. */
export function meant({ record, form }: Pick<ActContext, 'record' | 'form'>): Engaged | undefined {
  const here = ((record as ReviewRecord).advisers ?? []).filter(({ left }) => left === undefined)
  if (form['adviser'] === undefined) return here.length === 1 ? here[0] : undefined
  return here.find(({ adviser }) => adviser === form['adviser'])
}

type Engaged = NonNullable<ReviewRecord['advisers']>[number]

/** B2: nobody is put on the list twice, and who left for his interest does not come back. */
export const adviserNew = gate({
  name: 'adviserNew',
  code: 'ADVISER_LISTED',
  norm: 'B2',
  basis: 顾问,
  title: '同一名法律顾问、公职律师登记一次，退出的不再参加',
  reads: 'form',
  refuses: (context) => {
    const found = engagedIn(context)
    if (!found) return null
    return found.left === undefined
      ? { message: `${found.name}已经参加本件审查`, remedy: '请直接登记其法律意见' }
      : { message: `${found.name}已退出：${found.left}`, remedy: '请另请他人' }
  },
})

/** B2: an opinion is somebody's who was asked and has declared himself. */
export const adviserStands = gate({
  name: 'adviserStands',
  code: 'ADVISER_UNKNOWN',
  norm: 'B2',
  basis: 顾问,
  title: '先请并声明利害关系，才登记意见',
  reads: 'form',
  refuses: (context) => {
    if (meant(context)) return null
    return context.form['adviser'] === undefined
      ? {
          message: '参加本件审查的法律顾问、公职律师没有或者不止一名，没有选是哪一名',
          remedy: '请选；还没有请的，先“请法律顾问、公职律师参加审查”',
        }
      : {
          message: '所选的法律顾问、公职律师没有参加本件审查',
          remedy: '请先“请法律顾问、公职律师参加审查”，由其声明有无利害关系',
        }
  },
})

/** B2: the office does not write its opinion before a lawyer has written his. */
export const adviceGiven = gate({
  name: 'reviewAdviceGiven',
  code: 'ADVICE_MISSING',
  norm: 'B2',
  basis: 顾问,
  title: '审查中组织法律顾问、公职律师提出法律意见',
  refuses: ({ record }) => {
    const { advisers = [], advice = [] }: ReviewRecord = record
    const here = advisers.filter(({ left }) => left === undefined)
    if (here.some(({ adviser }) => advice.some((one) => one.adviser === adviser))) return null
    return {
      message: here.length === 0 ? '没有法律顾问、公职律师参加审查' : '法律顾问、公职律师还没有提出书面意见',
      remedy: '请组织法律顾问、公职律师提出法律意见并登记',
    }
  },
})

interface Found {
  readonly found: 'ok' | 'problem'
  readonly words?: string
}

/** B1: a verdict follows from what was found, and what was found is said with its basis. */
export const verdictFollows = gate({
  name: 'verdictFollows',
  code: 'VERDICT_UNREASONED',
  norm: 'B1',
  basis: [决策条例(27), 合法性审核意见('第六项')],
  title: '结论与权限、程序、内容的审查情况一致，有问题的写明问题和依据',
  reads: 'form',
  refuses: ({ form }) => {
    const names = Object.keys(headings) as Heading[]
    const against = names.filter((name) => (form[name] as Found).found === 'problem')
    const silent = against.filter((name) => !(form[name] as Found).words)
    const said = (list: readonly Heading[]) => list.map((name) => headings[name]).join('、')
    if (silent.length > 0)
      return { message: `${said(silent)}有问题，没有写明问题和依据`, remedy: '请写明哪一处、违反哪一条' }
    const verdict = form['verdict'] as Verdict
    if ((verdict === 'lawful') === (against.length === 0)) return null
    return {
      message:
        verdict === 'lawful'
          ? `${said(against)}有问题，结论却是“合法”`
          : `三方面都符合，结论却是“${verdicts[verdict]}”`,
      remedy: '请核对结论和三方面的审查情况',
    }
  },
})

/** B1: who signs is not who wrote. */
export const signsApart = gate({
  name: 'reviewSignedApart',
  code: 'OWN_REVIEW',
  norm: 'B1',
  basis: [工作规则('合法性审查')],
  title: '审查人员不签发自己拟的意见',
  about: 'actor',
  refuses: ({ record, actor }) =>
    record['reviewer'] === actor.person
      ? { message: '审查意见是您拟的，不能由您签发', remedy: '请审查机构其他负责人签发，或者改派审查人员' }
      : null,
})

/** B1: extended once, before the term is over, and never beyond its most. */
export const extendedOnce = gate({
  name: 'reviewExtendedOnce',
  code: 'EXTENDED_ALREADY',
  norm: 'B1',
  basis: [合法性审核意见('第五项'), 工作规则('合法性审查')],
  title: '审查期限延长一次',
  refuses: ({ record }) => {
    const { extendedOn }: ReviewRecord = record
    return extendedOn === undefined
      ? null
      : { message: `已于${inWords(extendedOn)}延长过一次`, remedy: '请在期限内出具审查意见' }
  },
})

export const extendedInTime = gate({
  name: 'reviewExtendedInTime',
  code: 'EXTENSION_LATE',
  norm: 'B1',
  basis: [合法性审核意见('第五项'), 工作规则('合法性审查')],
  title: '期限届满前才能延长',
  refuses: ({ record, today }) => {
    const { due = '' }: ReviewRecord = record
    return today <= due
      ? null
      : { message: `审查期限${inWords(due)}已经届满`, remedy: '请尽快出具审查意见，逾期的事实留存' }
  },
})

export const extensionFits = gate({
  name: 'reviewExtensionFits',
  code: 'EXTENSION_TOO_LONG',
  norm: 'B1',
  basis: [合法性审核意见('第五项'), 工作规则('合法性审查')],
  title: '规范性文件的审查最长不超过规定的工作日；其他审查延长有上限',
  reads: 'form',
  refuses: (context) => {
    const { about = 'decision', due = '' }: ReviewRecord = context.record
    const [asked, last] = [
      extendedDay(due, context.form['days'], context),
      lastExtension(context.record, context),
    ]
    if (!asked.known || !last.known || asked.value <= last.value) return null
    const most =
      about === 'document'
        ? `${abouts.document}自材料齐全起最长${mostDays(context, about)}个工作日`
        : `最多延长${mostDays(context, about)}个工作日`
    return {
      message: `延长到${inWords(asked.value)}，${most}，末日为${inWords(last.value)}`,
      remedy: '请改短',
    }
  },
})

/** B1: who does not take an opinion up says why, under his name. */
export const answerReasoned = gate({
  name: 'reviewAnswerReasoned',
  code: 'ADOPTION_UNREASONED',
  norm: 'B1',
  basis: [决策条例(28), 合法性审核意见('第六项')],
  title: '修改的写明怎样改，不采纳的写明理由和依据',
  reads: 'form',
  refuses: ({ form, record }) => {
    const lawful = (record as ReviewRecord).issued?.verdict === 'lawful'
    if (form['adoption'] || (form['adopted'] === 'all' && lawful)) return null
    return form['adopted'] === 'all'
      ? { message: '没有写明按审查意见怎样修改', remedy: '请逐条写明修改情况' }
      : { message: '没有全部采纳审查意见，也没有写明理由', remedy: '请写明哪一条不采纳、理由和依据' }
  },
})
