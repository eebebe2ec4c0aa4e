import { type Day, addDays, inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { gate } from '../../gate.ts'
import { 党组条例, 决策条例, 议事规则 } from '../../laws.ts'
import { sha256 } from '../hash.ts'
import { halvesNote } from '../notes.ts'
import type { RoundRecord } from '../record.ts'

const 密封 = [决策条例(30), 议事规则('密封书面意见')] as const

/** A3: opinions are gathered on an item, which names the round. */
export const openedForItem = gate({
  name: 'openedForItem',
  code: 'NO_ITEM',
  norm: 'A3',
  basis: 密封,
  title: '征集随议题列入会议而设立',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) =>
    matters[String(form['topic'])]?.record['round'] === matterId
      ? null
      : { message: '议题没有设立这次征集', remedy: '请在议题上列入会议或者征集书面意见' },
})

/** The side of a unit: who watches, or who runs the procedure. */
export const sideOf = ({ actor }: Pick<ActContext, 'actor'>): 'insp' | 'proc' =>
  actor.functions.includes('discipline') ? 'insp' : 'proc'

const ownRow = ({ record, actor }: ActContext) =>
  (record as RoundRecord).trustees?.find(({ slot }) => slot === actor.post)

/** A3: a key counts once its holder has shown that he can open with it. */
export const canaryOpened = gate({
  name: 'canaryOpened',
  code: 'DRILL_FAILED',
  norm: 'A3',
  basis: 密封,
  title: '保管人打开演练件，密钥才算可用',
  reads: 'form',
  refuses: (context) => {
    const row = ownRow(context)
    if (!row?.canary) return { message: '您还没有登记公钥', remedy: '请先登记公钥' }
    return sha256(String(context.form['opened'])) === row.canary.hash
      ? null
      : { message: '演练件没有打开，密钥文件或者口令不对', remedy: '请重新生成密钥并登记' }
  },
})

/** The server keeps the key of the standard level; nobody else is asked for one. */
export const strictOnly = gate({
  name: 'strictOnly',
  code: 'NO_KEEPERS_ASKED',
  norm: 'A3',
  basis: 密封,
  title: '严格密级才由两方保管密钥',
  refuses: ({ record }) =>
    record['level'] === 'strict'
      ? null
      : { message: '这次征集是标准密级，没有保管人', remedy: '请办公室直接开始征集' },
})

export const keyMade = gate({
  name: 'keyMade',
  code: 'KEY_UNFIT',
  norm: 'A3',
  basis: 密封,
  title: '登记的是一把可用的公钥',
  reads: 'form',
  refuses: ({ form }) =>
    form['canary'] === undefined
      ? { message: '公钥不可用，没有演练件', remedy: '请在保管人页面重新生成密钥' }
      : null,
})

/** A3: nobody seals before both sides have shown that their keys work: lost keys would lose what was said. */
export const keepersReady = gate({
  name: 'keepersReady',
  code: 'KEEPERS_UNREADY',
  norm: 'A3',
  basis: 密封,
  title: '两方保管人都演练过才开始征集',
  refuses: ({ record }) => {
    const { level, trustees = [] }: RoundRecord = record
    if (level === 'standard') return null
    const lacks = (['insp', 'proc'] as const).filter(
      (side) => !trustees.some((one) => one.side === side && one.readyOn !== undefined),
    )
    const names = lacks.map((side) => (side === 'insp' ? '监督方' : '办理方'))
    return lacks.length === 0
      ? null
      : { message: `${names.join('、')}还没有保管人登记公钥并通过演练`, remedy: '请保管人先登记、演练' }
  },
})

export const serverKeyThere = gate({
  name: 'serverKeyThere',
  code: 'SERVER_KEY_MISSING',
  norm: 'A3',
  basis: 密封,
  title: '标准密级由服务器另存的密钥开启',
  reads: 'form',
  refuses: ({ record, form }) =>
    record['level'] === 'standard' && form['server'] === undefined
      ? { message: '服务器上没有密封用的密钥', remedy: '请系统管理员检查数据文件夹，或者改用严格密级' }
      : null,
})

