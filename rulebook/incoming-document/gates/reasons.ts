import { readInstruction } from '#reading/instruction.ts'
import type { Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 工作规则 } from '../../laws.ts'

/** Words that give no reason, whole or as parts of a sentence: 阅, 同意, 知道了, 照办. */
const BARE =
  /^(?:请|均|都|原则|拟|已|圈|传|我|此件|来文|情况|无|没有?|不)*(?:阅[存知过悉]?|传阅|知?悉|知晓|知道了?|收到|同意|可以?|好的?|是的?|行|对|有|意见|异议|不同意见|存|存档|归档|照办|办理|需要?办理|用办理?|按(?:规定|要求|程序|来文)办理?|参考|供参考|研究|酌定|酌处|理由)?$/

/** Kinds of notes that leave a paper as it is. */
const PASSIVE: ReadonlySet<string> = new Set(['圈阅', '转阅', '转呈'])

const FEWEST = 4

/** Whether somebody who reads it later learns nothing from it. */
export function isBare(words: string): boolean {
  const parts = words.split(/[^\p{Letter}\p{Number}]+/u).filter((part) => part !== '')
  const said = parts.filter((part) => !BARE.test(part)).join('')
  if (new Set(said).size < FEWEST) return true
  return PASSIVE.has(readInstruction(words).kind)
}

/** Fields in which something has to be accounted for. */
const ACCOUNTS = ['reason', 'words', 'late', 'again', 'without', 'rest'] as const

/** C6: what is kept without being handled, and what is answered when asked, is accounted for in words that say something. */
export const reasonGiven: Gate = {
  name: 'reasonGiven',
  code: 'REASON_EMPTY',
  norm: 'C6',
  basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
  title: '理由、答复须说明情况',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) => {
    const empty = ACCOUNTS.map((field): unknown => form[field]).find(
      (words) => typeof words === 'string' && isBare(words),
    )
    return typeof empty === 'string'
      ? {
          message: `“${empty.slice(0, 40)}”没有说明情况`,
          remedy: '请写明具体原因或者怎样办，别人看了知道为什么、怎么办',
        }
      : null
  },
}

/** C6: what asks us to do or answer something is not filed as mere reading matter. */
export const asksNothing: Gate = {
  name: 'asksNothing',
  code: 'ANSWER_ASKED',
  norm: 'C6',
  basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
  title: '来文有要求的，不作阅知件',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['asks'] === undefined && record['askedBy'] === undefined
      ? null
      : {
          message: '来文提出了要求或者时限，不能只作阅知件传阅',
          remedy: '请初审拟办，送领导批示；领导认为不需办理的，由领导写明理由阅存',
        },
}
