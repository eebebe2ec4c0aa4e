import { workdaysAfter } from '#kernel/calendar.ts'
import { daysBetween, inWords } from '#kernel/time.ts'
import type { Gate } from '#kernel/vocabulary.ts'
import { 减负规定, 工作规则, 权责清单, 督查条例 } from '../../laws.ts'
import { type Row, leadOf, nameOf, rowsOf } from './naming.ts'

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
