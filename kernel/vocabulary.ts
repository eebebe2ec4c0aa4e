// Long on purpose: the words of the rulebook, one page to be read as one.
import type { Calendar } from './calendar.ts'
import type { Advised, Advising } from './advising.ts'
import type { Disclosed } from './disclosed.ts'
import type { Collective } from './collective.ts'
import type { CoverageRow } from './coverage.ts'
import type { Field, Fields, FormOf, ValueOf } from './fields.ts'
import type { Gongwen } from './gongwen.ts'
import type { Laws } from './law.ts'
import type { Learning } from './learning.ts'
import type { Kept, Licence, ListItem } from './lists.ts'
import type { Matter } from './matter.ts'
import type { OnSite } from './on-site.ts'
import type { PartySpec } from './party.ts'
import type { DeliberationSpec, RoomSpec } from './room.ts'
import type { SelfTest } from './self-test.ts'
import type { Term } from './terms.ts'
import type { Day, Instant } from './time.ts'

/** One demand of the rulebook, A1…I3. */
export type NormId = `${'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I'}${number}`

/** 依据: an instrument with article, as read or as a tenant's own rule; nothing is without one. */
export interface Basis {
  readonly title: string
  readonly article?: string
  /** How well the source is known: read in full, read in a reprint, from knowledge, or the tenant's own rule. */
  readonly status: 'verified' | 'secondary' | 'unverified' | 'own'
  readonly from: Day
  readonly to?: Day
}

/** 岗位 levels: the head of a unit, a deputy with a portfolio, staff. */
export type Level = 'head' | 'deputy' | 'staff'

export interface UnitFacts {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** What the tenant lets this unit do for the whole government: 综合协调, 督查, 领导班子 … */
  readonly functions: readonly string[]
  readonly headPost?: string
  /** The district leader's post whose portfolio holds this unit. */
  readonly leaderPost?: string
  /** 发文代字 it has registered, by which its documents are numbered. */
  readonly codes?: readonly string[]
  /** False for superiors and collectives: no task can be laid on them. */
  readonly assignable: boolean
  readonly parent?: string
}

/** A post of a unit, and who sits in it: nobody while it is vacant. */
export interface PostFacts {
  readonly id: string
  readonly title: string
  readonly level: Level
  readonly holders: readonly { readonly person: string; readonly name: string }[]
}

/** A snapshot of who sits where, handed in as an argument. */
export interface Directory {
  unit(id: string): UnitFacts | undefined
  unitOfPost(post: string): string | undefined
  /** The posts of a unit in their order; none of a unit the directory does not know. */
  postsOf(unit: string): readonly PostFacts[]
  /** Units that hold a function, e.g. `supervision`. */
  withFunction(name: string): readonly string[]
  /** Whether a person holds, or acts in, some post of a unit. */
  worksIn(person: string, unit: string): boolean
  /** 行政执法证 of a person, whatever has become of it; undefined where none was ever issued. */
  licence(person: string): Licence | undefined
}

/** Who acts: a person in a post, themselves or for the holder under a recorded delegation (I2). */
export interface Actor {
  readonly person: string
  readonly post: string
  readonly unit: string
  readonly level: Level
  /** Tenant functions of the actor's unit. */
  readonly functions: readonly string[]
  readonly as: 'holder' | 'acting' | 'delegate'
  /** For delegates: the acts the delegation covers; absent means all. */
  readonly within?: readonly string[]
}

/**
 * 席位, the seat a role binds to, resolved at the instant of the act. `of` names a record field holding one or many units (or
 * posts); with `row`, a field with rows that hold one each. A `person` sits in a seat himself, whatever post he holds by then, and nobody
 * for him: `of` names him, `in` the unit he was of.
 */
export type Seat =
  | { readonly kind: 'head' | 'staff'; readonly of: string; readonly row?: string }
  | { readonly kind: 'post'; readonly of: string; readonly row?: string }
  | { readonly kind: 'leaderOf'; readonly of: string }
  | { readonly kind: 'person'; readonly of: string; readonly in: string }
  | { readonly kind: 'function'; readonly name: string; readonly level?: Level }

