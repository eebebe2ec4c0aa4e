import fc from 'fast-check'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { inflateMember, readZipDirectory } from '../files/zip-directory.ts'
import { writableText } from '../papers/plain-text.ts'
import { makeZip } from '../files/zip-for-tests.ts'
import { refuseUnread } from './read-workbook.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'
import type { Cell, Sheet } from './workbook.ts'

const ledger: Sheet = {
  name: '2026年督办台账',
  landscape: true,
  columns: [
    { title: '序号', width: 6 },
    { title: '工作任务', width: 40, wrap: true },
    { title: '办理状态', list: ['在办', '办结'] },
    { title: '牵头单位', list: Array.from({ length: 80 }, (_, index) => `青川区第${index + 1}办公室`) },
    { title: '键', hidden: true },
  ],
  rows: [
    [
      1,
      '修好东门桥\n6月底前完成',
      '在办',
      { text: '某某局', fill: 'error', note: '名录里没有这个单位' },
      'k-1',
    ],
    [2, '每月报一次进展', '办结', { text: '区水利局', fill: 'warn' }, 'k-2'],
  ],
  notes: [
    ['列', '填写说明'],
    ['办理状态', '从下拉框里选'],
  ],
}

function part(bytes: Uint8Array, name: string): string {
  const directory = readZipDirectory(bytes)
  const member = directory.ok ? directory.members.find((each) => each.name === name) : undefined
  const content = member && inflateMember(bytes, member)
  return content ? new TextDecoder().decode(content) : ''
}

async function rowsOf(rows: Cell[][]): Promise<(string | null)[][]> {
  const width = Math.max(1, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index) => ({ title: `列${index}` }))
  const read = await readWorkbook(await writeWorkbook([{ name: '表', columns, rows }]))
  if (!read.ok) throw new Error(read.because)
  return read.sheets[0]?.rows.slice(1) ?? []
}

describe('writing', () => {
  test('what is written is read back, with the notes as the last sheet and the choice lists left out', async () => {
    const read = await readWorkbook(await writeWorkbook([ledger]))
    expect(read).toEqual({
      ok: true,
      sheets: [
        {
          name: '2026年督办台账',
          rows: [
            ['序号', '工作任务', '办理状态', '牵头单位', '键'],
            ['1', '修好东门桥\n6月底前完成', '在办', '某某局', 'k-1'],
            ['2', '每月报一次进展', '办结', '区水利局', 'k-2'],
          ],
        },
        {
          name: '填表说明',
          rows: [
            ['列', '填写说明'],
            ['办理状态', '从下拉框里选'],
          ],
        },
      ],
    })
  })

  test('the sheet prints and scrolls as the office expects', async () => {
    const workbook = await readXlsx(await writeWorkbook([ledger]), { readStyles: true })
    const sheet = workbook.sheets[0]
    expect(sheet?.freezePane).toMatchObject({ rows: 1 })
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
    })
    expect(sheet?.pageSetup?.printTitlesRow).toContain('$1:$1')
    expect(sheet?.columns?.[1]?.width).toBe(40)
    expect([0, 1, 2].map((row) => sheet?.rowDefs?.get(row)?.height)).toEqual([30, 35, 20])
    expect(sheet?.columns?.[4]?.hidden).toBe(true)
    expect(sheet?.autoFilter?.range).toBe('A1:E3')
    expect(sheet?.headerFooter?.oddFooter).toContain('&P')
    expect(workbook.sheets.map((each) => each.name)).toEqual(['2026年督办台账', '填表说明', '_选项'])
    expect(workbook.sheets[2]?.veryHidden).toBe(true)
  })

  test('the repeated header row names its sheet in quotes, or Excel calls the file damaged', async () => {
    const names = part(await writeWorkbook([ledger]), 'xl/workbook.xml')
    expect(names).toContain("'2026年督办台账'!$1:$1")
  })

  test('choices are offered: short lists in the cell rule, long ones from the hidden sheet', async () => {
    const workbook = await readXlsx(await writeWorkbook([ledger]))
    const [status, unit] = workbook.sheets[0]?.dataValidations ?? []
    expect(status).toMatchObject({ type: 'list', values: ['在办', '办结'], range: 'C2:C203' })
    expect(unit).toMatchObject({ type: 'list', formula1: "'_选项'!$A$1:$A$80" })
  })

  test('a marked cell has its colour and its note', async () => {
    const workbook = await readXlsx(await writeWorkbook([ledger]), { readStyles: true })
    const marked = workbook.sheets[0]?.cells?.get('1,3')
    expect(marked?.comment?.text).toContain('名录里没有这个单位')
    expect(JSON.stringify(marked?.style?.fill)).toContain('F8CBAD')
    expect(JSON.stringify(workbook.sheets[0]?.cells?.get('2,3')?.style?.fill)).toContain('FFE699')
  })

  test('sheet names are made acceptable and unique', async () => {
    const sheet = (name: string): Sheet => ({ name, columns: [{ title: '列' }], rows: [] })
    const names = ['a/b[1]:*?', '台账', '台账', '', "'引号'", '长'.repeat(60)]
    const read = await readWorkbook(await writeWorkbook(names.map(sheet)))
    const written = read.ok ? read.sheets.map((each) => each.name) : []
    expect(written.slice(0, 5)).toEqual(['a／b［1］：＊？', '台账', '台账（2）', '表', '’引号’'])
    expect(written[5]).toHaveLength(31)
  })
})

