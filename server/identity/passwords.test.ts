import { dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'
import { firstPassword, passwordFault } from './passwords.ts'

const avoids = { login: 'zhanglu', words: ['云澜区', '教育局'] }
const lax = { length: 8, kinds: 1 }

test('what leaked lists hold is refused, however it is capitalised', async () => {
  const long = dictionary['passwords-common'].filter((word) => [...word].length >= 8)
  expect(long.length).toBeGreaterThan(3_000)
  const passed: unknown[] = []
  for (const word of long)
    if ((await passwordFault(String(word).toUpperCase(), avoids, lax)) === null) passed.push(word)
  expect(passed).toEqual([])
})

test.each([
  ['P@ssw0rd2026', '密码太常见'],
  ['云澜区Hk7m-q4', '密码不能包含本区或者单位的名称'],
  ['Zhanglu-q4Rt', '密码不能包含账号'],
  ['短', '密码至少8个字符'],
  ['字'.repeat(257), '密码最多256个字符'],
])('%s', async (password, because) => {
  expect(await passwordFault(password, avoids, lax)).toContain(because)
})

test('of any characters, sixty-four and more', async () => {
  expect(await passwordFault('沧浪之水 清兮可以濯我缨 浊兮可以濯我足', avoids, lax)).toBeNull()
  expect(await passwordFault('kunlun zhishui '.repeat(6), avoids, lax)).toBeNull()
})

test('first passwords satisfy the rules', async () => {
  const faults = await Promise.all(
    Array.from({ length: 500 }, () => passwordFault(firstPassword(), avoids, { length: 10, kinds: 3 })),
  )
  expect(faults.filter((fault) => fault !== null)).toEqual([])
})
