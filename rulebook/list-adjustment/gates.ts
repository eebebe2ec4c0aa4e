import { type Laws, refFault } from '#kernel/law.ts'
import { type ListItem, listNames } from '#kernel/lists.ts'
import { type Day, inWords } from '#kernel/time.ts'
import type { ActContext, Gate, MatterFacts } from '#kernel/vocabulary.ts'
import { 优化营商环境条例, 信息公开条例, 工作规则, 权责清单 } from '../laws.ts'
import { unreviewed } from '../legality-review/passed.ts'
import { basisOf } from './lines.ts'
import { type AdjustmentRecord, type Line, changes as changeNames } from './record.ts'
import { gate } from '../gate.ts'

const linesIn = ({ form, record }: ActContext): readonly Line[] =>
  ((form['changes'] ?? (record as AdjustmentRecord).changes) as readonly Line[] | undefined) ?? []

const listIn = ({ form, record }: ActContext): keyof typeof listNames =>
  (form['list'] ?? (record as AdjustmentRecord).list ?? 'powers') as keyof typeof listNames

/** The first fault among lines, as a sentence that names its line. */
function firstFault(
  lines: readonly Line[],
  fault: (line: Line) => string | null,
): { readonly message: string } | null {
  for (const [n, line] of lines.entries()) {
    const found = fault(line)
    if (found) return { message: `第${n + 1}行（${line.code}）：${found}` }
  }
  return null
}

/** D2: each line says what it has to, and no code stands twice. */
export const linesWhole = gate({
  name: 'listLinesWhole',
  code: 'LIST_LINE_INCOMPLETE',
  norm: 'D2',
  basis: [权责清单('内容')],
  title: '新增事项写明名称、类型、对象和设定依据；一次调整里每个编码只出现一次',
  reads: 'form',
  refuses: (context) => {
    const lines = linesIn(context)
    if (lines.length === 0) return { message: '没有填写调整内容', remedy: '请逐项填写' }
    const seen = new Set<string>()
    const list = listIn(context)
    const found = firstFault(lines, (line) => {
      if (seen.has(line.code)) return '同一编码出现了两次'
      seen.add(line.code)
      if (line.change !== 'add') return null
      if (!line.title) return '新增的事项没有名称'
      if (!line.basis) return '新增的事项没有设定依据'
      if (list === 'powers' && !line.kind) return '权力清单的事项没有选权力类型'
      return list === 'approvals' && line.kind !== undefined && line.kind !== 'licence'
        ? '行政许可事项清单只列行政许可'
        : null
    })
    return found && { ...found, remedy: '请补齐这一行' }
  },
})

/** Why a line does not fit the list as it stands. */
function misfit(line: Line, item: ListItem | undefined, list: string, unit: string): string | null {
  const stands = item !== undefined && !item.cancelled
  if (line.change === 'add')
    return stands ? `这一编码已经是《${listNames[item.list]}》的事项“${item.title}”` : null
  if (!stands) return `清单里没有这一事项，不能${changeNames[line.change]}`
  if (item.list !== list) return `这一事项在《${listNames[item.list]}》里`
  return item.unit === unit ? null : '这一事项不是申请单位持有的'
}

const fits = (name: string, reads: Gate['reads']): Gate =>
  gate({
    name,
    code: 'LIST_CODE_UNFIT',
    norm: 'D2',
    basis: [权责清单('动态调整')],
    title: '新增用新编码；变更、取消的是申请单位现在持有的事项',
    reads,
    needs: ['items'],
    refuses: (context) => {
      const { items, form, record, actor } = context
      const unit = String(form['unit'] ?? record['unit'] ?? actor.unit)
      const list = listIn(context)
      const found = firstFault(linesIn(context), (line) => misfit(line, items[line.code], list, unit))
      return found && { ...found, remedy: '请对照现行清单修改这一行' }
    },
  })

/** D2: the lines fit the list: as they are written, and once more as they are published. */
export const codesFit = fits('listCodesFit', 'form')
export const codesStillFit = fits('listCodesStillFit', 'record')

const basisFault = (line: Line, item: ListItem | undefined, laws: Laws, on: Day): string | null => {
  if (line.change === 'cancel') return null
  const refs = basisOf(line, item)
  if (refs.length === 0) return '没有按《法律名称》第几条写明设定依据'
  for (const ref of refs) {
    const fault = refFault(ref, laws, on)
    if (fault) return fault
  }
  return null
}

const lives = (name: string, reads: Gate['reads']): Gate =>
  gate({
    name,
    code: 'LIST_BASIS_DEAD',
    norm: 'D2',
    basis: [优化营商环境条例(40), 权责清单('设定依据')],
    title: '每一事项的设定依据都是法规库里现行有效的条文',
    reads,
    needs: ['items'],
    refuses: (context) => {
      const { items, laws, today, form, record } = context
      const from = String(form['effectiveOn'] ?? (record as AdjustmentRecord).effectiveOn ?? today)
      const found = firstFault(linesIn(context), (line) => basisFault(line, items[line.code], laws, from))
      return found && { ...found, remedy: '请按现行法律填写依据；法规库里没有的，请司法局先登记' }
    },
  })

