import { type ReactElement, useEffect, useMemo, useRef } from 'react'
import type { Proposal } from './session.ts'

interface Piece {
  readonly text: string
  /** Place of the innermost proposal that covers it. */
  readonly at: number | null
  readonly first: boolean
}

/** The text cut where proposals begin and end; a piece belongs to the shortest proposal over it. */
export function piecesOf(text: string, proposals: readonly Proposal[]): readonly Piece[] {
  const cuts = new Set([0, text.length])
  for (const { span } of proposals)
    for (const edge of span) cuts.add(Math.min(Math.max(edge, 0), text.length))
  const edges = [...cuts].toSorted((a, b) => a - b)
  const begun = new Set<number>()
  return edges.slice(0, -1).map((from, n) => {
    const to = edges[n + 1] ?? from
    const at = innermost(proposals, from, to)
    const first = at !== null && !begun.has(at)
    if (at !== null) begun.add(at)
    return { text: text.slice(from, to), at, first }
  })
}

function innermost(proposals: readonly Proposal[], from: number, to: number): number | null {
  let found: number | null = null
  let shortest = Number.POSITIVE_INFINITY
  for (const [at, { span }] of proposals.entries()) {
    const length = span[1] - span[0]
    if (span[0] <= from && to <= span[1] && length < shortest) [found, shortest] = [at, length]
  }
  return found
}

/** 原文 with the sentences that were read as tasks marked and numbered; a number leads to its proposal. */
export const SourceText = ({
  text,
  proposals,
  kept,
  open,
  onOpen,
}: {
  text: string
  proposals: readonly Proposal[]
  kept: readonly boolean[]
  open: number | null
  onOpen: (at: number) => void
}): ReactElement => {
  const box = useRef<HTMLElement>(null)
  const pieces = useMemo(() => piecesOf(text, proposals), [text, proposals])
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>(`[data-at="${open}"]`)
    const held = box.current
    if (!mark || !held) return
    held.scrollTo({ top: mark.offsetTop - held.clientHeight / 3 })
  }, [open])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
    <section ref={box} className="source-text" tabIndex={0} aria-label="原文">
      {pieces.map((piece, n) =>
        piece.at === null ? (
          // oxlint-disable-next-line react/no-array-index-key -- a piece is its place in the text
          <span key={n}>{piece.text}</span>
        ) : (
          <mark
            // oxlint-disable-next-line react/no-array-index-key -- a piece is its place in the text
            key={n}
            data-at={piece.at}
            className={[piece.at === open && 'open', !kept[piece.at] && 'dropped'].filter(Boolean).join(' ')}
          >
            {piece.first && (
              <button
                type="button"
                className="mark-no"
                aria-label={`看第${piece.at + 1}项建议`}
                onClick={() => onOpen(piece.at ?? 0)}
              >
                {piece.at + 1}
              </button>
            )}
            {piece.text}
          </mark>
        ),
      )}
    </section>
  )
}
