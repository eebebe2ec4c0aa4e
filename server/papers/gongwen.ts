// The paper's text is the rulebook's, so its type lives with the vocabulary; the layout is ours.
export type { Block, Gongwen } from '#kernel/gongwen.ts'
