import type { MatterFacts } from '#kernel/vocabulary.ts'

/** A search for a way as cases name it, `p1`: what the legal office answered to which unit. */
export const answeredPath = (
  answer: 'none' | 'way',
  unit = 'housing',
): Readonly<Record<string, MatterFacts>> => ({
  p1: {
    procedure: 'lawful-path',
    state: 'answered',
    final: false,
    title: '法律路径研究',
    record: { unit, answer, options: answer === 'way' ? [{}] : [] },
  },
})
