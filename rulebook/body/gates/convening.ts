import { daysBetween, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 地方组织法, 工作规则, 议事规则 } from '../../laws.ts'
import { nextMeeting } from '../rules.ts'
import type { BodyRecord } from '../record.ts'

/** A meeting is called for a day within this many days; a plan for the year is not a call. */
const FURTHEST = 60

/** A7: a meeting is called for a day to come, and no further ahead than people plan. */
export const meetingAhead: Gate = {
  name: 'meetingAhead',
  code: 'MEETING_DAY_UNFIT',
  norm: 'A7',
  basis: [议事规则('召集')],
  title: `会议日期在今天以后${FURTHEST}日以内`,
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today }) => {
    const heldOn = form['heldOn'] as string
    if (heldOn < today)
      return { message: `会议日期${inWords(heldOn)}已经过去`, remedy: '请填今天或者今后的日期' }
    const ahead = daysBetween(today, heldOn)
    return ahead <= FURTHEST
      ? null
      : { message: `会议日期在${ahead}日之后，最多提前${FURTHEST}日召集`, remedy: '请填更近的日期' }
  },
}

/** A7: the hour is said so that everybody reads the same. */
export const hourGiven: Gate = {
  name: 'hourGiven',
  code: 'HOUR_UNFIT',
  norm: 'A7',
  basis: [议事规则('召集')],
  title: '时间写成09:30这样',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(form['startsAt'] as string)
      ? null
      : { message: `“${String(form['startsAt'])}”不是时间`, remedy: '请写成09:30这样' },
}

/** The last meeting that counts, and the day by which the next is due: a meeting that was called off moves no term. */
function dueBy({ record, matters }: ActContext, every: number): { held?: string; by: string | undefined } {
  const { meetings = [], nextBy }: BodyRecord = record
  const last = meetings.findLast(({ meeting }) => matters[meeting]?.state !== 'cancelled')
  if (!last) return { by: meetings[0]?.by ?? nextBy }
  // Its own day: the meeting may have been put off since it was called.
  const moved: unknown = matters[last.meeting]?.record['heldOn']
  const held = typeof moved === 'string' ? moved : last.heldOn
  return { held, by: nextMeeting(every, held) }
}

/** A2: within its interval after the last meeting; a later day is said with its reason, and marked. */
export const heldInTime: Gate = {
  name: 'heldInTime',
  code: 'MEETING_LATE',
  norm: 'A2',
  basis: [工作规则('政府常务会议')],
  title: '按规定间隔召开，逾期的写明理由',
  about: 'matter',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const { every }: BodyRecord = context.record
    if (every === undefined || context.form['late']) return null
    const { held, by } = dueBy(context, every)
    const heldOn = context.form['heldOn'] as string
    if (by === undefined || heldOn <= by) return null
    return {
      message: `每${every}日召开一次，${held === undefined ? '' : `上次会议${inWords(held)}，`}应在${inWords(by)}以前，${inWords(heldOn)}晚了${daysBetween(by, heldOn)}日`,
      remedy: '请提前，或者写明逾期的理由',
    }
  },
}

const callOf = ({ record, form }: Pick<ActContext, 'record' | 'form'>) =>
  ((record as BodyRecord).meetings ?? []).find(({ meeting }) => meeting === form['meeting'])

/** A2: the interval counts from the day a meeting has; the body's calendar follows when that moves. */
export const meetingDayMoved: Gate = {
  name: 'meetingDayMoved',
  code: 'MEETING_UNMOVED',
  norm: 'A2',
  basis: [议事规则('召集')],
  title: '会议改了日期才重排',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const call = callOf(context)
    const heldOn: unknown = context.matters[String(context.form['meeting'])]?.record['heldOn']
    return call && typeof heldOn === 'string' && heldOn !== call.heldOn
      ? null
      : { message: '所选会议不是本机构召集的，或者没有改期', remedy: '请先在会议上办理“改期”' }
  },
}

/** A2: a meeting that is called off is none; the term runs again from the one before. */
export const meetingCalledOff: Gate = {
  name: 'meetingCalledOff',
  code: 'MEETING_STANDS',
  norm: 'A2',
  basis: [议事规则('召集')],
  title: '会议取消了才恢复时限',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const call = callOf(context)
    const state = context.matters[String(context.form['meeting'])]?.state
    return call && call.off !== true && state === 'cancelled'
      ? null
      : { message: '所选会议不是本机构召集的，或者没有取消', remedy: '请先在会议上办理“取消会议”' }
  },
}

/** A7: a body that has called a meeting holds it, or calls it off, before it ends. */
export const noMeetingStanding: Gate = {
  name: 'noMeetingStanding',
  code: 'MEETING_STANDING',
  norm: 'A7',
  basis: [议事规则('撤销')],
  title: '会议都已办结才撤销议事机构',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const { meetings = [] }: BodyRecord = record
    const standing = meetings.filter(({ meeting }) => matters[meeting]?.final === false)
    return standing.length === 0
      ? null
      : {
          message: `还有${standing.length}次会议没有办结：${standing.map(({ title }) => title).join('、')}`,
          remedy: '请先办结或者取消会议',
        }
  },
}

/** A7: the rules change by an amendment that changes something. */
export const ruleChanged: Gate = {
  name: 'ruleChanged',
  code: 'RULE_UNCHANGED',
  norm: 'A7',
  basis: [议事规则('修改')],
  title: '修改至少改一项规则',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) => {
    const { reason: _reason, basis: _basis, ...rest } = form
    const filled = Object.values(rest).filter((value) => !(Array.isArray(value) && value.length === 0))
    return filled.length > 0
      ? null
      : { message: '没有填要修改的规则', remedy: '请填修改后的内容，不改的留空' }
  },
}

/** A2: the executive meeting sits at an interval that is written down. */
export const intervalGiven: Gate = {
  name: 'intervalGiven',
  code: 'INTERVAL_MISSING',
  norm: 'A2',
  basis: [地方组织法(78), 工作规则('政府常务会议')],
  title: '常务会议写明召开间隔',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    form['kind'] === 'standing' && form['every'] === undefined
      ? { message: '常务会议没有填召开间隔', remedy: '请按工作规则填召开间隔的日数' }
      : null,
}
