import { inWords } from '#kernel/time.ts'
import type { Gate, MatterFacts } from '#kernel/vocabulary.ts'
import { 决策条例, 地方组织法, 工作规则, 议事规则 } from '../../laws.ts'
import type { Item, MeetingRecord } from '../record.ts'

/** A7: a meeting is called by its body, with the composition and the rules the body has. */
export const calledByBody: Gate = {
  name: 'calledByBody',
  code: 'NOT_CALLED',
  norm: 'A7',
  basis: [地方组织法(78), 议事规则('召集')],
  title: '会议由议事机构召集，组成和规则照议事机构的',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const body = matters[form['body'] as string]
    const meetings = (body?.record['meetings'] ?? []) as readonly { meeting: string }[]
    if (body?.procedure === 'body' && meetings.some(({ meeting }) => meeting === matterId)) return null
    return { message: '会议不能单独设立，要由议事机构召集', remedy: '请在议事机构里办理“召集会议”' }
  },
}

/** A7: whoever chairs does not keep the record of it. */
export const recorderNotChair: Gate = {
  name: 'recorderNotChair',
  code: 'CHAIR_RECORDS',
  norm: 'A7',
  basis: [议事规则('会议记录')],
  title: '主持人不兼任记录',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) =>
    actor.post === record['chair'] || actor.post === record['presiding']
      ? { message: '您主持这次会议，不能又作记录', remedy: '请由记录单位的其他人办理' }
      : null,
}

/** A7: where the body names who records, nobody else does. */
export const recorderNamed: Gate = {
  name: 'recorderNamed',
  code: 'RECORDER_OTHER',
  norm: 'A7',
  basis: [议事规则('会议记录')],
  title: '议事机构指定了记录岗位的，由其记录',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) => {
    const { recorders = [] }: MeetingRecord = record
    return recorders.length === 0 || recorders.includes(actor.post)
      ? null
      : { message: '这个议事机构指定了记录岗位，您不在其中', remedy: '请由指定的记录人办理' }
  },
}

const rowsOf = (form: Readonly<Record<string, unknown>>): readonly Item[] =>
  (form['agenda'] as readonly Item[] | undefined) ?? []

/** C1: an agenda has items, each with a place of its own. */
export const itemsOrdered: Gate = {
  name: 'itemsOrdered',
  code: 'AGENDA_UNFIT',
  norm: 'C1',
  basis: [议事规则('议程')],
  title: '议程至少一项，次序不重复',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = rowsOf(form)
    if (rows.length === 0) return { message: '议程是空的', remedy: '请列出要上会的事项' }
    const orders = new Set(rows.map(({ order }) => order))
    const topics = rows.flatMap(({ topic }) => topic ?? [])
    if (orders.size < rows.length) return { message: '有两项议程的次序相同', remedy: '请给每项不同的次序' }
    return new Set(topics).size < topics.length
      ? { message: '同一个议题在议程里列了两次', remedy: '每个议题只列一次' }
      : null
  },
}

function unready(row: Item, matters: Readonly<Record<string, MatterFacts>>, meeting: string): string | null {
  if (row.kind !== 'topic') return row.topic === undefined ? null : `“${row.title}”不是审议议题，却选了议题`
  if (row.topic === undefined) return `“${row.title}”是审议议题，没有选议题库里的议题`
  const topic = matters[row.topic]
  if (topic?.procedure !== 'topic') return `“${row.title}”选的不是议题`
  if (topic.record['meeting'] !== meeting) return `议题“${topic.title}”没有安排上这次会议`
  return topic.state === 'placed' ? null : `议题“${topic.title}”会前程序没有走完`
}

/** A1: only a topic that came through the bank to this meeting is deliberated; nothing is decided as any other business. */
export const topicsReady: Gate = {
  name: 'topicsReady',
  code: 'TOPIC_NOT_READY',
  norm: 'A1',
  basis: [决策条例(30), 议事规则('议题')],
  title: '审议的议题都在议题库里，并且安排上了这次会议',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, record, matters, matterId }) => {
    const { agenda = [] }: MeetingRecord = record
    const begun = new Set(agenda.flatMap(({ order, startedAt }) => (startedAt ? [order] : [])))
    for (const row of rowsOf(form).filter(({ order }) => !begun.has(order))) {
      const message = unready(row, matters, matterId)
      if (message !== null) return { message, remedy: '请先在议题里办理“安排上会”，再列入议程' }
    }
    return null
  },
}

