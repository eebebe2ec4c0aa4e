/** Rows of text, row 0 being the sheet's first; merged cells are filled, blank cells null. */
export type Grid = readonly (readonly (string | null)[])[]

/** The hidden column by which a row of our own export finds its matter again. */
export const KEY_HEADING = '行键（勿改）'

/** Last column of a sheet that came back with faults; ignored on the way in. */
export const FAULT_HEADING = '系统标注的问题'

/** What our own sheets say beside the ledger's columns; computed anew, never read. */
export const OWN_HEADINGS: ReadonlySet<string> = new Set(['灯', '编号', FAULT_HEADING])

/** The running number, under whatever name. */
export const NUMBER_HEADINGS = /^(?:序号|序|项次|No|NO|编号|任务编号|项目序号|任务序号)$/

/** The sheet of explanations in our own export. */
export const NOTES_SHEET = '填表说明'

const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- characters that nobody sees are exactly what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g

/** A cell without the characters that nobody sees and no form takes; dates copied from elsewhere often begin with one. */
export const seenOf = (cell: string): string => cell.toWellFormed().replace(UNSEEN, '')
