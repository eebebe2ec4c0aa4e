import type { Level } from '#kernel/vocabulary.ts'

/** Words of the sheet for what the tables keep as codes. */
export const LEVELS: Readonly<Record<Level, string>> = {
  head: '主要负责人',
  deputy: '分管负责人',
  staff: '工作人员',
}

export const SEATS = { holder: '任职', acting: '代理' } as const

/** What a unit does for the whole government, as the rulebook's seats name it. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  leadership: '区领导班子',
  supervision: '督查督办',
  coordination: '综合协调',
  discipline: '纪检监察',
  administration: '系统管理',
  issuing: '发文立户',
  legal: '合法性审查',
  expropriation: '征收',
  enforcement: '行政执法',
  market: '市场监管',
}

/** The code for a word of the sheet, or undefined. A code itself is understood too. */
export function codeOf(words: Readonly<Record<string, string>>, written: string): string | undefined {
  if (Object.hasOwn(words, written)) return written
  return Object.keys(words).find((code) => words[code] === written)
}

/** Takes apart what was joined by 、 or a comma of either width. */
export const splitList = (written: string): string[] => [
  ...new Set(
    written
      .split(/[、,，;；|]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]
