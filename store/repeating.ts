/**
 * Runs a round, then the next: at once when it says there is more, otherwise after a wait. A round that throws is told and tried
 * again after the wait: no loop of the service ends because the database was away for a moment.
 */
export function repeating(
  everyMs: number,
  round: () => Promise<boolean>,
  onTrouble: (because: string) => void = () => undefined,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const tried = async (): Promise<boolean> => {
    try {
      return await round()
    } catch (error) {
      onTrouble(error instanceof Error ? error.message : String(error))
      return false
    }
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      if (!(await tried())) await wait(everyMs, stopping.signal)
    }
  })()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
    function finish(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
  })
