import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { LedgerColumn } from '#kernel/vocabulary.ts'
import * as f from '#kernel/fields.ts'
import { bodyOf } from './body.ts'
import { headerOf } from './headings.ts'
import { keyIn, keyOf, stillHolds } from './key.ts'
import { namedPosts, postFinder } from './people-named.ts'
import { type PreviewJob, previewOf, splitForm } from './preview.ts'

const columns: readonly LedgerColumn[] = [
  {
    name: 'task',
    title: '工作任务',
    width: 20,
    from: 'task',
    synonyms: ['重点任务', '任务内容'],
    into: 'task',
  },
  { name: 'target', title: '目标要求', width: 20, from: 'target', into: 'target', rest: true },
  {
    name: 'lead',
    title: '牵头单位',
    width: 20,
    from: 'lead',
    synonyms: ['责任单位', '承办单位'],
    into: 'lead',
  },
  { name: 'help', title: '配合单位', width: 20, from: 'help', synonyms: ['协办单位'], into: 'help' },
  {
    name: 'due',
    title: '完成时限',
    width: 20,
    from: 'due',
    synonyms: ['时间节点'],
    into: 'due',
    steps: 'steps',
  },
  {
    name: 'progress',
    title: '进展情况',
    width: 20,
    from: 'progress',
    edited: { act: 'report', field: 'words' },
  },
  { name: 'state', title: '办理状态', width: 20, from: 'state' },
]
const form = {
  task: f.text('工作任务', { max: 20 }),
  target: f.text('目标要求', { max: 200, lines: true, optional: true }),
  lead: f.unit('牵头单位'),
  help: f.units('配合单位', { optional: true }),
  due: f.day('完成时限'),
  steps: f.rows('节点', { what: f.text('节点', { max: 100 }), due: f.day('时限') }, { optional: true }),
  cited: f.group('依据', { title: f.text('名称', { max: 100 }) }),
}
const units = [
  { id: 'edu', name: '区教育局（区政府教育督导室）', shortNames: ['教育局', '教体局'] },
  { id: 'cons', name: '区住房和城乡建设局', shortNames: ['区住建局'] },
  { id: 'east', name: '东湖街道办事处', shortNames: ['东湖街道'] },
]

type Rows = (string | number | Date | null)[][]
type Made = { name?: string; rows: Rows; merges?: ReturnType<typeof merge>[]; cells?: Map<string, object> }

const merge = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
  startRow,
  startCol,
  endRow,
  endCol,
})

async function previewed(sheets: Made[], more: Partial<PreviewJob> = {}) {
  const bytes = await writeXlsx({ sheets: sheets.map((sheet, at) => ({ name: `表${at + 1}`, ...sheet })) })
  const job: PreviewJob = {
    kind: 'preview',
    bytes,
    name: '台账.xlsx',
    form,
    columns,
    titled: 'task',
    finals: ['已销号'],
    units,
    posts: [],
    year: undefined,
    thisYear: 2026,
    as: {},
    ...more,
  }
  const read = await previewOf(job)
  if (!read.ok) throw new Error(read.because)
  return read.preview
}

const HEAD = ['序号', '重点任务', '责任单位', '时间节点']

describe('the heading', () => {
  test('is found under titles, over one to three rows, whatever is merged', () => {
    const rows = [
      ['附件1', null, null, null, null],
      ['重点工作任务分解表', '重点工作任务分解表', null, null, null],
      ['序号', '重点任务', '责任分工', '责任分工', '时间节点'],
      ['序号', '重点任务', '牵头单位', '配合单位', '时间节点'],
      ['1', '修桥', '教育局', '', '6月底前'],
    ]
    const header = headerOf(rows, columns, 'task')
    expect([header?.from, header?.to]).toEqual([2, 3])
    expect(header?.columns.map(({ column }) => column)).toEqual([null, 'task', 'lead', 'help', 'due'])
  })

  test('a title outright goes before one that only contains it, and no column is taken twice', () => {
    const header = headerOf(
      [['任务内容', '区级牵头单位', '责任单位', '牵头单位', '完成时限及要求']],
      columns,
      'task',
    )
    expect(header?.columns.map(({ column, use }) => [column, use])).toEqual([
      ['task', 'fills'],
      [null, 'kept'],
      ['lead', 'fills'],
      [null, 'kept'],
      ['due', 'fills'],
    ])
  })

  test('nothing but a list is none', () => {
    expect(
      headerOf(
        [
          ['姓名', '电话'],
          ['甲', '1'],
        ],
        columns,
        'task',
      ),
    ).toBeUndefined()
    expect(headerOf([['工作任务'], ['修桥']], columns, 'task')).toBeUndefined()
  })
})

