import { type InstructionOptions, readInstruction } from './instruction.ts'

/** One draft of an instruction, and what it fills in that the note left open. */
export interface Draft {
  readonly text: string
  readonly fills: readonly ('who' | 'what' | 'when')[]
}

/** What is known besides the note: who presented the paper, and who is to do it. */
export interface DraftOptions extends InstructionOptions {
  readonly undertakers?: readonly string[]
}

/** Three editable drafts for a note that asks for nothing: do it, study it and report, hand it over under supervision. */
export function draftsFor(text: string, options: DraftOptions): readonly [Draft, Draft, Draft] {
  const { presenter } = readInstruction(text, options)
  const [lead = presenter ?? '主管部门', ...others] = options.undertakers ?? []
  const together = others.length > 0 ? `，${others.join('、')}配合` : ''
  const by = (days: number): string => `${monthAndDay(options.date, days)}前`
  const fills = ['who', 'what', 'when'] as const
  return [
    { text: `请${lead}牵头办理${together}，${by(15)}办结，并将结果报我。`, fills },
    { text: `请${lead}研究提出意见，${by(7)}书面报我。`, fills },
    { text: `请${lead}牵头制定措施并组织实施${together}，${by(30)}完成；请督查室跟踪督办。`, fills },
  ]
}

function monthAndDay(date: string | undefined, days: number): string {
  if (date === undefined) return `${days}日内`
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}
