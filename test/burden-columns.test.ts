import { expect, test } from 'vitest'
import { COLUMNS } from '#server/burden/columns.ts'
import { columns } from '../web/pages/burden/columns.ts'

test('the sheet of 减负体检 has the columns of the page, and how many were answered', () => {
  const titles = COLUMNS.map(({ title }) => title)
  expect(titles).toContain('已答复件数')
  expect(titles.filter((title) => title !== '已答复件数')).toEqual(columns.map(({ title }) => title))
})
