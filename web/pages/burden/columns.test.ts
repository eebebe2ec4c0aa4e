import { expect, test } from 'vitest'
import { askedOf, shown } from './columns.ts'

test('an address that means nothing shows this month by unit', () => {
  expect(askedOf({ period: 'century', by: 'moon', figure: 'x' })).toEqual({
    period: 'month',
    by: 'unit',
    figure: null,
    issuer: undefined,
  })
  expect(askedOf({ period: 'year', by: 'leader', figure: 'off', issuer: 'p1' })).toEqual({
    period: 'year',
    by: 'leader',
    figure: 'off',
    issuer: 'p1',
  })
})

test('a median of nothing is a dash', () => expect([null, 0, 2.5].map(shown)).toEqual(['—', '0', '2.5']))
