import { Beneath, startsWith } from './beneath.ts'
import { type Clause, labelsIn, mergeClause, namesUnits, readBareList } from './clauses.ts'
import { type Draft, cover, draftOf } from './draft.ts'
import { type Hit, hitsIn, wholeClause } from './hits.ts'
import type { Breadth } from './charges.ts'
import { type Charge, chargesIn } from './narrative.ts'
import { type Ordinal, Outline, ordinalOf, titleOf } from './outline.ts'
import { chargeAfter } from './roles.ts'
import { type Block, sliceBlock } from './text.ts'
import { unitBefore } from './unit-first.ts'
import { isUnitList } from './units.ts'

/** A stretch of text no clause has claimed yet, with the numbered section it stands in. */
interface Open {
  block: Block
  source: Block
  numbered: boolean
}

interface Passage {
  ordinal: Ordinal | null
  path: readonly number[]
  category: string | null
  open: Open[]
}

const PUNCTUATION_ONLY = /^[，。；、：！ ]*$/
/** Lines that explain an item and belong with the line above. */
const DETAIL =
  /^(?:(?:整改|工作|具体|主要|年度|目标|任务|存在|落实|推进|预期|治理|建设|改革|创新|下步|下一步|销号|验收|督办)?(?:措施|举措|内容|目标|任务|问题|要求|标准|步骤|成效|计划|打算|建议|要点|做法|成果)|问题描述|进展情况|处理意见|工作安排|整改意见|政策依据|实施步骤)：/
const SKIPPED =
  /^(?:出席|列席|参加|参会|主持|记录|地点|时间|请假|缺席|分送|发|抄送|主送|联系人|附件)(?:人员?|单位|人)?：/

/** Headings end like departments and open like names, not like tasks (建设智慧平台). */
const HEADING_UNIT =
  /^(?!(?:建设(?!局|路)|打造|完善|加强|推进|建立|实施|开展|组织(?!部)|做好|落实|提升|优化|强化|规范|深化|健全|举办|新建|改造|整治|关于|服务|支持|培育|各(?!乡镇|镇|街道|区|县|市|村|社区|成员单位|学校|企业|园区|开发区)))[^，。：]*(?:局|委|办|厅|部|办公室|中心|街道|街道办事处|镇|乡|大队|公司|管委会|法院|检察院|联合会|总工会|妇联|政府)$/

/** Sections that tell what was found or done, as against those that ask: 二、存在问题. */
const TELLING =
  /(?:基本|总体|主要|进展|检查|督查|工作|有关|开展|完成|抽查|推进|落实)情况|(?:工作|项目|整改|推进)进展|存在(?:的)?(?:主要|突出|共性)?(?:问题|不足)|主要问题|成效|做法|亮点|原因分析|工作回顾/
const ASKING = /整改|下一?步|要求|建议|安排|措施|交办|议定|任务|打算|意见|关于|听取|研究|审议/
const tellsOnly = (titles: string | null): boolean =>
  titles !== null && titles.split(' / ').some((title) => TELLING.test(title) && !ASKING.test(title))

/** Walks paragraphs and gathers items: what each clause claims. */
export class Gatherer {
  readonly drafts: Draft[] = []
  private readonly outline = new Outline()
  private readonly known: ReadonlySet<string> | undefined
  private readonly breadth: Breadth
  private passage: Passage = { ordinal: null, path: [], category: null, open: [] }
  /** Numbered sections without any clause since the last item, for a clause that closes them all. */
  private unclaimed: Passage[] = []
  private last: { draft: Draft; passage: Passage; source: Block } | null = null
  private contiguous = false
  /** An item written as a card of labelled lines, which may go on after its units. */
  private card: { draft: Draft; path: readonly number[]; listing: boolean } | null = null
  /** Clauses of this paper stand on lines of their own, so a line of units alone is one as well. */
  private ownLines = false
  private readonly beneath = new Beneath()
  /** A unit that stood as a heading before its tasks. */
  private ahead: { clause: Clause; path: readonly number[] } | null = null

  constructor(breadth: Breadth, known?: ReadonlySet<string>) {
    this.breadth = breadth
    this.known = known
  }

