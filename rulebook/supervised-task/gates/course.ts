import { workdaysAfter } from '#kernel/calendar.ts'
import { daysBetween, endOf, inWords } from '#kernel/time.ts'
import type { Gate } from '#kernel/vocabulary.ts'
import { 减负规定, 工作规则, 权责清单, 督查条例 } from '../../laws.ts'
import { unconfirmed } from '../spoken.ts'
import { leadOf, nameOf } from './naming.ts'

/** C5: declined once; a ruling on who does it binds. */
export const declinedOnce: Gate = {
  name: 'declinedOnce',
  code: 'DECLINED_ALREADY',
  norm: 'C5',
  basis: [工作规则('首接负责'), 权责清单()],
  title: '同一单位只能申请退回一次，裁定后不得再退',
  about: 'matter',
  reads: 'record',
  refuses: (context) => {
    const { record, actor } = context
    if (record['ruledLead'] === actor.unit) {
      return {
        message: `政府办已裁定由${nameOf(context, actor.unit)}牵头，裁定有约束力，不能再申请退回`,
        remedy: '确有困难请报“卡住了”',
      }
    }
    if (!((record['declinedBy'] as string[] | undefined) ?? []).includes(actor.unit)) return null
    return {
      message: `${nameOf(context, actor.unit)}对本事项已经申请退回过1次`,
      remedy: '确有困难请报“卡住了”，由能解决的人协助',
    }
  },
}

/** C5: the office's ruling on who leads binds whoever assigns. */
export const rulingBinds: Gate = {
  name: 'rulingBinds',
  code: 'RULING_BINDS',
  norm: 'C5',
  basis: [工作规则('首接负责')],
  title: '交办给裁定的牵头单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const ruled: string | undefined = context.record['ruledLead']
    if (!ruled || leadOf(context) === ruled) return null
    return {
      message: `政府办已裁定由${nameOf(context, ruled)}牵头，不能交办给${nameOf(context, leadOf(context) ?? '')}`,
      remedy: `请交办给${nameOf(context, ruled)}`,
    }
  },
}

/** C5: a decline that is upheld goes to another unit. */
export const ruledElsewhere: Gate = {
  name: 'ruledElsewhere',
  code: 'RULING_NO_CHANGE',
  norm: 'C5',
  basis: [工作规则('首接负责'), 权责清单()],
  title: '改派给没有申请退回过的单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const named: string = context.form['newLead']
    const declined = (context.record['declinedBy'] as string[] | undefined) ?? []
    return declined.includes(named)
      ? {
          message: `${nameOf(context, named)}正是申请退回的单位`,
          remedy: '不予退回请用“裁定不予退回”；改派请选其他单位',
        }
      : null
  },
}

/** C11: whoever is put in charge works in the lead unit. */
export const handlerOurs: Gate = {
  name: 'handlerOurs',
  code: 'HANDLER_ELSEWHERE',
  norm: 'C11',
  basis: [工作规则('1个工作日内签收')],
  title: '责任人是牵头单位的人',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const named: string | undefined = form['handler']
    if (!named || directory.worksIn(named, record['lead'])) return null
    return { message: '所选责任人不在牵头单位任职', remedy: '请选本单位的人' }
  },
}

/** C5: declined within two working days of the assignment. */
export const declinedInTime: Gate = {
  name: 'declinedInTime',
  code: 'DECLINE_LATE',
  norm: 'C5',
  basis: [工作规则('首接负责')],
  title: '交办后2个工作日内可以申请退回',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, at, calendar, parameters }) => {
    const assigned: string | undefined = record['assignedOn']
    if (!assigned) return null
    const length = parameters['supervised-task.declineWithin'] ?? 2
    const last = workdaysAfter(calendar, assigned, length)
    if (!last.known || at < endOf(last.value.last)) return null
    return {
      message: `${inWords(assigned)}交办，${length}个工作日内可以申请退回，已于${inWords(last.value.last)}届满`,
      remedy: '确有困难请报“卡住了”',
    }
  },
}

/** C5: a decline names who the duties list puts it with, and not oneself. */
export const properUnitNamed: Gate = {
  name: 'properUnitNamed',
  code: 'PROPER_UNIT_UNFIT',
  norm: 'C5',
  basis: [权责清单()],
  title: '申请退回须指出权责清单上的承办单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const named: string | undefined = context.form['properUnit']
    if (named === context.actor.unit)
      return { message: '建议的承办单位就是本单位', remedy: '请写权责清单上应承办的其他单位' }
    if (named && context.directory.unit(named)?.assignable !== true) {
      return {
        message: `${nameOf(context, named)}不是本区可以交办任务的单位`,
        remedy: '请改为本区的实体单位',
      }
    }
    return null
  },
}

