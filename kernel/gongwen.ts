/**
 * One part of the body. Headings carry their own numbers in the official series:
 * level 1 一、 level 2 （一） level 3 1. level 4 （1）.
 */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; text: string }
  /** `width` is the column's share of the line; the shares need not add up to anything. */
  | { kind: 'table'; columns: { title: string; width: number }[]; rows: string[][] }
  /** A boxed slip (督办单, 交办单, 办文单): each row holds label and value pairs. */
  | { kind: 'fields'; rows: [label: string, value: string][][] }

/** An official document as the rulebook fills it; the layout follows GB/T 9704-2012. Dates are `YYYY-MM-DD`. */
export interface Gongwen {
  /** 文件式 (red head, page numbers from page 1) or 信函式 (name and double rules at the page edges). */
  format: 'document' | 'letter'
  /** 发文机关标志, as it is printed: 青川区人民政府办公室文件. */
  issuer: string
  /** 发文字号: 青政督〔2026〕12号. */
  number?: string
  /** 紧急程度. */
  urgency?: '特急' | '加急'
  /** 签发人; given on papers that go upwards, and then the number moves to the left. */
  signatory?: string
  /** 标题; a line break is kept where the writer set one, otherwise long titles are balanced. */
  title: string
  /** 主送机关; the full-width colon is added when it is missing. */
  addressee?: string
  body: Block[]
  /** 附件说明: names only, numbers are added. */
  attachments?: string[]
  /** 署名 and 成文日期. `sealed: false` sets them where papers without a seal have them. */
  signed: { by: string; on: string; sealed?: boolean }
  /** 附注, without its brackets: 联系人：某某，电话：…. */
  note?: string
  /** 抄送, without label and full stop. */
  copies?: string
  /** 印发机关 and 印发日期. */
  printed?: { by: string; on: string }
  /** A small line that leads from the paper back to its record. */
  trace?: { text: string; url: string }
}