  /** Takes the next paragraph. */
  add(block: Block): void {
    const ordinal = ordinalOf(block.text)
    if (ordinal) this.enter(ordinal, block, ordinal.length)
    const start = ordinal?.length ?? 0
    const whole = ordinal ? null : this.ownLine(block)
    const hits = whole
      ? [{ from: 0, to: block.text.length, clause: whole, form: 'sentence' } as const]
      : hitsIn(block.text, start, this.known)
    if (hits.length > 0) return this.claim(block, start, hits)
    if (SKIPPED.test(block.text) || this.cardGoesOn(block, ordinal)) return
    if (this.unitFirst(block, start)) return
    if (this.charges(block, start) || (ordinal && this.handedOn(block, start))) return
    if (this.unitHeading(block, ordinal) || this.underHeading(block, start)) return
    this.leave(block, start, block.text.length)
  }

  /** A line that is a clause and nothing else; where such lines are the custom, also one of units alone. */
  private ownLine(block: Block): Clause | null {
    if (/^[（〔]/.test(block.text) || SKIPPED.test(block.text)) return null
    const clause = wholeClause(block.text, this.known)
    if (clause) this.ownLines = true
    const bare = this.ownLines && this.passage.ordinal !== null && this.passage.open.length > 0
    return clause ?? (bare && block.text.length < 80 ? readBareList(block.text, this.known) : null)
  }

  private enter(ordinal: Ordinal, block: Block, at: number): void {
    this.absorb()
    const section = this.outline.enter(ordinal, titleOf(block.text.slice(at)))
    if (this.ahead && !startsWith(section.path, this.ahead.path)) this.ahead = null
    this.passage = { ordinal, path: section.path, category: this.outline.above(), open: [] }
    this.unclaimed.push(this.passage)
    this.beneath.enter(section.path)
    this.contiguous = false
  }

  /** Words after the clause in the same paragraph, with no clause of their own, belong to that item. */
  private absorb(): void {
    const { last, passage } = this
    if (!last || passage.open.length === 0 || passage !== last.passage) return
    if (!passage.open.every((one) => one.source === last.source)) return
    for (const one of passage.open) {
      last.draft.pieces.push(one.block)
      cover(last.draft, one.block)
    }
    passage.open = []
  }

  private leave(block: Block, from: number, to: number): void {
    const piece = sliceBlock(block, from, to)
    if (PUNCTUATION_ONLY.test(piece.text)) return
    this.passage.open.push({ block: piece, source: block, numbered: from > 0 })
    this.beneath.words(piece, this.passage.path)
    this.contiguous = false
  }

  private claim(block: Block, start: number, hits: readonly Hit[]): void {
    let cursor = start
    for (const hit of hits) {
      cursor = atInnerOrdinal(block.text, cursor, hit.from, start)
      const inner = ordinalOf(block.text.slice(cursor, hit.from))
      if (inner && cursor > start && inner.style !== '●') {
        this.enter(inner, sliceBlock(block, cursor, hit.from), inner.length)
        cursor += inner.length
      }
      if (hit.form === 'bare' && hits.length > 1) cursor = afterIntroduction(block.text, cursor, hit.from)
      // A clause that is a sentence of its own stays part of the words.
      this.leave(block, cursor, hit.form === 'inline' ? hit.to : hit.from)
      this.take(hit, block)
      cursor = hit.to
      while (/[。；，、 ]/.test(block.text[cursor] ?? '')) cursor++
    }
    if (cursor < block.text.length) this.leave(block, cursor, block.text.length)
  }

  private take(hit: Hit, block: Block): void {
    const clauseBlock = sliceBlock(block, hit.from, hit.to)
    const standalone = PUNCTUATION_ONLY.test(block.text.slice(0, hit.from))
    if (this.passage.open.length === 0) {
      if (this.last && this.contiguous) {
        this.join(this.last.draft, hit)
        cover(this.last.draft, clauseBlock)
      }
      return
    }
    const whole = standalone ? this.family() : null
    const opened = whole ?? this.claimed()
    const owner = whole
      ? (this.unclaimed.find((one) => one.open.includes(opened[0] as Open)) ?? this.passage)
      : this.passage
    const draft = draftOf(
      {
        ordinal: owner.ordinal?.label ?? null,
        pieces: opened.map((one) => one.block),
        clause: hit.clause,
        path: owner.path,
        category: owner.category ?? this.outline.above(),
        form: 'clause',
      },
      [clauseBlock],
    )
    // The item's source starts with its number.
    const first = opened[0]
    if (first?.numbered && first.source.at.length > 0)
      draft.from = Math.min(draft.from, first.source.at[0] as number)
    this.keep(draft, owner, block, hit.form === 'bracket' && hit.to >= block.text.length - 1)
    if (hit.form === 'label' && standalone) this.card = { draft, path: owner.path, listing: false }
  }