/** A3: who is away is away because the office says so and who watches agrees; a dissenter cannot be written off. */
export const absenceNew = gate({
  name: 'absenceNew',
  code: 'ABSENCE_TWICE',
  norm: 'A3',
  basis: [党组条例(27), 议事规则('密封书面意见')],
  title: '缺席的是应当提出意见的成员，登记一次',
  reads: 'form',
  refuses: ({ record, form }) => {
    const { expected = [], absences = [] }: RoundRecord = record
    const post = String(form['post'])
    if (!expected.includes(post)) return { message: '所选岗位不在应提出意见的成员中', remedy: '请另选' }
    return absences.some((one) => one.post === post)
      ? { message: '这名成员的缺席已经登记', remedy: '请纪检监察机关会签' }
      : null
  },
})

export const absenceWaits = gate({
  name: 'absenceWaits',
  code: 'NO_ABSENCE',
  norm: 'A3',
  basis: [党组条例(27), 议事规则('密封书面意见')],
  title: '会签的是已经登记、还没有会签的缺席',
  reads: 'form',
  refuses: ({ record, form }) => {
    const found = (record as RoundRecord).absences?.find(({ post }) => post === form['post'])
    if (found && found.cosigned === undefined) return null
    return { message: found ? '这名成员的缺席已经会签' : '没有登记这名成员缺席', remedy: '请核对成员' }
  },
})

/** Those whose sealed words are in; only how many is ever said. */
export const sealedSheets = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>) =>
  ((record as RoundRecord).sheets ?? []).filter(({ sheet }) => matters[sheet]?.state === 'sealed')

/** A3: closed when everybody is in or excused, or when the time is over; how many, never who. */
export const allIn = gate({
  name: 'allIn',
  code: 'OPINIONS_OUTSTANDING',
  norm: 'A3',
  basis: 密封,
  title: '成员都已封存或者缺席已会签，或者已过截止日期，才截止',
  needs: ['children'],
  refuses: (context) => {
    const { expected = [], absences = [], until = '' }: RoundRecord = context.record
    if (context.today > until) return null
    const sealed = sealedSheets(context).map(({ post }) => post)
    const excused = absences.filter(({ cosigned }) => cosigned !== undefined).map(({ post }) => post)
    if (expected.every((post) => sealed.includes(post) || excused.includes(post))) return null
    return {
      message: `应提出意见${expected.length}人，已封存${sealed.length}份，缺席已会签${excused.length}人，${inWords(until)}截止`,
      remedy: '请等成员封存；确实缺席的登记缺席并由纪检监察机关会签',
    }
  },
})

export const notProposed = gate({
  name: 'notProposed',
  code: 'VOID_PROPOSED',
  norm: 'A3',
  basis: 密封,
  title: '作废提议一次',
  refuses: ({ record }) =>
    record['voidUnit'] === undefined ? null : { message: '已经有人提议作废', remedy: '请另一方决定是否同意' },
})

/** A3: what can be read is read, and not thrown away: after the close a round is void only because keys were lost. */
export const notOpenable = gate({
  name: 'notOpenable',
  code: 'OPENABLE_ALREADY',
  norm: 'A3',
  basis: 密封,
  title: '截止以后，能够开启的不得作废',
  refuses: ({ state, record }) => {
    const { level, released = [] }: RoundRecord = record
    if (state !== 'closed' && state !== 'opening') return null
    const opens = level === 'standard' || new Set(released.map(({ side }) => side)).size === 2
    return opens
      ? { message: '意见已经能够开启，不能作废', remedy: '请等系统公开；有异议的在公开以后补充意见' }
      : null
  },
})

/** A3: who runs the procedure cannot throw away what was said, nor can who watches: both together, before it can be read. */
export const otherSide = gate({
  name: 'otherSide',
  code: 'VOID_ALONE',
  norm: 'A3',
  basis: 密封,
  title: '作废须监督方、办理方都同意',
  refuses: ({ record, actor }) => {
    const { voidUnit }: RoundRecord = record
    if (voidUnit === undefined) return { message: '还没有人提议作废', remedy: '请先提议作废并写明理由' }
    return voidUnit === actor.unit
      ? { message: '作废是您这一方提议的', remedy: '请另一方决定是否同意' }
      : null
  },
})

