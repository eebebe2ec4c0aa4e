import type { ActContext, AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import { 决策条例, 地方组织法, 工作规则, 议事规则, 政务处分法 } from '../../laws.ts'
import { type Classified, type Listed, classify } from '../classify.ts'
import { type Kind, type TopicRecord, kinds } from '../record.ts'
import { sameCause } from '../splitting.ts'
import { gate } from '../../gate.ts'

const OPEN_BODIES: readonly string[] = ['active', 'amending']

/** The body that is to decide: the form's before the matter is set up, then the record's. */
export const bodyOf = ({
  form,
  record,
  matters,
}: Pick<ActContext, 'form' | 'record' | 'matters'>): MatterFacts | undefined =>
  matters[String(record['body'] ?? form['body'])]

const listOf = (body: MatterFacts | undefined): readonly Listed[] =>
  (body?.record['collective'] as readonly Listed[] | undefined) ?? []

/** A1: what the rule says of an item as filled in. */
export const ruled = (context: Pick<ActContext, 'form' | 'record' | 'matters'>): Classified =>
  classify(context.form as unknown as { kind: Kind }, listOf(bodyOf(context)))

/** A1: an item goes to a body that is there. */
export const bodyTakes = gate({
  name: 'bodyTakes',
  code: 'BODY_UNFIT',
  norm: 'A1',
  basis: [地方组织法(78), 议事规则('议题提出')],
  title: '议题提交给现行的议事机构',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const body = bodyOf(context)
    if (body?.procedure !== 'body') return { message: '没有找到所选的议事机构', remedy: '请从议事机构中选择' }
    return OPEN_BODIES.includes(body.state)
      ? null
      : { message: `“${body.title}”现在不受理议题`, remedy: '请选现行的议事机构' }
  },
})

/** A1: what the list measures is filled in, or nobody could tell how weighty the item is. */
export const measured = gate({
  name: 'measured',
  code: 'MEASURE_MISSING',
  norm: 'A1',
  basis: [议事规则('集体决策事项清单')],
  title: '清单按数额列明的，填写数额',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const { form } = context
    if (ruled(context).class === 'major') return null
    const missing = listOf(bodyOf(context)).find(
      ({ kind, measure }) => kind === form['kind'] && measure !== 'none' && form[measure] === undefined,
    )
    if (!missing) return null
    const field = { sum: '金额', area: '面积', people: '影响人数' }[missing.measure] ?? missing.measure
    return {
      message: `集体决策事项清单对“${kinds[form['kind'] as Kind]}”按${field}列明标准，没有填写${field}`,
      remedy: `请填写${field}；没有的填0`,
    }
  },
})

/** B2: the unit named to review it is one that reviews. */
export const legalUnitReviews = gate({
  name: 'legalUnitReviews',
  code: 'REVIEW_OFFICE_UNFIT',
  norm: 'B2',
  basis: [决策条例(25)],
  title: '合法性审查单位是负责合法性审查的机构',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const named = form['legalUnit'] as string | undefined
    const offices = directory.withFunction('legal')
    // A directory that marks none yet has nobody to hold it against.
    return named === undefined || offices.length === 0 || offices.includes(named)
      ? null
      : {
          message: `${directory.unit(named)?.name ?? named}不是合法性审查机构`,
          remedy: '请另选，不填则为司法行政部门',
        }
  },
})

/** A1: whoever puts an item lower than the rule does says why, under his name. */
export const loweredReasoned = gate({
  name: 'loweredReasoned',
  code: 'CLASS_LOWER_UNREASONED',
  norm: 'A1',
  basis: [政务处分法(30), 议事规则('集体决策事项清单')],
  title: '低于清单判定的，写明理由',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const { form } = context
    const rule = ruled(context)
    if (form['class'] !== 'ordinary' || rule.class === 'ordinary' || form['lowered']) return null
    return {
      message: `按清单这是重大事项（${rule.reason}），按一般事项办理没有写明理由`,
      remedy: '请按重大事项办理，或者写明降低重要程度的理由（向纪检监察机关标示）',
    }
  },
})