  /** 整改目标：…, 整改措施：1.… 2.… after 责任单位：… belong to the same item; so do notes such as 督导单位：…. */
  private cardGoesOn(block: Block, ordinal: Ordinal | null): boolean {
    const { card, passage } = this
    if (!card) return false
    if (ordinal) {
      const beneath = startsWith(passage.path, card.path) && passage.path.length > card.path.length
      if (!card.listing || !beneath || !/^(?:1\.|（1）|1）|①|●)$/.test(ordinal.style)) {
        this.card = null
        return false
      }
    } else if (labelsIn(block.text)[0]?.role !== 'other') {
      const label = DETAIL.exec(block.text)?.[0]
      // A label the card already has opens the next card.
      if (!label || card.draft.pieces.some((piece) => piece.text.startsWith(label))) return false
      card.listing = true
    } else return this.addToCard(card.draft, block, false)
    return this.addToCard(card.draft, block, true)
  }

  private addToCard(draft: Draft, block: Block, words: boolean): true {
    if (words) draft.pieces.push(sliceBlock(block, 0, block.text.length))
    cover(draft, block)
    this.contiguous = true
    this.unclaimed = []
    return true
  }

  /** A label that names units says more than the sentence before it. */
  private join(draft: Draft, hit: Hit): void {
    if (draft.form === 'sentence' && namesUnits(hit.clause)) {
      const { when } = draft.clause
      draft.clause = { ...hit.clause, when: [...when, ...hit.clause.when] }
      draft.form = 'clause'
    } else mergeClause(draft.clause, hit.clause)
  }

  private keep(draft: Draft, owner: Passage, block: Block, closes = false): void {
    this.drafts.push(draft)
    this.beneath.item(draft, closes)
    this.card = null
    this.passage.open = []
    this.unclaimed = []
    this.last = { draft, passage: owner === this.passage ? owner : this.passage, source: block }
    this.contiguous = true
  }

  /** What a clause claims: its section since the number, or in unnumbered text the paragraph before it. */
  private claimed(): Open[] {
    const { open } = this.passage
    if (open[0]?.numbered) return open
    let from = open.length - 1
    const sameParagraph = open[from]?.source
    while (
      from > 0 &&
      (DETAIL.test(open[from]?.block.text ?? '') || open[from - 1]?.source === sameParagraph)
    )
      from--
    return open.slice(from)
  }

  /** A clause on its own line after sub-items 1…n without clauses covers them all, heading included. */
  private family(): Open[] | null {
    const number = this.passage.ordinal?.number ?? 0
    const style = this.passage.ordinal?.style
    if (number < 2) return null
    const parentPath = this.passage.path.slice(0, -1)
    const siblings = this.unclaimed.filter(
      (one) => one.ordinal?.style === style && samePath(one.path.slice(0, -1), parentPath),
    )
    if (siblings.length !== number) return null
    const parent = this.unclaimed.find((one) => samePath(one.path, parentPath))
    if (!parent) return null
    return [parent, ...siblings].flatMap((one) => one.open)
  }

  /** 8.区文旅局：负责景区环境整治，…: the unit stands first. */
  private unitFirst(block: Block, start: number): boolean {
    const body = block.text.slice(start)
    const opening = this.drafts.length === 0 && start === 0
    const found = unitBefore(body, { numbered: start > 0, opening }, this.known)
    if (!found) return false
    const clause = chargeAfter(found.names, body.slice(found.to), this.known)
    this.passage.open = []
    const piece = sliceBlock(block, start + found.to, block.text.length)
    const draft = draftOf(
      {
        ordinal: this.passage.ordinal && start > 0 ? this.passage.ordinal.label : null,
        pieces: [piece],
        clause: { ...clause, because: '单位写在任务之前' },
        path: this.passage.path,
        category: this.outline.above(),
        form: 'clause',
      },
      [sliceBlock(block, 0, block.text.length)],
    )
    this.keep(draft, this.passage, block)
    return true
  }

  /** 一、区发展和改革局: a heading that is a unit charges what stands beneath it. */
  private unitHeading(block: Block, ordinal: Ordinal | null): boolean {
    if (!ordinal) return false
    const title = block.text.slice(ordinal.length).replace(/（\d+[项条个]）|[。：]$/g, '')
    if (title.length > 60 || !HEADING_UNIT.test(title) || !isUnitList(title, this.known)) return false
    this.ahead = {
      clause: { ...chargeAfter(title, '', this.known), because: '单位写在标题中，其下各项由其负责' },
      path: this.passage.path,
    }
    return true
  }