/** D2: what an item rests on is in the register and in force: as proposed, as decided for its first day, as published. */
export const basisLives = lives('listBasisLives', 'form')
export const basisStillLives = lives('listBasisStillLives', 'record')

/** D2: what is entered as published before adds lines and nothing else. */
export const onlyAdds = gate({
  name: 'listEntryOnlyAdds',
  code: 'LIST_ENTRY_CHANGES',
  norm: 'D2',
  basis: [权责清单('动态调整')],
  title: '录入已公布的清单只能新增；变更、取消走清单调整',
  reads: 'form',
  refuses: (context) => {
    const found = firstFault(linesIn(context), ({ change }) => (change === 'add' ? null : '不是新增'))
    return found && { ...found, remedy: '变更、取消现行事项的，请申请清单调整' }
  },
})

/** D2: only what was published on a day that has come can be entered as published. */
export const publishedAlready = gate({
  name: 'listPublishedAlready',
  code: 'LIST_NOT_PUBLISHED',
  norm: 'D2',
  basis: [信息公开条例(20), 信息公开条例(26)],
  title: '公布日期不晚于今天，施行日期不早于公布日期',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const publishedOn = String(form['publishedOn'])
    const effectiveOn = String(form['effectiveOn'] ?? (record as AdjustmentRecord).effectiveOn ?? publishedOn)
    if (publishedOn > today)
      return { message: `公布日期${inWords(publishedOn)}还没有到`, remedy: '请在公布以后登记' }
    return form['effectiveOn'] === undefined || effectiveOn >= publishedOn
      ? null
      : { message: '施行日期早于公布日期', remedy: '没有公布的清单不能施行，请核对日期' }
  },
})

/** B1: nothing but a review of these very lines, with the verdict lawful, lets them be decided on. */
export const reviewPassed = gate({
  name: 'listReviewPassed',
  code: 'LIST_REVIEW_MISSING',
  norm: 'B1',
  basis: [权责清单('合法性审查'), 工作规则('合法性审查')],
  title: '本稿已经合法性审查并认定合法',
  needs: ['children'],
  refuses: (context) => unreviewed(context, (context.record as AdjustmentRecord).version ?? 1),
})

/** B1: one review at a time. */
export const reviewIdle = gate({
  name: 'listReviewIdle',
  code: 'LIST_REVIEW_RUNNING',
  norm: 'B1',
  basis: [工作规则('合法性审查')],
  title: '同一稿不重复送审',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const { legalityReview, version }: AdjustmentRecord = record
    const child = legalityReview === undefined ? undefined : matters[legalityReview]
    if (!child || (child.final && (child.state !== 'closed' || child.record['version'] !== version)))
      return null
    return { message: '这一稿已经送审', remedy: child.final ? '请按审查意见办理' : '请等审查意见' }
  },
})

const ADOPTED = ['passed', 'inPrinciple']

/** The decision of a meeting, or the topic on which it was taken. */
const isAdopted = ({ procedure, state, record }: MatterFacts): boolean =>
  procedure === 'topic'
    ? state === 'adopted'
    : procedure === 'decision' && ADOPTED.includes(String(record['outcome']))

/** D2: what adds to or takes from a list is decided by the body; an amendment may be approved by whoever leads. */
export const decidedTogether = gate({
  name: 'listDecidedTogether',
  code: 'LIST_DECISION_MISSING',
  norm: 'D2',
  basis: [权责清单('审定'), 工作规则('集体决定')],
  title: '新增、取消事项须经集体决定',
  reads: 'form',
  refuses: ({ form, record, matters }) => {
    const { changes = [] }: AdjustmentRecord = record
    const due = changes.filter(({ change }) => change !== 'amend')
    const named = matters[String(form['decision'] ?? '')]
    if (named && !isAdopted(named))
      return { message: `“${named.title}”不是通过的集体决定`, remedy: '请选会议通过的议题或者决策' }
    if (due.length === 0 || named) return null
    return {
      message: `有${due.length}项新增或者取消，没有写明哪一次集体决定`,
      remedy: '请先提交会议审议，再选会议作出的决策',
    }
  },
})

/** D2: a list begins to run on a day to come, and no power is given for days gone by. */
export const startsAhead = gate({
  name: 'listStartsAhead',
  code: 'LIST_START_PAST',
  norm: 'D2',
  basis: [权责清单('公布施行')],
  title: '施行日期不早于决定当天',
  reads: 'form',
  refuses: ({ form, today }) =>
    String(form['effectiveOn']) >= today
      ? null
      : {
          message: `施行日期${inWords(String(form['effectiveOn']))}已经过去`,
          remedy: '请填今天或者今后的日期',
        },
})

/** D2: a unit enters its own list; the keeper of the lists may enter anybody's. */
export const enteredByHolder = gate({
  name: 'listEnteredByHolder',
  code: 'LIST_UNIT_FOREIGN',
  norm: 'D2',
  basis: [权责清单('公布')],
  title: '各单位录入自己的清单，清单管理机构可以代录',
  reads: 'form',
  refuses: ({ form, actor, directory }) => {
    const unit: unknown = form['unit'] ?? actor.unit
    if (unit === actor.unit || directory.withFunction('coordination').includes(actor.unit)) return null
    return { message: '不能录入别的单位的清单', remedy: '请由持有单位或者清单管理机构录入' }
  },
})