const STEPS = {
  professional: '专家论证',
  stability: '风险评估',
  business: '公平竞争审查',
  open: '公众参与',
} as const

/** A1: of a major decision, each step that is left out has its reason, and whoever judged so stands by it. */
export const waiverReasoned = gate({
  name: 'waiverReasoned',
  code: 'WAIVER_UNREASONED',
  norm: 'A1',
  basis: [决策条例(14), 决策条例(19), 决策条例(22)],
  title: '重大决策不履行某项程序的，写明理由',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const { form } = context
    if (form['kind'] !== 'decision' || form['waived']) return null
    if (ruled(context).class === 'ordinary' || form['class'] === 'ordinary') return null
    const left = Object.entries(STEPS).flatMap(([name, title]) => (form[name] ? [] : [title]))
    return left.length === 0
      ? null
      : {
          message: `没有选${left.join('、')}，也没有写明为什么不需要`,
          remedy: '请勾选需要的程序，或者写明不履行的理由',
        }
  },
})

/** C4: what a task's trouble brings to a meeting was escalated to one. */
export const originEscalated = gate({
  name: 'originEscalated',
  code: 'ORIGIN_NOT_ESCALATED',
  norm: 'C4',
  basis: [工作规则('问题及时上报')],
  title: '由督办事项提请的，该事项已上报会议研究',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters }) => {
    if (form['origin'] === undefined) return null
    const origin = matters[String(form['origin'])]
    return origin?.procedure === 'supervised-task' && origin.record['escalated'] === 'meeting'
      ? null
      : { message: '所选事项没有上报会议研究', remedy: '请先在该督办事项上“上报”至会议' }
  },
})

/** A8: only the body that decided changes or stops what it decided. */
export const changesOwn = gate({
  name: 'changesOwn',
  code: 'CHANGE_OTHER_BODY',
  norm: 'A8',
  basis: [决策条例(37), 政务处分法(30)],
  title: '调整、停止决策由原决定机构再议',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters }) => {
    if (form['changes'] === undefined) return null
    const decision = matters[String(form['changes'])]
    if (decision?.procedure !== 'decision')
      return { message: '没有找到要调整的决策', remedy: '请从决策台账中选择' }
    if (decision.final) return { message: `“${decision.title}”已经了结`, remedy: '请另提新的议题' }
    return decision.record['body'] === form['body']
      ? null
      : { message: `“${decision.title}”不是所选机构作出的决策`, remedy: '请提交原决定机构' }
  },
})

/** A1: sums are counted together that are for one payee or project, of one body, within twelve months. */
export const relatedFit = gate({
  name: 'relatedFit',
  code: 'RELATED_UNFIT',
  norm: 'A1',
  basis: [议事规则('不得化整为零'), 政务处分法(30)],
  title: '合并计算的是同一收款单位或者项目、12个月内的议题',
  reads: 'form',
  needs: ['matters', 'children'],
  refuses: ({ form, record, matters, matterId, today }) => {
    const rows = form['related'] as readonly { readonly topic: string }[]
    const unfit = rows.find(({ topic }) => {
      const other = matters[topic]
      return topic === matterId || other?.procedure !== 'topic' || !together(record, other.record, today)
    })
    if (rows.length > 0 && !unfit) return null
    const named = unfit && matters[unfit.topic]?.title
    return {
      message: unfit
        ? `“${named ?? unfit.topic}”与本议题不是同一收款单位或者项目12个月内的事项`
        : '没有选要合并计算的议题',
      remedy: '请选同一议事机构、同一收款单位或者同一项目、12个月内的其他议题',
    }
  },
})

const together = (mine: TopicRecord, other: AnyRecord, today: string): boolean =>
  sameCause(
    { ...causeOf(mine), on: today },
    { ...causeOf(other as TopicRecord), on: (other as TopicRecord).appliedOn ?? today },
  )

const causeOf = ({ body = '', payee, project }: TopicRecord) => ({ body, payee, project })