export const head = (of: string): Seat => ({ kind: 'head', of })
export const staff = (of: string, row?: string): Seat => ({ kind: 'staff', of, ...(row ? { row } : {}) })
export const postIn = (of: string, row?: string): Seat => ({ kind: 'post', of, ...(row ? { row } : {}) })
export const leaderOf = (of: string): Seat => ({ kind: 'leaderOf', of })
export const personIn = (of: string, unit: string): Seat => ({ kind: 'person', of, in: unit })
export const unitsWith = (name: string, level?: Level): Seat => ({
  kind: 'function',
  name,
  ...(level ? { level } : {}),
})

export interface Role {
  readonly title: string
  readonly seat: Seat
  /** A person of the unit named in the record who has the matter in hand; others of the unit may still act. */
  readonly person?: string
}

export interface State {
  readonly title: string
  /** How lists group it: the words of the inbox. */
  readonly group: '拟办' | '待办' | '在办' | '办结'
  readonly final?: true
}

// oxlint-disable-next-line typescript/no-explicit-any -- a procedure's record type is its own; the kernel treats it as data
export type AnyRecord = Readonly<Record<string, any>>

/** What a gate or an effect may look at. Nothing else exists for it: no clock, no table. */
export interface ActContext<Rec = AnyRecord, Form = AnyRecord> {
  readonly record: Rec
  readonly form: Form
  readonly actor: Actor
  /** 代录: who enters the act for the actor, who said it. */
  readonly enteredBy?: Actor
  readonly state: string | null
  readonly at: Instant
  readonly today: Day
  readonly directory: Directory
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
  /** Matters named in the form, and for gates that need `children` and acts that carry others those named in the record, by id. */
  readonly matters: Readonly<Record<string, MatterFacts>>
  /** Items of the lists named in the form, and for gates that need `items` those named in the record: as of today, by id. */
  readonly items: Readonly<Record<string, ListItem>>
  /** Which articles have ended. */
  readonly laws: Laws
  /** For gates that need `resting`: what rests on the articles that the act unsettles. */
  readonly resting: readonly Resting[]
  readonly matterId: string
  /** Ids for the matters this act opens, in order. */
  readonly fresh: readonly string[]
}

/** Another matter as a gate or an effect may know it: read with this act, and the act holds only while it stays as it was read. */
export interface MatterFacts {
  readonly procedure: string
  readonly state: string
  readonly final: boolean
  readonly title: string
  readonly record: AnyRecord
}

/** Something that rests on an article of law, and the unit that answers for it. */
export interface Resting {
  readonly unit: string
  /** An item of a list, by its code; a matter whose record cites it; a procedure of the rulebook. */
  readonly what: 'item' | 'matter' | 'procedure'
  readonly id: string
  readonly title: string
}

/**
 * 闸: a named condition that refuses an act. `about` decides precedence: who acts, then (after the role) what is done.
 * `reads: 'form'` gates cannot answer before the form is filled, so the button stays open until then. A gate all of whose bases are
 * out of force on the day of the act is not asked.
 */
export interface Gate {
  readonly name: string
  readonly code: string
  readonly norm: NormId
  readonly basis: readonly Basis[]
  readonly title: string
  readonly about: 'actor' | 'matter'
  readonly reads: 'record' | 'form'
  readonly needs?: readonly ('matters' | 'children' | 'items' | 'resting')[]
  /** Null lets the act pass; otherwise the Chinese sentence with its numbers, and what would change it. */
  readonly refuses: (context: ActContext) => { readonly message: string; readonly remedy?: string } | null
}

/**
 * What lists over all procedures look for, whatever a procedure calls it: a flag of what stands still until somebody else helps, of
 * what is out with readers.
 */
export type FlagMeaning = 'stuck' | 'circulating'
/** An act of looking at it on the spot. */
export type ActMeaning = 'siteCheck'
/** A duty to answer a letter of supervision, which the acts that open it send; a duty to look at it on the spot by a day. */
export type DutyMeaning = 'letterAnswer' | 'siteCheck'

