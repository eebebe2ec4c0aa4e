import { describe, expect, test } from 'vitest'
import { LABELS, readBareList, readLabelled, readSentence, roleOfLabel } from './clauses.ts'
import { normalise } from './text.ts'

type Short = {
  lead?: string[]
  cooperate?: string[]
  responsible?: string[]
  leaders?: string[]
  when?: string[]
}

function short(words: string): Short | null {
  const text = normalise(words)
  const clause = readLabelled(text) ?? readSentence(text) ?? readBareList(text)
  if (!clause) return null
  const { lead, cooperate, responsible, leaders, when } = clause
  return Object.fromEntries(
    Object.entries({ lead, cooperate, responsible, leaders, when }).filter(([, list]) => list.length > 0),
  )
}

describe('a clause', () => {
  const cases: [words: string, reading: Short][] = [
    ['责任单位：区城管局、各街道', { responsible: ['区城管局', '各街道'] }],
    [
      '区市场监管局牵头，区财政局、区民政局按职责分工负责',
      { lead: ['区市场监管局'], cooperate: ['区财政局', '区民政局'] },
    ],
    ['区发改局、供电公司等单位按职责分工负责', { responsible: ['区发改局', '供电公司'] }],
    ['牵头单位:区司法局,责任单位:区直各有关部门', { lead: ['区司法局'], responsible: ['区直各有关部门'] }],
    ['由区住建局会同区财政局、区司法局', { lead: ['区住建局'], cooperate: ['区财政局', '区司法局'] }],
    ['教育局商城西街道负责', { lead: ['教育局'], cooperate: ['城西街道'] }],
    ['区科协负责，各街道按职责分工配合', { lead: ['区科协'], cooperate: ['各街道'] }],
    ['区应急局负责', { responsible: ['区应急局'] }],
    ['责任单位：区住建局（牵头）、区财政局', { lead: ['区住建局'], responsible: ['区财政局'] }],
    ['由志明同志牵头，住建局、城管局参加', { responsible: ['住建局', '城管局'], leaders: ['志明'] }],
    [
      '责任领导：张某某；责任单位：区住建局；完成时限：2025年6月',
      { responsible: ['区住建局'], leaders: ['张某某'], when: ['2025年6月'] },
    ],
    ['区工信局牵头，6月底前完成', { lead: ['区工信局'], when: ['6月底前完成'] }],
    ['区招商中心牵头，财务处配合', { lead: ['区招商中心'], cooperate: ['财务处'] }],
  ]
  test.each(cases)('%s', (words, reading) => {
    expect(short(words)).toEqual(reading)
  })
})

test.each(['此件公开发布', '试行', '2024', '以下简称《方案》', '提高认识、加强领导'])(
  'no clause: %s',
  (words) => {
    expect(short(words)).toBeNull()
  },
)

test('every label reads as the role it stands under', () => {
  for (const { role, example } of LABELS)
    expect(roleOfLabel(example.split('：')[0] as string), example).toBe(role)
})
