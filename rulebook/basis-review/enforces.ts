import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B1: [
    'power:basis-review.open',
    'gate:basisReviewFromRegister',
    'power:basis-review.answer',
    'gate:keptItemsStand',
    'gate:followNamed',
    'power:basis-review.sendBack',
    'power:basis-review.close',
    'duty:basis-review.review',
    'duty:basis-review.judge',
    'watch:basis-review.sentBack',
  ],
}
