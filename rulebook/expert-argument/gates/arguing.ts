import { inWords } from '#kernel/time.ts'
import { 决策条例, 工作规则 } from '../../laws.ts'
import { saidStands } from '../../preparation/ending.ts'
import { openedFromParent } from '../../preparation/opening.ts'
import { gate } from '../../gate.ts'
import { type ArgumentRecord, dissenting, unheard } from '../record.ts'
import { setting } from '../settings.ts'

export const expertiseFromParent = openedFromParent('expertise', { norm: 'G1', basis: [决策条例(19)] })

interface Named {
  readonly name: string
  readonly interest?: boolean
}

const named = (form: Readonly<Record<string, unknown>>): readonly Named[] =>
  (form['experts'] as readonly Named[] | undefined) ?? []

/** G1: an argument has somebody who argues, each once. */
export const expertsNamed = gate({
  name: 'expertsNamed',
  code: 'EXPERTS_UNFIT',
  norm: 'G1',
  basis: [决策条例(19), 决策条例(20)],
  title: '选定参加论证的专家，一人一次',
  reads: 'form',
  refuses: ({ form }) => {
    const names = named(form).map(({ name }) => name)
    if (names.length === 0) return { message: '没有填写专家', remedy: '请填写参加论证的专家' }
    const twice = names.find((name, n) => names.indexOf(name) !== n)
    return twice ? { message: `${twice}填写了两次`, remedy: '请删除重复的' } : null
  },
})

export const expertsEnough = gate({
  name: 'expertsEnough',
  code: 'EXPERTS_FEW',
  norm: 'G1',
  basis: [决策条例(20), 工作规则('专家论证')],
  title: '专家有代表性，人数不少于本区规定',
  reads: 'form',
  refuses: ({ form, parameters }) => {
    const least = setting('leastExperts', { parameters })
    const count = named(form).length
    return count >= least
      ? null
      : {
          message: `只有${count}名专家，本区规定不少于${least}名`,
          remedy: '请补选不同单位、持不同意见的专家',
        }
  },
})

/** G1: an expert who gains or loses by the decision is not asked. */
export const expertsApart = gate({
  name: 'expertsApart',
  code: 'EXPERT_INTERESTED',
  norm: 'G1',
  basis: [决策条例(20)],
  title: '专家与决策事项没有直接利害关系',
  reads: 'form',
  refuses: ({ form }) => {
    const unfit = named(form).find(({ interest }) => interest)?.name
    return unfit ? { message: `${unfit}与决策事项有直接利害关系`, remedy: '请另选没有利害关系的专家' } : null
  },
})

/** G1: and says so himself with his opinion. */
export const speaksApart = gate({
  name: 'expertSpeaksApart',
  code: 'EXPERT_INTERESTED',
  norm: 'G1',
  basis: [决策条例(19), 决策条例(20)],
  title: '专家声明没有直接利害关系',
  reads: 'form',
  refuses: ({ form }) =>
    form['interest'] === true
      ? {
          message: `${String(form['expert'])}声明与决策事项有直接利害关系`,
          remedy: '请“更换专家”，写明理由',
        }
      : null,
})

export const expertAsked = gate({
  name: 'expertAsked',
  code: 'EXPERT_UNKNOWN',
  norm: 'G1',
  basis: [决策条例(19)],
  title: '意见由选定的专家出具',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { experts = [] }: ArgumentRecord = record
    return experts.some(({ name }) => name === form['expert'])
      ? null
      : {
          message: `${String(form['expert'])}不在选定的专家中`,
          remedy: `请填选定的专家：${experts.map(({ name }) => name).join('、')}`,
        }
  },
})

/** G1: what an expert signed is neither written over nor got rid of by asking another one. */
export const expertStands = gate({
  name: 'expertStands',
  code: 'EXPERT_SPOKE',
  norm: 'G1',
  basis: [决策条例(19)],
  title: '专家出具的意见不得改写，出具意见的专家不得更换',
  reads: 'form',
  refuses: ({ form, record }) => {
    const found = ((record as ArgumentRecord).opinions ?? []).find((one) => one.expert === form['expert'])
    return found
      ? {
          message: `${found.expert}已于${inWords(found.signedOn)}出具意见`,
          remedy: '请在汇总时说明对这份意见的处理',
        }
      : null
  },
})

/** G1: an opinion is what somebody signed, and the paper is there. */
export const paperSigned = gate({
  name: 'expertPaperSigned',
  code: 'OPINION_UNSIGNED',
  norm: 'G1',
  basis: [决策条例(19)],
  title: '附签名的意见书',
  reads: 'form',
  refuses: ({ form }) =>
    ((form['file'] as readonly string[] | undefined) ?? []).length > 0
      ? null
      : { message: '没有签名的意见书', remedy: '请上传专家署名、盖章的意见书' },
})

export const signedAlready = gate({
  name: 'expertSigned',
  code: 'SIGNED_AHEAD',
  norm: 'G1',
  basis: [决策条例(19)],
  title: '意见书已经签名',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['signedOn'] > today
      ? { message: `${inWords(form['signedOn'])}还没有到`, remedy: '请在专家签名后登记' }
      : null,
})

export const everybodyHeard = gate({
  name: 'expertsAllHeard',
  code: 'EXPERTS_SILENT',
  norm: 'G1',
  basis: [决策条例(19)],
  title: '选定的专家都出具了意见',
  refuses: ({ record }) => {
    const open = unheard(record)
    return open.length === 0
      ? null
      : {
          message: `${open.join('、')}还没有出具意见`,
          remedy: '请专家出具书面意见，或者“更换专家”并写明理由',
        }
  },
})

/** G1: who does not find it feasible is answered, not left out. */
export const dissentAnswered = gate({
  name: 'dissentAnswered',
  code: 'DISSENT_UNANSWERED',
  norm: 'G1',
  basis: [决策条例(20), 决策条例(29)],
  title: '有不同意见的，说明怎样处理',
  reads: 'form',
  refuses: ({ form, record }) => {
    const against = dissenting(record).map(({ expert }) => expert)
    return against.length === 0 || form['dissent']
      ? null
      : { message: `${against.join('、')}有不同意见，没有说明怎样处理`, remedy: '请逐条写明采纳情况和理由' }
  },
})

/** G1: experts are not changed for others because of what they said. */
export const argumentStands = saidStands(
  'argumentStands',
  ({ opinions = [] }: ArgumentRecord) =>
    opinions.length === 0 ? null : `已有${opinions.length}名专家出具意见`,
  { norm: 'G1', basis: [决策条例(19), 决策条例(20)] },
)
