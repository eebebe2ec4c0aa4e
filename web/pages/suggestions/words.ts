import type { Ok } from '../../api/client.ts'

type Queue = Ok<'desk.suggestions'>
export type Item = Queue['items'][number]

/** What an opinion is about. */
export const kinds: Readonly<Record<Item['kind'], string>> = {
  fault: '用不了、不好用',
  burden: '加重负担、重复填报',
  idea: '建议',
}

export const outcomes: Readonly<Record<NonNullable<Item['outcome']>, string>> = {
  done: '已改进',
  planned: '已采纳，安排改进',
  declined: '不采纳',
}

const pages: Readonly<Record<string, string>> = {
  leader: '领导三屏',
  inbox: '我的事',
  matters: '台账、事项',
  office: '办公室台',
  supervision: '督查台',
  reading: '读文立项',
  units: '单位',
  directory: '名录',
  norms: '规范',
  procedures: '规程读本',
  admin: '管理',
  burden: '减负体检',
  me: '我的账号',
}

/** A page as people call it, from its address. */
export const pageName = (path: string): string => pages[path.split('/')[1] ?? ''] ?? path

/** How quickly the office answers, in a sentence; half of the answers took no longer. */
export function paceText({ medianDays, withinDays, late }: Queue['figures']): string {
  const pace = medianDays === null ? '还没有答复过' : `答复用时中位数${daysText(medianDays)}`
  return late > 0 ? `${pace}；有${late}条等了超过${withinDays}日` : pace
}

const daysText = (days: number): string => (days < 1 ? '不到1日' : `${Math.round(days * 10) / 10}日`)
