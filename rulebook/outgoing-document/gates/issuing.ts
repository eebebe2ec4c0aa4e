import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 公文条例待核, 工作规则 } from '../../laws.ts'
import { type DocumentRecord, type Series, series } from '../record.ts'

const OWN: readonly Series[] = ['department', 'departmentLetter']
const OF_OFFICE: readonly Series[] = ['office', 'officeLetter']

/** C1: a district leader signs for the government, the office's head or a leader for the office, a unit's leaders for the unit. */
export const signerFits: Gate = {
  name: 'signerFits',
  code: 'SIGNER_UNFIT',
  norm: 'C1',
  basis: [公文条例(22)],
  title: '重要公文和上行文由主要负责人签发，其他由分工的负责人签发',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const { series: of, unit = '', host = '', upward, important }: DocumentRecord = record
    const at = directory.unitOfPost(form['signer'] as string)
    const seat = at === undefined ? undefined : directory.unit(at)
    const leads = seat?.functions.includes('leadership') === true
    const own = OWN.includes(of as Series)
    if (own ? at !== unit : !leads && !(OF_OFFICE.includes(of as Series) && at === host))
      return {
        message: own ? '本单位文件由本单位负责人签发' : '所选岗位不能签发这件公文',
        remedy: own ? '请选本单位负责人' : '区政府文件请选区领导；区政府办公室文件请选区领导或者办公室负责人',
      }
    const chief = seat?.headPost === form['signer']
    if (!(upward || important) || chief) return null
    return {
      message: `${upward ? '上行文' : '重要公文'}由机关主要负责人签发`,
      remedy: own ? '请送本单位主要负责人签发' : '请送区长签发',
    }
  },
}

/** How the word of each series ends; what stands before it is the district's or the unit's own. */
const ENDS: Readonly<Record<Series, RegExp>> = {
  government: /[^办]发$/u,
  office: /办发$/u,
  governmentLetter: /[^办]函$/u,
  officeLetter: /办函$/u,
  department: /(?<!政|政办)发$/u,
  departmentLetter: /(?<!政|政办)函$/u,
}

/** The codes that the unit which issues a document has registered for its series. */
export function codesFor({ record, directory }: Pick<ActContext, 'record' | 'directory'>): readonly string[] {
  const { host = '', series: of = 'office' }: DocumentRecord = record
  return (directory.unit(host)?.codes ?? []).filter((code) => ENDS[of].test(code))
}

/** C1: the number's word is one the issuer has registered, for each word counts a series of its own. */
export const codeRegistered: Gate = {
  name: 'codeRegistered',
  code: 'CODE_UNFIT',
  norm: 'C1',
  basis: [公文条例(9), 公文条例待核(36)],
  title: '机关代字是发文单位登记的，与发文名义和形式相符',
  about: 'matter',
  reads: 'form',
  refuses: (context) => {
    const codes = codesFor(context)
    const { host = '', series: of = 'office' }: DocumentRecord = context.record
    const name = context.directory.unit(host)?.name ?? host
    const wanted = `${name}登记的“${series[of]}”代字`
    if (codes.length === 0)
      return { message: `没有${wanted}`, remedy: '没有登记发文代字，请管理员在名录的“发文代字”里登记' }
    const code = context.form['code'] as string | undefined
    if (code === undefined ? codes.length === 1 : codes.includes(code)) return null
    return {
      message: code === undefined ? `${wanted}不止一个，没有选` : `“${code}”不是${wanted}`,
      remedy: `请填${codes.join('或者')}；只写代字，年份和序号由系统连续编排`,
    }
  },
}

/** C1: what is signed is the present text, so the day of a signature on paper lies between that text's own and today. */
export const signedInTime: Gate = {
  name: 'signedInTime',
  code: 'SIGNED_ON_UNFIT',
  norm: 'C1',
  basis: [公文条例(22)],
  title: '签发日期在现稿成稿之后、今天以前',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const on = form['signedOn'] as string | undefined
    if (on === undefined) return null
    const { draftedOn, versions = [] }: DocumentRecord = record
    const since = versions.at(-1)?.replacedOn ?? draftedOn
    if (on > today) return { message: '签发日期在今天之后', remedy: '请填实际签发的日期' }
    return since !== undefined && on < since
      ? {
          message: `签发日期早于现稿的日期${since}，签的不是这一稿`,
          remedy: '请填实际签发的日期；改过稿的，请重新签发',
        }
      : null
  },
}

/** C1: no seal goes on more copies than were printed, and none without a name. */
export const sealCounted: Gate = {
  name: 'sealCounted',
  code: 'SEAL_UNCOUNTED',
  norm: 'C1',
  basis: [公文条例(25), 工作规则('用印登记')],
  title: '用印份数不超过印制份数，印章与发文名义相符',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { printedCopies, series: of = 'office' }: DocumentRecord = record
    if (printedCopies === undefined) return null
    if (form['sealCopies'] > printedCopies)
      return {
        message: `印制${printedCopies}份，用印登记为${String(form['sealCopies'])}份`,
        remedy: '请核对份数；不够的先补印',
      }
    const fit = OWN.includes(of) ? 'unit' : OF_OFFICE.includes(of) ? 'office' : 'government'
    return form['seal'] === fit
      ? null
      : { message: '所选印章与发文名义不符', remedy: '请用发文机关自己的印章' }
  },
}

/** C1: a document goes to somebody. */
export const sentSomewhere: Gate = {
  name: 'sentSomewhere',
  code: 'NOBODY_TO_SEND_TO',
  norm: 'C1',
  basis: [公文条例(25)],
  title: '分发写明发给谁',
  about: 'matter',
  reads: 'form',
  refuses: ({ form }) =>
    ((form['sentTo'] as readonly string[] | undefined) ?? []).length > 0 || form['sentOutside']
      ? null
      : { message: '没有写分发给哪些单位', remedy: '请选本区的收文单位，或者写明区外的收文单位' },
}

/** C1: nobody checks what they drafted. */
export const checkerNotDrafter: Gate = {
  name: 'checkerNotDrafter',
  code: 'OWN_DRAFT',
  norm: 'C1',
  basis: [公文条例待核(20), 工作规则('公文办理')],
  title: '拟稿人不审核自己的文稿',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) =>
    record['handler'] === actor.person
      ? { message: '这份文稿是您起草的，不能由您审核', remedy: '请核稿办文单位的其他人审核' }
      : null,
}
