import { expect, test } from 'vitest'
import { cutRunTogether } from './run-together.ts'
import { blocksOf } from './text.ts'

const parts = (text: string): string[] => cutRunTogether(blocksOf(text)).map((block) => block.text)

const PAPER =
  '南岭区2024年重点工作分工方案一、产业升级（一）培育企业。新增规上企业12家。（区工信局负责）（二）引进项目。全年签约1.5亿元以上项目20个。（区投促局负责）' +
  '二、城市更新（三）改造小区。完成改造8个，惠及3.2万户。（区住建局牵头，各街道配合）本方案自2024年3月1日起施行。'

test('a paper without line breaks comes apart at its numbers, which may go on through its sections', () => {
  expect(parts(PAPER).map((part) => part.slice(0, 6))).toEqual([
    '南岭区202',
    '一、产业升级',
    '（一）培育企',
    '（二）引进项',
    '二、城市更新',
    '（三）改造小',
    '本方案自20',
  ])
})

test('figures are no numbers, and papers with paragraphs of their own stay as they are', () => {
  expect(parts(PAPER).some((part) => part.startsWith('2万户'))).toBe(false)
  const paragraphs = PAPER.replaceAll('（一）', '\n（一）')
    .replaceAll('（二）', '\n（二）')
    .replaceAll('二、', '\n二、')
  expect(parts(paragraphs)).toEqual(blocksOf(paragraphs).map((block) => block.text))
})
