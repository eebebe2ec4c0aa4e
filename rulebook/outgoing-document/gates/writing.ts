import type { Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 公文条例待核, 减负规定 } from '../../laws.ts'
import { type DocumentRecord, type Genre, type Series, genres, scopes } from '../record.ts'
import { lengthOf, namesGenre } from '../text.ts'

type Written = Pick<
  DocumentRecord,
  'title' | 'text' | 'genre' | 'series' | 'scope' | 'upward' | 'to' | 'copies'
>

/** What an act would leave written: the form's word where it has one, else the record's. */
const written = (record: DocumentRecord, form: Written): Written => ({ ...record, ...form })

/** C1: a title names its 文种, and the 文种 is one of the fifteen. */
export const titleNamesGenre: Gate = {
  name: 'titleNamesGenre',
  code: 'TITLE_WITHOUT_GENRE',
  norm: 'C1',
  basis: [公文条例(9), 公文条例待核(8)],
  title: '标题由发文机关名称、事由和文种组成',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form }) => {
    const { title = '', genre } = written(record, form as Written)
    if (genre === undefined || namesGenre(title, genre as Genre)) return null
    const word = genres[genre as Genre]
    return {
      message: `文种是“${word}”，标题“${title}”没有以“${word}”结尾`,
      remedy: `请把标题写成“关于……的${word}”，或者改选文种`,
    }
  },
}

const UPWARD_ONLY: readonly Genre[] = ['request', 'report']
const UPWARD_TOO: readonly Genre[] = [...UPWARD_ONLY, 'opinion', 'bill', 'letter']

/** C1: 请示 and 报告 go upwards; orders, notices and the like never do. */
export const genreFitsDirection: Gate = {
  name: 'genreFitsDirection',
  code: 'GENRE_UNFIT',
  norm: 'C1',
  basis: [公文条例待核(8), 公文条例(15)],
  title: '文种与行文方向相符',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form }) => {
    const { genre, upward = false } = written(record, form as Written)
    const word = genres[genre as Genre]
    if (!upward && UPWARD_ONLY.includes(genre as Genre))
      return { message: `“${word}”是上行文`, remedy: '请标明上行文，并只主送一个上级机关' }
    return upward && !UPWARD_TOO.includes(genre as Genre)
      ? {
          message: `“${word}”不能用于向上级机关行文`,
          remedy: '向上级机关行文请用请示、报告、意见、议案或者函',
        }
      : null
  },
}

/** C1: what goes upwards has one addressee, a superior, and no copy to lower bodies. */
export const upwardToOne: Gate = {
  name: 'upwardToOne',
  code: 'UPWARD_ADDRESSEE_UNFIT',
  norm: 'C1',
  basis: [公文条例(15)],
  title: '上行文只主送一个上级机关，不抄送下级机关',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form, directory }) => {
    const { upward, to = [], copies = [] } = written(record, form as Written)
    if (!upward) return null
    const [only, ...others] = to
    if (only === undefined || others.length > 0)
      return {
        message: `上行文原则上主送一个上级机关，现选了${to.length}个`,
        remedy: '请只留一个主送机关；需要同时让其他上级机关知道的，用抄送',
      }
    const named = (unit: string) => directory.unit(unit)?.name ?? unit
    if (directory.unit(only)?.assignable !== false)
      return { message: `${named(only)}不是上级机关`, remedy: '请主送上级机关，或者去掉上行文标记' }
    const below = copies.find((unit) => isBelow(directory.unit(unit)))
    return below === undefined
      ? null
      : { message: `上行文不抄送下级机关，抄送里有${named(below)}`, remedy: '请从抄送中去掉下级机关' }
  },
}

/** Kinds of units that stand below the district government, as directories call them; party bodies stand beside it. */
const BELOW: readonly string[] = [
  '职能部门',
  '政府办公室',
  '事业单位',
  '街道办事处',
  '园区管委会',
  '区属企业',
]

const isBelow = (unit: { kind: string; assignable: boolean } | undefined): boolean =>
  unit?.assignable === true && BELOW.includes(unit.kind)

