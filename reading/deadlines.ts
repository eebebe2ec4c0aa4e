import { type Anchor, valueOf, yearOf } from './deadline-values.ts'
import type { Deadline } from './types.ts'

export type { Anchor } from './deadline-values.ts'

/** One time expression found in a text. */
export interface Found {
  from: number
  to: number
  words: string
  value: Deadline
  /** point: a comparable moment; relative: needs a start; periodic: 每月28日前; always: 长期. */
  kind: 'point' | 'relative' | 'periodic' | 'always'
  /** Comparable day number for points. */
  order: number
}

/** How sure the place makes us: a deadline cell needs no cue, prose does; notices and minutes also set durations. */
export type Place = 'cell' | 'notice' | 'prose'

const YEAR = '(?:(?<y>20\\d{2}|\\d{2})年|(?<ry>今年|本年度?|当年|明年|次年)的?)?'
const N = '(?:\\d{1,3}|[一二两三四五六七八九十半]{1,3})'
const DONE =
  '(?:[^，。；、（）]{0,6}?(?:完成|办结|建成|竣工|完工|开工|动工|投用|投入|运营|启动|交付|通车|开园|开业|上线|报送|上报|报|印发|出台|制定|实现|销号|整改|启用|开放|达到|落地|到位|验收|封顶|公布|提交|提请|送审|审议|反馈|具备|形成|基本|全面|力争|编制|建立|开展|取得|见效|见成效|实施|组织|解决|新增|新建|培育|改造|举办|建设|发放|清零|接入|覆盖|推广|签约|投产|出版|揭牌|挂牌|收官|运行|达产|通水|贯通|合龙|开馆|开班|举行|完工|落成|下达|召开|招引|引进))'
const HOUR = '(?:（(?:星期|周)[一二三四五六日天]）)?(?:上午|下午|中午|下班|\\d{1,2}[:：时点]\\d{0,2}分?)*'
const BEFORE = `${HOUR}(?:底|末|月底|[上中下]旬|初|中)?(?:之?以?前|止|内)`

/** The forms of a point in time, most specific first. */
const POINTS: readonly { form: string; pattern: RegExp }[] = [
  { form: 'day', pattern: new RegExp(`${YEAR}(?<m>1[0-2]|0?[1-9])月(?<d>3[01]|[12]\\d|0?[1-9])[日号]`, 'g') },
  { form: 'iso', pattern: /(?<y>20\d{2})[-—./](?<m>1[0-2]|0?[1-9])[-—./](?<d>3[01]|[12]\d|0?[1-9])(?!\d)/g },
  { form: 'quarter', pattern: new RegExp(`${YEAR}[第前]?(?<q>[一二三四1-4])个?季度`, 'g') },
  {
    form: 'month',
    pattern: new RegExp(`${YEAR}(?<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!一)份?`, 'g'),
  },
  { form: 'isoMonth', pattern: /(?<![\d.])(?<y>20\d{2})[-—./](?<m>1[0-2]|0?[1-9])(?![\d月])/g },
  { form: 'half', pattern: new RegExp(`${YEAR}(?<h>[上下])半年`, 'g') },
  {
    form: 'period',
    pattern:
      /(?:(?<y>20\d{2})年(?<p>底|末|终|内|全年|度内)|(?<ry>今|明|本|当|次)?年(?<p2>底|末|终|内)|(?<p3>全年))/g,
  },
  { form: 'year', pattern: /(?<y>20\d{2})年(?!以?来|版|度|底|末|第|月|\d|[—-])/g },
]

const AFTER_BEFORE = new RegExp(`^份?${BEFORE}`)
const TAIL = new RegExp(`^份?(?:${BEFORE}|底|末)?`)
const AFTER_DONE = new RegExp(`^(?:份|底|末|上旬|中旬|下旬|初|期间)?[，]?${DONE}`)
/** 截至2024年底，已… reports; 自…起施行 and 有效期至… bound the paper, not the work; 到2027年 is an overall goal. */
const NOT_DUE_BEFORE =
  /(?:截至|截止|自|从|有效期(?:限)?(?:至|到|为)?|试行至|执行至|施行至|于|在|原定|早在|超过|每|逢|出生|近|过去|同比|较|比)$/
const NOT_DUE_AFTER =
  /^(?:之日)?起|^(?:以|之)?来|^(?:以|之)?后|^(?:印发|发布|召开|下发|通过|修订|施行|实施|执行|生效|成立|出生|参加|届|版)/
const DESCRIBES =
  /^(?:底|末)?(?:以|之)?前(?:已)?(?:建成|竣工|投用|开工|签约|取得|登记|成立|出生|参加|注册|入学|毕业|设立|批准)[^，。；]{0,8}的/
