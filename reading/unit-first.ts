import { MODAL } from './subjects.ts'
import { isUnitList, splitUnits } from './units.ts'

const COLON = /^([^：。；]{2,80})：(?=.{4,})/
/** 5.民政部门。制定…: under a number a full stop will do after a name that ends beyond doubt. */
const NUMBERED =
  /^([^：。；]{2,80}(?=：)|[^，：。；]{0,14}(?:部门|[局委厅办镇]|公司|街道|[大支总]队|中心)(?=。))[：。](?=.{4,})/
const OPENS_WITH_DUTY = new RegExp(`^ ?(?:${MODAL.source})`)

/** What a web page says about itself: 发布机构：某区政府办公室. */
const PAGE_FACT =
  /^(?:发布|发文|制发|信息|起草|公开|成文|主题|编制|制定|印发|主办|承办|监督|责任编辑)[\u4e00-\u9fff]{0,6}：/

/** 各区人民政府，市政府有关部门： 菜市场改造是…: who a paper is sent to, its text on the same line. */
const isAddress = (names: string, rest: string): boolean =>
  splitUnits(names).length > 1 && /人民政府|管委会|部门|办事处/.test(names) && !OPENS_WITH_DUTY.test(rest)

/**
 * 区文旅局：负责景区环境整治，…: the units a paragraph opens with, and where the words about their task start; null for
 * a paragraph that does not, for facts a web page gives about itself, and for the address above a paper's text.
 */
export function unitBefore(
  body: string,
  at: { numbered: boolean; opening: boolean },
  known?: ReadonlySet<string>,
): { names: string; to: number } | null {
  const found = (at.numbered ? NUMBERED : COLON).exec(body)
  const names = found?.[1] ?? ''
  if (!found || !isUnitList(names, known)) return null
  const rest = body.slice(found[0].length)
  if (/^(?:各位|主送|抄送)/.test(body) || rest.length < 6 || !/[\u4e00-\u9fff]{5}/.test(rest)) return null
  if (PAGE_FACT.test(body) || isUnitList(rest.replace(/。$/, ''), known)) return null
  return at.opening && isAddress(names, rest) ? null : { names, to: found[0].length }
}
