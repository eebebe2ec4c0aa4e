import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import type { PathRecord } from './record.ts'

/** What a gate of a matter that is stuck for want of a basis looks at; it needs `children`. */
type Looking = Pick<ActContext, 'record' | 'matters'>

/** The newest search for a way: a matter names it in `lawfulPath`. */
export const pathOf = ({ record, matters }: Looking): MatterFacts | undefined =>
  matters[String(record['lawfulPath'] ?? '')]

export const isSearching = (context: Looking): boolean => {
  const path = pathOf(context)
  return path !== undefined && (path.record as PathRecord).answer === undefined && !path.final
}

/** Why an answer does not carry giving something up: it is not there yet, or there is a way; null when there is none. */
export function standsAgainst(path: MatterFacts, remedy: string): { message: string; remedy: string } | null {
  const { answer, options = [] }: PathRecord = path.record
  if (answer === undefined)
    return path.final
      ? { message: '请求研究法律路径后又撤回了，没有答复', remedy }
      : { message: '法制机构还没有答复', remedy: '请等法制机构答复' }
  return answer === 'none'
    ? null
    : {
        message: `法制机构已经给出${options.length}条可行的法律路径`,
        remedy: '请按其中一条办理；因其他原因撤销的，请写明真实理由',
      }
}

/** Why a matter may not be given up for want of a basis: nobody has asked, or there is a way; null when there is none. */
export function wayStands(context: Looking): { message: string; remedy: string } | null {
  const remedy = '请先办理“请求研究法律路径”，由法制机构答复'
  const path = pathOf(context)
  return path === undefined
    ? { message: '没有请法制机构研究过法律路径', remedy }
    : standsAgainst(path, remedy)
}
