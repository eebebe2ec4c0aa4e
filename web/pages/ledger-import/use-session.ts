import { useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/key.ts'
import { type Session, emptySession } from './session.ts'

export type Change = (update: (before: Session) => Session) => void

const WAIT = 400

function restore(place: string): Session {
  try {
    const saved = JSON.parse(localStorage.getItem(place) ?? 'null') as Session | null
    return saved ? { ...emptySession(newKey()), ...saved } : emptySession(newKey())
  } catch {
    return emptySession(newKey())
  }
}

/** What was done with the sheet in hand, kept on this machine shortly after every change and when the page is left. */
export function useSession(person: string): readonly [Session, Change] {
  const place = `luoshi.ledger-import.${person}`
  const [session, setSession] = useState(() => restore(place))
  const latest = useRef(session)
  useEffect(() => {
    latest.current = session
    const keep = (): void => {
      try {
        localStorage.setItem(place, JSON.stringify(latest.current))
      } catch {
        // A full store loses only what a reload would have brought back; the work goes on.
      }
    }
    const timer = setTimeout(keep, WAIT)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
    }
  }, [session, place])
  return [session, setSession]
}