/** Matters of another procedure that an act opens in the same transaction, by the same person and by the authority of this act. */
export interface Opens<Rec, Form> {
  readonly procedure: string
  /** The set-up act and those that follow at once. Who may do them is answered by the opening act; their gates are asked. */
  readonly acts: readonly string[]
  /** One element per matter: the forms of those acts. The context's `fresh` gives the ids in the same order, over all procedures. */
  readonly each: (context: ActContext<Rec, Form>) => readonly (readonly AnyRecord[])[]
}

/**
 * An act on other matters that goes with an act, in the same transaction, by the same person and by its authority: what hangs on a day
 * moves when the day does. Gates are asked, and a refusal refuses the whole; a matter whose state takes the act no longer stays as it is.
 */
export interface Carries<Rec, Form> {
  readonly procedure: string
  readonly act: string
  /** Which of the matters that the record names, and the form of the act on each. */
  readonly each: (
    context: ActContext<Rec, Form>,
  ) => readonly { readonly matter: string; readonly form: AnyRecord }[]
}

/** What an act carries with it, as a list; empty for most acts. */
export const carriedBy = (power: AnyPower | undefined): readonly Carries<AnyRecord, AnyRecord>[] =>
  power?.carries ?? []

/** Whether deciding an act needs to know how the matters stand that the record names: for its gates, its effects, or what it carries. */
export const needsChildren = (power: AnyPower | undefined): boolean =>
  power?.needs !== undefined ||
  carriedBy(power).length > 0 ||
  power?.gates?.some((gate) => gate.needs?.includes('children')) === true

/** The most matters one act opens: as many as the largest body has members. */
export const MOST_OPENED = 120

/** What an act opens, as a list; empty for most acts. */
export const openedBy = (power: AnyPower | undefined): readonly Opens<AnyRecord, AnyRecord>[] =>
  power?.opens === undefined ? [] : [power.opens].flat()

/** 职权: may. `when` names states, or `nothing` for the act that sets a matter up. */
export interface Power<R extends string, S extends string, A extends string, F extends Fields, Rec> {
  readonly may: string
  readonly who: readonly R[]
  readonly when: readonly S[] | 'nothing'
  /** Acts that set a matter up: done only with the act of another matter that opens this one, and offered to nobody by itself. */
  readonly withParent?: true
  /** The state after; absent keeps it. */
  readonly then?: S
  readonly form: F
  readonly gates?: readonly Gate[]
  /** The record fields the act sets; null removes one, undefined leaves it as it is. */
  readonly writes?: (context: ActContext<Rec, FormOf<F>>) => {
    readonly [K in keyof Rec]?: Rec[K] | null | undefined
  }
  readonly norms?: readonly NormId[]
  /** Can be taken back by the same person until somebody else acts. */
  readonly revocable?: true
  /** This act is the taking back. */
  readonly takesBack?: true
  /**
   * 自动办理: the service does it as soon as no gate refuses it, with an empty form but for what the store gives; nobody then stands on
   * the record as having done it. Whoever is named in `who` still may. On open matters only.
   */
  readonly byItself?: true
  /** The act that usually follows at once by the same people, with nothing to fill in; offered for all after a batch. */
  readonly next?: A
  /** Mandatory steps counted so far are void (reopening, rework). */
  readonly voids?: readonly string[]
  /** Roles that get the act as 待阅. */
  readonly informs?: readonly R[]
  /** Matters the act opens; of several procedures, those of the first one first. */
  readonly opens?: Opens<Rec, FormOf<F>> | readonly Opens<Rec, FormOf<F>>[]
  /** Its effects look at the matters that the record names, where none of its gates does. */
  readonly needs?: readonly 'children'[]
  /** Acts on matters that are there already and that the record names. */
  readonly carries?: readonly Carries<Rec, FormOf<F>>[]
  /** The act draws the next number of a series of the year without gaps, 云政办〔2026〕5号, into a record field. */
  readonly draws?: {
    readonly field: keyof Rec & string
    readonly series: (context: ActContext<Rec, FormOf<F>>) => string
  }
  /** 代录: roles that may enter the act for the person who said it; both names stand on the record. */
  readonly entered?: readonly R[]
  /**
   * Keys of the articles that the act amends or ends, out of the record and the form as it came in, unchecked: what rests on them is
   * looked up for gates that need `resting`, and for what the act opens.
   */
  readonly unsettles?: (record: Rec, form: AnyRecord) => readonly string[]
  /** Asks for a second look before it happens: only 签发, 公开, 销号, 送达 and their like. */
  readonly solemn?: true
  readonly means?: ActMeaning
  /** How the button looks: the one next step, an ordinary one, or one in the drawer. */
  readonly weight?: 'main' | 'side'
  readonly basis: readonly Basis[]
}

