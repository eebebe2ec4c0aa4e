import { expect, test } from 'vitest'
import { signed } from '../adapters/sms/driver.ts'
import * as texts from './texts.ts'

const item = { code: 'AC9', title: '完成东湖小学扩建并交付使用，同步配套周边道路和公交站点' }
const long = '用地预审尚未批复，资金也还没有到位，部门之间意见不一致，请区领导协调解决'

test('every answer but a refusal fits one short message with its signature', () => {
  const answers = [
    texts.doneText(item, '卡住了', long, '卡住了'),
    texts.doneText(item, '办完了', long, '待核实'),
    texts.doneText(item, '在办', '', '在办'),
    texts.whichText([item, item, item], 12),
    texts.wordsText(item, '3', '办理结果'),
    texts.noteText(item),
    texts.noteText(null),
    texts.unknownCodeText('AC9'),
    texts.closedText(item),
    ...Object.values(texts).filter((text) => typeof text === 'string'),
  ]
  for (const text of answers)
    expect([...signed(text, '云澜区政府办')].length, text).toBeLessThanOrEqual(texts.ONE_SMS)
})

test('a refusal has room for its sentence and is cut at two', () => {
  const refused = texts.refusedText(item, long, long)
  expect(refused).toMatch(/^AC9“完成东湖小学扩建并交付使用…”没有记录：用地预审/)
  expect([...signed(texts.refusedText(item, long.repeat(5)), '云澜区政府办')].length).toBeLessThanOrEqual(
    2 * texts.ONE_SMS,
  )
})

test('the state is said only where the act does not say it already', () => {
  expect(texts.doneText(item, '卡住了', '缺地', '卡住了')).toBe(
    '已记录：AC9“完成东湖小学扩建并交付使用…”卡住了，缺地。',
  )
  expect(texts.doneText(item, '办完了', '已交付', '待核实')).toMatch(/办完了，已交付，现为待核实。$/)
})

test('text is cut by characters, not by halves of them', () => {
  expect(texts.cut('𠮷𠮷𠮷', 2)).toBe('𠮷…')
  expect(texts.cut('𠮷𠮷', 2)).toBe('𠮷𠮷')
})
