import { type About, type PaperKind, type ReviewRecord, paperKinds } from './record.ts'

/**
 * 应当提供的材料 by kind. Of decisions the regulation names them (draft, bases, account of the procedure); of documents the guiding
 * opinion does, which was not read in full; of lists and contracts the district's own rules.
 */
export const REQUIRED: Readonly<Record<About, readonly PaperKind[]>> = {
  decision: ['draft', 'basis', 'procedure'],
  document: ['draft', 'note', 'basis', 'opinions'],
  list: ['draft', 'note', 'basis'],
  contract: ['draft', 'basis', 'approval', 'counterpart'],
}

/** What has to be there and is not: what its kind requires, and what was asked for and not handed in. */
export function lacking({
  about = 'decision',
  papers = [],
  missing = [],
}: ReviewRecord): readonly PaperKind[] {
  const there = new Set(papers.map(({ paper }) => paper))
  const due = REQUIRED[about].filter((kind) => !there.has(kind))
  return [...new Set([...due, ...missing.map(({ paper }) => paper)])]
}

/** Names of papers, as a sentence lists them. */
export const named = (kinds: readonly PaperKind[]): string => kinds.map((kind) => paperKinds[kind]).join('、')
