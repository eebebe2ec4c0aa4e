import { type ReactElement, useEffect, useState } from 'react'

/** Lets the pages on the spot open without a network, where the build has what that takes. */
export function useOffline(): boolean {
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    const { serviceWorker } = navigator
    void serviceWorker
      .register('/assets/on-site-worker.js', { scope: '/on-site/', updateViaCache: 'none' })
      .then(async (registration) => {
        const worker = registration.installing ?? registration.waiting
        if (registration.active || !worker) return setReady(registration.active !== null)
        worker.addEventListener('statechange', () => setReady(worker.state === 'activated'))
      })
      .catch(() => setReady(false))
  }, [])
  return isReady
}

function useLine(): boolean {
  const [isUp, setUp] = useState(() => navigator.onLine)
  useEffect(() => {
    const changed = (): void => setUp(navigator.onLine)
    window.addEventListener('online', changed)
    window.addEventListener('offline', changed)
    return () => {
      window.removeEventListener('online', changed)
      window.removeEventListener('offline', changed)
    }
  }, [])
  return isUp
}

/** Whether there is a network, in words. */
export const LineNow = (): ReactElement => {
  const isUp = useLine()
  return (
    <output className={isUp ? 'small' : 'small spot-down'}>
      {isUp ? '网络可用' : '没有网络，照常办，存在本机'}
    </output>
  )
}