/** A1: what has been in the room stays on the agenda as it was. */
export const begunKept: Gate = {
  name: 'begunKept',
  code: 'ITEM_BEGUN',
  norm: 'A1',
  basis: [议事规则('议程')],
  title: '已经开始的事项不能改动',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { agenda = [] }: MeetingRecord = record
    const rows = rowsOf(form)
    const lost = agenda.find(
      (was) =>
        was.startedAt !== undefined &&
        !rows.some(
          ({ order, kind, topic }) => order === was.order && kind === was.kind && topic === was.topic,
        ),
    )
    return lost
      ? { message: `第${lost.order}项“${lost.title}”已经开始，不能改动`, remedy: '请只调整还没有开始的事项' }
      : null
  },
}

/** C1: members have the papers as many days before as the body's rules say; later ones with the reason, and marked. */
export const papersInTime: Gate = {
  name: 'papersInTime',
  code: 'PAPERS_LATE',
  norm: 'C1',
  basis: [议事规则('会议材料')],
  title: '通知和材料按规定提前送达，晚送的写明理由',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { heldOn = today, papersDays = 0, papersBy = heldOn }: MeetingRecord = record
    if (today <= papersBy || form['late']) return null
    return {
      message: `材料应在会前${papersDays}日（${inWords(papersBy)}以前）送达，现在已经晚了`,
      remedy: '请写明晚送的理由，或者改期',
    }
  },
}

/** C1: a meeting moves to a day to come. */
export const movedAhead: Gate = {
  name: 'movedAhead',
  code: 'NEW_DAY_UNFIT',
  norm: 'C1',
  basis: [议事规则('召集')],
  title: '改到今天以后、与原来不同的日期和时间',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const heldOn = form['heldOn'] as string
    if (heldOn < today) return { message: `${inWords(heldOn)}已经过去`, remedy: '请填今天或者今后的日期' }
    const same =
      heldOn === record['heldOn'] && (form['startsAt'] ?? record['startsAt']) === record['startsAt']
    return same ? { message: '日期和时间都没有变', remedy: '请填改到哪天、几点' } : null
  },
}

/** A3: who stays away says why, so that the chair can judge it. */
export const leaveReasoned: Gate = {
  name: 'leaveReasoned',
  code: 'LEAVE_UNREASONED',
  norm: 'A3',
  basis: [议事规则('请假')],
  title: '请假写明理由',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    form['answer'] === 'leave' && !form['reason']
      ? { message: '请假没有写理由', remedy: '请写明因何不能参加' }
      : null,
}

/** A3: leave is ruled on where somebody asked for it. */
export const leaveAsked: Gate = {
  name: 'leaveAsked',
  code: 'LEAVE_NOT_ASKED',
  norm: 'A3',
  basis: [议事规则('请假')],
  title: '有人请假才准假',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { replies = [] }: MeetingRecord = record
    const asked = replies.some(
      ({ post, answer, ruling }) => post === form['post'] && answer === 'leave' && ruling === undefined,
    )
    return asked ? null : { message: '这名成员没有待答复的请假', remedy: '请选请了假的成员' }
  },
}

/** A3: the chair does not stay away from the meeting he called; he moves it, or delegates under the rules of delegation. */
export const chairComes: Gate = {
  name: 'chairComes',
  code: 'CHAIR_LEAVE',
  norm: 'A3',
  basis: [地方组织法(78), 工作规则('委托')],
  title: '主持人不能向自己请假',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, actor }) =>
    form['answer'] === 'leave' && actor.post === record['chair']
      ? { message: '您是主持人，不能请假', remedy: '请改期、指定代为主持的成员，或者办理授权委托' }
      : null,
}

/** A4: in the chair's place presides a member of the body. */
export const standInFits: Gate = {
  name: 'standInFits',
  code: 'STAND_IN_UNFIT',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '代为主持的是主持人以外的成员',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { members = [], chair }: MeetingRecord = record
    const fits = form['post'] !== chair && members.some(({ post }) => post === form['post'])
    return fits ? null : { message: '所选的不是主持人以外的成员', remedy: '请从成员里选一位' }
  },
}