const ATTRIBUTE = /^的(?!.{0,6}前)/

/** 5月启动，9月决赛: a month and two to four characters up to a pause are a step of the work. */
const NODE = /^份?(?![以之来起初工])[\u4e00-\u9fff]{2,4}(?=[，。；、）]|$)/

/** 上半年拜访企业100家: so much is to be reached within it. */
const AMOUNT = /^[，]?[^，。；]{1,12}?\d/

interface Around {
  form: string
  before: string
  after: string
  own: string
}

/** Whether prose around a point makes it a deadline. */
function due({ form, before, after, own }: Around): boolean {
  if (DESCRIBES.test(after) || ATTRIBUTE.test(after) || NOT_DUE_AFTER.test(after)) return false
  if (/(?:截至|自|从|有效期(?:限)?(?:至|到|为)?|试行至|执行至|原定|每|近|较|比|同比)$/.test(before))
    return false
  if (/截止到?$/.test(before) && /^[^。；]{0,12}(?:已|共|累计|全)/.test(after)) return false
  const precise = AFTER_BEFORE.test(after)
  if (form === 'day' || form === 'iso')
    return (
      precise ||
      (!/^[，]?(?:召开|举办|开展检查|印发)/.test(after) &&
        AFTER_DONE.test(after) &&
        !NOT_DUE_BEFORE.test(before.replace(/于$|在$/, '')))
    )
  if (form === 'month' || form === 'isoMonth')
    return precise || /^份?(?:底|末)/.test(after) || AFTER_DONE.test(after) || NODE.test(after)
  if (form === 'quarter' || form === 'half')
    return (
      precise ||
      /^(?:底|末)/.test(after) ||
      AFTER_DONE.test(after) ||
      /[于在]$/.test(before) ||
      (AMOUNT.test(after) && !/^[^。；]{0,24}(?:已|了|同比|增长|下降)/.test(after))
    )
  if (form === 'year')
    return (
      precise ||
      (!/(?:到|至)$/.test(before) &&
        /^(?:全面|基本|全部|底前)?(?:完成|建成|投用|竣工|投入使用|交付)/.test(after))
    )
  if (own.endsWith('全年') && /^(?:完成|工作|进展|总体|落实)*(?:情况|进展|总结|报告)/.test(after))
    return false
  if (own.endsWith('内')) return !/[\d一二三四五六七八九十两半多几]$/.test(before)
  if (own.endsWith('全年'))
    return (
      AMOUNT.test(after) ||
      new RegExp(`^[，]?${DONE}`).test(after) ||
      /^(?:不少于|计划|发放|争取|累计|组织|培训|整治|检查|完成|开行|招|引育|开工)/.test(after)
    )
  if (own.endsWith('终')) return precise
  return precise || !/^(?:考核|绩效|总结|述职|评比|评优|盘点|结算|突击|奖)/.test(after)
}

/** In a cell every point counts, except the start of a span: of 3月至5月 only May. */
const SPAN_GOES_ON = /^[—至到-] *(?:20\d{2}年?|\d{1,2}月|\d)/

const fits = (place: Place, around: Around): boolean =>
  place === 'cell' ? !SPAN_GOES_ON.test(around.after) : due(around)

const EVENTS =
  '(?:主汛期|[春夏秋冬]季|秋冬季|今冬|汛期|入汛|春节|国庆节?|元旦|中秋节?|五一|“五一”|“十一”|清明节?|端午节?|开学|秋季开学|春季开学|全国两会|两会|入冬|供暖季?期?|采暖期|高考|中考|暑假|寒假|雨季|春耕|元宵节?|封冻|上冻|冬季来临|台风季)[”]?(?:小长假|长假|假期)?'
const STARTED =
  '(?:(?:会议?结束|会|文到|收文|接文|下发|印发|发文|接单|受理|验收合格)(?:之日)?(?:后|起)?|文到之日起|(?:自|从)?(?:收到|接到|接|本?通知|本?方案|本?意见|通报)[^，。；]{0,12}(?:之日起|后|起))的?'
const SPAN = `${N}(?:个)?(?:工作日|日|天|周|星期|月|小时|年)(?:之|以)?内`

interface Phrase {
  pattern: RegExp
  kind: 'relative' | 'periodic'
  places: readonly Place[]
}
const ALL: readonly Place[] = ['cell', 'notice', 'prose']

