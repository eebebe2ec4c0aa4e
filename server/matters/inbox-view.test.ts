import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { quickly, withoutTitle } from './inbox-view.ts'

const answered = Object.values(rulebook.procedures).flatMap(({ id, duties, powers }) =>
  Object.entries(duties).flatMap(([name, { replies = {} }]) =>
    replies.done ? [{ duty: `${id}.${name}`, replies, done: replies.done, powers }] : [],
  ),
)

test.each(answered)('$duty: 办完了 begins with a stock phrase of its own procedure', (one) => {
  const power = one.powers[one.done.act]
  if (!power) throw new Error(`no act ${one.done.act}`)
  const field = power.form[one.done.words]
  const phrases = field?.kind === 'text' ? (field.phrases ?? []) : []
  const { initial } = quickly(power, one.done.act, one.replies)
  expect(phrases).toContain(initial?.[one.done.words])
})

test('words without a stock phrase are left to the person', () => {
  const [one] = answered
  const power = one?.powers[one.done.act]
  if (!one || !power) throw new Error('no procedure can be answered 办完了')
  const field = power.form[one.done.words]
  if (field?.kind !== 'text') throw new Error('the words are a text')
  const silent = { ...power, form: { ...power.form, [one.done.words]: { ...field, phrases: [] } } }
  expect(quickly(silent, one.done.act, one.replies)).toEqual({ once: false })
})

test('a title that stands beside the words is not said twice', () => {
  expect(withoutTitle('交办：修复路灯', '修复路灯')).toBe('交办')
  expect(withoutTitle('交办：修复路灯', '修路')).toBe('交办：修复路灯')
})