/** One holder's share of a duty that several owe, or one row's. */
export interface Share {
  readonly subject: string
  readonly unit?: string
  readonly post?: string
  readonly until?: Day
  readonly what?: string
}

/** A term that depends on a field of the record: 特急、加急 and others have their own. */
export interface TermBy<T extends string> {
  readonly by: string
  readonly of: Readonly<Record<string, T>>
  readonly otherwise: T
}

/** The three plain answers: 在办, 卡住了, 办完了. */
export type Reply = 'going' | 'stuck' | 'done'

/** 职责: must. Somebody owes an act to somebody by a time; a ladder climbs while it stays unmet. */
export interface DutySpec<R extends string, S extends string, A extends string, T extends string, Rec> {
  readonly must: string
  readonly who: R
  /** The creditor. */
  readonly to: R
  readonly after: readonly A[]
  readonly within: T | TermBy<T>
  readonly doneBy: readonly A[]
  /** Answers offered where the duty stands in a list, in order; absent: the acts that discharge it. */
  readonly answers?: readonly A[]
  /** Answers that may come without a screen, by short message or word of mouth: which act, and the form field that takes the words. */
  readonly replies?: Partial<Record<Reply, { readonly act: A; readonly words: string }>>
  /** Acts that end the duty because its object is gone, with reason and authority on record. */
  readonly endedBy?: readonly A[]
  /** States in which its clock stands still. */
  readonly pausedIn?: readonly S[]
  /** And while this holds of the record: somebody else owes an answer first. */
  readonly pausedWhile?: (record: Rec) => boolean
  /** One share per holder or row: discharged by that share's own act. */
  readonly shares?: (record: Rec) => readonly Share[]
  /** With shares: which form field, or the actor's unit or post, names the share that an act discharges; acts not listed discharge all. */
  readonly dischargedOneByOne?: Partial<Record<A, 'unit' | 'post' | { readonly field: string }>>
  /** Opens only when this holds after the act. */
  readonly provided?: (record: Rec) => boolean
  /** The due instant that ledgers show. */
  readonly main?: true
  readonly means?: DutyMeaning
  readonly ladder: readonly Rung[]
  readonly norms: readonly NormId[]
  readonly basis: readonly Basis[]
}

/** 阶梯: what happens at an offset in calendar days from the due instant. Exactly one act of the system per rung. */
export interface Rung {
  readonly name: 'remind' | 'yellow' | 'lapse' | 'head' | 'leader' | 'list'
  readonly offset: number
  readonly title: string
  /** Who is told: the holder, the holder's head, the leader in charge, the creditor. */
  readonly tells: 'holder' | 'head' | 'leader' | 'creditor'
}

/** 监测: a figure computed from the record, for what cannot be prevented; numerator and denominator are journal kinds. */
export interface Watch {
  readonly title: string
  readonly norm: NormId
  readonly counts: readonly string[]
  readonly outOf: readonly string[]
  readonly basis: readonly Basis[]
}

/** 参数: a number that gates read and no national text fixes: a tenant sets it, and the note says where the usual one comes from. */
export interface SettingSpec {
  readonly title: string
  /** 户, %, 日. */
  readonly unit: string
  readonly usual: number
  readonly least: number
  readonly most: number
  readonly note: string
}

/** What a paper may draw on: the record, names for the ids in it, and what was done so far. */
export interface PaperContext<Rec> {
  readonly record: Rec
  readonly district: string
  readonly today: Day
  readonly url: string
  /** Display names of units, posts and persons by id. */
  readonly unit: (id: string | undefined) => string
  readonly post: (id: string | undefined) => string
  /** A post without whoever sits in it today: what stands on a paper about another day beside the name of who sat there then. */
  readonly title: (post: string | undefined) => string
  readonly person: (id: string | undefined) => string
  /** Name of the person at the head of a unit today; empty while the post is vacant. */
  readonly headOf: (unit: string | undefined) => string
  readonly done: readonly {
    readonly title: string
    readonly at: Instant
    readonly by: string
    readonly text: string
  }[]
}

