import { inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { collectiveKinds } from '../../body/kinds.ts'
import { quorumFor } from '../../body/quorum.ts'
import { 党组条例, 决策条例, 地方组织法, 干部任用条例, 议事规则 } from '../../laws.ts'
import { postFacts } from '../../post-facts.ts'
import type { Item, MeetingRecord } from '../record.ts'
import { presiderOf } from '../presiding.ts'
import { ahead, current, inRoom, quorate } from '../room.ts'

/** A1: a body decides only with so many members in the room as its rules ask; guests never count. */
export const quorumPresent: Gate = {
  name: 'quorumPresent',
  code: 'QUORUM_MISSING',
  norm: 'A1',
  basis: [议事规则('法定到会人数'), 党组条例()],
  title: '到会成员达到法定人数',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) => {
    const { members, present, least, reached } = quorate(record)
    return reached
      ? null
      : {
          message: `成员${members}人，应到会${least}人以上，现到会${present}人，差${least - present}人`,
          remedy: '请等成员到会签到，或者改期',
        }
  },
}

/** A7: the meeting is chaired by its chair, or in his place by whoever he named or the rules of the body name. */
export const somebodyPresides: Gate = {
  name: 'somebodyPresides',
  code: 'CHAIR_ABSENT',
  norm: 'A7',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '主持人到会，或者由其指定的、规则列明的成员代为主持',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    presiderOf(record) === undefined
      ? {
          message: '主持人没有签到或者已经离会，也没有在会的成员可以代为主持',
          remedy: '请等主持人到会，或者由主持人指定代为主持的成员',
        }
      : null,
}

/** A4: whoever stands in does so while the chair, or whoever comes before him, is not there. */
export const presidesNow: Gate = {
  name: 'presidesNow',
  code: 'OTHER_PRESIDES',
  norm: 'A4',
  basis: [地方组织法(78), 议事规则('代为主持')],
  title: '由现在主持会议的人办理',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) => {
    const now = presiderOf(record)
    if (now === undefined || now === actor.post) return null
    return {
      message: now === record['chair'] ? '主持人在会，由主持人办理' : '按指定和次序，现在由另一成员代为主持',
      remedy: '请由现在主持会议的人办理',
    }
  },
}

/** C1: a meeting is held on its day, not before. */
export const dayHasCome: Gate = {
  name: 'dayHasCome',
  code: 'MEETING_EARLY',
  norm: 'C1',
  basis: [议事规则('召开')],
  title: '到会议当天才签到、开会',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, today }) => {
    const heldOn = record['heldOn'] as string
    return today >= heldOn
      ? null
      : { message: `会议定在${inWords(heldOn)}，还没有到`, remedy: '提前开会请先改期' }
  },
}

/** A3: a member signs in once, in person; nobody attends for him. */
export const notInRoom: Gate = {
  name: 'notInRoom',
  code: 'SIGNED_ALREADY',
  norm: 'A3',
  basis: [决策条例(30), 议事规则('签到')],
  title: '没有到会的才签到',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) =>
    inRoom(record).includes(actor.post) ? { message: '已经签到', remedy: '不必重复签到' } : null,
}

/** A3: whoever sits in signs in once; he is on the record, and counts for no quorum. */
export const notSatIn: Gate = {
  name: 'notSatIn',
  code: 'SAT_IN_ALREADY',
  norm: 'A3',
  basis: [议事规则('列席')],
  title: '列席人签到一次，成员不作列席',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) => {
    const { satIn = [], members = [] }: MeetingRecord = record
    if (members.some(({ post }) => post === actor.post))
      return { message: '您是成员，不作列席签到', remedy: '请办理成员签到' }
    return satIn.some(({ person }) => person === actor.person)
      ? { message: '已经列席签到', remedy: '不必重复签到' }
      : null
  },
}

/** A3: a person has one seat; who stands in for another member does not count twice. */
export const onePersonOneSeat: Gate = {
  name: 'onePersonOneSeat',
  code: 'SEAT_TAKEN_TWICE',
  norm: 'A3',
  basis: [议事规则('签到')],
  title: '一人只能以一个席位到会',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) => {
    const { attendance = [] }: MeetingRecord = record
    const other = attendance.some(
      ({ post, person, state }) => post !== actor.post && person === actor.person && state === 'present',
    )
    return other
      ? {
          message: '您已经以另一个席位签到，一人不能算两人到会',
          remedy: '受委托代行另一席位的，只以其中一个席位签到',
        }
      : null
  },
}

