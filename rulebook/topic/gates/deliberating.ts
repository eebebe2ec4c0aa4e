import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { 党组条例, 决策条例, 地方组织法, 干部任用条例, 政务处分法, 议事规则 } from '../../laws.ts'
import { majority, passes, quorumOf, tally } from '../count.ts'
import type { TopicRecord } from '../record.ts'
import {
  heardAlready,
  isChief,
  meetingOf,
  presiderNow,
  presiding,
  recused,
  silent,
  stancesOf,
  taking,
} from '../room.ts'
import { gate } from '../../gate.ts'

/** A3: an item is talked over while it is the one in the room. */
export const itemInRoom = gate({
  name: 'itemInRoom',
  code: 'ITEM_NOT_IN_ROOM',
  norm: 'A3',
  basis: [决策条例(30), 议事规则('逐项审议')],
  title: '会议正在审议本议题',
  needs: ['children'],
  refuses: (context) => {
    const meeting = meetingOf(context)
    if (meeting?.state !== 'open') return { message: '会议没有在进行', remedy: '请在会上审议本议题时办理' }
    return meeting.record['current'] === context.matterId
      ? null
      : { message: '会议现在审议的不是本议题', remedy: '请办公室按议程开始本议题' }
  },
})

/** A1: below quorum nothing is talked over or decided. Whoever withdrew does not count. */
export const quorate = gate({
  name: 'quorate',
  code: 'BELOW_QUORUM',
  norm: 'A1',
  basis: [地方组织法(78), 党组条例(23), 干部任用条例(), 议事规则('法定人数')],
  title: '到会成员达到法定人数',
  needs: ['children'],
  refuses: (context) => {
    const { members = [], quorum = 'half', kind }: TopicRecord = context.record
    const [needed, here] = [quorumOf(members.length, quorum, kind), taking(context).length]
    if (here >= needed) return null
    const away = recused(context.record).length
    return {
      message: `成员${members.length}人，须到会${needed}人，现在会${here}人${away > 0 ? `（回避${away}人不计）` : ''}`,
      remedy: '请等成员到会，或者改期审议',
    }
  },
})

/** A3: who is not in the room neither speaks nor votes there. */
export const actorInRoom = gate({
  name: 'actorInRoom',
  code: 'NOT_IN_ROOM',
  norm: 'A3',
  basis: [党组条例(27), 议事规则('缺席成员书面意见')],
  title: '缺席成员不发言、不表决，书面意见不计票',
  needs: ['children'],
  refuses: (context) =>
    taking(context).includes(context.actor.post) || recused(context.record).includes(context.actor.post)
      ? null
      : { message: '您没有签到或者已经离会', remedy: '请先签到；缺席的可以提出书面意见，书面意见不计票' },
})

/** A3: and who is in the room says it there. */
export const actorAway = gate({
  name: 'actorAway',
  code: 'PRESENT_SPEAKS',
  norm: 'A3',
  basis: [党组条例(27), 议事规则('缺席成员书面意见')],
  title: '书面意见由缺席成员提出',
  needs: ['children'],
  refuses: (context) =>
    taking(context).includes(context.actor.post) ? { message: '您在会上', remedy: '请在会上发表意见' } : null,
})

/** A3: who has an interest withdraws, and stays out until the item is decided. */
export const notRecused = gate({
  name: 'notRecused',
  code: 'RECUSED',
  norm: 'A3',
  basis: [党组条例(), 议事规则('回避')],
  title: '回避的成员不参加审议、表决',
  refuses: ({ record, actor }) => {
    const found = (record as TopicRecord).recusals?.find(
      ({ post, person }) => post === actor.post || (person !== undefined && person === actor.person),
    )
    return found ? { message: `您已就本议题回避：${found.reason}`, remedy: '请在本议题审议期间退场' } : null
  },
})

/** A3: what was said stands; more goes into a supplement. */
export const spokenOnce = gate({
  name: 'spokenOnce',
  code: 'SPOKEN_ALREADY',
  norm: 'A3',
  basis: [决策条例(30), 议事规则('会议记录')],
  title: '发言记录不得改写',
  refuses: ({ record, actor }) =>
    heardAlready(record).includes(actor.post)
      ? { message: '您的意见已经记录在案', remedy: '要改正、补充的，请用“补充说明”' }
      : null,
})

/** A4: the chief speaks last: in his own post, in another one, or by a delegate. */
export const chiefNotAmong = gate({
  name: 'chiefNotAmong',
  code: 'CHIEF_EARLY',
  norm: 'A4',
  basis: [决策条例(30), 党组条例(23)],
  title: '主要领导末位表态',
  needs: ['children'],
  refuses: (context) =>
    isChief(context)
      ? {
          message: '您是主要领导、代其出席或者代为主持，不与其他成员一起发言',
          remedy: '请在其他成员都发表意见后“末位表态”；没有主持的，先“接替主持”',
        }
      : null,
})

