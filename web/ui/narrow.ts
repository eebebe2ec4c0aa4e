import { useSyncExternalStore } from 'react'

const phone = '(max-width: 47.9rem)'

const subscribe = (changed: () => void): (() => void) => {
  const query = matchMedia(phone)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** True on a screen as narrow as a phone, where tables become lists. Printing keeps what the screen showed. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(phone).matches)