/** A3: a side hands its halves over once; handed over again they would say nothing new. */
export const sideHeld = gate({
  name: 'sideHeld',
  code: 'RELEASED_ALREADY',
  norm: 'A3',
  basis: 密封,
  title: '一方交出一次半密钥',
  refuses: (context) => {
    const { level, released = [] }: RoundRecord = context.record
    if (level === 'standard')
      return { message: '标准密级由服务器的密钥开启，没有半密钥', remedy: '请办公室直接公开' }
    return released.some(({ side }) => side === sideOf(context))
      ? { message: '您这一方已经交出半密钥', remedy: '请等另一方交出' }
      : null
  },
})

/** A3: halves for the envelopes the round was closed with: all of them, and no other. */
export const halvesFit = gate({
  name: 'halvesFit',
  code: 'HALVES_UNFIT',
  norm: 'A3',
  basis: 密封,
  title: '交出的半密钥与截止时的密封件一一对应',
  reads: 'form',
  refuses: (context) => {
    const { listed = [] }: RoundRecord = context.record
    const [note, row] = [halvesNote(context.form['halves']), ownRow(context)]
    if (note === null || !row?.readyOn)
      return { message: '您不是演练过的保管人，或者交来的不是半密钥', remedy: '请在保管人页面办理' }
    const mine = note.round === context.matterId && note.slot === row.slot && note.side === row.side
    const [given, wanted] = [[...note.envelopes].toSorted(), listed.map((one) => one.envelope).toSorted()]
    return mine && given.join() === wanted.join()
      ? null
      : {
          message: `截止时有密封件${listed.length}份，交来的半密钥不是对它们的`,
          remedy: '请刷新页面，对全部密封件重新取出半密钥',
        }
  },
})

/** A3: both sides, or nothing is opened. */
export const bothReleased = gate({
  name: 'bothReleased',
  code: 'HALVES_MISSING',
  norm: 'A3',
  basis: 密封,
  title: '两方都交出半密钥后一次全部公开',
  refuses: ({ record }) => {
    const { level, released = [] }: RoundRecord = record
    if (level === 'standard') return null
    const lacks = released.some(({ side }) => side === 'insp') ? 'proc' : 'insp'
    return new Set(released.map(({ side }) => side)).size === 2
      ? null
      : { message: `${lacks === 'insp' ? '监督方' : '办理方'}还没有交出半密钥`, remedy: '请保管人交出' }
  },
})

/** A3: all at once: who was listed when it closed, in that order, nobody left out and nobody added. */
export const allOpened = gate({
  name: 'allOpened',
  code: 'OPENED_IN_PART',
  norm: 'A3',
  basis: 密封,
  title: '截止时的密封件一次全部公开',
  reads: 'form',
  refuses: ({ record, form }) => {
    const { listed = [] }: RoundRecord = record
    const given = ((form['views'] ?? []) as readonly { readonly post: string }[]).map(({ post }) => post)
    return given.join() === listed.map(({ post }) => post).join()
      ? null
      : {
          message: `应公开${listed.length}份，打开${given.length}份`,
          remedy: '请重试；仍不成功的请系统管理员检查',
        }
  },
})

/** The day of the meeting as it stands now, and the last day on which opinions are sealed before it. */
export const dayOf = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>): Day | undefined =>
  matters[String(record['meeting'])]?.record['heldOn'] as Day | undefined

export function eveOf(context: Pick<ActContext, 'record' | 'matters' | 'today'>): Day {
  const eve = addDays(dayOf(context) ?? context.today, -1)
  return eve < context.today ? context.today : eve
}

/** A3: a round ends before its meeting, on whatever day that is. */
export const meetingMoved = gate({
  name: 'roundMeetingMoved',
  code: 'MEETING_UNMOVED',
  norm: 'A3',
  basis: 密封,
  title: '会议改了日期才随之改期',
  needs: ['children'],
  refuses: (context) => {
    const day = dayOf(context)
    return day !== undefined && day !== context.record['meetingOn']
      ? null
      : { message: '会议日期没有变', remedy: '请先在会议上办理“改期”' }
  },
})