/** C4: help is asked of somebody else who can give it: one unit, or one district leader; of nobody named, it is the arranger's to give. */
export const helpFromOthers: Gate = {
  name: 'helpFromOthers',
  code: 'HELP_FROM_SELF',
  norm: 'C4',
  basis: [工作规则('问题及时上报')],
  title: '卡住了请能解决的单位协助或者区领导协调，都不指明由交办领导协调',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const helper: string | undefined = form['helper']
    const leader: string | undefined = form['helperLeader']
    if (helper !== undefined && leader !== undefined) {
      return {
        message: '协助单位和协调的区领导只能选一个',
        remedy: '选能解决问题的单位，或者能协调的区领导；都不选则由交办领导协调',
      }
    }
    if (helper !== undefined && helper === record['lead']) {
      return { message: '请求协助的单位就是牵头单位自己', remedy: '请选能解决问题的其他单位，或者区领导' }
    }
    if (helper !== undefined && directory.unit(helper)?.assignable !== true) {
      return {
        message: '所选单位不能在本区承担协助',
        remedy: '请选本区的实体单位；需要上级支持的，请选区领导协调',
      }
    }
    const at = leader && directory.unitOfPost(leader)
    if (leader !== undefined && !(at && directory.unit(at)?.functions.includes('leadership'))) {
      return { message: '所选岗位不是区领导', remedy: '请选能协调的区领导' }
    }
    return null
  },
}

/** C8: an extension is asked for before the day, and to a later one. */
export const askedBeforeDue: Gate = {
  name: 'askedBeforeDue',
  code: 'EXTENSION_LATE',
  norm: 'C8',
  basis: [工作规则('限时办结')],
  title: '延期须在时限届满前申请',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, today }) => {
    const due: string | undefined = record['due']
    if (!due || today <= due) return null
    return {
      message: `完成时限${inWords(due)}已过${daysBetween(due, today)}日，不能再申请延期`,
      remedy: '请报“卡住了”说明困难，或者办结后如实反馈',
    }
  },
}

export const laterThanDue: Gate = {
  name: 'laterThanDue',
  code: 'EXTENSION_NOT_LATER',
  norm: 'C8',
  basis: [工作规则('限时办结')],
  title: '延至日期须晚于现时限',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) =>
    record['due'] === undefined || form['to'] > record['due']
      ? null
      : {
          message: `延至${inWords(form['to'])}不晚于现时限${inWords(record['due'])}`,
          remedy: '请填更晚的日期',
        },
}

export const extensionAsked: Gate = {
  name: 'extensionAsked',
  code: 'EXTENSION_NOT_ASKED',
  norm: 'C8',
  basis: [工作规则('限时办结')],
  title: '有延期申请才答复',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['extensionTo'] ? null : { message: '没有待答复的延期申请', remedy: '由牵头单位在时限届满前申请' },
}

const dated = (
  name: string,
  code: string,
  field: string,
  title: string,
  wrong: (day: string, today: string) => string | null,
): Gate => ({
  name,
  code,
  norm: 'G2',
  basis: [督查条例(12), 工作规则('变更须有依据')],
  title,
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today }) => {
    const message = wrong(form[field], today)
    return message === null ? null : { message, remedy: '请改填日期' }
  },
})

/** G2: a suspension ends on a day to come. */
export const suspendedAhead = dated(
  'suspendedAhead',
  'SUSPENSION_PAST',
  'until',
  '暂停至今后的日期',
  (day, today) => (day > today ? null : `暂停至${inWords(day)}，不在今天之后`),
)

/** G2: a check on site has taken place. */
export const checkedAlready = dated(
  'checkedAlready',
  'CHECK_IN_FUTURE',
  'on',
  '核查日期不晚于今天',
  (day, today) => (day <= today ? null : `核查日期${inWords(day)}还没有到`),
)

/** C9: only who said it confirms it. */
export const spokenByYou: Gate = {
  name: 'spokenByYou',
  code: 'NOTHING_SPOKEN',
  norm: 'C9',
  basis: [工作规则('反馈')],
  title: '口头反馈由本人确认',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) =>
    unconfirmed(record, actor.person).length > 0
      ? null
      : { message: '没有由别人代录、等您确认的口头反馈', remedy: '口头反馈由说的人本人确认' },
}

/** G2: a visit is planned for a day to come. */
export const checkAhead = dated(
  'checkAhead',
  'CHECK_PLANNED_PAST',
  'on',
  '计划核查日期不早于今天',
  (day, today) => (day >= today ? null : `计划核查日期${inWords(day)}已经过去`),
)

/** G2: one visit at a time, so that nobody is visited twice for the same thing (重复督查). */
export const checkedOnce: Gate = {
  name: 'checkedOnce',
  code: 'CHECK_PLANNED_ALREADY',
  norm: 'G2',
  basis: [督查条例(15), 减负规定()],
  title: '已经安排的现场核查完成后再安排下一次',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['checkOn']
      ? { message: `已安排${inWords(record['checkOn'])}现场核查`, remedy: '请先完成这次核查' }
      : null,
}
