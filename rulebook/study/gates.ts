import type { Gate } from '#kernel/vocabulary.ts'
import { 学法制度 } from '../laws.ts'
import { type Answer, type StudyRecord, answers } from './record.ts'

type Question = NonNullable<StudyRecord['questions']>[number]

const ARTICLE = /《[^》]+》.*(?:第[\d一二三四五六七八九十百零]+条|规范[A-I]\d)/u

/** What keeps a question from teaching anything right; null for a sound one. */
export function faultOf(question: Question): string | null {
  const choices = (Object.keys(answers) as Answer[]).flatMap((name) => question[name] ?? [])
  if (question[question.right] === undefined) return `正确选项${answers[question.right]}没有内容`
  if (new Set(choices).size < choices.length) return '有两个选项相同'
  return ARTICLE.test(question.article) ? null : '没有写明条文'
}

/** B3: a question has one right answer and the article it comes from. */
export const questionsSound: Gate = {
  name: 'studyQuestionsSound',
  code: 'STUDY_QUESTION_UNSOUND',
  norm: 'B3',
  basis: [学法制度('学法资料和自测')],
  about: 'matter',
  reads: 'form',
  title: '每道自测题有唯一的正确选项，写明条文',
  refuses: ({ form }) => {
    const faults = ((form['questions'] ?? []) as readonly Question[]).flatMap((one, n) => {
      const fault = faultOf(one)
      return fault === null ? [] : [`第${n + 1}题${fault}`]
    })
    return faults.length === 0
      ? null
      : { message: faults.join('；'), remedy: '请改正；条文写成“《中华人民共和国行政处罚法》第四十二条”' }
  },
}