test('groups, totals, notes, blank and repeated headings are passed over with their reason', () => {
  const rows = [
    HEAD,
    ['一、民生实事', '一、民生实事', '一、民生实事', '一、民生实事'],
    ['1', '修桥', '教育局', '6月底前'],
    [null, null, null, null],
    HEAD,
    ['（二）城建', null, null, null],
    ['2', '修路', '区住建局', '7月底前'],
    ['合 计', '2项', null, null],
    ['填表人：某某', null, null, null],
  ]
  const header = headerOf(rows, columns, 'task')
  if (!header) throw new Error('no heading')
  const body = bodyOf(rows, header)
  expect(body.rows.map(({ row, section }) => [row, section])).toEqual([
    [3, '一、民生实事'],
    [7, '（二）城建'],
  ])
  expect(body.skipped.map(({ row, why }) => [row, why])).toEqual([
    [2, '分组标题'],
    [5, '重复的表头'],
    [6, '分组标题'],
    [8, '合计行'],
    [9, '表下说明'],
  ])
})

describe('a sheet', () => {
  test('with merged cells, dates of every kind and columns of its own becomes forms', async () => {
    const rows: Rows = [
      HEAD.concat('投资额', '牵头科室'),
      [1, '修桥', '教体局', new Date(Date.UTC(2026, 5, 30)), '80万元', null],
      [2, '修路', null, 46203, null, '工程科'],
      [3, '清淤', '区住建局；东湖街道办', new Date(Date.UTC(2026, 8, 1)), null, null],
    ]
    const cells = new Map([['3,3', { style: { numFmt: 'yyyy"年"m"月"' } }]])
    const { rows: read, sheets } = await previewed([{ rows, merges: [merge(1, 2, 2, 2)], cells }])
    expect(read.map(({ values }) => [values['lead'], values['due']])).toEqual([
      ['edu', '2026-06-30'],
      ['edu', '2026-06-30'],
      ['cons', '2026-09-30'],
    ])
    expect(read[2]?.values['help']).toEqual(['east'])
    expect(read[0]?.values['target']).toBe('投资额：80万元')
    expect(read[1]?.values['target']).toBe('牵头科室：工程科')
    expect(sheets[0]?.columns.map(({ use }) => use)).toEqual([
      'ignored',
      'fills',
      'fills',
      'fills',
      'kept',
      'kept',
    ])
  })

  test('says what it does not know, and never expands a class of units', async () => {
    const rows: Rows = [
      HEAD.concat('协办单位'),
      [1, '修桥', '某某局', '长期坚持', '各街道、区直有关部门'],
      [2, null, '教育局', '2026-06-30', null],
      [3, '修路', '区政府教育督导室', null, null],
    ]
    const { rows: read } = await previewed([{ rows }])
    const said = read.map(({ faults }) =>
      faults.filter(({ level }) => level === 'bad').map(({ message }) => message),
    )
    expect(said[0]).toEqual([
      '名录里没有牵头单位“某某局”，请改选单位',
      '“长期坚持”没有确定的日期，请填写完成时限',
      '配合单位“各街道”是一类单位，不会自动展开，请选定具体单位',
      '配合单位“区直有关部门”是一类单位，不会自动展开，请选定具体单位',
    ])
    expect(said.slice(1)).toEqual([['没有写工作任务'], ['没有写完成时限']])
    expect(read[0]?.values['help']).toBeUndefined()
    expect(read[0]?.values['target']).toContain('时间节点：长期坚持')
    expect(read[2]?.values['lead']).toBe('edu')
  })

  test('keeps a task that is too long whole in the target', async () => {
    const long = '推进老旧小区改造，完善配套设施，提升居住品质，建立长效机制'
    const { rows: read } = await previewed([{ rows: [HEAD, [1, long, '教育局', '6月底前']] }])
    expect(read[0]?.values['task']).toBe('推进老旧小区改造，完善配套设施')
    expect(read[0]?.values['target']).toContain(long)
    expect(read[0]?.faults.map(({ message }) => message).join()).toContain('超过20字')
  })

  test('rows that are over or stand twice are not taken along by themselves', async () => {
    const rows: Rows = [
      HEAD.concat('办理状态'),
      [1, '修桥', '教育局', '2026-06-30', '已销号'],
      [2, '修路', '教育局', '2026-06-30', '在办'],
      [3, '修路', '教育局', '2026-06-30', '在办'],
      [4, '修路', '教育局', '2026-07-30', '在办'],
    ]
    const { rows: read } = await previewed([{ rows }])
    expect(read.map(({ chosen }) => chosen)).toEqual([false, true, false, true])
    expect(read[2]?.faults[0]?.message).toBe('与第3行完全相同，没有勾选')
  })

  test('two sheets are read, hidden ones and explanations are not', async () => {
    const rows: Rows = [HEAD, [1, '修桥', '教育局', '2026-06-30']]
    const sheets = [{ rows }, { rows }, { name: '填表说明', rows }, { name: '底稿', rows, hidden: true }]
    const {
      sheets: read,
      rows: all,
      unread,
    } = await previewed([...sheets, { name: '电话', rows: [['姓名', '电话']] }])
    expect(unread).toEqual(['电话'])
    expect(read.map(({ name }) => name)).toEqual(['表1', '表2'])
    expect(all.map(({ sheet, chosen }) => [sheet, chosen])).toEqual([
      [0, true],
      [1, false],
    ])
  })

  test('the year comes from the title, else from this year, which is said', async () => {
    const rows: Rows = [HEAD, [1, '修桥', '教育局', '6月底前']]
    const titled = await previewed([{ rows: [['2027年任务分解表', null, null, null], ...rows] }])
    expect([titled.year, titled.rows[0]?.values['due'], titled.rows[0]?.faults]).toEqual([
      2027,
      '2027-06-30',
      [],
    ])
    const guessed = await previewed([{ rows }])
    expect(guessed.rows[0]?.faults[0]?.message).toBe('“6月底前”没有写年份，按2026年算')
    expect((await previewed([{ rows }], { year: 2028 })).rows[0]).toMatchObject({
      values: { due: '2028-06-30' },
      faults: [],
    })
  })

  test('of ten thousand rows each one is read', async () => {
    const body: Rows = Array.from({ length: 10_000 }, (_, n) => [
      n + 1,
      `第${n + 1}项工作`,
      '教育局',
      '6月底前',
    ])
    const { rows: read } = await previewed([{ rows: [HEAD, ...body] }])
    expect(read).toHaveLength(10_000)
    expect(read.at(-1)).toMatchObject({ row: 10_001, values: { task: '第10000项工作', due: '2026-06-30' } })
  })

  test('characters that nobody sees change nothing', async () => {
    const rows: Rows = [
      HEAD.map((title) => `\u200e${title}`),
      ['1', '修\u200b桥', '\u202a教育局\u202c', '\u200e2026年6月30日'],
    ]
    const { rows: read } = await previewed([{ rows }])
    expect(read[0]).toMatchObject({ values: { task: '修桥', lead: 'edu', due: '2026-06-30' }, faults: [] })
  })

  test('asks once for what it has no column for', async () => {
    const { sheets } = await previewed([
      {
        rows: [
          ['工作任务', '完成时限'],
          ['修桥', '6月底前'],
        ],
      },
    ])
    const { shared, own } = splitForm(form, columns, sheets)
    expect(Object.keys(shared)).toEqual(['lead', 'cited'])
    expect(Object.keys(own)).toEqual(['task', 'target', 'lead', 'help', 'due', 'steps'])
  })
})