/** C1: documents go from body to body, not to a leader in person. */
export const notToPerson: Gate = {
  name: 'notToPerson',
  code: 'TO_PERSON',
  norm: 'C1',
  basis: [公文条例待核(15)],
  title: '不得以机关名义向领导个人行文',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form, directory }) => {
    const { to = [] } = written(record, form as Written)
    const leaders = to.find((unit) => directory.unit(unit)?.functions.includes('leadership'))
    return leaders === undefined
      ? null
      : {
          message: '不能以机关名义主送领导个人',
          remedy: '请主送机关；领导交办的事项，在收文的批示里答复',
        }
  },
}

const ORDERING: readonly Genre[] = [
  'resolution',
  'decision',
  'order',
  'opinion',
  'circular',
  'bulletin',
  'reply',
]
const LOWER_GOVERNMENTS: readonly string[] = ['街道办事处', '园区管委会']

/** C1, law of less: a department does not give orders to sub-districts in its own name. */
export const departmentGivesNoOrders: Gate = {
  name: 'departmentGivesNoOrders',
  code: 'DEPARTMENT_ORDERS',
  norm: 'C1',
  basis: [公文条例(16), 减负规定()],
  title: '部门不得向街道、园区发指令性公文',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form, directory }) => {
    const { series, genre, to = [] } = written(record, form as Written)
    const own = (['department', 'departmentLetter'] as readonly Series[]).includes(series as Series)
    if (!own || !ORDERING.includes(genre as Genre)) return null
    const below = to.find((unit) => LOWER_GOVERNMENTS.includes(directory.unit(unit)?.kind ?? ''))
    return below === undefined
      ? null
      : {
          message: `部门不能以本单位名义向${directory.unit(below)?.name ?? below}发“${genres[genre as Genre]}”`,
          remedy: '请改用函商洽，或者报区政府同意后以区政府办公室名义发文',
        }
  },
}

/** 公告 and the like speak to everybody, 纪要 names its readers elsewhere. */
const WITHOUT_ADDRESSEE: readonly Genre[] = [
  'resolution',
  'order',
  'communique',
  'announcement',
  'publicNotice',
  'minutes',
]

/** C1: a document says to whom it is addressed. */
export const addressed: Gate = {
  name: 'addressed',
  code: 'ADDRESSEE_MISSING',
  norm: 'C1',
  basis: [公文条例(9)],
  title: '写明主送机关',
  about: 'matter',
  reads: 'form',
  refuses: ({ record, form }) => {
    const { genre, to = [] } = written(record, form as Written)
    const said = (form['toText'] ?? record['toText']) as string | undefined
    if (to.length > 0 || said !== undefined || WITHOUT_ADDRESSEE.includes(genre as Genre)) return null
    return {
      message: '没有写主送机关',
      remedy: '请选主送单位，或者填写主送写法（如“各街道办事处，区政府各部门”）',
    }
  },
}

/** Characters at most, by kind; 综合性 documents have no limit. */
const MOST: Readonly<Record<string, number>> = { general: 5_000, special: 4_000 }

const lengthGate = (reads: Gate['reads']): Gate => ({
  name: 'lengthKept',
  code: 'TOO_LONG',
  norm: 'C1',
  basis: [减负规定()],
  title: '文件一般不超过5000字，部署专项工作的不超过4000字',
  about: 'matter',
  reads,
  refuses: ({ record, form }) => {
    const { text = '', scope = 'general' } = written(record, form as Written)
    const most = MOST[scope]
    const length = lengthOf(text)
    if (most === undefined || length <= most) return null
    return {
      message: `${scopes[scope as keyof typeof scopes]}不超过${most}字，现有${length}字，超出${length - most}字`,
      remedy: '请压缩篇幅；确属综合性文件的，请改篇幅类别',
    }
  },
})

/** Law of less: documents are short. Asked of the text on record, and of a text that would replace it. */
export const lengthKept = lengthGate('record')
export const newLengthKept = lengthGate('form')