/** 文书: its text is filled from the record by the procedure; the server lays it out in GB/T 9704. */
export interface PaperSpec<Rec> {
  readonly title: string
  /** Absent: the paper exists from the first act on. */
  readonly provided?: (record: Rec) => boolean
  /** One paper for each row of the record instead of one: by the row's name, `2`, with the paper's own title, 第2号黄色督办单. */
  readonly each?: (record: Rec) => readonly { readonly name: string; readonly title: string }[]
  /** `row` is the name of the row the paper is for; empty where there is one paper. */
  readonly fill: (context: PaperContext<Rec>, row: string) => Gongwen
}

/** A column of the 台账: `from` is a path into the record (`authority.title`), or one of the row's own `state`, `due`, `updated`. */
export interface LedgerColumn {
  readonly name: string
  readonly title: string
  /** Characters wide in Excel. */
  readonly width: number
  readonly from: string
  /** Other headings under which offices keep the same column; a heading stands in one column's list only. */
  readonly synonyms?: readonly string[]
  /** Path of the field of the setting-up form that an imported cell fills. Without one the cell's words join those of `rest`. */
  readonly into?: string
  /** Path of the rows field that takes the earlier dates, where one cell holds several. */
  readonly steps?: string
  /** The column whose text also keeps what the sheet says under headings that no field takes. */
  readonly rest?: true
  /** What changing the cell in an exported sheet means: this act, the cell's words being this field of its form. */
  readonly edited?: { readonly act: string; readonly field: string }
  /** The cell cannot be changed by sheet; this act of the matter's page is how it changes. */
  readonly instead?: string
}

/**
 * 标记: what lists can be narrowed to. Borne while the matter is in one of the states, while it is open and its record says so, and
 * for good once one of the acts has happened. `lapsed` and `paused` every procedure has of itself.
 */
export interface FlagSpec<S extends string, A extends string, Rec = AnyRecord> {
  readonly title: string
  readonly states?: readonly S[]
  readonly while?: (record: Rec) => boolean
  readonly acts?: readonly A[]
  readonly means?: FlagMeaning
}

/**
 * 要求与落实: where a procedure keeps what asks for something, and what became of each sentence. All are record fields: `files` to be
 * read; `instructions` rows of `words`, `on`, `leader`, with `enteredBy` where somebody else entered them and `disowned`, `disownedWords`
 * where the leader disowned them; `tasks` rows of `task` (a matter) and `sentence`; `setAside` rows of `sentence` and `reason`. `arrange` and `dismiss` are the acts that fill the last two.
 */
export interface Asking<S extends string, A extends string, F extends string> {
  readonly files: F
  readonly instructions: F
  readonly tasks: F
  readonly setAside: F
  readonly arrange: A
  readonly dismiss: A
  /** Texts that say how it was handled, the later the better. */
  readonly standing: readonly F[]
  /** States in which what was asked is settled. */
  readonly settled: readonly S[]
}

/** 传阅: record rows of `reader` (a post) and `purpose`; those not `recalled` are out. Whether a reader has opened it is shown to the roles. */
export interface Circulating<R extends string, F extends string> {
  readonly rows: F
  readonly shownTo: readonly R[]
}

/** Whom a step asks one by one: each of these posts, or the heads of these units, must have done it himself. */
export interface StepEach<Rec> {
  readonly as: 'post' | 'unit'
  /** `matters` holds the matters the record names, by id; `id` is the matter itself. Empty while nobody is due yet. */
  readonly of: (record: Rec, matters: Readonly<Record<string, MatterFacts>>, id: string) => readonly string[]
  /** Acts that are the evidence for several at once, and for whom: sealed views that were read out together. */
  readonly forAll?: { readonly by: readonly string[]; readonly of: (record: Rec) => readonly string[] }
}

/**
 * 必经步骤: what must have been done before a matter ends well, and which acts are the evidence. Gates refuse what leaves one out; this
 * list shows that none was: to the inspector while it runs, on the certificate afterwards. In the order in which the field takes them.
 */