/** Phrases kept in their own words. */
const PHRASES: readonly Phrase[] = [
  {
    pattern:
      /每个?(?:年度?|季度?|月度?|周|半年|旬|两周|双月|半月|日|工作日)(?:的)?(?:末月|次月|首月|最后一个月|第\d个月的?)?(?:末|底|初)?[^，。；、（）至]{0,8}?(?:\d{1,2}[日号]|\d{1,2}[:：时点]\d{0,2}分?|周?[一二三四五六日]|月底|底|末|\d{1,2}月(?:底|末)?|下班)(?:上午|下午|中午)?(?:\d{1,2}[:：时点]\d{0,2}分?|下班)?(?:之|以)?前/g,
    kind: 'periodic',
    places: ALL,
  },
  { pattern: new RegExp(`${STARTED}${SPAN}`, 'g'), kind: 'relative', places: ALL },
  {
    pattern: new RegExp(`(?:20\\d{2}年|今年|明年|次年)?${EVENTS}(?:到来|来临|开始)?(?:之|以)?前`, 'g'),
    kind: 'relative',
    places: ALL,
  },
  { pattern: new RegExp(SPAN, 'g'), kind: 'relative', places: ['cell', 'notice'] },
  { pattern: /即知即改|立行立改|立整立改|立即整改|立查立改|立即|尽快/g, kind: 'relative', places: ['cell'] },
]
const ALWAYS_CELL =
  /常态(?:性|化)?工作|经常性工作|长期坚持|长期推进|长期|持续推进|持续|常态化(?:开展|推进)?|常年/g
const ALWAYS_PROSE =
  /(?<=^|[，；。、（：])(?:并|年内)?(?:长期坚持|长期推进|持续推进|常态化推进|常态化开展|长期|坚持长期)(?=$|[。；），])/g
/** 压缩至5个工作日内, 办理时限不超过3天: a measure of service. */
const METRIC_BEFORE =
  /(?:压缩|压减|缩短|控制|降|减|提速|不超过|承诺|审批|办理时限|办结时限|平均|由|原则上|最长|公示|受理|审核|保持|稳定|半径|生活圈)[^，。；]{0,12}$/
const METRIC_AFTER = /^(?:办结率|答复率|响应率|响应|到达|可达|受理|退款)/

const hidden = (text: string): string =>
  text.replace(
    /《[^《》]{0,80}》|〔20\d{2}〕\d*号?|“[^”]{0,20}20\d{2}[^”]{0,20}”|“[^“”]{2,20}、[^“”]{2,20}”/g,
    (found) => '\u0000'.repeat(found.length),
  )

/** 本周五前, 下周三前, 月底前 counted from the document's day. */
const NEAR =
  /(?<w>本周|这周|下周|周)(?<wd>[一二三四五六日天末])(?:下班)?(?:之|以)?前?|(?<mo>本月底?|月底|当月底?|下月底?)(?:之|以)?[前内]|(?<nm>本月|下月|下个月)(?<nd>\d{1,2})[日号](?:之|以)?前/g

function near(groups: Record<string, string | undefined>, date: string): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const day = (year: number, month: number, date: number): string =>
    new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)
  if (groups['wd']) {
    const today = (new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 6) % 7
    const wanted = '一二三四五六日'.indexOf(
      groups['wd'] === '天' || groups['wd'] === '末' ? '日' : groups['wd'],
    )
    return day(y, m - 1, d - today + wanted + (groups['w'] === '下周' ? 7 : 0))
  }
  const next = /下/.test(groups['mo'] ?? groups['nm'] ?? '') ? 1 : 0
  if (groups['nd']) return day(y, m - 1 + next, Number(groups['nd']))
  return day(y, m + next, 0)
}

class Taken {
  private readonly marks: Uint8Array
  constructor(length: number) {
    this.marks = new Uint8Array(length)
  }
  free(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.marks[i]) return false
    return true
  }
  take(from: number, to: number): void {
    this.marks.fill(1, from, to)
  }
}

/**
 * Finds every time expression that says by when work must be done, leaving out what only looks like one.
 * `scanDeadlines('2025年6月底前完成', anchor, 'prose')` yields one point `{year: 2025, month: 6}`.
 */
export function scanDeadlines(source: string, anchor: Anchor, place: Place): Found[] {
  if (!/[\d年月周日季期内长持常前即]/.test(source)) return []
  const text = hidden(source)
  const taken = new Taken(text.length)
  const found: Found[] = []
  phrases(text, place, taken, found)
  nearDates(text, anchor, taken, found, place)
  always(text, /年内持续推进|全年持续推进|年内持续开展/g, taken, found)
  points(text, anchor, place, taken, found)
  always(text, place === 'cell' ? ALWAYS_CELL : ALWAYS_PROSE, taken, found)
  return found.sort((a, b) => a.from - b.from)
}