describe('formula injection', () => {
  const payloads = [
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    "=cmd|' /C calc'!A0",
    '＝1+1',
  ]

  test.each(payloads)('%j stays text', async (payload) => {
    const bytes = await writeWorkbook([
      { name: '表', columns: [{ title: payload }], rows: [[payload], [{ text: payload }]] },
    ])
    expect(part(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f')
    const cells = (await readXlsx(bytes)).sheets[0]?.rows.flat()
    expect(cells).toEqual([payload, payload, payload])
  })
})

describe('round trip', () => {
  test('rare characters, escapes, leading zeros, long text', async () => {
    const texts = [
      '𠮷𫍽镇',
      '_x000D_ 与 _x4e2d_',
      '007',
      '2026-03-01',
      '13800000000',
      '<&>"\'',
      '  两边空格  ',
      'a\nb',
    ]
    expect(await rowsOf([texts])).toEqual([texts])
    expect((await rowsOf([['字'.repeat(40_000)]]))[0]?.[0]).toHaveLength(32_767)
  })

  test('any text comes back, but for what a spreadsheet cannot hold', async () => {
    const seed = 20260301
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (rows) => {
        const expected = rows.map((row) => row.map(writable))
        while (expected.at(-1)?.every((cell) => cell === null)) expected.pop()
        expect(await rowsOf(rows)).toEqual(expected)
      }),
      { seed, numRuns: 60 },
    )
  })
})

function writable(text: string): string | null {
  const kept = writableText(text)
  return kept.trim() === '' ? null : kept
}

describe('reading', () => {
  test('formulas give their stored value and are never computed', async () => {
    const cells = new Map([
      ['0,0', { formula: '1+1', formulaResult: 5 }],
      ['0,1', { formula: 'A1&"x"', formulaResult: '存的' }],
    ])
    const read = await readWorkbook(await writeXlsx({ sheets: [{ name: '表', rows: [[5, '存的']], cells }] }))
    expect(read).toMatchObject({ ok: true, sheets: [{ rows: [['5', '存的']] }] })
  })

  test('dates, numbers and yes-or-no come as people read them', async () => {
    const dates = { numFmt: 'yyyy-mm-dd' }
    const cells = new Map([
      ['0,0', { value: new Date(Date.UTC(2026, 2, 1)), style: dates }],
      ['0,1', { value: new Date(Date.UTC(2026, 2, 1, 9, 30)), style: { numFmt: 'yyyy-mm-dd hh:mm' } }],
    ])
    const rows = [
      [new Date(Date.UTC(2026, 2, 1)), new Date(Date.UTC(2026, 2, 1, 9, 30)), 0.1 + 0.2, true, 1e20],
    ]
    const read = await readWorkbook(await writeXlsx({ sheets: [{ name: '表', rows, cells }] }))
    expect(read).toMatchObject({
      ok: true,
      sheets: [{ rows: [['2026-03-01', '2026-03-01 09:30', '0.3', '是', '100000000000000000000']] }],
    })
  })

  test('every cell of a merged range has its value', async () => {
    const rows = [
      ['来源', '任务'],
      ['常务会议', '甲'],
      [null, '乙'],
      [null, '丙'],
    ]
    const merges = [{ startRow: 1, startCol: 0, endRow: 3, endCol: 0 }]
    const read = await readWorkbook(await writeXlsx({ sheets: [{ name: '表', rows, merges }] }))
    const filled = [
      ['来源', '任务'],
      ['常务会议', '甲'],
      ['常务会议', '乙'],
      ['常务会议', '丙'],
    ]
    expect(read).toMatchObject({ ok: true, sheets: [{ rows: filled }] })
  })

  test('a hidden choice sheet is skipped and blank rows at the end are dropped', async () => {
    const read = await readWorkbook(
      await writeXlsx({ sheets: [{ name: '表', rows: [['甲'], [''], [null]] }] }),
    )
    expect(read).toMatchObject({ ok: true, sheets: [{ rows: [['甲']] }] })
  })
})

