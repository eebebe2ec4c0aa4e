import { expect, test } from 'vitest'
import { searchesFor, tokensOf } from './search.ts'

test('tokens are bigrams of each run and the last character of each', () => {
  expect(tokensOf('督查函（2026）')).toEqual(['督查', '查函', '函', '20', '02', '26', '6'])
  expect(tokensOf('ＡＢ')).toEqual(['ab', 'b'])
  expect(tokensOf('𠮷野家')).toEqual(['𠮷野', '野家', '家'])
  expect(tokensOf('——')).toEqual([])
})

test('short words go to the tokens, long ones to the trigrams, and nothing typed is special', () => {
  expect(searchesFor('  ')).toEqual([])
  expect(searchesFor('征')).toEqual([{ by: 'tokens', query: `'征':*` }])
  expect(searchesFor('征收')).toEqual([{ by: 'tokens', query: `'征收'` }])
  expect(searchesFor('征、')).toEqual([{ by: 'tokens', query: `'征':*` }])
  expect(searchesFor('%')).toEqual([{ by: 'like', pattern: '%\\%%' }])
  expect(searchesFor(`a_\\b ' &`)).toEqual([
    { by: 'like', pattern: '%a\\_\\\\b%' },
    { by: 'like', pattern: `%'%` },
    { by: 'like', pattern: '%&%' },
  ])
  expect(searchesFor('一 二 三 四 五 六')).toHaveLength(5)
})