export interface StepSpec<A extends string, F extends string, Rec> {
  readonly title: string
  readonly norm: NormId
  readonly basis: readonly Basis[]
  /** The acts that are its evidence, by name; of the matter that the record names in `in`, where that stands. */
  readonly by: readonly string[]
  /** The record field that names another matter, and the procedure it runs under. Its acts are the evidence. */
  readonly in?: { readonly field: F; readonly procedure: string }
  /** Absent: always. */
  readonly applies?: (record: Rec) => boolean
  /**
   * What the record must say besides, or a matter it names in a field that some step looks into: the review was of the present text, and
   * found it lawful. Absent: the act is enough.
   */
  readonly met?: (record: Rec, matters: Readonly<Record<string, MatterFacts>>) => boolean
  readonly each?: StepEach<Rec>
  /** Without it these acts cannot lawfully have happened: once one has, the step is missing and no longer to come. */
  readonly before: readonly A[]
}

export interface Procedure<
  R extends string = string,
  S extends string = string,
  A extends string = string,
  D extends string = string,
  T extends string = string,
  Rec = AnyRecord,
> {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly from: Day
  readonly basis: readonly Basis[]
  readonly record: Fields
  /** Record field shown as the title; fields that search reads; field naming the unit that answers for the matter. */
  readonly titled: string
  readonly searched: readonly string[]
  readonly answerable: string
  /** Record field with the post of the leader in whose name it asks something of others: who arranged, instructed or signed it. */
  readonly issuedBy?: string
  /** Word of the number series, 督〔2026〕15号; the number is kept in record field `number`. */
  readonly numbered: string
  /** 特急: what may be told at night and on rest days; absent, nothing of this procedure may. */
  readonly urgent?: (record: Rec) => boolean
  readonly roles: Readonly<Record<R, Role>>
  /** Functions whose units may open any matter of this procedure; or everyone in the district may. */
  readonly openTo: readonly string[] | 'everyone'
  readonly states: Readonly<Record<S, State>>
  readonly terms: Readonly<Record<T, Term>>
  readonly powers: Readonly<Record<A, Power<R, S, A, Fields, Rec>>>
  readonly duties: Readonly<Record<D, DutySpec<R, S, A, T, Rec>>>
  readonly watches: Readonly<Record<string, Watch>>
  readonly papers: Readonly<Record<string, PaperSpec<Rec>>>
  /** Numbers besides terms that a tenant sets, under `procedure.name` like them. */
  readonly settings?: Readonly<Record<string, SettingSpec>>
  /** What offices call the ledger of these matters: 督办台账, 收文登记簿; absent: the title with 台账. */
  readonly register?: string
  /** Columns of the ledger in the office's order, on screen and in Excel. */
  readonly ledger: readonly LedgerColumn[]
  readonly flags?: Readonly<Record<string, FlagSpec<S, A, Rec>>>
  readonly asking?: Asking<S, A, keyof Rec & string>
  readonly circulating?: Circulating<R, keyof Rec & string>
  readonly collective?: Collective<keyof Rec & string, S>
  readonly sealing?: Sealing<A, keyof Rec & string>
  readonly unsealing?: Unsealing<S, A, keyof Rec & string>
  /** Steps that no path to a final state may avoid; of several in brackets one. */
  readonly mandatory: Readonly<Partial<Record<S, readonly (A | readonly A[])[]>>>
  /** The same and what else is mandatory by what the matter is about, with the evidence of each, by name. */
  readonly steps?: Readonly<Record<string, StepSpec<A, keyof Rec & string, Rec>>>
  readonly room?: RoomSpec<R, S, A, Rec>
  readonly deliberation?: DeliberationSpec<A, Rec>
  readonly advising?: Advising<keyof Rec & string>
  readonly advised?: Advised<keyof Rec & string>
  readonly party?: PartySpec<A, keyof Rec & string, Rec>
  readonly selfTest?: SelfTest<keyof Rec & string>
  readonly learning?: Learning<keyof Rec & string>
  /** What of it everybody may read once it was published; absent where nothing is. */
  readonly disclosed?: Disclosed<keyof Rec & string>
  readonly onSite?: OnSite<A>
  /** Record fields whose words name bases, and the states in which the matter stands on them: a body's rules, a document in force. */
  readonly cites?: { readonly fields: readonly (keyof Rec & string)[]; readonly states: readonly S[] }
  /** What pages and sheets find what it keeps under, and the acts they offer. */
  readonly keeping?: Keeping<A, keyof Rec & string>
  /** What a matter makes true for the whole district, as it stands: items of lists, articles of laws, licences. */
  readonly keeps?: (matter: Pick<Matter, 'id' | 'state'> & { readonly record: Rec }) => readonly Kept[]
  /** The rules of the law it executes, each with what enforces it. */
  readonly coverage?: readonly CoverageRow[]
}

