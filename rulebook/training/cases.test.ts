import { expect, test } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { training } from './procedure.ts'
import { type TrainingRecord, course, sitting } from './record.ts'

casesHold(rulebook, training.id, usual, cases)

test('who sat the exam of the year is entered, and nothing of how', () => {
  expect(Object.keys(sitting)).toEqual(['no', 'on', 'form', 'sat'])
  expect(training.ledger.map(({ from }) => from)).not.toContain('sittings')
})

test('hours are entered as courses held: nothing of a course measures a person', () => {
  expect(Object.keys(course)).toEqual(['no', 'of', 'on', 'hours', 'form', 'attended', 'struck'])
  expect(training.ledger.map(({ from }) => from)).not.toContain('courses')
})

const hints: Hints = {
  plan: ({ today, actor: { unit }, district }) => ({
    examBy: undefined,
    year: Number(today.slice(0, 4)),
    audience: 'officers',
    posts: district.posts
      .filter((post) => post.unit === unit)
      .map(({ id }) => id)
      .slice(0, 4),
    subjects: [
      { subject: '行政处罚程序', basis: '《中华人民共和国行政处罚法》第五章', hours: 40 },
      { subject: '案例研讨', basis: '规范B6', hours: 20 },
    ],
  }),
  adjust: ({ record }) => ({ posts: record['posts'], more: undefined }),
  hold: ({ record, today, random }) => ({
    of: random.between(1, 2),
    on: today,
    hours: random.between(8, 40),
    attended: record['posts'],
  }),
  correct: ({ random }) => ({ no: random.between(1, 4) }),
  examine: ({ record, today }) => ({
    on: today,
    sat: ((record['posts'] ?? []) as readonly string[]).slice(1),
  }),
  close: ({ record }) => ({
    excused: ((record['posts'] ?? []) as readonly string[])
      .slice(0, 1)
      .map((post) => ({ post, reason: '病假' })),
  }),
}

walksHold(rulebook, training.id, {
  walks: 120,
  steps: 25,
  hints,
  also: {
    'courses are numbered without a gap and never vanish': (walk) => {
      const { courses = [] }: TrainingRecord = walk.end.record
      expect(
        courses.map(({ no }) => no),
        walk.seed,
      ).toEqual(courses.map((_, n) => n + 1))
    },
  },
})
