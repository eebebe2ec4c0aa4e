import { expect, test } from 'vitest'
import { ProblemError } from '../../api/client.ts'
import { refusalsByPlace } from './refusals.ts'

test('a numbered refusal stands at the proposal its form came from', () => {
  const error = new ProblemError(422, {
    refusals: [
      { code: 'DUE_PAST', message: '第2项：时限须在今天之后', fields: { '2.due': '时限须在今天之后' } },
      { code: 'NOT_ASSIGNABLE', message: '第2项：牵头单位不能承办' },
      { code: 'KEY_REUSED', message: '这次提交已经用过' },
    ],
  })
  const { byPlace, general } = refusalsByPlace(error, [0, 3])
  expect([...byPlace.keys()]).toEqual([3])
  expect(byPlace.get(3)).toEqual([
    { code: 'DUE_PAST', message: '时限须在今天之后', fields: { due: '时限须在今天之后' } },
    { code: 'NOT_ASSIGNABLE', message: '牵头单位不能承办' },
  ])
  expect(general.map(({ code }) => code)).toEqual(['KEY_REUSED'])
})

test('an error without refusals is about none of them', () => {
  expect(refusalsByPlace(new Error('断网'), [0])).toEqual({ byPlace: new Map(), general: [] })
  expect(refusalsByPlace(null, [])).toEqual({ byPlace: new Map(), general: [] })
})
