import type { ActContext, Directory, Gate } from '#kernel/vocabulary.ts'
import { 党组条例, 地方组织法, 工作规则, 议事规则 } from '../../laws.ts'
import { departureOf } from '../composition.ts'
import { collectiveKinds } from '../kinds.ts'
import { asStrict, floorOf, quorums } from '../quorum.ts'
import { measures, type BodyRecord } from '../record.ts'
import { rulesAfter } from '../rules.ts'

/** The composition and rules as an act would leave them. */
const after = ({ record, form }: ActContext): BodyRecord => rulesAfter(record, form)

const isGovernment = (directory: Directory, unit: string | undefined): boolean =>
  unit !== undefined && directory.unit(unit)?.functions.includes('leadership') === true

const nameOf = (directory: Directory, unit: string | undefined): string =>
  directory.unit(unit ?? '')?.name ?? unit ?? ''

/** A7: any unit has bodies of its own; the government's are set up by the office that coordinates. */
export const ownBody: Gate = {
  name: 'ownBody',
  code: 'BODY_NOT_OWN',
  norm: 'A7',
  basis: [工作规则('议事机构')],
  title: '各单位设立本单位的议事机构，区政府的由政府办设立',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, actor, directory }) => {
    const unit = form['unit'] as string
    if (unit === actor.unit || actor.functions.includes('coordination')) return null
    return {
      message: `${nameOf(directory, unit)}的议事机构不由${nameOf(directory, actor.unit)}设立`,
      remedy: isGovernment(directory, unit) ? '请由政府办设立' : '请由该单位自己设立，或者由政府办设立',
    }
  },
}

/** A7: who keeps the record serves the body: the coordinating office for the government, the unit itself for its own. */
export const recorderFits: Gate = {
  name: 'recorderFits',
  code: 'RECORDER_UNFIT',
  norm: 'A7',
  basis: [工作规则('议事机构')],
  title: '区政府会议由政府办记录，单位的会议由本单位记录',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const { unit, recorder } = form as BodyRecord
    const fits = isGovernment(directory, unit)
      ? directory.unit(recorder ?? '')?.functions.includes('coordination') === true
      : recorder === unit
    if (fits) return null
    return {
      message: `${nameOf(directory, recorder)}不能作${nameOf(directory, unit)}会议的记录单位`,
      remedy: isGovernment(directory, unit) ? '请选政府办' : '请选本单位',
    }
  },
}

/** A7: a body is chaired by somebody of the unit whose body it is, who is a member of it. */
export const chairFits: Gate = {
  name: 'chairFits',
  code: 'CHAIR_UNFIT',
  norm: 'A7',
  basis: [地方组织法(78), 党组条例()],
  title: '主持人是本单位负责人，也是成员',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { unit, chair, members = [] } = after(context)
    if (context.directory.unitOfPost(chair ?? '') !== unit)
      return { message: '主持人不在议事机构所属的单位任职', remedy: '请选本单位的负责人' }
    return members.some(({ post }) => post === chair)
      ? null
      : { message: '主持人没有列入成员', remedy: '请在成员里加上主持人' }
  },
}

/** A7: nobody sits twice in a body, nobody speaks in another's turn. */
export const membersDistinct: Gate = {
  name: 'membersDistinct',
  code: 'MEMBER_TWICE',
  norm: 'A7',
  basis: [议事规则('组成')],
  title: '成员不重复，发言次序不重复',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { members = [] } = after(context)
    const posts = new Set(members.map(({ post }) => post))
    const orders = new Set(members.map(({ order }) => order))
    if (posts.size < members.length)
      return {
        message: `成员列了${members.length}行，其中${members.length - posts.size}行重复`,
        remedy: '同一岗位只列一次',
      }
    return orders.size < members.length
      ? { message: '有两名成员的发言次序相同', remedy: '请给每名成员不同的次序' }
      : null
  },
}

/** A7: a body has at least three members; fewer cannot be called collective. */
export const membersEnough: Gate = {
  name: 'membersEnough',
  code: 'MEMBERS_TOO_FEW',
  norm: 'A7',
  basis: [议事规则('组成')],
  title: '议事机构至少三名成员',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { members = [] } = after(context)
    return members.length >= 3
      ? null
      : { message: `成员只有${members.length}名，集体决策至少3名`, remedy: '请补充成员' }
  },
}

