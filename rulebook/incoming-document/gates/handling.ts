import { daysBetween, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 工作规则, 权责清单, 督查条例 } from '../../laws.ts'
import type { DocumentRecord } from '../record.ts'
import { sourceOf } from '../sources.ts'

const named = (context: ActContext): readonly string[] => [
  ...new Set([
    ...(typeof context.form['lead'] === 'string' ? [context.form['lead']] : []),
    ...((context.form['cooperating'] as readonly string[] | undefined) ?? []),
  ]),
]

/** Units that had the document in hand and have it no more: they keep seeing what became of it. */
export const formerUnits = (
  was: Pick<DocumentRecord, 'lead' | 'cooperating' | 'former' | 'opinions'>,
  now: readonly string[],
): readonly string[] =>
  [
    ...new Set([
      ...(was.former ?? []),
      ...(was.lead === undefined ? [] : [was.lead]),
      ...(was.cooperating ?? []),
      ...(was.opinions ?? []).map(({ unit }) => unit),
    ]),
  ].filter((unit) => !now.includes(unit))

interface Handing {
  readonly lead: string
  readonly again?: string | undefined
}

const isReassigning = ({ lead }: Handing, was: Pick<DocumentRecord, 'lead'>): boolean =>
  was.lead !== undefined && was.lead !== lead

/** Each change of the lead, kept with its reason; undefined where the lead stays. */
export const reassigned = (
  form: Handing,
  was: Pick<DocumentRecord, 'lead' | 'reassigned'>,
  today: string,
): DocumentRecord['reassigned'] =>
  isReassigning(form, was)
    ? [
        ...(was.reassigned ?? []),
        { from: was.lead ?? '', to: form.lead, on: today, reason: form.again ?? '' },
      ]
    : undefined

/** How often a document may go to another lead; a parameter of the tenant. */
const USUAL_REASSIGNMENTS = 2

/** C5: a document goes to another lead with a reason, and not on and on. */
export const reassignedSeldom: Gate = {
  name: 'reassignedSeldom',
  code: 'REASSIGNED_TOO_OFTEN',
  norm: 'C5',
  basis: [工作规则('首接负责'), 权责清单()],
  title: '改派主办单位须有理由，次数有限',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, parameters, directory }) => {
    const was = record as DocumentRecord
    if (!isReassigning(form as unknown as Handing, was)) return null
    const most = parameters['incoming-document.reassignments'] ?? USUAL_REASSIGNMENTS
    const times = (was.reassigned ?? []).length
    if (times >= most)
      return {
        message: `主办单位已经改派${times}次，最多${most}次`,
        remedy: `由${directory.unit(was.lead ?? '')?.name ?? '现主办单位'}办理；确需另一单位办的，请领导批示后立项交办`,
      }
    return form['again']
      ? null
      : {
          message: `主办单位由${directory.unit(was.lead ?? '')?.name ?? ''}改派，没有写明理由`,
          remedy: '请按权责清单写明改派理由',
        }
  },
}

/** C1: a document goes to units of this district that can handle it. */
export const unitsCanHandle: Gate = {
  name: 'unitsCanHandle',
  code: 'UNIT_NOT_ASSIGNABLE',
  norm: 'C1',
  basis: [公文条例(24), 权责清单()],
  title: '文件交本区能承办的单位',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const unfit = named(context).find((unit) => context.directory.unit(unit)?.assignable !== true)
    if (unfit === undefined) return null
    const known = context.directory.unit(unfit)
    return {
      message: known ? `${known.name}不是本区可以交办的单位` : `名录里没有“${unfit}”这个单位`,
      remedy: '请改为本区的实体单位',
    }
  },
}

/** C10: the office passes documents on; it does not handle a bureau's business itself. */
export const officeHandsOn: Gate = {
  name: 'officeHandsOn',
  code: 'OFFICE_NOT_LEAD',
  norm: 'C10',
  basis: [工作规则('部门各负其责'), 权责清单()],
  title: '政府办不作业务主办单位',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const unit = directory.unit(String(form['lead'] ?? ''))
    return unit?.functions.includes('coordination')
      ? {
          message: `${unit.name}是综合协调机构，不能作业务文件的主办单位`,
          remedy: '请按权责清单交主管部门主办',
        }
      : null
  },
}

/** The day by which a unit is to handle it: as handed on now, as set before, or as the sender asks. */
export const dueOf = (
  form: { readonly due?: string | undefined },
  was: { readonly due?: string | undefined; readonly askedBy?: string | undefined },
): string | undefined => form.due ?? was.due ?? was.askedBy

/** C1: the day to have it handled by lies ahead. */
export const handledAhead: Gate = {
  name: 'handledAhead',
  code: 'DUE_PAST',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '办理时限在今天以后',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const due = dueOf(form, record)
    return due !== undefined && due < today
      ? { message: `办理时限${inWords(due)}已经过去${daysBetween(due, today)}日`, remedy: '请另定时限' }
      : null
  },
}

