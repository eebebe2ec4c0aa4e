import type { Gate } from '#kernel/vocabulary.ts'
import { 工作规则, 法律顾问意见 } from '../../laws.ts'
import { isSearching, wayStands } from '../../lawful-path/answered.ts'
import { saysNoBasis } from '../../lawful-path/closing.ts'

const 路径 = [工作规则('难题找法律路径'), 法律顾问意见()] as const

/** B7: a task is not given up for want of a basis before the legal office has looked for one, and found none. */
export const pathLookedFor: Gate = {
  name: 'pathLookedFor',
  code: 'NO_BASIS_UNPROVEN',
  norm: 'B7',
  basis: 路径,
  title: '以缺乏法律依据撤销的，法制机构研究后确无路径',
  about: 'matter',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const { ground, reason } = context.form as { ground?: string; reason: string }
    const gives = ground === 'noBasis' || saysNoBasis(reason)
    const why = gives ? wayStands(context) : null
    return why && { ...why, message: `“没有依据”不是撤销的理由：${why.message}` }
  },
}

/** B7: one search at a time. */
export const noPathRunning: Gate = {
  name: 'noPathRunning',
  code: 'PATH_RUNNING',
  norm: 'B7',
  basis: 路径,
  title: '上一次请求答复后才能再次请求',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: (context) =>
    isSearching(context)
      ? { message: '法制机构正在研究，还没有答复', remedy: '请等答复；情况有变的，先撤回再请求' }
      : null,
}
