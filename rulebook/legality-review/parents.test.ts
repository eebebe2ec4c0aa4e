import { expect, test } from 'vitest'
import { openedBy } from '#kernel/vocabulary.ts'
import { rulebook } from '../index.ts'
import { legalityReview } from './procedure.ts'

// B1: whatever is decided, issued, listed or signed has its own review, and the act that needs it is refused without one: the gate stands
// where nothing else can take its place.

/** The acts that nothing passes without a review of the very text, by the procedure that opens it. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  topic: ['deliver'],
  'outgoing-document': ['sendToSign', 'sign'],
  'normative-document': ['discuss'],
  'list-adjustment': ['decide'],
  contract: ['sign'],
}

test('topics, documents, lists and contracts open their own review, nothing else does', () => {
  const opening = Object.values(rulebook.procedures)
    .filter(({ powers }) =>
      Object.values(powers).some((power) =>
        openedBy(power).some(({ procedure }) => procedure === legalityReview.id),
      ),
    )
    .map(({ id }) => id)
  expect(opening.toSorted()).toEqual(Object.keys(NEEDS).toSorted())
})

test.each(
  Object.entries(NEEDS).flatMap(([id, acts]) => acts.map((act) => [`${id}.${act}`, id, act] as const)),
)('%s is refused while there is none', (_name, id, act) => {
  const codes = rulebook.procedures[id]?.powers[act]?.gates?.map(({ code }) => code) ?? []
  expect(codes.some((code) => /^(LEGALITY|LIST_REVIEW)_MISSING$/u.test(code))).toBe(true)
})
