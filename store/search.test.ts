import { expect, test } from 'vitest'
import { searchesFor, tokensOf, wordsOf } from './search.ts'

test('tokens are bigrams of each run and the last character of each', () => {
  expect(tokensOf('督查函（2026）')).toEqual(['督查', '查函', '函', '20', '02', '26', '6'])
  expect(tokensOf('ＡＢ')).toEqual(['ab', 'b'])
  expect(tokensOf('𠮷野家')).toEqual(['𠮷野', '野家', '家'])
  expect(tokensOf('——')).toEqual([])
})

test('words are kept of pairs of characters, but of no two digits', () => {
  expect(wordsOf(tokensOf('督查函（2026）第3批'))).toEqual(['督查', '查函', '第3', '3批'])
})

test('words go to the tokens, longer ones also as a whole, and nothing typed is special', () => {
  expect(searchesFor('  ')).toEqual([])
  expect(searchesFor('征')).toEqual([{ by: 'tokens', query: `'征':*`, words: [] }])
  expect(searchesFor('征收')).toEqual([{ by: 'tokens', query: `'征收'`, words: ['征收'] }])
  expect(searchesFor('征、')).toEqual([{ by: 'tokens', query: `'征':*`, words: [] }])
  expect(searchesFor('河堤修缮')).toEqual([
    { by: 'tokens', query: `'河堤' & '堤修' & '修缮'`, words: ['河堤', '堤修', '修缮'], whole: '河堤修缮' },
  ])
  expect(searchesFor('督〔2026〕4号')).toEqual([
    { by: 'tokens', query: `'督':* & '20' & '02' & '26' & '4号'`, words: [], whole: '督〔2026〕4号' },
  ])
  expect(searchesFor('%_')).toEqual([{ by: 'like', pattern: '%\\%\\_%' }])
  expect(searchesFor('%')).toEqual([{ by: 'like', pattern: '%\\%%' }])
  expect(searchesFor(`a_\\b ' &`)).toEqual([
    { by: 'tokens', query: `'a':* & 'b':*`, words: [], whole: 'a_\\b' },
    { by: 'like', pattern: `%'%` },
    { by: 'like', pattern: '%&%' },
  ])
  expect(searchesFor('一 二 三 四 五 六')).toHaveLength(5)
})