  private underHeading(block: Block, start: number): boolean {
    const { ahead, passage } = this
    if (!ahead || !startsWith(passage.path, ahead.path)) return false
    const numbered = start > 0 && passage.path.length > ahead.path.length
    if (!numbered && passage.path.length > ahead.path.length) return false
    const piece = sliceBlock(block, start, block.text.length)
    const clause = {
      ...ahead.clause,
      lead: [...ahead.clause.lead],
      cooperate: [...ahead.clause.cooperate],
      responsible: [...ahead.clause.responsible],
      when: [],
    }
    const draft = draftOf(
      {
        ordinal: numbered ? (passage.ordinal?.label ?? null) : null,
        pieces: [piece],
        clause,
        path: passage.path,
        category: this.outline.above(),
        form: 'clause',
      },
      [sliceBlock(block, 0, block.text.length)],
    )
    draft.inherited.add('units')
    this.keep(draft, passage, block)
    return true
  }

  /** （五）清广告。由综合执法队负责，4月底前完成。: in a plan of clauses, a number that hands its task on in words. */
  private handedOn(block: Block, start: number): boolean {
    const found =
      /(?:(?<=[。；，]|工作|任务)由|(?<=[，]))(?<who>[^，。；由]{2,60}?(?:负责|牵头)(?:，[^，。；]{2,60}?(?:配合|参与|协助|落实|实施))?)(?=[，。；]|$)/.exec(
        block.text.slice(start),
      )
    const clause = found ? wholeClause(found.groups?.['who'] ?? '', this.known) : null
    if (!clause) return false
    const whole = { from: start, to: block.text.length, clause, form: 'inline' } as const
    this.claim(block, start, [whole])
    return true
  }

  private charges(block: Block, start: number): boolean {
    // A line without any pause is a title, unless it hands something on.
    if (!/[，。；：]/.test(block.text) && !/^(?:由|请)/.test(block.text.slice(start))) return false
    const breadth = this.breadth === 'any' && tellsOnly(this.outline.here()) ? 'obliged' : this.breadth
    const detail = DETAIL.exec(block.text.slice(start))?.[0]
    const found = chargesIn(block, start + (detail?.length ?? 0), breadth, this.known)
    const charges = detail === undefined ? found : asOne(found, start)
    const above = detail ? this.claimed() : []
    for (const charge of charges) {
      const piece = sliceBlock(block, charge.from, charge.to)
      const draft = draftOf(
        {
          ordinal: start > 0 && charge === charges[0] ? (this.passage.ordinal?.label ?? null) : null,
          pieces: charge === charges[0] ? [...above.map((one) => one.block), piece] : [piece],
          clause: charge.clause,
          path: this.passage.path,
          category: start > 0 ? this.outline.above() : this.outline.here(),
          form: 'sentence',
        },
        [piece],
      )
      this.keep(draft, this.passage, block)
      this.contiguous = above.length > 0
    }
    return charges.length > 0
  }

  /** Finishes: words after the last clause find their item. */
  finish(): Draft[] {
    this.absorb()
    this.beneath.end()
    return this.drafts
  }
}

/** 整改措施：由甲…，乙…；丙…: one measure, all of whom carry it out. */
function asOne(charges: readonly Charge[], from: number): Charge[] {
  const [first, ...others] = charges
  const last = charges.at(-1)
  if (!first || !last) return []
  const clause = structuredClone(first.clause)
  for (const other of others) mergeClause(clause, other.clause)
  return [{ from, to: last.to, clause }]
}

/** 发现以下问题，请抓紧整改：东门桥头…: the words before the colon introduce the list. */
function afterIntroduction(text: string, from: number, to: number): number {
  const colon = text.slice(from, to).lastIndexOf('：')
  return colon < 0 ? from : from + colon + 1
}

/** In an unnumbered paragraph that runs into 1.…, 2.…, the item starts at its number. */
function atInnerOrdinal(text: string, from: number, to: number, start: number): number {
  if (start > 0 || from > 0) return from
  const found = /(?<=[。；：] ?)(?:\d{1,3}[.、](?!\d)|（[一二三四五六七八九十]{1,3}）)/.exec(
    text.slice(0, to),
  )
  return found && found.index > 0 ? found.index : from
}

const samePath = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at])
