import { inWords } from '#kernel/time.ts'
import type { Gate } from '#kernel/vocabulary.ts'
import { 保密法, 公文条例 } from '../../laws.ts'

const LEVEL = '(?:绝密|机密|秘密)'

/** Words before a level that make it a thing spoken of: 商业秘密, 保守秘密. */
const SPOKEN_OF =
  '(?<!国家|商业|军事|工作|技术|个人|企业|警务|审判|检察|党的|党和国家的?|保守|保护|严守|恪守|泄露|泄漏|窃取|侵犯|刺探|非法获取|解除|经营)'

const MARKS: readonly RegExp[] = [
  // 机密★1年, 秘密五年: no text speaks of a secret so.
  new RegExp(`${LEVEL}(?:级|件)?[★☆*※●]`),
  new RegExp(`${LEVEL}(?:级|件)?[（(]?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个?月)`),
  new RegExp(`密级[:：为]?${LEVEL}`),
  new RegExp(`${SPOKEN_OF}(?:绝密|机密)`),
  new RegExp(
    `${SPOKEN_OF}秘密(?=$|[)）〕】\\]》”"'，,。；;:：\\-—]|级|件|文件|公文|材料|资料|电报|函|关于|转发|\\d)`,
  ),
]

/** Whether a text bears the mark of a classified document, however it is spaced: 机 密★1年; speaking of secrets is none. */
export function isClassified(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  return MARKS.some((mark) => mark.test(plain))
}

/** C1: the system holds nothing classified; what bears a mark is registered on paper, by the secrecy rules. */
export const notClassified: Gate = {
  name: 'notClassified',
  code: 'CLASSIFIED',
  norm: 'C1',
  basis: [公文条例(9), 保密法()],
  title: '涉密公文不进本系统',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) => {
    const marked = ['title', 'theirNumber', 'asks', 'sender'].find((field) =>
      isClassified(String(form[field] ?? '')),
    )
    if (!marked) return null
    return {
      message: '标题、文号、来文单位或者来文要求带有密级标志，本系统只收非涉密公文',
      remedy: '请按保密规定在涉密渠道登记办理，不要把内容录入本系统',
    }
  },
}

/** C1: a document cannot be dated after the day it was signed for. */
export const datedBefore: Gate = {
  name: 'datedBefore',
  code: 'DATED_LATER',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '成文日期不晚于签收日期',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today }) =>
    typeof form['dated'] === 'string' && form['dated'] > today
      ? { message: `成文日期${form['dated']}晚于今天${today}`, remedy: '请核对来文上的成文日期' }
      : null,
}

/** C1: a demand of the sender whose day has already gone by is seen at the desk, not afterwards. */
export const answerableInTime: Gate = {
  name: 'answerableInTime',
  code: 'ASKED_PAST',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '来文要求的时限在今天以后',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today }) =>
    typeof form['askedBy'] === 'string' && form['askedBy'] < today
      ? {
          message: `来文要求的时限${inWords(form['askedBy'])}已经过去`,
          remedy: '请与来文单位商定新的时限；来文送达时已经过期的，时限不填，在来文要求里写明',
        }
      : null,
}
