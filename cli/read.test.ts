import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileText } from '#server/text/file-text.ts'
import { parseUnits, read } from './read.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-read-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function run(argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: '', err: '' }
  const code = await read(argv, {
    out: (line) => void (lines.out += line),
    err: (line) => void (lines.err += line),
  })
  return { code, ...lines }
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const TASK = '新建口袋公园8处，6月底前完成。（责任单位：区城管局、各街道）'
const cell = (words: string, rowSpan = 1): TableCell =>
  new TableCell({ children: words.split('|').map((line) => new Paragraph(line)), rowSpan })

async function docx(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  const answer = await fileText(name, bytes)
  return answer.ok ? '' : answer.because
}

test('prints the items of a text as JSON, matched to the directory', async () => {
  const path = await file('plan.txt', TASK)
  const units = await file(
    'units.csv',
    'name,short_names,kind,domains\n区城市管理局（区综合行政执法局）,城管局|区城管局,职能部门,市容环卫\n',
  )
  const { code, out } = await run([path, '--units', units, '--date', '2026-03-05', '--json'])
  expect(code).toBe(0)
  const { items } = JSON.parse(out) as {
    items: { responsible: string[]; deadline: unknown; resolved: Record<string, string> }[]
  }
  expect(items).toHaveLength(1)
  expect(items[0]?.responsible).toEqual(['区城管局', '各街道'])
  expect(items[0]?.deadline).toEqual({ year: 2026, month: 6 })
  expect(items[0]?.resolved).toEqual({ 区城管局: '区城市管理局（区综合行政执法局）' })
})

test('prints a readable list without --json', async () => {
  const { code, out } = await run([await file('list.txt', TASK)])
  expect(code).toBe(0)
  expect(out).toContain('责任单位：区城管局、各街道')
  expect(out).toContain('时限：6月')
})

test('a GB18030 file and a UTF-16 file read like any other', async () => {
  const gb = new Uint8Array([0xd4, 0xf0, 0xc8, 0xce, 0xb5, 0xa5, 0xce, 0xbb])
  expect(await fileText('a.txt', gb)).toEqual({ ok: true, text: '责任单位' })
  const wide = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('责任单位', 'utf16le')]))
  expect(await fileText('b.txt', wide)).toEqual({ ok: true, text: '责任单位' })
})

test('a Word table with merged cells yields one item per row, inheriting what was merged', async () => {
  const rows = [
    ['序号', '任务', '牵头单位', '完成时限'].map((words) => cell(words)),
    [cell('1'), cell('改造公厕12座'), cell('区城管局', 2), cell('6月底前')],
    [cell('2'), cell('新建公园|改造绿地'), cell('')],
  ]
  const bytes = await docx([
    new Paragraph('2026年任务表'),
    new Table({ rows: rows.map((children) => new TableRow({ children })) }),
  ])
  const answer = await fileText('t.docx', bytes)
  expect(answer).toEqual({
    ok: true,
    text: '2026年任务表\n序号\t任务\t牵头单位\t完成时限\n1\t改造公厕12座\t区城管局\t6月底前\n2\t新建公园 改造绿地\t\t—',
  })
  const { out } = await run([await file('t.docx', bytes), '--json'])
  const { items } = JSON.parse(out) as { items: { lead: string[]; deadline: unknown; inherited: string[] }[] }
  expect(items.map((item) => item.lead)).toEqual([['区城管局'], ['区城管局']])
  expect(items.map((item) => item.deadline)).toEqual([{ year: 2026, month: 6 }, null])
  expect(items[1]?.inherited).toEqual(['units'])
})

test('reads a leader’s note', async () => {
  const note = ['--instruction', '请住建局会同司法局，2月底前报区政府专题会。', '--date', '2025-02-10']
  const { code, out } = await run([...note, '--on', '区住建局关于停工情况的报告', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    label: 'concrete',
    who: { lead: ['住建局'], cooperate: ['司法局'], report_to: ['区政府专题会'] },
    when: '2025-02-28',
    presenter: '区住建局',
  })
  expect((await run(['--instruction', '已阅。'])).out).toContain('请写明由谁办')
})

test('bad files and arguments get one sentence and exit code 2', async () => {
  const empty = await file('empty.txt', '')
  for (const argv of [
    [],
    [empty],
    [join(folder, 'none.txt')],
    [folder],
    [empty, '--date', '2026-02-30'],
    ['--what'],
    [empty, empty],
    ['--instruction', ' '],
    ['--instruction', '阅', empty],
    ['--instruction'],
  ]) {
    const { code, out, err } = await run(argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^[^\n]+[。\]]$/)
  }
})

test('encrypted, broken, foreign and blank files are named for what they are', async () => {
  expect(await refusal('a.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toContain('已加密')
  expect(await refusal('a.pdf', new TextEncoder().encode('%PDF-1.7'))).toContain('已损坏')
  expect(await refusal('a.txt', new Uint8Array([0, 1, 2, 3, 255, 254, 0]))).toContain('不是文字文件')
  expect(await refusal('a.txt', new TextEncoder().encode(' \n '))).toContain('没有文字')
  expect(await refusal('a.docx', (await docx([new Paragraph('x')])).slice(0, 400))).toContain('已经损坏')
  expect(await refusal('big.txt', new Uint8Array(20 * 1024 * 1024 + 1))).toContain('20 MB')
})

test('a zip that declares or hides too much is not opened', async () => {
  const bytes = new Uint8Array(await docx([new Paragraph('正文')]))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let central = bytes.length - 22
  while (view.getUint32(central, true) !== 0x06054b50) central--
  const first = view.getUint32(central + 16, true)
  const declared = view.getUint32(first + 24, true)
  view.setUint32(first + 24, 0x7fffffff, true)
  expect(await refusal('bomb.docx', bytes)).toContain('超过 120 MB 的上限')
  view.setUint32(first + 24, declared - 1, true)
  expect(await refusal('liar.docx', bytes)).toContain('与其目录不符')
})

test('a directory without the needed columns is refused', () => {
  expect(parseUnits('a,b\n1,2')).toEqual({ ok: false, because: '单位名录缺少 name 或 short_names 列。' })
  expect(parseUnits('name,short_names\n"区委,办",甲|乙\n')).toEqual({
    ok: true,
    units: [{ name: '区委,办', shortNames: ['甲', '乙'], domains: [] }],
  })
})