/**
 * 在册: what a procedure keeps for the whole district. Lists change by a proposal, or by entering what was published before; both take
 * rows of lines. The register of laws takes instruments one by one and keeps their texts as files.
 */
export type Keeping<A extends string, F extends string> =
  | { readonly of: 'lists'; readonly propose: A; readonly enter: A; readonly lines: F }
  | {
      readonly of: 'laws'
      readonly register: A
      readonly text: F
      readonly changes: F
      readonly reviews: F
      readonly waiting: F
    }
  | { readonly of: 'licences' }

/** 封存: one person's sealed words. The record fields that an envelope is bound to, and what has to be known to seal one. */
export interface Sealing<A extends string, F extends string> {
  /** The act that hands an envelope in. */
  readonly act: A
  readonly meeting: F
  readonly item: F
  readonly member: F
  /** The matter that opens it. */
  readonly round: F
  /** The last day. */
  readonly until: F
  /** Number of the version that was sealed last, its commitment, the hash of its envelope. */
  readonly version: F
  readonly commit: F
  readonly envelope: F
  /** SHA-256 of the list of those expected and of the list of keepers. */
  readonly expected: F
  readonly trustees: F
  /** Rows of `slot`, `side` and `key`: to whom the halves of the key go. */
  readonly keys: F
  /** What may be said in one word: the options of the stance. */
  readonly stances: Readonly<Record<string, string>>
}

/** 开封: the matter that gathers sealed words of several and opens them all at once. */
export interface Unsealing<S extends string, A extends string, F extends string> {
  /** A keeper names a key; shows that it opens; the round is closed; a keeper hands over the halves of his side. */
  readonly acts: Readonly<Record<'enrol' | 'ready' | 'close' | 'release', A>>
  /** Posts of those who are expected, and the last day. */
  readonly expected: F
  readonly until: F
  /** Rows of `sheet`: the matter of each who is expected; shown to nobody, for who has sealed is nobody's business before. */
  readonly sheets: F
  /** The state of such a matter once it is sealed. */
  readonly sealed: string
  /** Rows of `post`, `person` and `envelope` (its hash): what the round was closed with. */
  readonly listed: F
  /** Rows of `slot`, `side` and `key`. */
  readonly trustees: F
  /** Rows of `slot`, `side` and `halves` (their hash): what keepers have handed over. */
  readonly released: F
  /** Rows of what came out, once it is open; whoever sees this field may have the attachments. */
  readonly views: F
  /** States in which keepers are shown the envelopes, to take their halves out. */
  readonly open: readonly S[]
  /** Levels whose key is the server's own, by the value of this field. */
  readonly level: F
}

/** The record of a procedure: every field may still be absent, whatever the form that first sets it says. */
export type RecordOf<F extends Fields> = {
  readonly [K in keyof F]?: ValueOf<F[K] extends Field ? F[K] : never>
}

/** An act that is demanded, or several of which one is. */
type Step<A extends string> = A | readonly A[]

/**
 * Declares a procedure. Types refuse an unknown role, state, act, duty or term, and a form field that does not exist.
 *
 *     procedure({ id: 'seizure', roles: {…}, states: {…}, terms: {…}, powers: {…}, duties: {…}, … })
 */
export function procedure<
  const Rec extends Fields,
  const R extends string,
  const S extends string,
  const T extends string,
  const D extends string,
  const Forms extends Record<string, Fields>,