/** A7: whoever chairs does not keep the record of what he says. */
export const recorderApart: Gate = {
  name: 'recorderApart',
  code: 'RECORDER_IS_CHAIR',
  norm: 'A7',
  basis: [议事规则('会议记录')],
  title: '主持人不兼任记录',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { recorders = [], chair = '' } = after(context)
    return recorders.includes(chair)
      ? { message: '主持人的岗位列在记录岗位里', remedy: '请由其他人记录' }
      : null
  },
}

/** A4: in the chair's place somebody presides who sits in the body. */
export const standInsFit: Gate = {
  name: 'standInsFit',
  code: 'STAND_IN_UNFIT',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '代为主持的是主持人以外的成员',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { standIns = [], members = [], chair } = after(context)
    const unfit = standIns.filter((post) => post === chair || !members.some((one) => one.post === post))
    return unfit.length === 0
      ? null
      : { message: `代为主持的次序里有${unfit.length}人不是主持人以外的成员`, remedy: '请从成员里选' }
  },
}

/** A7: 常务会议 is the head and the deputies, all of them; whoever else is taken in, or is left out, is named and explained (Art 78). */
export const compositionExplained: Gate = {
  name: 'compositionExplained',
  code: 'COMPOSITION_DEPARTS',
  norm: 'A7',
  basis: [地方组织法(78)],
  title: '常务会议由区长、副区长组成，另加的、没有列入的写明理由',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { record, form, directory } = context
    const departs = departureOf(after(context), directory)
    // A reason once given holds for the composition it was given for.
    if (departs === undefined || form['departure'] || departs === record['departs']) return null
    return {
      message: `常务会议由区长、副区长组成，成员里${departs}`,
      remedy: '请按地方组织法第78条组成，或者写明理由和依据',
    }
  },
}

/** A1: what must be decided collectively is listed with its number, so that no one person judges by eye what is major. */
export const collectiveMeasured: Gate = {
  name: 'collectiveMeasured',
  code: 'THRESHOLD_MISSING',
  norm: 'A1',
  basis: [议事规则('集体决策事项清单')],
  title: '集体决策事项清单逐项写明衡量和数额',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { collective = [] } = after(context)
    if (collective.length === 0)
      return { message: '集体决策事项清单是空的', remedy: '请列明哪些事项必须集体决策' }
    const wrong = collective.find(
      ({ measure, threshold }) => (measure === 'none') !== (threshold === undefined),
    )
    if (!wrong) return null
    const what = `“${collectiveKinds[wrong.kind]}”一行按${measures[wrong.measure]}`
    return wrong.measure === 'none'
      ? { message: `${what}，却填了数额`, remedy: '不论数额的不填数额' }
      : { message: `${what}衡量，没有填数额`, remedy: '请填达到多少须集体决策' }
  },
}

/** A1: for a kind of item a body asks for more members than usual, never for fewer; one line each. */
export const quorumsFit: Gate = {
  name: 'quorumsFit',
  code: 'KIND_QUORUM_UNFIT',
  norm: 'A1',
  basis: [议事规则('法定到会人数'), 党组条例(23)],
  title: '按事项类别另定的到会人数只高于平时，人事任免不低于三分之二，一类一行',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const { quorum, kindQuorums = [] } = after(context)
    const kinds = kindQuorums.map(({ kind }) => kind)
    const twice = kinds.find((kind, n) => kinds.indexOf(kind) !== n)
    if (twice) return { message: `“${collectiveKinds[twice]}”列了两行到会人数`, remedy: '请一类事项只列一行' }
    const weak = kindQuorums.find((one) => !asStrict(one.quorum, floorOf(one.kind, quorum)))
    return weak
      ? {
          message: `“${collectiveKinds[weak.kind]}”须${quorums[floorOf(weak.kind, quorum)]}到会，不能定为${quorums[weak.quorum]}`,
          remedy: '请改为更多成员到会，或者删去这一行',
        }
      : null
  },
}
