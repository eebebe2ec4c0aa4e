import { workdaysAfter } from '#kernel/calendar.ts'
import { daysBetween, endOf, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 减负规定, 工作规则, 权责清单, 督查条例 } from '../laws.ts'

const nameOf = (context: ActContext, unit: string): string => context.directory.unit(unit)?.name ?? unit

interface Row {
  readonly what: string
  readonly due: string
  readonly unit?: string
}

/** Milestones and parts that a form sets. */
const rowsOf = (form: ActContext['form']): readonly Row[] => [
  ...((form['milestones'] as Row[] | undefined) ?? []),
  ...((form['parts'] as Row[] | undefined) ?? []),
]

/** The unit an act would make responsible: the form's, else the record's. */
const leadOf = ({ form, record }: ActContext): string | undefined =>
  form['newLead'] ?? form['lead'] ?? record['lead']

/** C11: what is arranged carries the authority it speaks with. */
export const authorityCited: Gate = {
  name: 'authorityCited',
  code: 'AUTHORITY_MISSING',
  norm: 'C11',
  basis: [督查条例(11), 工作规则('交办依据')],
  title: '交办须载明依据',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) => {
    const cited = form['authority'] as { kind?: string; number?: string; on?: string } | undefined
    if (!cited) return { message: '没有写明依据哪件批示、哪次会议或者哪份文件', remedy: '请补充交办依据' }
    if (cited.kind === 'instruction' && !cited.on)
      return { message: '依据领导批示交办，须写明批示日期', remedy: '请补填批示日期' }
    if (cited.kind === 'resolution' && !cited.number && !cited.on) {
      return { message: '依据会议决定交办，须写明会次或者会议日期', remedy: '请补填会次或者日期' }
    }
    return null
  },
}

/** C10: the office coordinates; it is not the unit responsible for business. */
export const officeNotLead: Gate = {
  name: 'officeNotLead',
  code: 'OFFICE_NOT_LEAD',
  norm: 'C10',
  basis: [工作规则('部门各负其责'), 权责清单()],
  title: '政府办不作业务牵头单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const lead = leadOf(context)
    if (!lead || !context.directory.unit(lead)?.functions.includes('coordination')) return null
    return {
      message: `${nameOf(context, lead)}是综合协调机构，不能作业务事项的牵头单位`,
      remedy: '请按权责清单交由主管部门牵头，政府办负责协调',
    }
  },
}

/** G3: an order goes to a unit that can carry it out: not a superior, not a collective, not an unknown one. */
export const leadCanCarry: Gate = {
  name: 'leadCanCarry',
  code: 'UNIT_NOT_ASSIGNABLE',
  norm: 'G3',
  basis: [督查条例(5), 工作规则('任务落到实体单位')],
  title: '任务落到本区能承办的单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { form, directory } = context
    const named = [leadOf(context), ...((form['cooperating'] as string[] | undefined) ?? [])].filter(
      (u) => u !== undefined,
    )
    const unfit = named.find((unit) => directory.unit(unit)?.assignable !== true)
    if (!unfit) return null
    const known = directory.unit(unfit)
    return {
      message: known ? `${known.name}不是本区可以交办任务的单位` : `名录里没有“${unfit}”这个单位`,
      remedy: '请改为本区的实体单位；泛称、上级单位须由人工落到具体单位',
    }
  },
}

/** G3: a task says by when, and the day lies ahead; its milestones lie before it. */
export const dayAhead: Gate = {
  name: 'dayAhead',
  code: 'DUE_PAST',
  norm: 'G3',
  basis: [督查条例(15), 工作规则('限时办结')],
  title: '时限、节点都在今天之后，节点不晚于时限',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const due: string | undefined = form['due'] ?? record['due']
    if (form['due'] !== undefined && form['due'] < today) {
      return {
        message: `完成时限${inWords(form['due'])}已经过去${daysBetween(form['due'], today)}日`,
        remedy: '请另定时限',
      }
    }
    const past = rowsOf(form).find((row) => row.due < today)
    if (past) return { message: `“${past.what}”的时限${inWords(past.due)}已经过去`, remedy: '请调整该项时限' }
    const late = rowsOf(form).find((row) => due !== undefined && row.due > due)
    return late
      ? {
          message: `“${late.what}”的时限${inWords(late.due)}晚于总时限${inWords(due as string)}`,
          remedy: '请调整该项时限',
        }
      : null
  },
}

/** G3: milestones and parts are told apart by name, for each is reported by its name. */
export const namesDistinct: Gate = {
  name: 'namesDistinct',
  code: 'ROW_NAMED_TWICE',
  norm: 'G3',
  basis: [工作规则('节点管理')],
  title: '节点、分解任务不得重名',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const kept = ((form['parts'] ? record['parts'] : undefined) as Row[] | undefined) ?? []
    const names = [...kept, ...rowsOf(form)].map((row) => row.what)
    const twice = names.find((name, n) => names.indexOf(name) !== n)
    return twice === undefined ? null : { message: `“${twice}”出现了两次`, remedy: '请改用能区分的名称' }
  },
}

/** C5, C10: parts go to units that carry them out, not back to the lead itself, not to the office, not upwards. */
export const partsFit: Gate = {
  name: 'partsFit',
  code: 'PART_UNIT_UNFIT',
  norm: 'C10',
  basis: [工作规则('分解落实'), 权责清单()],
  title: '分解任务落到本区能承办的其他单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const unfit = rowsOf(context.form).find(({ unit = '' }) => {
      const known = context.directory.unit(unit)
      return unit === context.record['lead'] || !known?.assignable || known.functions.includes('coordination')
    })
    return unfit
      ? {
          message: `“${unfit.what}”不能分解给${nameOf(context, unfit.unit ?? '')}`,
          remedy: '请分解给本区能承办的其他单位；政府办、上级单位和牵头单位自己除外',
        }
      : null
  },
}