describe('the key of an exported row', () => {
  const cells = { task: '修桥', due: '2026年6月30日' }

  test('tells which cells still hold what they held', () => {
    const key = keyIn(keyOf('m1', 3, columns, cells), columns)
    if (!key) throw new Error('the key is not read')
    expect([key.matter, key.ver]).toEqual(['m1', 3])
    expect(stillHolds(key, 'task', ' 修桥\r\n')).toBe(true)
    expect(stillHolds(key, 'task', '修路')).toBe(false)
    expect(stillHolds(key, 'lead', '')).toBe(true)
  })

  test.each(['', '3', 'm1@x@', 'm1@3@short', "m1'; --@3@", '督〔2026〕3号'])('%j is none of ours', (cell) =>
    expect(keyIn(cell, columns)).toBeNull(),
  )
})

test('leaders are found by name, title or both, and not where two could be meant', () => {
  const unit = (id: string, name: string) => ({ id, name, shortName: name }) as never
  const post = (id: string, title: string) => ({ id, unit: 'gov', title }) as never
  const seat = (at: string, name: string) => ({ post: at, name }) as never
  const find = postFinder(
    namedPosts({
      units: [unit('gov', '区政府')],
      posts: [post('p1', '副区长（教育）'), post('p2', '副区长（城建）'), post('p3', '区长')],
      seats: [seat('p1', '王甲乙'), seat('p2', '王丙丁'), seat('p3', '李戊')],
    }),
  )
  expect(['王甲乙', '副区长 王甲乙', '王丙丁同志', '区长', '李区长', '区政府区长'].map(find)).toEqual([
    'p1',
    'p1',
    'p2',
    'p3',
    'p3',
    'p3',
  ])
  expect(['王副区长', '副区长', '张三'].map(find)).toEqual([undefined, undefined, undefined])
})