/** A3: who leaves was there. */
export const inRoomNow: Gate = {
  name: 'inRoomNow',
  code: 'NOT_IN_ROOM',
  norm: 'A3',
  basis: [议事规则('签到')],
  title: '在会场的才能离会',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor }) =>
    inRoom(record).includes(actor.post) ? null : { message: '没有签到，或者已经离会', remedy: '请先签到' },
}

/** A3: one item at a time, so that everybody speaks to the same thing. */
export const nothingInRoom: Gate = {
  name: 'nothingInRoom',
  code: 'ITEM_IN_ROOM',
  norm: 'A3',
  basis: [议事规则('议事程序')],
  title: '上一项结束后才进行下一项',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) => {
    const now = current(record)
    return now ? { message: `第${now.order}项“${now.title}”还没有结束`, remedy: '请先结束这一项' } : null
  },
}

/** A1: items come in the order the chair approved. */
export const inOrder: Gate = {
  name: 'inOrder',
  code: 'ITEM_OUT_OF_ORDER',
  norm: 'A1',
  basis: [议事规则('议程')],
  title: '按主持人审定的次序进行',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const [next] = ahead(record)
    if (!next) return { message: '议程上的事项都已经进行过', remedy: '临时增加事项由主持人调整议程' }
    return next.order === form['order']
      ? null
      : {
          message: `按议程下一项是第${next.order}项“${next.title}”`,
          remedy: '要调整次序的，由主持人调整议程',
        }
  },
}

const asked = ({ form, record }: Pick<ActContext, 'form' | 'record'>): Item | undefined =>
  (record as MeetingRecord).agenda?.find(({ order }) => order === form['order'])

/** A3: nobody debates a paper he has not read; a topic comes into the room once every member there has. */
export const papersRead: Gate = {
  name: 'papersRead',
  code: 'PAPERS_UNREAD',
  norm: 'A3',
  basis: [议事规则('会议材料')],
  title: '到会成员都阅过材料才审议议题',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    if (asked(context)?.kind !== 'topic') return null
    const { read = [] }: MeetingRecord = context.record
    const unread = inRoom(context.record).filter((post) => !read.includes(post))
    return unread.length === 0
      ? null
      : {
          message: `到会成员有${unread.length}人没有阅过会议材料`,
          remedy: '请先阅看材料并确认，可以由记录人代录',
        }
  },
}

/** A1: for some kinds of items the body's rules ask for more members in the room, the law for two thirds on appointments. */
export const kindQuorum: Gate = {
  name: 'kindQuorum',
  code: 'KIND_QUORUM',
  norm: 'A1',
  basis: [党组条例(23), 干部任用条例(), 议事规则('法定到会人数')],
  title: '事项类别另有到会人数的，达到了才进行',
  about: 'matter',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const topic = context.matters[asked(context)?.topic ?? '']
    const kind = topic?.record['kind'] as keyof typeof collectiveKinds | undefined
    if (!topic || kind === undefined) return null
    const { members, present, least, reached } = quorate(context.record, quorumFor(context.record, kind))
    return reached
      ? null
      : {
          message: `“${topic.title}”是${collectiveKinds[kind]}事项，成员${members}人，应到会${least}人以上，现到会${present}人`,
          remedy: '请等成员到会，或者由主持人调整到下次会议',
        }
  },
}

export const somethingInRoom: Gate = {
  name: 'somethingInRoom',
  code: 'NO_ITEM_IN_ROOM',
  norm: 'A3',
  basis: [议事规则('议事程序')],
  title: '有正在进行的事项才能结束',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    current(record) ? null : { message: '没有正在进行的事项', remedy: '请先开始下一项' },
}

/** A3: somebody who is there, in so many words: one member, or one of the units that sit in or report. */
export const floorToPresent: Gate = {
  name: 'floorToPresent',
  code: 'FLOOR_UNFIT',
  norm: 'A3',
  basis: [议事规则('逐一发表意见'), 议事规则('列席')],
  title: '请在会的成员或者列席、汇报单位发言，一次一个',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { guests = [], satIn = [], floor }: MeetingRecord = record
    const [post, unit] = [form['post'] as string | undefined, form['unit'] as string | undefined]
    if ((post === undefined) === (unit === undefined))
      return { message: '请写明请谁发言，一次一人', remedy: '成员填岗位；列席、汇报单位填单位' }
    if (floor && floor.post === post && floor.unit === unit)
      return { message: '已经在发言', remedy: '不必重复' }
    if (post !== undefined)
      return inRoom(record).includes(post)
        ? null
        : { message: '这位成员没有签到，或者已经离会', remedy: '请先签到' }
    const heard = [...guests, ...satIn.map((one) => one.unit), current(record)?.presenter]
    return heard.includes(unit)
      ? null
      : { message: '这个单位不列席，也不是这一项的汇报单位', remedy: '请列席单位先签到' }
  },
}