/** G3 and the law of less: what must be done within a working day needs a reason, which stands against the issuer. */
export const timeToWork: Gate = {
  name: 'timeToWork',
  code: 'DUE_TOO_SHORT',
  norm: 'G3',
  basis: [减负规定(), 工作规则('合理时限')],
  title: '时限不足1个工作日须说明理由',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today, calendar }) => {
    if (form['due'] === undefined || form['shortReason']) return null
    const first = workdaysAfter(calendar, today, 1)
    if (!first.known || form['due'] >= first.value.last) return null
    return {
      message: `从今天到${inWords(form['due'])}不足1个工作日`,
      remedy: '请放宽时限，或者填写限时紧的理由（计入交办方的统计）',
    }
  },
}

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

/** C11, C3: who arranges speaks for the government: a district leader's post, never the unit that does the work. */
export const arrangerLeads: Gate = {
  name: 'arrangerLeads',
  code: 'ARRANGER_NOT_LEADER',
  norm: 'C11',
  basis: [督查条例(11), 工作规则('交办依据')],
  title: '交办领导是区领导',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const unit = directory.unitOfPost(form['arranger'])
    const leads = unit !== undefined && directory.unit(unit)?.functions.includes('leadership') === true
    return leads ? null : { message: '所选岗位不是区领导', remedy: '请选交办这件事的区领导' }
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

/** C4: help is asked of somebody else who can give it: one unit of the district, or one district leader. */
export const helpFromOthers: Gate = {
  name: 'helpFromOthers',
  code: 'HELP_FROM_SELF',
  norm: 'C4',
  basis: [工作规则('问题及时上报')],
  title: '卡住了须指明由哪个单位协助或者哪位区领导协调',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const helper: string | undefined = form['helper']
    const leader: string | undefined = form['helperLeader']
    if ((helper === undefined) === (leader === undefined)) {
      return {
        message: '请写明由谁协助，单位和区领导选一个',
        remedy: '选能解决问题的单位，或者能协调的区领导',
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

/** C3: who did it neither verifies nor assesses nor strikes off, whatever other post or delegation they hold. */
export const notTheDoer: Gate = {
  name: 'notTheDoer',
  code: 'DOER_MAY_NOT',
  norm: 'C3',
  basis: [督查条例(16), 工作规则('督办分离')],
  title: '承办人不得核实、评价、销号自己的事项',
  about: 'actor',
  reads: 'record',
  refuses: (context) => {
    const { record, actor, directory } = context
    const lead: string | undefined = record['lead']
    if (lead === undefined) return null
    const did = [record['handler'], record['reportedBy'], record['summedUpBy']].includes(actor.person)
    if (actor.unit !== lead && !did && !directory.worksIn(actor.person, lead)) return null
    return {
      message: `您是本事项承办单位${nameOf(context, lead)}的人或者承办过这件事，不能核实、评价、答复或者销号`,
      remedy: '由督查室没有参与承办的人办理',
    }
  },
}

const missing = (
  name: string,
  code: string,
  norm: 'C2' | 'C3',
  field: string,
  title: string,
  message: string,
  remedy: string,
): Gate => ({
  name,
  code,
  norm,
  basis: [督查条例(16), 工作规则(norm === 'C2' ? '部署、落实、反馈、总结' : '交办、督办、评价')],
  title,
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) => (record[field] ? null : { message, remedy }),
})

/** C2: no closing without feedback. */
export const fedBack = missing(
  'fedBack',
  'FEEDBACK_MISSING',
  'C2',
  'result',
  '销号须有反馈',
  '承办单位还没有反馈办理结果',
  '由牵头单位报“办完了”',
)

/** C3: what is arranged is supervised. */
export const verified = missing(
  'verified',
  'VERIFICATION_MISSING',
  'C3',
  'verification',
  '销号须经核实',
  '办理结果还没有核实',
  '由督查室核实',
)

/** C2: no closing without a summary. */
export const summedUp = missing(
  'summedUp',
  'SUMMARY_MISSING',
  'C2',
  'summary',
  '销号须有总结',
  '还没有总结',
  '由牵头单位总结',
)

/** C3: and assessed by the leader who arranged it. */
export const assessed = missing(
  'assessed',
  'ASSESSMENT_MISSING',
  'C3',
  'assessment',
  '销号须经交办领导评价',
  '交办领导还没有评价',
  '由交办领导评价',
)

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

/** G2: a merge points at another task that is alive. */
export const mergesIntoLive: Gate = {
  name: 'mergesIntoLive',
  code: 'MERGE_TARGET_UNFIT',
  norm: 'G2',
  basis: [督查条例(15), 公文条例()],
  title: '只能并入另一件在办的督办事项',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const into: string = form['into']
    if (into === matterId) return { message: '不能并入自己', remedy: '请选另一件' }
    const target = matters[into]
    if (!target || target.procedure !== 'supervised-task')
      return { message: '没有找到要并入的督办事项', remedy: '请从台账中选择' }
    return target.final
      ? { message: `“${target.title}”已经了结，不能再并入`, remedy: '请选在办的事项' }
      : null
  },
}