/** C1: who lets the sender wait longer than he asked says why, and it stays on record. */
export const withinAsked: Gate = {
  name: 'withinAsked',
  code: 'LATER_THAN_ASKED',
  norm: 'C1',
  basis: [公文条例(24), 工作规则('限时办结')],
  title: '办理时限晚于来文要求的，写明理由',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const askedBy: string | undefined = record['askedBy']
    const rows = (form['tasks'] as readonly { due: string }[] | undefined)?.map(({ due }) => due)
    const last = (rows ?? [dueOf(form, record)]).reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a), undefined)
    if (askedBy === undefined || last === undefined || last <= askedBy || form['late']) return null
    return {
      message: `时限${inWords(last)}晚于来文要求的${inWords(askedBy)}，没有写明理由`,
      remedy: '请提前时限，或者填写晚于来文要求的理由',
    }
  },
}

/** G3: what is to be arranged is at least one thing. */
export const somethingArranged: Gate = {
  name: 'somethingArranged',
  code: 'NOTHING_ARRANGED',
  norm: 'G3',
  basis: [工作规则('交办')],
  title: '立项交办至少一件事项',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    (form['tasks'] as readonly unknown[]).length > 0
      ? null
      : { message: '一件立项的事项也没有', remedy: '请至少填一件；都不立项的，用“说明不立项”' },
}

/** C11: the sentence a task cites is one that was said or written: nobody's words are made up for him. */
export const sentencesStand: Gate = {
  name: 'sentencesStand',
  code: 'SENTENCE_UNKNOWN',
  norm: 'C11',
  basis: [督查条例(11), 工作规则('交办依据')],
  title: '立项的原文出自批示、来文要求或者原件',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const rows = form['tasks'] as readonly { readonly sentence?: string }[]
    const made = rows.find(({ sentence }) => sourceOf(record, sentence) === undefined)
    return made
      ? {
          message: `“${(made.sentence ?? '').slice(0, 40)}”不在批示和来文要求里，这份文件也没有附原件`,
          remedy: '请照录批示或者来文里的原话；没有原话的不填，以批示为依据',
        }
      : null
  },
}

/** C2: a document is not closed while what it set going is still under way. */
export const tasksClosed: Gate = {
  name: 'tasksClosed',
  code: 'TASKS_OPEN',
  norm: 'C2',
  basis: [公文条例(24), 工作规则('部署、落实、反馈、总结')],
  title: '立项事项都已了结',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const tasks = (record['tasks'] as readonly { task: string }[] | undefined) ?? []
    const open = tasks.filter(({ task }) => matters[task]?.final !== true)
    return open.length === 0
      ? null
      : {
          message: `由这份文件立项的${tasks.length}件事项，还有${open.length}件没有了结`,
          remedy: '请等这些事项销号、撤销或者并案以后再办结；需要先答复来文单位的，可以先用“阶段答复”',
        }
  },
}

/** C2: what the sender asks for went to a unit, became a task or was set aside; or the record says what became of it. */
export const demandsMet: Gate = {
  name: 'demandsMet',
  code: 'DEMANDS_OPEN',
  norm: 'C2',
  basis: [公文条例(24), 工作规则('部署、落实、反馈、总结')],
  title: '来文的要求都有着落',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { asks, lead, tasks = [], setAside = [] } = record as DocumentRecord
    if (asks === undefined || lead !== undefined || form['rest'] || setAside.length > 0) return null
    return tasks.some(({ source }) => source === 'asks' || source === 'original')
      ? null
      : {
          message: `来文要求“${asks.slice(0, 40)}”没有转办，也没有据以立项`,
          remedy: '请据来文要求转办或者立项；另有处理的，填写未立项的要求怎样处理',
        }
  },
}

/** C2: who was to handle it has said how. */
export const handlingReported: Gate = {
  name: 'handlingReported',
  code: 'NOT_HANDLED',
  norm: 'C2',
  basis: [公文条例(24), 工作规则('反馈')],
  title: '主办单位已反馈办理情况',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, directory }) =>
    record['lead'] === undefined || record['handled'] !== undefined
      ? null
      : {
          message: `主办单位${directory.unit(String(record['lead']))?.name ?? ''}还没有反馈办理情况`,
          remedy: '请催办，待主办单位反馈后办结',
        },
}

/** C1: the units asked for an opinion have given it, or the record says why nobody waited. */
export const opinionsIn: Gate = {
  name: 'opinionsIn',
  code: 'OPINIONS_OPEN',
  norm: 'C1',
  basis: [公文条例(24), 工作规则('会办')],
  title: '会办意见都已提出，或者写明为什么不等',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const owing = (record['owing'] as readonly string[] | undefined) ?? []
    if (owing.length === 0 || form['without'] || record['without']) return null
    const names = owing.map((unit) => directory.unit(unit)?.name ?? unit).join('、')
    return {
      message: `${names}还没有提出会办意见`,
      remedy: '请等会办意见或者催办；不能再等的，填写未等会办的理由',
    }
  },
}

/** C1: only a unit whose opinion is on record can be asked to add to it. */
export const opinionGiven: Gate = {
  name: 'opinionGiven',
  code: 'NO_OPINION',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '退回补充的单位已有会办意见',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const opinions = (record['opinions'] as readonly { unit: string }[] | undefined) ?? []
    return opinions.some(({ unit }) => unit === form['unit'])
      ? null
      : {
          message: `${directory.unit(String(form['unit']))?.name ?? '该单位'}还没有会办意见，无从退回`,
          remedy: '请等该单位提出意见，或者催办',
        }
  },
}
