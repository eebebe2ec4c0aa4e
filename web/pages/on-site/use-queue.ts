import { useCallback, useEffect, useRef, useState } from 'react'
import { shelf } from '../../api/shelf.ts'
import { toast } from '../../ui/toast.tsx'
import {
  type Confirmed,
  type Done,
  type Draft,
  type Place,
  begun,
  handIn,
  handedIn,
  waiting,
} from './outbox.ts'
import { wire } from './wire.ts'

/** What is said when the browser's storage does not answer. */
export const STORAGE_SILENT = '本机存储没有应答，内容仍在本机。请不要清理浏览器数据，稍后再试。'

/** Seconds after which what is waiting is tried again by itself. */
const AGAIN_S = 15

/** One page of this browser at a time: others would only ask the same. */
export const alone = <T>(does: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('luoshi.on-site', does) : does()

/** Whether to send: what is sent and not answered may have been done, and is no longer one's own to change. */
export const mayGo = (asked?: 'asked'): boolean => asked === 'asked' || navigator.onLine

export interface Queue {
  readonly waiting: readonly Confirmed[]
  readonly done: readonly Done[]
  readonly begun: readonly Draft[]
  /** The lists are as the storage has them. */
  readonly isRead: boolean
  readonly isHanding: boolean
  /** What the browser's storage said, in words. */
  readonly trouble: string | null
  /** `asked`: by a person; by itself nothing is sent where the browser knows that there is no network, so that it can still be changed. */
  readonly hand: (asked?: 'asked') => Promise<void>
  readonly refresh: () => Promise<void>
}

/** What is confirmed on this phone for a matter, handed in as soon as there is a way. `onDone` reads the matter anew. */
export function useQueue(place: Place | undefined, onDone: () => unknown): Queue {
  const [lists, setLists] = useState<Pick<Queue, 'waiting' | 'done' | 'begun' | 'isRead'>>({
    waiting: [],
    done: [],
    begun: [],
    isRead: false,
  })
  const [isHanding, setHanding] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const going = useRef(false)
  const latest = useRef(onDone)
  const { person, matter } = place ?? {}
  useEffect(() => {
    latest.current = onDone
  }, [onDone])

  const refresh = useCallback(async () => {
    if (person === undefined || matter === undefined) return
    const [left, done, drafts] = await Promise.all([
      waiting(shelf, { person, matter }),
      handedIn(shelf, { person, matter }),
      begun(shelf, { person, matter }),
    ])
    setLists({ waiting: left, done, begun: drafts, isRead: true })
  }, [person, matter])

  const hand = useCallback<Queue['hand']>(
    async (asked) => {
      if (person === undefined || matter === undefined || going.current) return
      if (!mayGo(asked)) return refresh()
      going.current = true
      setHanding(true)
      try {
        const before = new Set((await handedIn(shelf, { person, matter })).map(({ key }) => key))
        const state = await alone(() => handIn(shelf, wire, { person, matter }))
        const done = (await handedIn(shelf, { person, matter })).filter(({ key }) => !before.has(key))
        if (done.length > 0)
          toast(
            `${done
              .toSorted((a, b) => a.seq - b.seq)
              .map(({ may }) => may)
              .join('、')}：已办理`,
          )
        if (done.length > 0 || state === 'trouble') void latest.current()
        setTrouble(null)
      } catch {
        setTrouble(STORAGE_SILENT)
      } finally {
        going.current = false
        setHanding(false)
        await refresh()
      }
    },
    [person, matter, refresh],
  )

  useEffect(() => {
    void Promise.resolve()
      .then(refresh)
      .then(() => hand())
    const shown = (): void => void (document.visibilityState === 'visible' && hand())
    const back = (): void => void hand()
    window.addEventListener('online', back)
    document.addEventListener('visibilitychange', shown)
    return () => {
      window.removeEventListener('online', back)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [refresh, hand])

  const first = lists.waiting[0]
  const isOwed = first !== undefined && first.trouble === undefined
  useEffect(() => {
    if (!isOwed) return
    const timer = setInterval(() => void hand(), AGAIN_S * 1000)
    return () => clearInterval(timer)
  }, [isOwed, hand])
  return { ...lists, isHanding, trouble, hand, refresh }
}
