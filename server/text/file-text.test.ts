import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTasks } from '#reading/read.ts'
import { fileText } from './file-text.ts'

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const answer = await fileText(name, bytes)
  return answer.ok ? answer.text : `✗${answer.because}`
}

describe('a workbook', () => {
  const ledger = (): Promise<Uint8Array> =>
    writeXlsx({
      sheets: [
        {
          name: '2026年台账',
          rows: [
            ['2026年全区重点工作台账', null, null, null, null],
            ['编号', '工作事项', '主办单位', '协办部门', '办结时限'],
            [1, '改造公厕12座', '区城管局', '各街道\n区财政局', new Date(Date.UTC(2026, 5, 30))],
            [2, '新建口袋公园8处', null, null, '年底前'],
            [3, '建成养老服务中心', '区民政局', null, new Date(Date.UTC(2026, 8, 1))],
          ],
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
            { startRow: 2, startCol: 2, endRow: 3, endCol: 2 },
          ],
          cells: new Map([['4,4', { style: { numFmt: 'yyyy"年"m"月"' } }]]),
        },
        { name: '参数', hidden: true, rows: [['不应读出']] },
      ],
    })

  test('becomes rows: titles plain, a merged cell once, a month where the cell shows a month', async () => {
    expect((await textOf('台账.xlsx', await ledger())).split('\n')).toEqual([
      '2026年全区重点工作台账',
      '编号\t工作事项\t主办单位\t协办部门\t办结时限',
      '1\t改造公厕12座\t区城管局\t各街道 区财政局\t2026-06-30',
      '2\t新建口袋公园8处\t\t—\t年底前',
      '3\t建成养老服务中心\t区民政局\t—\t2026年9月',
    ])
  })

  test('reads as tasks with the units of merged cells inherited', async () => {
    const { items } = readTasks(await textOf('台账.xlsx', await ledger()))
    expect(items.map(({ lead, cooperate, deadline }) => ({ lead, cooperate, deadline }))).toEqual([
      { lead: ['区城管局'], cooperate: ['各街道', '区财政局'], deadline: '2026-06-30' },
      { lead: ['区城管局'], cooperate: ['各街道', '区财政局'], deadline: { year: 2026, period: '年底' } },
      { lead: ['区民政局'], cooperate: [], deadline: { year: 2026, month: 9 } },
    ])
    expect(items[1]?.inherited).toContain('units')
  })

  test('with too many rows, damaged or of another kind is refused in one sentence', async () => {
    const rows = Array.from({ length: 20_005 }, (_, at) => [at, '事项'])
    const long = await writeXlsx({ sheets: [{ name: '长表', rows }] })
    expect(await textOf('a.xlsx', long)).toMatch(/^✗[^\n]*超过 20000 行[^\n]*。$/)
    const whole = new Uint8Array(await ledger())
    expect(await textOf('a.xlsx', whole.slice(0, whole.length - 200))).toMatch(/^✗[^\n]*损坏[^\n]*。$/)
  })
})

/** UTF-16BE hexadecimal, as the encoding UniGB-UCS2-H takes it. */
const hex = (words: string): string =>
  [...words].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')

type Placed = [x: number, y: number, words: string]

/** A PDF of one page, with a Chinese font that is named but not embedded. */
function pdf(placed: readonly Placed[], extra = ''): Uint8Array {
  const content = placed.map(([x, y, words]) => `BT /F 12 Tf ${x} ${y} Td <${hex(words)}> Tj ET`).join('\n')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>',
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((body, at) => {
    const offset = out.length
    out += `${at + 1} 0 obj${body}endobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('')
  const start = out.length
  out += `xref\n0 7\n0000000000 65535 f \n${table}trailer<</Size 7/Root 1 0 R${extra}>>\nstartxref\n${start}\n%%EOF`
  return new TextEncoder().encode(out)
}

describe('a PDF', () => {
  test('gives its lines in reading order, runs of a line joined', async () => {
    const bytes = pdf([
      [72, 680, '责任单位：区城管局）'],
      [72, 700, '一、新建口袋公园8处，6月底前完成。（'],
      [132, 760, '2026年工作方案'],
    ])
    expect(await textOf('方案.pdf', bytes)).toBe(
      '2026年工作方案\n一、新建口袋公园8处，6月底前完成。（\n责任单位：区城管局）',
    )
    const { items } = readTasks(await textOf('方案.pdf', bytes))
    expect(items[0]).toMatchObject({ responsible: ['区城管局'], deadline: { year: 2026, month: 6 } })
  })

  test('gives the rows of a table as tabbed rows', async () => {
    const row = (y: number, cells: string[]): Placed[] => cells.map((words, at) => [60 + at * 130, y, words])
    const bytes = pdf([
      ...row(700, ['序号', '任务', '牵头单位', '时限']),
      ...row(670, ['1', '改造公厕', '区城管局', '6月底前']),
    ])
    expect(await textOf('表.pdf', bytes)).toBe('序号\t任务\t牵头单位\t时限\n1\t改造公厕\t区城管局\t6月底前')
  })

  test('without text, broken or encrypted says so', async () => {
    expect(await textOf('扫描.pdf', pdf([]))).toContain('扫描件')
    expect(await textOf('坏.pdf', new TextEncoder().encode('%PDF-1.7\nnothing'))).toContain('已损坏')
    const key = '0'.repeat(64)
    const locked = `/ID[<${'0'.repeat(32)}><${'0'.repeat(32)}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${key}>/U<${key}>>>`
    expect(await textOf('密.pdf', pdf([[72, 700, '内容']], locked))).toContain('已加密')
  })
})
