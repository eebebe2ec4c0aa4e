import { expect, test } from 'vitest'
import { taskOf } from './arranging.ts'

test.each([
  ['（一）推行企业开办“一窗通办”。整合营业执照等事项', '推行企业开办“一窗通办”'],
  ['由区住建局牵头，区财政局配合，2026年12月20日前完成外墙整治。', '完成外墙整治'],
  ['由区水务局负责，12月底前清淤，并移交管养', '清淤，并移交管养'],
  ['请区水务局会同河东街道，于12月5日前拿出方案报我', '拿出方案报我'],
  ['2026年12月15日前实现一次申请、半日办结', '实现一次申请、半日办结'],
  ['区住建局牵头，', '区住建局牵头，'],
  ['由河东街道办事处负责', '由河东街道办事处负责'],
  ['牵头推进前期工作', '牵头推进前期工作'],
])('%s', (sentence, task) => {
  expect(taskOf(sentence)).toBe(task)
})

test('is never longer than the form takes', () => {
  expect(Array.from(taskOf('办'.repeat(500)))).toHaveLength(200)
})
