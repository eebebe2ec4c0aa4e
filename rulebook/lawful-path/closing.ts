import * as f from '#kernel/fields.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { gateWith } from '../gate.ts'
import { 工作规则, 法律顾问意见 } from '../laws.ts'
import { standsAgainst } from './answered.ts'
import type { PathRecord } from './record.ts'

/** How people say that there is no legal basis, whatever they tick. */
const NO_BASIS =
  /(没有|没|无|缺乏|缺少|缺)(相应|相关|明确)?的?(上位法?)?((法律|法规|规章|政策|制度|制定)[、和或]?)*依据|于法无据|法无(授权|依据)/u

/** Whether words give the want of a basis as the reason. */
export const saysNoBasis = (words: unknown): boolean => typeof words === 'string' && NO_BASIS.test(words)

/** Where a matter that has no search of its own is given up: the answer that the legal office gave. */
export const pathAnswered = f.matter('法制机构的答复', {
  optional: true,
  help: '理由是没有依据的必选：法制机构答复“确无依据”的法律路径研究',
  among: { procedure: 'lawful-path', where: { answer: 'none' }, says: ['unit', 'answeredOn'] },
})

const ASK = '请先办理“请求研究法律路径”；法制机构答复确无依据的，在这里选上该答复'

/** Why the answer named does not carry giving this matter up; null where it does. */
function unproven({ form, record, actor, matters }: ActContext): { message: string; remedy: string } | null {
  const named = matters[String(form['lawfulPath'] ?? '')]
  if (named?.procedure !== 'lawful-path') return { message: '没有请法制机构研究过法律路径', remedy: ASK }
  const { unit }: PathRecord = named.record
  if (unit !== actor.unit && unit !== record['unit'])
    return { message: '所选的答复不是给本单位的', remedy: '请选本单位请求研究、法制机构答复的那一件' }
  return standsAgainst(named, ASK)
}

/**
 * B7: nothing is closed for want of a basis before the legal office has looked for one, and found none. `field` holds the reason of the
 * closing act; whoever may say it himself because he is the legal office need not ask himself.
 */
export const noBasisAnswered = (field: 'ending' | 'reason'): Gate =>
  gateWith({ norm: 'B7', basis: [工作规则('难题找法律路径'), 法律顾问意见()] })({
    name: 'noBasisAnswered',
    code: 'NO_BASIS_UNPROVEN',
    title: '以没有依据了结的，法制机构研究后确无路径',
    reads: 'form',
    needs: ['matters'],
    refuses: (context) => {
      if (!saysNoBasis(context.form[field]) || context.actor.functions.includes('legal')) return null
      const why = unproven(context)
      return why && { ...why, message: `“没有依据”不是了结的理由：${why.message}` }
    },
  })