>(spec: {
  id: string
  title: string
  version: number
  from: Day
  basis: readonly Basis[]
  record: Rec
  titled: keyof Rec & string
  searched: readonly (keyof Rec & string)[]
  answerable: keyof Rec & string
  issuedBy?: keyof Rec & string
  numbered: string
  urgent?: (record: RecordOf<Rec>) => boolean
  roles: Record<R, Role>
  openTo: readonly string[] | 'everyone'
  states: Record<S, State>
  terms: Record<T, Term>
  powers: {
    [A in keyof Forms]: Power<NoInfer<R>, NoInfer<S>, keyof NoInfer<Forms> & string, Forms[A], RecordOf<Rec>>
  }
  duties: Record<
    D,
    DutySpec<NoInfer<R>, NoInfer<S>, keyof NoInfer<Forms> & string, NoInfer<T>, RecordOf<Rec>>
  >
  watches: Record<string, Watch>
  papers: Record<string, PaperSpec<RecordOf<Rec>>>
  settings?: Record<string, SettingSpec>
  register?: string
  ledger: readonly LedgerColumn[]
  flags?: Record<string, FlagSpec<NoInfer<S>, keyof NoInfer<Forms> & string, RecordOf<Rec>>>
  asking?: Asking<NoInfer<S>, keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string>
  circulating?: Circulating<NoInfer<R>, keyof NoInfer<Rec> & string>
  collective?: Collective<keyof NoInfer<Rec> & string, NoInfer<S>>
  sealing?: Sealing<keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string>
  unsealing?: Unsealing<NoInfer<S>, keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string>
  mandatory: { [K in NoInfer<S>]?: readonly Step<keyof NoInfer<Forms> & string>[] }
  steps?: Record<string, StepSpec<keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string, RecordOf<Rec>>>
  room?: RoomSpec<NoInfer<R>, NoInfer<S>, keyof NoInfer<Forms> & string, RecordOf<Rec>>
  deliberation?: DeliberationSpec<keyof NoInfer<Forms> & string, RecordOf<Rec>>
  advising?: Advising<keyof NoInfer<Rec> & string>
  advised?: Advised<keyof NoInfer<Rec> & string>
  disclosed?: Disclosed<keyof NoInfer<Rec> & string>
  party?: PartySpec<keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string, RecordOf<Rec>>
  onSite?: OnSite<keyof NoInfer<Forms> & string>
  selfTest?: SelfTest<keyof NoInfer<Rec> & string>
  learning?: Learning<keyof NoInfer<Rec> & string>
  cites?: {
    readonly fields: readonly (keyof NoInfer<Rec> & string)[]
    readonly states: readonly NoInfer<S>[]
  }
  keeping?: Keeping<keyof NoInfer<Forms> & string, keyof NoInfer<Rec> & string>
  keeps?: (matter: Pick<Matter, 'id' | 'state'> & { readonly record: RecordOf<Rec> }) => readonly Kept[]
  coverage?: readonly CoverageRow[]
}): Procedure {
  // The literal types have done their work at the declaration; the kernel handles every procedure as one shape.
  return spec as unknown as Procedure
}

// oxlint-disable-next-line typescript/no-explicit-any -- see AnyRecord
export type AnyPower = Power<string, string, string, Fields, any>

/** 规则册: every procedure of a district, by id. */
export interface Rulebook {
  readonly procedures: Readonly<Record<string, Procedure>>
  readonly norms: Readonly<Record<string, Norm>>
  /** Who may erase what was written in an act of any procedure; absent, nobody may. */
  readonly erasing?: {
    readonly function: string
    readonly level: Level
    /** Who that is, as people say it. */
    readonly title: string
    readonly basis: readonly Basis[]
  }
}

/** 规范 as `norms.ts` lists it; `enforcedBy` names gates, duties, watches and powers, and a check holds it against the code. */
export interface Norm {
  readonly title: string
  readonly statement: string
  readonly bites: readonly ('gate' | 'duty' | 'watch' | 'open')[]
  readonly enforcedBy: readonly string[]
}

/** What a procedure says it enforces, by norm: `gate:…`, `duty:…`, `watch:…`, `power:…`. */
export type Enforces = Readonly<Partial<Record<NormId, readonly string[]>>>
