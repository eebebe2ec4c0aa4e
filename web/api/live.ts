import { useEffect } from 'react'
import { toast } from '../ui/toast.tsx'
import type { OpName } from './client.ts'
import { refreshUnasked } from './hooks.ts'

/** What a live event may carry; every part is optional, the lists are read again in any case. */
interface LiveEvent {
  readonly matter?: string
  readonly text?: string
}

const WAIT = 1500

/** Every list that an act may move. */
export const MOVED: readonly OpName[] = [
  'work.inbox',
  'matters.list',
  'matters.page',
  'rooms.room',
  'documents.asking',
  'documents.booklet',
  'work.leader',
  'work.office',
  'work.supervision',
  'work.unitPage',
  'bodies.page',
  'bodies.waiting',
  'bodies.resolutions',
  'bodies.splits',
  'sealing.view',
  'certificates.steps',
]

/**
 * Listens to the server’s events while somebody is logged in: lists are read again, notices are shown. `open` goes to a matter
 * and must be stable between renders.
 */
export function useLive(on: boolean, open: (matter: string) => unknown): void {
  useEffect(() => {
    if (!on) return
    const source = new EventSource('/api/events')
    let pending: ReturnType<typeof setTimeout> | undefined
    // Many events may come at once after a batch; one reading serves them all.
    const refresh = (): void => {
      pending ??= setTimeout(() => {
        pending = undefined
        void refreshUnasked(MOVED)
      }, WAIT)
    }
    const heard = (message: MessageEvent<string>): void => {
      refresh()
      const event = parsed(message.data)
      if (event?.text === undefined) return
      const { matter } = event
      toast(event.text, matter ? { title: '去看', run: () => open(matter) } : undefined)
    }
    let lost = false
    source.addEventListener('error', () => {
      lost = true
    })
    // What happened while the line was down was not heard: read everything once it is back.
    source.addEventListener('open', () => {
      if (lost) refresh()
      lost = false
    })
    source.addEventListener('message', heard)
    source.addEventListener('notice', heard)
    source.addEventListener('matter', refresh)
    return () => {
      clearTimeout(pending)
      source.close()
    }
  }, [on, open])
}

function parsed(data: string): LiveEvent | null {
  try {
    return JSON.parse(data) as LiveEvent
  } catch {
    return null
  }
}
