import { type Block, sliceBlock } from './text.ts'
import { unitBefore } from './unit-first.ts'

const CHARGES = /(?:责任|牵头|配合|主办|承办)(?:单位|部门)：|负责[）〕]|牵头[）〕]|配合[）〕]/

/** 2.气象部门。负责监测…: a number that opens with who has the duty. */
const opensWithUnit = (text: string): boolean =>
  unitBefore(text.replace(/^\d{1,3}[.、] */, ''), { numbered: true, opening: false }) !== null

/** Where 1., 2., 3. … stand in a paragraph, counting up from the first. */
function numbersIn(text: string): number[] {
  const cuts: number[] = []
  let wanted = 1
  for (const found of text.matchAll(/(?<![\d.])(\d{1,3})[.、](?:(?!\d)|(?=20\d{2}年))/g)) {
    if (Number(found[1]) !== wanted) continue
    cuts.push(found.index)
    wanted++
  }
  return cuts
}

/**
 * Cuts a paragraph into which numbered items ran together, when each of them has its own clause or opens with a unit; others stay whole.
 * `1.甲。责任单位：A2.乙。责任单位：B` becomes two paragraphs.
 */
export function cutRuns(block: Block): Block[] {
  if (block.cells !== null || block.text.length < 20 || !/\d[.、]/.test(block.text)) return [block]
  const cuts = numbersIn(block.text)
  if (cuts.length < 2) return [block]
  const parts = cuts.map((from, at) => sliceBlock(block, from, cuts[at + 1] ?? block.text.length))
  const charged =
    parts.every(({ text }) => CHARGES.test(text)) || parts.every(({ text }) => opensWithUnit(text))
  if (!charged) return [block]
  const head = sliceBlock(block, 0, cuts[0] as number)
  return head.text === '' ? parts : [head, ...parts]
}
