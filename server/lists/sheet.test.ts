import { expect, test } from 'vitest'
import type { ListItem } from '#kernel/lists.ts'
import { Snapshot } from '#store/snapshot.ts'
import { splitArticles } from './articles.ts'
import { type Present, readList, sheetOf } from './sheet.ts'

const directory = new Snapshot(
  [
    { id: 'u1', name: '区水务局', shortName: '水务局', kind: '职能部门', functions: [], assignable: true },
    { id: 'u2', name: '区城管局', shortName: '城管局', kind: '职能部门', functions: [], assignable: true },
  ],
  [],
)
const item: ListItem = {
  id: 'CF-1',
  list: 'powers',
  kind: 'penalty',
  title: '对违法取水的处罚',
  unit: 'u1',
  on: 'anyone',
  basis: [{ title: '水法', article: '第六十九条' }],
  version: 1,
  from: '2026-01-01',
}
const present: Present = { versions: [item], directory, on: '2026-03-02', most: 2, list: 'powers' }

/** A sheet as it was written, with cells changed by column title; null rows are taken out. */
function rowsOf(
  items: readonly ListItem[],
  change: Readonly<Record<string, string>> = {},
): (string | null)[][] {
  const { columns, rows } = sheetOf('行政权力清单', items, directory)
  const titles = columns.map(({ title }) => title)
  const cells = rows.map((row) =>
    row.map((cell, n) => change[titles[n] ?? ''] ?? (typeof cell === 'string' ? cell : null)),
  )
  return [titles, ...cells]
}

test('a list that was written out reads back as what it is: nothing to do', () => {
  expect(readList(rowsOf([item]), present)).toEqual({ rows: 1, same: 1, faults: [], groups: [] })
})

test('what says something else is an amendment of just that, what has a new code an addition, what is marked so a cancelling', () => {
  expect(readList(rowsOf([item], { 裁量和期限: '新基准' }), present)).toMatchObject({
    groups: [{ list: 'powers', unit: 'u1', lines: [{ change: 'amend', code: 'CF-1', limits: '新基准' }] }],
  })
  expect(readList(rowsOf([item], { 状态: '取消' }), present)).toMatchObject({
    groups: [{ lines: [{ change: 'cancel', code: 'CF-1' }] }],
  })
  const added = readList(rowsOf([{ ...item, id: 'CF-9' }]), present)
  expect(added).toMatchObject({
    groups: [
      {
        lines: [
          { change: 'add', code: 'CF-9', kind: 'penalty', title: item.title, basis: '《水法》第六十九条' },
        ],
      },
    ],
  })
  expect(readList(rowsOf([item], { 持有单位: '城管局' }), present)).toMatchObject({
    groups: [{ unit: 'u1', lines: [{ change: 'amend', code: 'CF-1', unit: 'u2' }] }],
  })
})

test('headings as offices have them are understood, and an adjustment takes no more lines than it may', () => {
  const rows = [
    ['职权编码', '职权名称', '实施主体', '依据', '职权类型'],
    ...[1, 2, 3].map((n) => [`X-${n}`, '一项处罚', '城管局', '《水法》第一条', '处罚']),
  ]
  const read = readList(rows, { ...present, versions: [] })
  expect('groups' in read && read.groups.map(({ lines }) => lines.length)).toEqual([2, 1])
  expect('groups' in read && read.groups[0]?.lines[0]).toMatchObject({ kind: 'penalty' })
})

test('every fault names its row', () => {
  const bad = (change: Readonly<Record<string, string>>) => {
    const read = readList(rowsOf([item], change), present)
    return 'faults' in read ? read.faults : []
  }
  expect(bad({ 持有单位: '没有的局' })).toEqual([{ row: 2, message: '名录里没有单位“没有的局”' }])
  expect(bad({ 事项编码: '一号' })[0]?.message).toContain('只能用字母')
  expect(bad({ 权力类型: '行政什么' })[0]?.message).toContain('没有“行政什么”这类权力')
  expect(bad({ 有效期至: '某日' })[0]?.message).toContain('不是日期')
  expect(readList([['名称']], present)).toEqual({
    because: '第一行缺少这些列：事项编码、持有单位、设定依据',
  })
  const twice = readList([...rowsOf([item]), ...rowsOf([item]).slice(1)], present)
  expect('faults' in twice && twice.faults[0]?.message).toContain('出现了两次')
})

test('a text is taken apart by its own numbering', () => {
  const text =
    '某某条例\n第一章　总则\n第一条　为了规范管理，制定本条例。\n本款是第二款。\n第二条 适用于本市。\n第二章 责任\n第十条之一　补充规定。'
  expect(splitArticles(text)).toEqual([
    { no: '1', text: '为了规范管理，制定本条例。\n本款是第二款。' },
    { no: '2', text: '适用于本市。' },
    { no: '10之1', text: '补充规定。' },
  ])
})
