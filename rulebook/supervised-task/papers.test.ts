import { describe, expect, test } from 'vitest'
import type { Block } from '#kernel/gongwen.ts'
import type { PaperContext } from '#kernel/vocabulary.ts'
import { type Case, runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { usual } from './cases.ts'
import { papers } from './papers.ts'
import { supervisedTask } from './procedure.ts'
import type { TaskRecord } from './record.ts'

const steps: Case['steps'] = [
  { at: '2026-03-02', who: 'watch.clerk', act: 'setUp' },
  { at: '2026-03-02', who: 'watch.clerk', act: 'assign' },
  { at: '2026-03-03', who: 'housing.clerk', act: 'signFor', form: { contact: '87650000' } },
]

/** The paper's context after a story, with ids for names. */
function contextAfter(more: Case['steps']): PaperContext<TaskRecord> {
  const matter = runCase(rulebook, supervisedTask.id, usual, { name: 'paper', steps: [...steps, ...more] })
  return {
    record: matter.record,
    district: '澄江区',
    today: '2026-07-31',
    url: 'https://luoshi.example/matters/m1',
    unit: (id) => smallDirectory.unit(id ?? '')?.name ?? '',
    post: (id) => id ?? '',
    title: (id) => id ?? '',
    person: (id) => id ?? '',
    headOf: (id) => `${id}局长`,
    done: [{ title: '在办', at: '2026-04-01T02:00:00.000Z', by: '区住房和城乡建设局某某', text: '完成八成' }],
  }
}

const textOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'fields') return block.rows.flat(2)
      return block.kind === 'table' ? block.rows.flat() : [block.text]
    })
    .join('\n')

describe('三色督办单', () => {
  const context = contextAfter([
    { at: '2026-06-15', who: 'watch.clerk', act: 'sendBlue' },
    { at: '2026-07-06', who: 'watch.clerk', act: 'sendYellow', form: { reason: '时限已过' } },
    { at: '2026-07-10', who: 'leaders.deputy', act: 'sendRed' },
    { at: '2026-07-13', who: 'housing.head', act: 'answerLetter' },
  ])

  test('one per letter, each under its own title', () => {
    expect(papers['letter']?.each?.(context.record)).toEqual([
      { name: '1', title: '第1号蓝色提示单' },
      { name: '2', title: '第2号黄色督办单' },
      { name: '3', title: '第3号红色督办单' },
    ])
  })

  test('says how late the task is, what was asked before, by when to answer, and what the unit may do', () => {
    const red = papers['letter']?.fill(context, '3')
    expect(red).toMatchObject({
      title: '红色督办单\n（第3号）',
      number: '督〔2026〕1号—3',
      addressee: '区住房和城乡建设局',
      signed: { on: '2026-07-10' },
    })
    const text = textOf(red?.body ?? [])
    expect(text).toContain('完成时限2026年6月30日，截至2026年7月10日已逾期10日')
    expect(text).toContain('第2号黄色督办单2026年7月6日发出，2026年7月13日回复')
    expect(text).toContain('请于2026年7月14日前回复')
    expect(text).toContain('提出异议')
    expect(text).not.toContain('第3号红色督办单2026')
  })

  test('a letter sent before the day says how far it is', () => {
    const text = textOf(papers['letter']?.fill(context, '1').body ?? [])
    expect(text).toContain('完成时限2026年6月30日，距时限15日')
    expect(text).toContain('2026年6月23日')
  })
})

describe('办理情况报告', () => {
  test('exists from the first feedback on, filled from what was said, with contact and signatory', () => {
    expect(papers['report']?.provided?.(contextAfter([]).record)).toBe(false)
    const context = contextAfter([
      { at: '2026-04-01', who: 'housing.clerk', act: 'reportProgress', form: { next: '抓紧收尾' } },
      { at: '2026-04-02', who: 'finance.clerk', act: 'contribute' },
    ])
    expect(papers['report']?.provided?.(context.record)).toBe(true)
    const paper = papers['report']?.fill(context, '')
    expect(paper).toMatchObject({
      format: 'document',
      issuer: '区住房和城乡建设局',
      signatory: 'housing局长',
      title: '关于“完成东门老旧小区改造”办理进展情况的报告',
      note: '联系人：housing.clerk，电话：87650000',
      signed: { on: '2026-04-01' },
    })
    const text = textOf(paper?.body ?? [])
    expect(text).toContain('2026年4月1日，区住房和城乡建设局某某在办：完成八成。')
    expect(text).toContain('区财政局已反馈配合情况。')
    expect(text).toContain('抓紧收尾。本事项完成时限2026年6月30日。')
  })

  test('finished, it gives the result', () => {
    const paper = papers['report']?.fill(
      contextAfter([{ at: '2026-06-10', who: 'housing.clerk', act: 'reportDone' }]),
      '',
    )
    expect(paper?.title).toBe('关于“完成东门老旧小区改造”办理情况的报告')
    expect(textOf(paper?.body ?? [])).toContain('三、办理结果和意见\n改造完成并通过验收。')
  })
})
