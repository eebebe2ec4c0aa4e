import { workdaysBetween } from '#kernel/calendar.ts'
import { inWords } from '#kernel/time.ts'
import type { ActContext, MatterFacts } from '#kernel/vocabulary.ts'
import { 决策条例, 工作规则, 政务处分法, 议事规则 } from '../../laws.ts'
import type { TopicRecord } from '../record.ts'
import { bodyOf } from './applying.ts'
import { gate } from '../../gate.ts'

/** Meetings whose agenda can still be planned. */
const PLANNABLE: readonly string[] = ['planned', 'proposed', 'agreed', 'noticed']

const asked = ({ form, matters }: Pick<ActContext, 'form' | 'matters'>): MatterFacts | undefined =>
  matters[String(form['meeting'])]

/** A1: an item goes to a meeting of the body that is to decide it, and that has not begun. */
export const meetingTakes = gate({
  name: 'meetingTakes',
  code: 'MEETING_UNFIT',
  norm: 'A1',
  basis: [议事规则('议题提交'), 决策条例(30)],
  title: '议题列入本机构还没有召开的会议',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const meeting = asked(context)
    if (meeting?.procedure !== 'meeting' || meeting.record['body'] !== context.record['body'])
      return { message: '所选会议不是本议题所属机构的会议', remedy: '请选本机构的会议' }
    return PLANNABLE.includes(meeting.state)
      ? null
      : { message: `“${meeting.title}”已经召开或者取消`, remedy: '请选还没有召开的会议' }
  },
})

/** A1: what comes after the cut-off comes only because the chair agreed, with his reason. */
export const inTime = gate({
  name: 'inTime',
  code: 'TOPIC_LATE',
  norm: 'A1',
  basis: [议事规则('议题截止'), 议事规则('临时议题')],
  title: '议题在截止前列入，临时议题经主持人同意',
  reads: 'form',
  needs: ['matters', 'children'],
  refuses: (context) => {
    const { form, record, today, calendar } = context
    const heldOn = asked(context)?.record['heldOn'] as string | undefined
    const cutoff = bodyOf(context)?.record['cutoff'] as number | undefined
    if (heldOn === undefined || cutoff === undefined || record['lateFor'] === form['meeting']) return null
    const left = workdaysBetween(calendar, today, heldOn)
    if (!left.known || left.value >= cutoff) return null
    return {
      message: `距${inWords(heldOn)}会议还有${left.value}个工作日，议题须在会前${cutoff}个工作日列入`,
      remedy: '请列入下次会议；确需临时提交的，由主持人写明理由同意',
    }
  },
})

/** A1: what was decided in an emergency is decided so once. */
export const urgentOnce = gate({
  name: 'urgentOnce',
  code: 'URGENT_ALREADY',
  norm: 'A1',
  basis: [政务处分法(30), 议事规则('紧急处置')],
  title: '同一议题只能紧急处置一次',
  refuses: ({ record }) => {
    const { urgentOn }: TopicRecord = record
    return urgentOn === undefined
      ? null
      : { message: `已于${inWords(urgentOn)}紧急处置`, remedy: '请提交下次会议追认' }
  },
})

/** A1: a major matter is not carried out before the body has decided. */
export const resolvedFirst = gate({
  name: 'resolvedFirst',
  code: 'NO_RESOLUTION',
  norm: 'A1',
  basis: [政务处分法(30), 决策条例(30), 工作规则('三重一大集体决策')],
  title: '重大事项没有通过的决议，不得签约、拨款、开工、任免、印发',
  refuses: ({ record }) => {
    const { class: weight, urgentOn }: TopicRecord = record
    return weight === 'major' && urgentOn === undefined
      ? { message: '这是重大事项，会议还没有作出决定', remedy: '请会议通过后，在决策上登记执行行为' }
      : null
  },
})

/** A1: what was done without a meeting goes before the next one. */
export const notRatifying = gate({
  name: 'notRatifying',
  code: 'URGENT_UNRATIFIED',
  norm: 'A1',
  basis: [政务处分法(30), 议事规则('紧急处置')],
  title: '紧急处置的议题须提交会议追认',
  refuses: ({ record }) =>
    record['urgentOn'] === undefined
      ? null
      : { message: '本议题已经紧急处置，不能撤回', remedy: '请提交下次会议追认' },
})

/** The day of the meeting an item is placed on, as it stands now. */
export const dayOf = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>): string | undefined =>
  matters[String(record['meeting'])]?.record['heldOn'] as string | undefined

/** A3: what hangs on the day of a meeting follows it. */
export const meetingMoved = gate({
  name: 'meetingMoved',
  code: 'MEETING_UNMOVED',
  norm: 'A3',
  basis: [议事规则('召集')],
  title: '会议改了日期才随之改期',
  needs: ['children'],
  refuses: (context) => {
    const day = dayOf(context)
    return day !== undefined && day !== context.record['meetingOn']
      ? null
      : { message: '会议日期没有变', remedy: '请先在会议上办理“改期”' }
  },
})

/** C1: the papers of an item come back with those of its meeting. */
export const papersCalledBack = gate({
  name: 'papersCalledBack',
  code: 'PAPERS_STAY',
  norm: 'C1',
  basis: [议事规则('会议材料')],
  title: '会议登记了材料收回，议题材料才随之收回',
  needs: ['children'],
  refuses: ({ record, matters }) =>
    record['calledBack'] === undefined &&
    matters[String(record['meeting'])]?.record['recalledOn'] !== undefined
      ? null
      : { message: '会议没有收回材料，或者本议题的材料已经收回', remedy: '请先在会议上“登记材料收回”' },
})
