import { useEffect, useState } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { optionsOf, queryClient, refreshUnasked, useCall } from '../../api/hooks.ts'
import type { Room } from './course.ts'

/** The server beats every five seconds; two missed, and the line counts as down. */
const SILENT_MS = 12_000
const AGAIN_MS = 2_000
/** Also read now and then: should an event ever be lost, nobody looks at an old room for long. */
const READ_MS = 20_000

/** Whether what is shown is what is: `lost` since the line went down, until it is back and everything was read again. */
export type Line = 'live' | 'lost'

export interface RoomStream {
  readonly room: UseQueryResult<Room, Error>
  readonly line: Line
}

const readAgain = (): Promise<void> => refreshUnasked(['rooms.room'])

/** A page that is older than the one shown, sent before it and arrived after it, is left alone. */
function take(id: string, text: string): void {
  const { queryKey } = optionsOf('rooms.room', { params: { meeting: id } })
  const page = JSON.parse(text) as Room
  queryClient.setQueryData<Room>(queryKey, (before) => (before && before.now > page.now ? before : page))
}

/**
 * The room of a meeting, kept as it is by the stream of events. A line that went down is sought again for as long as the page is
 * open, and everything is read anew once it is back.
 */
export function useRoom(id: string): RoomStream {
  const room = useCall('rooms.room', { params: { meeting: id } })
  const [line, setLine] = useState<Line>('live')
  useEffect(() => {
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let heardAt = performance.now()
    let wasLost = false
    const lose = (): void => {
      wasLost = true
      setLine('lost')
    }
    const heard = (): void => {
      heardAt = performance.now()
      if (!wasLost) return
      wasLost = false
      void readAgain().then(() => setLine(wasLost ? 'lost' : 'live'))
    }
    const open = (): void => {
      clearTimeout(again)
      source?.close()
      heardAt = performance.now()
      source = new EventSource(`/api/events?room=${encodeURIComponent(id)}`)
      source.addEventListener('open', heard)
      source.addEventListener('beat', heard)
      source.addEventListener('room', (message: MessageEvent<string>) => {
        take(id, message.data)
        heard()
      })
      source.addEventListener('error', () => {
        lose()
        // The browser tries again by itself unless it was told off, as by the page of a gateway.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS)
      })
    }
    const watch = setInterval(() => {
      if (performance.now() - heardAt < SILENT_MS) return
      lose()
      open()
    }, 1_000)
    const read = setInterval(() => void readAgain(), READ_MS)
    const offline = (): void => lose()
    addEventListener('offline', offline)
    addEventListener('online', open)
    open()
    return () => {
      clearTimeout(again)
      clearInterval(watch)
      clearInterval(read)
      removeEventListener('offline', offline)
      removeEventListener('online', open)
      source?.close()
    }
  }, [id])
  return { room, line }
}

/** The server's clock, second by second, as the page that was read last has it. */
export function useServerNow(said: string): number {
  const [now, setNow] = useState(() => Date.parse(said))
  useEffect(() => {
    const behind = Date.parse(said) - Date.now()
    const timer = setInterval(() => setNow(Date.now() + behind), 1_000)
    return () => clearInterval(timer)
  }, [said])
  return Math.max(now, Date.parse(said))
}
