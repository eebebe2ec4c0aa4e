import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where the service's log lines go: `logs/<day>.jsonl` of the data folder, one JSON line each. Written at once, for they say who
 * changed accounts, posts and calendars, which no matter's journal holds.
 */
export function logFile(dataDir: string, day: () => string): (line: string) => void {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return (line) => {
    try {
      appendFileSync(join(folder, `${day()}.jsonl`), line.endsWith('\n') ? line : `${line}\n`, {
        mode: 0o600,
      })
    } catch (error) {
      // A full disk must not stop the service over a log line; it shows where a person looks.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}
