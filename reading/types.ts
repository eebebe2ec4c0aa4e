/** A point in time as the reading contract writes it: a day, or the precision the text gives, or its own words. */
export type Deadline =
  | string
  | { year: number | null; month: number; day?: number }
  | { year: number | null; quarter: number }
  | { year: number | null; period: '年底' | '年内' | '全年' | '上半年' | '下半年' }
  | { period: '长期' }
  | { relative: string }

/** One unit of the tenant's directory, as `units.csv` lists it. */
export interface DirectoryUnit {
  id?: string
  name: string
  shortNames: readonly string[]
  kind?: string
  domains?: readonly string[]
}

/** Who a text charges with a task, by the role the text itself gives; names as written. */
export interface Parties {
  lead: string[]
  cooperate: string[]
  responsible: string[]
  /** Those of the names above that stand for a class (各街道), to be expanded by a person, never assigned silently. */
  collective: string[]
  /** People, never units. */
  leaders: string[]
}

/** One proposed task. Offsets are characters of the text given to `readTasks`. */
export interface Item extends Parties {
  ordinal: string | null
  /** The task in the document's own words, without its number and responsibility clause. */
  text: string
  deadline: Deadline | null
  milestones: { value: Deadline; words: string }[]
  /** What this item takes from elsewhere in the document: a general deadline, a merged cell, a convention. */
  inherited: ('deadline' | 'units')[]
  /** True for a 母项: items with their own clause stand beneath it. */
  parent: boolean
  /** Headings above the item, outermost first, joined by " / "; null at the top. */
  category: string | null
  span: { from: number; to: number }
  /** The whole source passage, clause included. */
  sentence: string
  confidence: number
  /** One Chinese sentence: why this was read as a task, and what a person should look at. */
  because: string
  /** Directory matches by name as written; names without a match are absent. */
  resolved: Record<string, string>
}

/** What a document yields. */
export interface Reading {
  items: Item[]
  /** The year that dates without one were given, and where it comes from; null when the text does not tell. */
  year: number | null
  date: string | null
  /** Document-wide conventions that were found and applied, as written. */
  conventions: string[]
}
