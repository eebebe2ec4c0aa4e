import type { ReactElement } from 'react'

/** A list that is read page by page, as `usePages` gives it. */
interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): unknown
}

/** The button under a list that has more; while more is read it says so, and a second press does nothing. */
export const More = ({ of, say = '再看一些' }: { of: Pages; say?: string }): ReactElement | null =>
  of.hasNextPage ? (
    <button
      type="button"
      className="btn noprint"
      aria-disabled={of.isFetchingNextPage}
      onClick={() => of.isFetchingNextPage || void of.fetchNextPage()}
    >
      {of.isFetchingNextPage ? '正在读取' : say}
    </button>
  ) : null
