import { type Anchor, scanDeadlines } from './deadlines.ts'
import type { Deadline } from './types.ts'
import { isUnitList, splitUnits } from './units.ts'
import type { Block } from './text.ts'

/** A rule the document states once for all its items. */
export type Convention =
  | { rule: 'first-leads'; restCooperates: boolean; words: string; from: number }
  | { rule: 'responsible-leads'; words: string }
  | { rule: 'everywhere'; names: string[]; words: string; from: number; until: number }
  | { rule: 'due'; value: Deadline; dateWords: string; words: string; from: number }

const FIRST = '(?:第一位?|第1位?|首位|最前面?|最先|前列)'
const LEADS =
  '(?:即?为|是|作为)(?:各?项?(?:工作|任务))?(?:的)?(?:总?牵头|主要责任|主办|主责|第一责任)(?:责任)?(?:单位|部门)?(?:(?:或|和|及|、)(?:汇总|统稿|总责)(?:单位|部门))?'
const FIRST_LEADS = new RegExp(
  [
    `(?:列|排|居|位于|位列|排序)(?:名|序|列)?(?:在|于)?${FIRST}(?:的|者)?(?:单位|部门|责任单位|责任部门)?[，]?${LEADS}`,
    `(?:首位|第一个|第一家|首家|首个|第一)(?:责任)?(?:单位|部门)${LEADS}`,
    '首家牵头',
    `牵头(?:单位|部门)(?:列|排)(?:在)?(?:${FIRST}|前)`,
  ].join('|'),
)
const LED_BY_FIRST = new RegExp(
  `[，；]?(?:排名|其中|责任单位中?|责任部门中?)?(?:${FIRST_LEADS.source})[^，；（）]*(?:[，；]其[余他它][^，；（）]*)?`,
)
const REST_COOPERATES =
  /其[余他它](?:单位|部门|责任单位)?(?:均|则)?(?:为|是)(?:参与|配合|协办|协同|协助|参加)/
const RESPONSIBLE_LEADS =
  /(?:无|没有|未(?:单独)?(?:列|列明|明确|标注|注明|列出|写明|设)(?:明)?)牵头(?:单位|部门)的[，]?(?:该)?(?:责任单位|责任部门|其责任单位|单位)(?:即|均)?(?:为|是)牵头|(?:只有|仅有|仅列|只列)一(?:个|家)(?:责任)?单位的[，]?(?:即|该单位|该单位即)?(?:为|是)牵头/
const LEADS_ALONE = new RegExp(`[，；]?(?:${RESPONSIBLE_LEADS.source})[^，；]*`)
/** 以下各项均需各街道落实，不再列出. */
export const EVERYWHERE =
  /(?:以下|下列|以上|上述|各项|所有)?(?:各项|各条)?(?:任务|工作|措施|事项|政策)?(?:任务)?(?:均|都|还|也)?(?:需要?|须|应|由)?(?:由)?(?<names>(?:地方|各|有关|相关|属地|街道|乡镇)[^，。；（）]{0,30}?(?:（[^（）]{1,12}）[^，。；（）]{0,12})?)(?:均需|均应|均须|按职责分工|按职责|结合(?:各自)?(?:职责|实际)|抓好|负责|贯彻|组织|认真|具体|参与)*(?:贯彻)?(?:落实|实施|负责)[，、]?(?:以?下同|(?:以下|下文|后文)?不再(?:逐一|一一|逐项|单独|重复|另行)?(?:列出|列|重复|列明|注明))/

const GENERAL =
  /以上|上述|所列|存在(?:的)?问题[^。；]{0,24}整改|将问题整改|(?:全部|所有)(?:问题|任务|事项|整改)|各项(?:任务|工作|整改)|清单(?:中|内)?(?:的)?(?:所列|问题|任务|事项)|下列|以下|各(?:责任|整改|承办|有关|牵头|相关)?单位[^。；]{0,30}(?:完成整改|整改到位|整改完毕|整改完成|完成任务|办结)|整改(?:工作)?(?:务必|须|应|要|时限|期限)|统一(?:时限|于)|(?:时限|期限)[^，。；]{0,12}(?:为|是)|务必于/
const FINISHED = /完成|整改到位|整改完毕|办结|销号|落实到位|清零|整治到位|解决/
const OVERALL = /(?:到|至)20\d{2}年|规划期|指导思想|总体目标|主要目标|工作目标/

function dueOf(block: Block, anchor: Anchor): Convention | null {
  let next = 0
  for (const sentence of block.text.split(/(?<=[。；])/)) {
    const start = next
    next += sentence.length
    if (
      !GENERAL.test(sentence) ||
      !FINISHED.test(sentence) ||
      OVERALL.test(sentence) ||
      sentence.length > 160
    )
      continue
    const dates = scanDeadlines(sentence, anchor, 'notice').filter((one) => {
      if (one.kind === 'periodic' || one.kind === 'always') return false
      const after = sentence.slice(one.to, one.to + 24)
      const label = /(?:时限|期限)[^，。；]{0,12}(?:为|是|：)$/.test(sentence.slice(0, one.from))
      return label || (FINISHED.test(after) && !/^[^，。；]{0,10}报(?!告)/.test(after))
    })
    const last = dates.at(-1)
    if (last)
      return {
        rule: 'due',
        value: last.value,
        dateWords: last.words,
        words: sentence,
        from: block.at[start] ?? 0,
      }
  }
  return null
}

/** Finds the rules a document states once: who leads, who is always meant, by when everything is due. */
export function conventionsOf(
  blocks: readonly Block[],
  anchor: Anchor,
  known?: ReadonlySet<string>,
): Convention[] {
  const out: Convention[] = []
  for (const block of blocks) {
    const { text } = block
    const first = FIRST_LEADS.exec(text)
    if (first) {
      // 下同 speaks of this item and those after it.
      const from = text.slice(first.index).includes('下同') ? (block.at[0] ?? 0) : 0
      out.push({ rule: 'first-leads', restCooperates: REST_COOPERATES.test(text), words: first[0], from })
    }
    const alone = RESPONSIBLE_LEADS.exec(text)
    if (alone) out.push({ rule: 'responsible-leads', words: alone[0] })
    const always = EVERYWHERE.exec(text)
    const names = always?.groups?.['names']
    if (always && names && isUnitList(names, known)) {
      const all = /^(?:以上|上述|各项|所有)/.test(always[0])
      out.push({
        rule: 'everywhere',
        names: splitUnits(names, known),
        words: always[0],
        from: all ? 0 : (block.at[0] ?? 0),
        // 以上各项 speaks of none below it.
        until: /^(?:以上|上述)/.test(always[0]) ? (block.at[0] ?? 0) : Number.POSITIVE_INFINITY,
      })
    }
    const due = block.cells === null ? dueOf(block, anchor) : null
    if (due) out.push(due)
  }
  return out
}

/** A clause without the convention it carries, so that the rest reads as usual. */
export const withoutConvention = (words: string): string =>
  words
    .replace(EVERYWHERE, '')
    .replace(LED_BY_FIRST, '')
    .replace(LEADS_ALONE, '')
    .replace(/（[，；、]?(?:以?下同)?）/g, '')
    .replace(/[，；]?(?:以?下同|排名不分先后|不再(?:一一|逐一)?列出)/g, '')
    .replace(/[，；]+$/, '')