function always(text: string, pattern: RegExp, taken: Taken, found: Found[]): void {
  for (const hit of text.matchAll(pattern)) {
    if (!taken.free(hit.index, hit.index + hit[0].length)) continue
    taken.take(hit.index, hit.index + hit[0].length)
    found.push({
      from: hit.index,
      to: hit.index + hit[0].length,
      words: hit[0],
      value: { period: '长期' },
      kind: 'always',
      order: 0,
    })
  }
}

function phrases(text: string, place: Place, taken: Taken, found: Found[]): void {
  for (const { pattern, kind, places } of PHRASES) {
    if (!places.includes(place)) continue
    for (const hit of text.matchAll(pattern)) {
      const to = hit.index + hit[0].length
      if (!taken.free(hit.index, to)) continue
      const before = text.slice(Math.max(0, hit.index - 14), hit.index)
      if (
        place !== 'cell' &&
        kind === 'relative' &&
        (METRIC_BEFORE.test(before) || METRIC_AFTER.test(text.slice(to, to + 4)))
      ) {
        taken.take(hit.index, to)
        continue
      }
      taken.take(hit.index, to)
      const words = hit[0].replace(/^的/, '')
      found.push({ from: hit.index, to, words, value: { relative: words }, kind, order: 0 })
    }
  }
}

function nearDates(text: string, anchor: Anchor, taken: Taken, found: Found[], place: Place): void {
  for (const hit of text.matchAll(NEAR)) {
    const to = hit.index + hit[0].length
    if (!taken.free(hit.index, to) || (place !== 'cell' && !/[前内]$/.test(hit[0]))) continue
    if (/[\d一二三四五六七八九十每]$/.test(text.slice(0, hit.index))) continue
    taken.take(hit.index, to)
    const value = anchor.date === null ? { relative: hit[0] } : near(hit.groups ?? {}, anchor.date)
    const order = typeof value === 'string' ? Number(value.replaceAll('-', '')) : 0
    found.push({ from: hit.index, to, words: hit[0], value, kind: order ? 'point' : 'relative', order })
  }
}

function points(text: string, anchor: Anchor, place: Place, taken: Taken, found: Found[]): void {
  const years: [number, number][] = []
  for (const hit of text.matchAll(/(20\d{2})年/g)) years.push([hit.index, Number(hit[1])])
  for (const { form, pattern } of POINTS) {
    for (const hit of text.matchAll(pattern)) {
      const to = hit.index + hit[0].length
      if (!taken.free(hit.index, to)) continue
      taken.take(hit.index, to)
      const around = {
        form,
        before: text.slice(Math.max(0, hit.index - 8), hit.index),
        after: text.slice(to, to + 24),
        own: hit[0],
      }
      if (!fits(place, around)) continue
      const running =
        years.findLast(
          ([at]) => at < hit.index && hit.index - at < 60 && !text.slice(at, hit.index).includes('。'),
        )?.[1] ?? null
      const year = yearOf(hit.groups ?? {}, anchor, running)
      if (place !== 'cell' && year !== null && anchor.year !== null && year < anchor.year) continue
      const read = valueOf(form, hit.groups ?? {}, year)
      if (!read) continue
      const tail = TAIL.exec(text.slice(to, to + 20))?.[0] ?? ''
      found.push({
        from: hit.index,
        to: to + tail.length,
        words: hit[0] + tail,
        value: read[0],
        kind: 'point',
        order: read[1],
      })
    }
  }
}

const AT_ONCE = /^(?:即知即改|立行立改|立整立改|立即整改|立查立改|立即|尽快)$/

/** Picks the date by which an item is done: the last point, else relative words, else 长期, else a reporting rhythm. */
export function chooseDeadline(found: readonly Found[]): Deadline | null {
  const points = found.filter((one) => one.kind === 'point')
  if (points.length > 0) return points.reduce((last, one) => (one.order >= last.order ? one : last)).value
  const lasting = found.some((one) => one.kind === 'always')
  for (const kind of ['relative', 'always', 'periodic'] as const) {
    // 立行立改，长期坚持: what goes on outlasts what starts at once.
    const last = found.findLast((one) => one.kind === kind && !(lasting && AT_ONCE.test(one.words)))
    if (last) return last.value
  }
  return null
}

/** Reads a deadline cell or label; words that name no date stay as they are: `{ relative: '按序时进度' }`. */
export function readDeadlineCell(words: string, anchor: Anchor): Found[] {
  const found = scanDeadlines(words, anchor, 'cell')
  const plain = words.trim().replace(/[。；]$/, '')
  if (found.length > 0 || plain === '' || /^(?:无|—+|-+|\/+|…+|\\)$/.test(plain) || plain.length > 40)
    return found
  return [{ from: 0, to: words.length, words: plain, value: { relative: plain }, kind: 'relative', order: 0 }]
}
