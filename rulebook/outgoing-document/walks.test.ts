import { walksHold } from '#test/walks.ts'
import type { Hints } from '#demo/walk.ts'
import { rulebook } from '../index.ts'
import { outgoingDocument } from './procedure.ts'
import { type Genre, genres } from './record.ts'

const GENRES: readonly Genre[] = ['circular', 'opinion', 'letter', 'bulletin']
const TEXTS = ['一、总体要求\n抓紧落实。', '请各单位按职责办理。', '自印发之日起施行。']

/** Forms that fit together: a title that ends with its 文种, a signer who may sign, a word of the right series. */
const hints: Hints = {
  draft: ({ random }) => {
    const genre = random.pick(GENRES)
    const normative = random.chance(0.25)
    return {
      genre,
      title: `关于排水工作的${genres[genre]}`,
      series: random.pick(['government', 'office']),
      to: ['u-hedong', 'u-water'],
      copies: [],
      text: random.pick(TEXTS),
      upward: false,
      important: false,
      normative,
      ...(normative ? { basis: '上级文件', expiry: '2030-12-31' } : {}),
    }
  },
  revise: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n再作补充。` }),
  amend: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n按意见修改。` }),
  reviseAfterSign: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n核稿修改。` }),
  sendCountersign: ({ random }) => ({
    countersigners: [random.pick(['u-finance', 'u-reform', 'u-emergency'])],
  }),
  conclude: () => ({ differences: '已协商一致' }),
  recordLegality: ({ today, random }) => ({
    legality: {
      verdict: random.chance(0.8) ? 'passed' : 'objected',
      by: '审查科',
      on: today,
      file: ['f-review'],
    },
  }),
  sendToSign: () => ({ signer: 'p-mayor', discussed: '区政府常务会议' }),
  changeSigner: () => ({ signer: 'p-mayor' }),
  sign: ({ today }) => ({ signedOn: today }),
  number: ({ record }) => ({ code: record['series'] === 'government' ? '云政发' : '云政办发' }),
  print: () => ({ printedCopies: 50 }),
  seal: ({ record }) => ({
    seal: record['series'] === 'government' ? 'government' : 'office',
    sealCopies: 50,
  }),
}

/** What a revision leaves as it is. */
const kept = (record: Readonly<Record<string, unknown>>) => ({
  title: record['title'],
  genre: record['genre'],
  series: record['series'],
  to: record['to'],
  copies: [],
  scope: 'general',
})

walksHold(rulebook, outgoingDocument.id, { steps: 60, hints })
