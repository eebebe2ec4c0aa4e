import type { ActContext } from '#kernel/vocabulary.ts'

/**
 * The number series of an organ's own decisions, 云水强决〔2026〕5号: by the word under which the organ registered its documents, or
 * by its name where it has none.
 */
export const decisionSeries =
  (kind: string) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- the record and form of whatever procedure draws
  ({ record, directory }: ActContext<any, any>): string => {
    const unit = directory.unit(String(record['unit']))
    const word = unit?.codes?.[0]?.replace(/(发|函)$/u, '')
    return `${word ?? unit?.name ?? ''}${kind}`
  }