describe('refusing', () => {
  const text = (content: string) => new TextEncoder().encode(content)

  test.each([
    ['an empty file', new Uint8Array(), '文件是空的'],
    ['plain text', text('序号,任务\n1,修桥'), '不是 Excel 表格'],
    [
      'an old or encrypted workbook',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      '设了密码',
    ],
    ['a torn zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), '不是完整的压缩包'],
    ['a zip of something else', makeZip([{ name: 'a.txt', content: '你好' }]), '不是 Excel 表格'],
    ['a binary workbook', makeZip([{ name: 'xl/workbook.bin', content: 'x' }]), '.xlsb'],
    ['a password on a member', makeZip([{ name: '[Content_Types].xml', content: 'x', flags: 1 }]), '密码'],
    ['a workbook without parts', makeZip([{ name: '[Content_Types].xml', content: '<Types/>' }]), '损坏'],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), '20 MB'],
  ])('%s', async (_, bytes, because) => {
    const read = await readWorkbook(bytes)
    expect(read.ok).toBe(false)
    expect(read.ok ? '' : read.because).toContain(because)
  })

  test('a password-protected workbook', async () => {
    const sheets = [{ name: '表', rows: [['甲']] }]
    const bytes = await writeXlsx({ sheets, encryption: { password: 'x', spinCount: 10 } })
    expect(await readWorkbook(bytes)).toMatchObject({ ok: false, because: expect.stringContaining('密码') })
  })

  test('a bomb, by its directory, before anything is inflated', async () => {
    const huge = { name: 'xl/worksheets/sheet1.xml', content: 'x', claimedSize: 300 * 1024 * 1024 }
    const read = await readWorkbook(makeZip([{ name: '[Content_Types].xml', content: '<Types/>' }, huge]))
    expect(read).toMatchObject({ ok: false, because: expect.stringContaining('200 MB') })
  })

  test('a member that inflates past the size it declares', async () => {
    const honest = await writeXlsx({ sheets: [{ name: '表', rows: [['甲']] }] })
    const directory = readZipDirectory(honest)
    const members = (directory.ok ? directory.members : []).map((member) => ({
      name: member.name,
      content: member.name.endsWith('sheet1.xml')
        ? ' '.repeat(5_000_000)
        : (inflateMember(honest, member) ?? ''),
      ...(member.name.endsWith('sheet1.xml') ? { claimedSize: 100 } : {}),
    }))
    expect(await readWorkbook(makeZip(members))).toMatchObject({
      ok: false,
      because: expect.stringContaining('损坏'),
    })
  })

  test('more than 50,000 rows', async () => {
    const long = await writeXlsx({
      sheets: [{ name: '长表', rows: Array.from({ length: 50_001 }, () => ['x']) }],
    })
    expect(await readWorkbook(long)).toMatchObject({
      ok: false,
      because: expect.stringContaining('50000 行'),
    })
  })

  test('a small file whose rows all reach the last column, before its cells are made', async () => {
    const tiny = await writeXlsx({ sheets: [{ name: '表', rows: [[1]] }] })
    const name = 'xl/worksheets/sheet1.xml'
    const rows = Array.from(
      { length: 49_000 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`,
    )
    const sheet = part(tiny, name).replace(/<row .*<\/row>/s, rows.join(''))
    const directory = readZipDirectory(tiny)
    const members = (directory.ok ? directory.members : []).map((member) => ({
      name: member.name,
      content: member.name === name ? sheet : (inflateMember(tiny, member) ?? ''),
    }))
    const wide = makeZip(members)
    // What is refused unread is refused before the library sees a cell.
    expect(refuseUnread(wide)).toContain('第49000行、第16384列')
    expect(await readWorkbook(wide)).toMatchObject({ ok: false, because: expect.stringContaining('16384列') })
  })

  // Two cells are enough to describe a rectangle that no memory holds.
  test.each([
    ['near corners are read', 'C3', 3, true],
    ['far corners are refused', 'XFD1048576', 1_048_576, false],
  ])('%s', async (_, corner, row, ok) => {
    const cells = `<c r="A1"><v>1</v></c></row><row r="${row}"><c r="${corner}"><v>1</v></c></row>`
    const tiny = await writeXlsx({ sheets: [{ name: '表', rows: [[1]] }] })
    const name = 'xl/worksheets/sheet1.xml'
    const sheet = part(tiny, name).replace(/<c r="A1".*<\/row>/, cells)
    const directory = readZipDirectory(tiny)
    const members = (directory.ok ? directory.members : []).map((member) => ({
      name: member.name,
      content: member.name === name ? sheet : (inflateMember(tiny, member) ?? ''),
    }))
    expect((await readWorkbook(makeZip(members))).ok).toBe(ok)
  })

  test('any change of a byte gives an answer, never a throw', async () => {
    const whole = await writeWorkbook([ledger])
    const seed = 4711
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const copy = whole.slice()
        copy[at] = byte
        expect(typeof (await readWorkbook(copy)).ok).toBe('boolean')
      }),
      { seed, numRuns: 150 },
    )
  })
})
