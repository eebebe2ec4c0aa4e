import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course } from '../papers/course.ts'

/** What members say for an item, each from what is his own: short on purpose, so that people do repeat each other. */
const FOR = [
  '群众反映集中，资金也已落实，应当抓紧办',
  '方案经过论证，建议施工期间做好交通组织，早晚高峰不占道',
  '从财政承受能力看可以分两年安排，第二年的数要进预算',
  '前期征求意见充分，公示里提到的三条要写进实施方案',
  '建议把责任和时限再压实，每半个月向分管领导报一次',
  '与去年的同类项目比，单价基本持平，但变更签证要卡紧',
  '要先把用地和管线的问题理清，不要一边干一边等手续',
  '这件事涉及几个街道，属地的工作要走在前面，别等开工再去解释',
  '绩效目标写得太虚，建议改成能核对的几项数字',
  '招标文件里付款条件要和验收挂钩，避免钱付完了事没完',
  '企业关心的是政策稳不稳，文件要写明执行到哪一年',
  '安全责任要单列一条，监理和建设单位各管什么写清楚',
  '建议留一个月过渡期，先试两个点再推开',
  '老年人和残疾人怎么办要有专门安排，不能只讲线上办理',
] as const

const AGAINST = [
  '资金没有落实，今年不宜启动',
  '补助标准偏高，与周边区不平衡，会引起攀比',
  '前期论证不够，客流测算只有一个情景，建议缓一缓',
  '同类设施使用率不到四成，先把存量用好再说',
] as const

const BARE = ['同意。', '没有意见。', '赞成大家的意见。', '同意，按程序推进。'] as const

type Manner = 'thinks' | 'brief' | 'follows'

/** A member speaks the same way all year: most with reasons of their own, some briefly, some after others. */
function mannerOf(post: string): Manner {
  const number = [...post].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)
  return (['follows', 'brief', 'thinks', 'thinks', 'thinks', 'thinks'] as const)[number % 6] ?? 'thinks'
}

/** What somebody in a post says on an item, given what was said on it before. */
export function viewOf(course: Course, post: string, stance: 'agree' | 'disagree'): AnyRecord {
  const drawn = course.random.int(1_000_000)
  const before = ((course.record['views'] ?? []) as readonly { words: string }[]).map(({ words }) => words)
  return { stance, words: wordsOf(mannerOf(post), stance, before, drawn) }
}

function wordsOf(
  manner: Manner,
  stance: 'agree' | 'disagree',
  before: readonly string[],
  drawn: number,
): string {
  const last = before.at(-1)
  if (stance === 'agree' && manner === 'brief' && drawn % 5 !== 0) return BARE[drawn % BARE.length] ?? ''
  if (stance === 'agree' && manner === 'follows' && last !== undefined && drawn % 5 !== 0)
    return `同意。${last}`
  const pool = stance === 'agree' ? FOR : AGAINST
  const unsaid = pool.filter((words) => !before.includes(words))
  return (unsaid.length > 0 ? unsaid : pool)[drawn % Math.max(1, unsaid.length || pool.length)] ?? ''
}
