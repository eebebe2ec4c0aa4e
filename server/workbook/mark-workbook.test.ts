import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { inflateMember, readZipDirectory } from '../files/zip-directory.ts'
import { markWorkbook, readWorkbook, writeWorkbook } from './workbook.ts'
import type { Mark, MarkResult } from './workbook.ts'

const sheet = '2026年台账'

async function ledger(): Promise<Uint8Array> {
  return writeWorkbook([
    {
      name: sheet,
      landscape: true,
      columns: [{ title: '工作任务', width: 33 }, { title: '牵头单位' }],
      rows: [
        ['修桥', '某某局'],
        ['清淤', null],
      ],
    },
  ])
}

const wrongUnit: Mark = { sheet, row: 1, column: 1, fill: 'error', note: '名录里没有这个单位' }
const noUnit: Mark = { sheet, row: 2, column: 1, fill: 'warn', note: '没有填牵头单位' }

function bytesOf(result: MarkResult): Uint8Array {
  if (!result.ok) throw new Error(result.because)
  return result.bytes
}

async function sheetOf(bytes: Uint8Array) {
  return (await readXlsx(bytes, { readStyles: true })).sheets[0]
}

test('marks stand on their cells and the rest of the file stays', async () => {
  const original = await ledger()
  const bytes = bytesOf(await markWorkbook(original, [wrongUnit, noUnit]))
  expect(await readWorkbook(bytes)).toEqual(await readWorkbook(original))
  const marked = await sheetOf(bytes)
  expect(marked?.cells?.get('1,1')?.comment?.text).toBe(wrongUnit.note)
  expect(JSON.stringify(marked?.cells?.get('1,1')?.style?.fill)).toContain('F8CBAD')
  expect(JSON.stringify(marked?.cells?.get('2,1')?.style?.fill)).toContain('FFE699')
  expect(marked?.columns?.[0]?.width).toBe(33)
  expect(marked?.pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '$1:$1' })
})

test('the next round takes the old marks away', async () => {
  const first = bytesOf(await markWorkbook(await ledger(), [wrongUnit, noUnit]))
  const second = await sheetOf(bytesOf(await markWorkbook(first, [noUnit])))
  expect(second?.cells?.get('1,1')?.comment).toBeUndefined()
  expect(JSON.stringify(second?.cells?.get('1,1')?.style ?? {})).not.toContain('F8CBAD')
  expect(second?.cells?.get('2,1')?.comment?.text).toBe(noUnit.note)
})

test('names of printed rows keep their quotes, once each', async () => {
  const bytes = bytesOf(await markWorkbook(await ledger(), [wrongUnit]))
  const directory = readZipDirectory(bytes)
  const member = directory.ok ? directory.members.find(({ name }) => name === 'xl/workbook.xml') : undefined
  const names = new TextDecoder().decode(member && inflateMember(bytes, member))
  expect(names.match(/Print_Titles/g)).toHaveLength(1)
  expect(names).toContain("'2026年台账'!$1:$1")
})

test('formulas of the file stay formulas, numbers stay numbers', async () => {
  const cells = new Map([['1,0', { formula: 'A1+1', formulaResult: 3 }]])
  const original = await writeXlsx({
    sheets: [
      {
        name: '表',
        rows: [
          [2, 5],
          [3, 6],
        ],
        cells,
      },
    ],
  })
  const mark: Mark = { sheet: '表', row: 0, column: 1, fill: 'warn', note: '请核对' }
  const marked = await sheetOf(bytesOf(await markWorkbook(original, [mark])))
  expect(marked?.cells?.get('1,0')?.formula).toBe('A1+1')
  expect(marked?.rows).toEqual([
    [2, 5],
    [3, 6],
  ])
})

describe('the column of sentences', () => {
  const faults = { heading: '系统标注的问题', at: { [sheet]: 0 } }
  const whole: Mark = { sheet, row: 2, column: null, fill: 'warn', note: '与第2行重复' }

  test('stands behind the last column, once, with this round’s sentences only', async () => {
    const first = bytesOf(await markWorkbook(await ledger(), [wrongUnit, noUnit, whole], faults))
    expect((await sheetOf(first))?.rows).toEqual([
      ['工作任务', '牵头单位', '系统标注的问题'],
      ['修桥', '某某局', wrongUnit.note],
      ['清淤', null, `${noUnit.note}\n${whole.note}`],
    ])
    const second = bytesOf(await markWorkbook(first, [noUnit], faults))
    expect((await sheetOf(second))?.rows.map((row) => row[2] ?? null)).toEqual([
      '系统标注的问题',
      null,
      noUnit.note,
    ])
    expect((await sheetOf(second))?.columns?.[0]?.width).toBe(33)
  })

  test('of merged cells the one that shows is coloured, and they stay merged', async () => {
    const rows = [['牵头单位'], ['某某局'], [null]]
    const merges = [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }]
    const original = await writeXlsx({ sheets: [{ name: '表', rows, merges }] })
    const marks: Mark[] = [1, 2].map((row) => ({
      sheet: '表',
      row,
      column: 0,
      fill: 'error',
      note: '没有这个单位',
    }))
    const marked = await sheetOf(
      bytesOf(await markWorkbook(original, marks, { heading: '问题', at: { 表: 0 } })),
    )
    expect(marked?.merges).toEqual(merges)
    expect(JSON.stringify(marked?.cells?.get('1,0')?.style?.fill)).toContain('F8CBAD')
    expect(marked?.cells?.get('1,0')?.comment?.text).toBe('没有这个单位')
    expect(marked?.rows.map((row) => row[1])).toEqual(['问题', '没有这个单位', '没有这个单位'])
  })
})

test('a mark on a sheet that is not there is left out, and a file that cannot be read is refused', async () => {
  const stray = { ...wrongUnit, sheet: '别的表' }
  expect((await markWorkbook(await ledger(), [stray])).ok).toBe(true)
  const refused = await markWorkbook(new Uint8Array([1, 2, 3]), [])
  expect(refused).toMatchObject({ ok: false, because: expect.stringContaining('不是 Excel 表格') })
})
