import type { Io } from './io.ts'

/** Tells how far something has come. */
export type Progress = (done: number, total: number, what: string) => void

const CELLS = 30

/**
 * A progress bar on standard error: redrawn in place on a terminal, a line for every tenth elsewhere.
 *
 * @param write receives raw text, including the carriage return that redraws
 */
export function progressBar(io: Pick<Io, 'terminal' | 'err'>, write: (text: string) => void): Progress {
  let last = -1
  return (done, total, what) => {
    const share = total <= 0 ? 1 : Math.min(1, done / total)
    const step = Math.floor(share * (io.terminal ? 100 : 10))
    if (step === last) return
    last = step
    const percent = `${String(Math.floor(share * 100)).padStart(3)}%`
    if (!io.terminal) {
      io.err(`${percent} ${what}`)
      return
    }
    const full = Math.round(share * CELLS)
    write(`\r\u001B[2K${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${percent} ${what}`)
    if (share === 1) write('\n')
  }
}
