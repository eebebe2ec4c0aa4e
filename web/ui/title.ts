import { useEffect } from 'react'

/** What the tab says while a page is open. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 落实`
  }, [title])
}
