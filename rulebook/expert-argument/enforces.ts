import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  G1: [
    'power:expert-argument.open',
    'gate:expertiseFromParent',
    'power:expert-argument.choose',
    'gate:expertsNamed',
    'gate:expertsEnough',
    'gate:expertsApart',
    'power:expert-argument.giveOpinion',
    'gate:expertAsked',
    'gate:expertStands',
    'gate:expertSpeaksApart',
    'gate:expertPaperSigned',
    'gate:expertSigned',
    'power:expert-argument.replace',
    'power:expert-argument.conclude',
    'gate:expertsAllHeard',
    'gate:dissentAnswered',
    'power:expert-argument.close',
    'gate:argumentStands',
    'duty:expert-argument.choose',
    'duty:expert-argument.conclude',
    'duty:expert-argument.review',
    'watch:expert-argument.replaced',
  ],
}
