import { readInstruction } from '#reading/instruction.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 工作规则 } from '../../laws.ts'

/** Where a draft leaves room for a name. */
const BLANK = /[_＿]{2,}/

const title = ({ record }: ActContext): string => String(record['title'] ?? '')

/** C6: an instruction says who does what; “阅” is none. What is missing is named by the reading of the very words. */
export const instructionConcrete: Gate = {
  name: 'instructionConcrete',
  code: 'INSTRUCTION_EMPTY',
  norm: 'C6',
  basis: [公文条例(24), 工作规则('批示要明确谁来办、办什么、何时办完')],
  title: '批示须具体',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const words = String(context.form['words'] ?? '')
    if (BLANK.test(words)) return { message: '草稿里的空还没有填', remedy: '请把横线处换成单位或者要办的事' }
    const read = readInstruction(words, { on: title(context), date: context.today })
    if (read.label === 'concrete') return null
    return {
      message: `批示“${words.slice(0, 40)}”${read.says}`,
      remedy: '可以从三条草稿里选一条改写；不需要办理的，请用“阅存”并写明理由',
    }
  },
}

/** C6: a paper goes to a leader of the government, not to a bureau's desk. */
export const leaderInstructs: Gate = {
  name: 'leaderInstructs',
  code: 'NOT_A_LEADER',
  norm: 'C6',
  basis: [公文条例(24)],
  title: '批示由区政府领导作出',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const unit = directory.unitOfPost(String(form['leader'] ?? ''))
    if (unit !== undefined && directory.unit(unit)?.functions.includes('leadership')) return null
    return { message: '送批的岗位不是区政府领导岗位', remedy: '请选择区长、副区长等领导岗位' }
  },
}

/** How often a paper may be passed on among leaders; a parameter of the tenant. */
const USUAL_PASSES = 2

/** C10: a paper that has gone round is decided by who has it. */
export const passedSeldom: Gate = {
  name: 'passedSeldom',
  code: 'PASSED_TOO_OFTEN',
  norm: 'C10',
  basis: [工作规则('各负其责，不上交矛盾')],
  title: '转请批示的次数有限',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, parameters }) => {
    const most = parameters['incoming-document.passes'] ?? USUAL_PASSES
    const passed: number = record['passedUp'] ?? 0
    return passed < most
      ? null
      : {
          message: `这份文件已经转请${passed}次，最多${most}次`,
          remedy: '请直接批示；需要几位领导共同决定的，提请会议研究',
        }
  },
}

/** C10: passing on what one's own portfolio covers needs another leader than oneself, and none who passed it on already. */
export const passesToAnother: Gate = {
  name: 'passesToAnother',
  code: 'SAME_LEADER',
  norm: 'C10',
  basis: [工作规则('各负其责，不上交矛盾')],
  title: '转呈给另一位领导',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    if (form['leader'] === record['leader'])
      return { message: '这份文件现在就由这位领导批示', remedy: '请选择另一位领导，或者直接批示' }
    return ((record['passers'] as readonly string[] | undefined) ?? []).includes(form['leader'])
      ? { message: '这位领导已经把这份文件转请出来，不能再转回去', remedy: '请选择另一位领导，或者直接批示' }
      : null
  },
}
