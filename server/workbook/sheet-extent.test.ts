import { expect, test } from 'vitest'
import { extentOf } from './sheet-extent.ts'

const measured = (xml: string) => extentOf(new TextEncoder().encode(xml))

test.each([
  ['references', '<row r="3"><c r="B3"/><c r="XFD3"><v>1</v></c></row>', { rows: 3, columns: 16_384 }],
  [
    'rows and cells without references follow one another',
    '<row><c/><c/></row><row><c></c></row>',
    { rows: 2, columns: 2 },
  ],
  ['quotes of either kind, and what is hidden in them', "<c x='>' r='AA7'/>", { rows: 7, columns: 27 }],
  ['a prefix', '<x:row r="2"><x:c r="D2"/></x:row>', { rows: 2, columns: 4 }],
  [
    'columns and widths are not cells',
    '<cols><col min="1" max="16384"/></cols><rowBreaks/>',
    { rows: 0, columns: 0 },
  ],
  ['nothing', '', { rows: 0, columns: 0 }],
])('%s', (_, xml, extent) => {
  expect(measured(xml)).toEqual(extent)
})

test('a tag that lies over the edge of what is looked at together is seen once', () => {
  for (let shift = 0; shift < 20; shift++) {
    const filler = ' '.repeat((1 << 20) - 60 - shift)
    expect(measured(`<row>${filler}<c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/></row>`)).toEqual({
      rows: 1,
      columns: 14,
    })
  }
})
