import { unitsAt } from './subjects.ts'

const PERSON = '[\\u4e00-\\u9fff]{1,6}(?:同志|副?(?:[省市区县镇乡]长|[局处部组]长|主任|书记))'
/** 牵头办理, 具体负责: what says only that somebody has the task. */
const ROLE = '(?:共同|具体|总)?(?:牵头|负责|主办)(?:负责|办理|组织|协调|落实|此事|此项工作)*'
const ROLE_ALONE = new RegExp(`^(?:${PERSON})?${ROLE}$`)
const HELP_ALONE =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|应)?(?:积极|密切|全力|予以|做好)*(?:配合|参与|参加|协助|支持|协办)(?:办理|工作)?$/
/** 并报我, 一并反馈我结果: whom to tell stands in a field of its own. */
const TELLS_LEADER =
  /(?:并|一并|及时|尽快)*(?:报告|反馈|汇报|回复|告诉|报|给|送|交)(?:给)?我(?:结果|情况|本人)?$/
const TELLS_OTHERS = /^(?:并|一并|及时|按程序)*(?:报告|报送|呈报|上报|报)[^，；]{2,14}$/

/**
 * The words of a request without who has which part in it and whom to tell, which stand in fields of their own:
 * `bareAction('牵头，区住建局配合，提出扩建方案并报我')` is `提出扩建方案`. Words that say nothing else stay as they are.
 */
export function bareAction(words: string, known?: ReadonlySet<string>): string {
  const parts = words
    .split('，')
    .filter((part) => part !== '' && !ROLE_ALONE.test(part) && !helps(part, known))
  const acts = parts.map((part, at) => trimmed(part, at === 0)).filter((part) => part !== '')
  const told = acts.filter((part) => !TELLS_OTHERS.test(part))
  const left = told.length > 0 ? told : acts
  return left.length > 0 ? left.join('，') : words
}

/** 区住建局配合: a partner and nothing he is to do. */
function helps(part: string, known?: ReadonlySet<string>): boolean {
  const names = unitsAt(part.replace(/^[由请]/, ''), known)
  return names !== null && HELP_ALONE.test(part.replace(/^[由请]/, '').slice(names.length))
}

/** 牵头落实用地指标 → 落实用地指标; 提出方案并报我 → 提出方案. */
const trimmed = (part: string, first: boolean): string =>
  (first ? part.replace(/^(?:具体)?(?:牵头|负责)(?=[\u4e00-\u9fff]{3})/, '') : part)
    .replace(TELLS_LEADER, '')
    .replace(/[并，]+$/, '')