/** A4: an item is presided over by somebody, or it is not taken up. */
export const itemPresided = gate({
  name: 'itemPresided',
  code: 'NOBODY_PRESIDES',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '主持人缺席、回避的，有成员代为主持才审议',
  needs: ['children'],
  refuses: (context) =>
    presiderNow(context) === undefined
      ? {
          message: '主持人缺席或者回避，没有在会的成员可以代为主持',
          remedy: '请主持人“指定代为主持本议题的成员”，或者撤下议题',
        }
      : null,
})

/** A4: over one item one person presides, by post and name. */
export const presides = gate({
  name: 'presides',
  code: 'OTHER_PRESIDES',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '表态和决定由主持本议题的人办理，主持人在会的由主持人主持',
  needs: ['children'],
  refuses: (context) => {
    const { record, actor } = context
    if (presiding(record) !== actor.post)
      return { message: '本议题由另一成员主持', remedy: '请由主持本议题的人办理，或者先“接替主持”' }
    return actor.post !== record['chair'] && taking(context).includes(record['chair'] as string)
      ? { message: '主持人已经在会', remedy: '请主持人“接替主持”，在其他成员之后表态' }
      : null
  },
})

/** A4: the chair takes over when he is back; somebody else only where he may and whoever presided does no longer. */
export const takesOver = gate({
  name: 'takesOver',
  code: 'NOT_NEXT_TO_PRESIDE',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '主持人缺席、回避的，由其指定的成员、规则列明的次序接替',
  needs: ['children'],
  refuses: (context) => {
    const { record, actor } = context
    const now = presiding(record)
    if (now === actor.post) return { message: '您正在主持本议题', remedy: '不必接替' }
    const stays = now !== undefined && now !== record['chair'] && taking(context).includes(now)
    if (presiderNow(context) === actor.post && (!stays || actor.post === record['chair'])) return null
    return {
      message: stays ? '本议题已经有人代为主持' : '按指定和次序，不由您接替主持',
      remedy: '请由主持人、主持人指定的成员或者次序在前的成员主持',
    }
  },
})

/** A4: in the chair's place presides a member who takes part in the item. */
export const itemStandInFits = gate({
  name: 'itemStandInFits',
  code: 'STAND_IN_UNFIT',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '代为主持的是主持人以外没有回避的成员',
  reads: 'form',
  needs: ['children'],
  refuses: ({ form, record }) => {
    const { members = [], chair }: TopicRecord = record
    const post = form['post'] as string
    const fits = post !== chair && members.some((one) => one.post === post) && !recused(record).includes(post)
    return fits ? null : { message: '所选的不是主持人以外的成员，或者已经回避', remedy: '请从成员里选一位' }
  },
})

const namesOf = (posts: readonly string[]): string => `还有${posts.length}名在会成员没有发表意见`

/** A4: and only when everybody else has. */
export const chiefLast = gate({
  name: 'chiefLast',
  code: 'CHIEF_EARLY',
  norm: 'A4',
  basis: [决策条例(30), 党组条例(23)],
  title: '其他在会成员都发表意见后，主要领导才表态',
  needs: ['children'],
  refuses: (context) => {
    const open = silent(context)
    return open.length === 0
      ? null
      : { message: namesOf(open), remedy: '请逐一听取意见；有利害关系的办理回避' }
  },
})

/** A3: no vote and no decision before every member present has given a view. */
export const viewsIn = gate({
  name: 'viewsIn',
  code: 'VIEWS_MISSING',
  norm: 'A3',
  basis: [决策条例(30), 干部任用条例(), 议事规则('逐一发表意见')],
  title: '在会成员都发表意见后才表决、决定',
  needs: ['children'],
  refuses: (context) => {
    const open = silent(context)
    if (open.length > 0) return { message: namesOf(open), remedy: '请逐一听取意见' }
    return context.record['chiefView'] === undefined
      ? { message: '主要领导还没有末位表态', remedy: '请主要领导在其他成员之后表态' }
      : null
  },
})

/** A8: two who keep the record at once never write over each other: whoever is behind reads first what the other wrote. */
export const wordingCurrent = gate({
  name: 'wordingCurrent',
  code: 'WORDING_MOVED',
  norm: 'A8',
  basis: [议事规则('会议记录')],
  title: '在最新一稿上改，不覆盖别人写的',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { wording }: TopicRecord = record
    const latest = wording?.version ?? 0
    if (form['base'] === latest) return null
    return {
      message: wording
        ? `您改的是第${String(form['base'])}稿，现在已经是第${latest}稿：“${wording.words}”`
        : '还没有人写过，从第一稿写起',
      remedy: '请对照最新一稿改好再保存，您写的内容还在',
    }
  },
})

export const byBallot = gate({
  name: 'byBallot',
  code: 'NOT_BALLOT',
  norm: 'A8',
  basis: [地方组织法(77), 党组条例(23)],
  title: '票决制的机构才表决',
  refuses: ({ record }) =>
    record['mode'] === 'ballot'
      ? null
      : { message: '本机构实行首长负责制，讨论后由行政首长决定', remedy: '请主持人在讨论基础上作出决定' },
})

