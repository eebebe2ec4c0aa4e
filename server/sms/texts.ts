import type { Instant } from '#kernel/time.ts'

/** Characters of one short message; a longer one is charged, and sometimes delivered, as two. */
export const ONE_SMS = 70
/** What the signature takes of it: 【…区政府办】 with a name of two or three characters. */
const SIGNATURE = 10
const ROOM = ONE_SMS - SIGNATURE

/** A text cut to some characters, with an ellipsis where it was cut. */
export function cut(text: string, most: number): string {
  const all = [...text]
  return all.length > most ? `${all.slice(0, Math.max(1, most - 1)).join('')}…` : text
}

/** 「A4“完成东湖小学扩建…”」: how an item is called back to somebody. */
const called = ({ code, title }: Called, most = 14): string => `${code}“${cut(title, most)}”`

interface Called {
  readonly code: string
  readonly title: string
}

/** The answer to what was done; `may` is the act as people say it, `state` where the matter now stands. */
export function doneText(item: Called, may: string, words: string, state: string): string {
  const head = `已记录：${called(item)}${may}`
  const tail = state === '' || may.includes(state) ? '。' : `，现为${state}。`
  const room = ROOM - [...head].length - [...tail].length - 1
  return words === '' || room < 4 ? `${head}${tail}` : `${head}，${cut(words, room)}${tail}`
}

/** The answer to what could not be done: the refusal in one sentence. */
export const refusedText = (item: Called, message: string, remedy?: string): string =>
  cut(`${called(item)}没有记录：${message}${remedy ? `，${remedy}` : ''}。`, ONE_SMS * 2 - SIGNATURE)

const HOW = '回复编码加1在办、2卡住了和原因、3办完了和结果'

/** The question which item was meant. */
export function whichText(items: readonly Called[], total: number): string {
  const shown = items.map((item) => `${item.code}${cut(item.title, 7)}`).join('；')
  const rest = total > items.length ? `等${total}件` : ''
  return `没有记录，请写明编号：${shown}${rest}。如：${items[0]?.code ?? ''} 2 缺用地指标`
}

/** The question for the words that an answer needs. */
export const wordsText = ({ code, title }: Called, digit: string, asked: string): string =>
  `${code}“${cut(title, 12)}”没有记录：请带一句${asked}，如：${code} ${digit} ……`

export const noteText = (item: Called | null): string =>
  item ? `已作为${called(item, 10)}的留言留存，没有改变办理状态。${HOW}` : `已留言，没有改变办理状态。${HOW}`

export const unknownCodeText = (code: string): string =>
  `没有记录：您名下没有编号${code}的待答复事项，请核对后重发。`

export const closedText = (item: Called): string =>
  `没有记录：${called(item)}已经了结或者不再由您承办，请登录系统查看。`

export const NOTHING_OPEN = '没有记录：您名下现在没有可以用短信答复的事项，来信已留存。'
export const SHARED_NUMBER =
  '没有记录：这个号码在名录里登记在多人名下，请登录系统办理，或者请管理员更正号码。'
export const NO_SUCH_ANSWER = '这项职责不能用这个短信答复办理，请登录系统办理。'
export const OVERTAKEN = '这条短信到得晚，您后发的答复已经记录，本条只作留言留存。'
export const TOO_OLD = '没有记录：这条短信发出超过两天才收到，只作留言留存，请重新答复。'
export const TOO_MANY = '一小时内来信太多，其后的暂不处理。请登录系统办理，或者稍后再发。'
export const NOT_WHOLE = '没有记录：您的长短信没有收全，收到的部分已留存，请分短一些重发。'
export const GAVE_UP = '没有记录：系统多次未能处理您的来信，来信已留存，请登录系统办理。'

/** Why a message became no act, for those who read it: codes of refusals are left to whoever looks into the table. */
export const inPlainWords = (because: string | null): string | null =>
  because !== null && /^[A-Z_]+$/.test(because) ? null : because

/** What stands in place of words that were kept for as long as the district keeps them. */
export const ERASED = '（原文已按保存期限删除）'

/** Who dealt with a 短信留言 and when, as pages show it; null while nobody has. */
export const dealtJson = ({
  dealtBy,
  dealtAt,
}: {
  readonly dealtBy: string | null
  readonly dealtAt: Instant | null
}): { by: string; at: Instant } | null => (dealtAt === null ? null : { by: dealtBy ?? '', at: dealtAt })
