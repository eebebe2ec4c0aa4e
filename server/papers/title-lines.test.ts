import { expect, test } from 'vitest'
import { titleLines } from './title-lines.ts'

test('a short title is one line', () => {
  expect(titleLines('关于开展督办工作的通知')).toEqual(['关于开展督办工作的通知'])
})

test('the writer’s own breaks are kept', () => {
  expect(titleLines('青川区人民政府\n关于某事的通知\n')).toEqual(['青川区人民政府', '关于某事的通知'])
})

test('a long title is broken between words, evenly, and loses nothing', () => {
  const title = '青川区人民政府办公室关于印发全区安全生产重点任务分工方案和督办工作制度的通知'
  const lines = titleLines(title)
  expect(lines.join('')).toBe(title)
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(20)
    expect(line).not.toMatch(/^[的了和与及、，。；：》）]/)
  }
})

test('a title without any place to break stays whole', () => {
  expect(titleLines('的'.repeat(30))).toEqual(['的'.repeat(30)])
})
