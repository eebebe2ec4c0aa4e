import { useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/key.ts'
import { toast } from '../../ui/toast.tsx'
import { type Session, emptySession } from './session.ts'

function restore(place: string): Session {
  try {
    const saved = JSON.parse(localStorage.getItem(place) ?? 'null') as Session | null
    return saved ?? emptySession(newKey())
  } catch {
    return emptySession(newKey())
  }
}

const WAIT = 300

/** The document in hand, kept on this machine shortly after every change and when the page is left. */
export function useSession(
  person: string,
): readonly [Session, (change: (before: Session) => Session) => void] {
  const place = `luoshi.reading.${person}`
  const [session, setSession] = useState(() => restore(place))
  const latest = useRef(session)
  const full = useRef(false)
  useEffect(() => {
    latest.current = session
    const keep = (): void => {
      try {
        localStorage.setItem(place, JSON.stringify(latest.current))
      } catch {
        // Said once: the work goes on, it only does not survive a reload.
        if (!full.current) toast('本机存储已满，刷新页面会丢失正在修改的内容')
        full.current = true
      }
    }
    const timer = setTimeout(keep, WAIT)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [session, place])
  return [session, setSession]
}