export const votedOnce = gate({
  name: 'votedOnce',
  code: 'VOTED_ALREADY',
  norm: 'A8',
  basis: [党组条例(23)],
  title: '一人一票',
  refuses: ({ record, actor }) =>
    ((record as TopicRecord).votes ?? []).some(({ post }) => post === actor.post)
      ? { message: '您已经表决', remedy: '一项议题一人一票' }
      : null,
})

/** A8: where a body votes, the count decides, whoever announces it. */
const counted = (name: string, wanted: boolean) =>
  gate({
    name,
    code: 'OUTCOME_NOT_COUNT',
    norm: 'A8',
    basis: [党组条例(23), 干部任用条例()],
    title: wanted ? '赞成票超过应到会成员半数的才通过' : '赞成票没有超过半数的才不通过',
    needs: ['children'],
    refuses: (context) => {
      const { mode, members = [], votes = [] }: TopicRecord = context.record
      if (mode !== 'ballot') return null
      const open = taking(context).filter((post) => !votes.some((one) => one.post === post))
      if (open.length > 0) return { message: `还有${open.length}名在会成员没有表决`, remedy: '请逐一表决' }
      const count = tally(votes.map(({ stance }) => stance))
      if (passes(count, members.length) === wanted) return null
      return {
        message: `应到会${members.length}人，赞成${count.agree}票、反对${count.disagree}票、弃权${count.abstain}票，${wanted ? '没有超过' : '超过'}半数`,
        remedy: wanted ? '按计票结果为不通过' : '按计票结果为通过',
      }
    },
  })

export const countPasses = counted('countPasses', true)
export const countFails = counted('countFails', false)

/** A8: once the votes are being cast the item is voted out, not put off. */
export const notVoting = gate({
  name: 'notVoting',
  code: 'VOTING_BEGUN',
  norm: 'A8',
  basis: [党组条例(23)],
  title: '开始表决后按计票结果决定',
  refuses: ({ record }) => {
    const { votes = [] }: TopicRecord = record
    return votes.length === 0
      ? null
      : { message: `已有${votes.length}人表决`, remedy: '请完成表决并按计票结果决定' }
  },
})

/** A4: deciding against most of them is lawful where the head decides, and never silent. */
const reasoned = (name: string, deciding: 'for' | 'against') =>
  gate({
    name,
    code: 'AGAINST_UNREASONED',
    norm: 'A4',
    basis: [决策条例(30)],
    title: '与多数意见不一致的，先当场说明理由',
    refuses: ({ record }) => {
      if (record['againstReason'] !== undefined || !overrules(record, deciding)) return null
      return {
        message: `${said(record)}，拟作的决定与多数意见不一致`,
        remedy: '请先“说明与多数意见不一致的理由”（记录在案，向纪检监察机关标示）',
      }
    },
  })

/** The views in numbers. */
function said(record: TopicRecord): string {
  const { agree, disagree, abstain } = tally(stancesOf(record))
  return `其他成员同意${agree}人、不同意${disagree}人、弃权${abstain}人`
}

/** A4: there is a majority to give reasons to. */
export const majorityStands = gate({
  name: 'majorityStands',
  code: 'NOTHING_OVERRULED',
  norm: 'A4',
  basis: [决策条例(30)],
  title: '首长负责制、其他成员有多数意见时才需要说明',
  refuses: ({ record }) =>
    overrules(record, 'for') || overrules(record, 'against')
      ? null
      : {
          message: record['mode'] === 'ballot' ? '本机构按计票结果决定' : `${said(record)}，没有形成多数意见`,
          remedy: '请直接作出决定',
        },
})

/** Whether a decision goes against what most of those said who spoke before the chief; where a body votes it cannot. */
export const overrules = (record: TopicRecord, deciding: 'for' | 'against'): boolean => {
  const most = majority(stancesOf(record))
  return record.mode !== 'ballot' && most !== undefined && most !== deciding
}

export const passingReasoned = reasoned('passingReasoned', 'for')
export const rejectingReasoned = reasoned('rejectingReasoned', 'against')

/** A8: an item is decided once. */
export const decidedOnce = gate({
  name: 'decidedOnce',
  code: 'DECIDED_ALREADY',
  norm: 'A8',
  basis: [决策条例(37), 政务处分法(30)],
  title: '同一议题只作一次决定',
  refuses: ({ record, state }) =>
    state === 'adopted' || state === 'rejected'
      ? {
          message: `本议题已于${inWords(String(record['decidedOn']))}作出决定`,
          remedy: '要调整的，请另提议题并写明要调整的决策',
        }
      : null,
})

/** A8: what was decided is somebody's task by a day. */
export const tasksNamed = gate({
  name: 'tasksNamed',
  code: 'TASKS_MISSING',
  norm: 'A8',
  basis: [决策条例(34), 议事规则('议定事项')],
  title: '通过的议题落到任务，或者写明为什么没有',
  reads: 'form',
  refuses: ({ form, record }: ActContext) =>
    (form['tasks'] ?? []).length > 0 || form['noTasks'] || (record as TopicRecord).urgentOn !== undefined
      ? null
      : { message: '没有列出执行任务', remedy: '请逐项写明牵头单位、任务和时限；确无任务的写明理由' },
})