/** A3: a turn that ends has begun. */
export const floorTaken: Gate = {
  name: 'floorTaken',
  code: 'FLOOR_FREE',
  norm: 'A3',
  basis: [议事规则('逐一发表意见')],
  title: '有人发言才能结束发言',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['floor'] === undefined ? { message: '现在没有人发言', remedy: '请先“请其发言”' } : null,
}

const UNDECIDED: readonly string[] = ['presenting', 'deliberating', 'stated']

/** A8: a topic that was opened for debate leaves the room with a decision, were it to postpone. */
export const topicDecided: Gate = {
  name: 'topicDecided',
  code: 'TOPIC_UNDECIDED',
  norm: 'A8',
  basis: [决策条例(30), 议事规则('议事程序')],
  title: '进入审议的议题作出决定后才结束',
  about: 'matter',
  reads: 'record',
  needs: ['children'],
  refuses: ({ record, matters }) => {
    const topic = matters[(record['current'] as string | undefined) ?? '']
    return topic && UNDECIDED.includes(topic.state)
      ? { message: `议题“${topic.title}”还没有作出决定`, remedy: '请主持人作出决定，包括暂缓、再次讨论' }
      : null
  },
}

/** A1: the meeting ends when its agenda does; what is not reached is taken off by the chair. */
export const agendaDone: Gate = {
  name: 'agendaDone',
  code: 'AGENDA_OPEN',
  norm: 'A1',
  basis: [议事规则('议程')],
  title: '议程进行完才散会',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) => {
    const now = current(record)
    const left = ahead(record)
    if (!now && left.length === 0) return null
    return {
      message: now ? `第${now.order}项“${now.title}”还没有结束` : `议程还有${left.length}项没有进行`,
      remedy: now ? '请先结束这一项' : '来不及的，由主持人调整议程撤下',
    }
  },
}

/** C1: who drafted the minutes does not check them. */
export const draftCheckedByOther: Gate = {
  name: 'draftCheckedByOther',
  code: 'CHECKER_DRAFTED',
  norm: 'C1',
  basis: [议事规则('会议纪要')],
  title: '拟稿的人不核稿',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) =>
    record['draftedBy'] === actor.person
      ? { message: '纪要是您拟的，不能由您核稿', remedy: '请记录单位的其他人核稿' }
      : null,
}

/** A4: whoever presided to the end vouches for the minutes; the chair signs those of meetings he held himself. */
export const presidedSigns: Gate = {
  name: 'presidedSigns',
  code: 'OTHER_PRESIDED',
  norm: 'A4',
  basis: [议事规则('会议纪要'), 议事规则('代为主持')],
  title: '纪要由散会时主持会议的人签发',
  about: 'matter',
  reads: 'record',
  refuses: ({ record, actor, directory }) => {
    const { presiding, chair }: MeetingRecord = record
    const signs = presiding ?? chair
    if (signs === undefined || signs === actor.post) return null
    return {
      message: `这次会议散会时由${postFacts(directory, signs)?.title ?? '另一成员'}主持，不由您签发纪要`,
      remedy: '请由主持会议的人签发；需要说明的，另行补充',
    }
  },
}

/** C1: papers that were to come back have come back before the file is closed. */
export const papersBack: Gate = {
  name: 'papersBack',
  code: 'PAPERS_OUT',
  norm: 'C1',
  basis: [议事规则('会议材料')],
  title: '要收回的材料收回后才办结',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['collectBack'] && record['recalledOn'] === undefined
      ? { message: '会议材料写明会后收回，还没有收回', remedy: '请先登记收回' }
      : null,
}

/** C1: papers are called back where the notice said so. */
export const papersToCollect: Gate = {
  name: 'papersToCollect',
  code: 'NOTHING_TO_COLLECT',
  norm: 'C1',
  basis: [议事规则('会议材料')],
  title: '写明收回、还没有收回的才登记收回',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    record['collectBack'] && record['recalledOn'] === undefined
      ? null
      : { message: '没有待收回的材料', remedy: '通知里没有写明收回，或者已经收回' },
}
