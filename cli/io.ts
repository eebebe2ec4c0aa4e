/** What a command may touch of the world around it, so that it can be run in a test. */
export type Io = {
  /** Writes one line to standard output. */
  out: (line: string) => void
  /** Writes one line to standard error. */
  err: (line: string) => void
  env: Readonly<Record<string, string | undefined>>
  /** The folder relative paths start from. */
  cwd: string
  /** Whether standard error is a terminal that can redraw a line. */
  terminal: boolean
}

/** A command: its arguments after the name; the promise is the exit code. */
export type Command = (argv: readonly string[], io: Io) => Promise<number>

/** The world of this process. */
export function processIo(): Io {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    env: process.env,
    cwd: process.cwd(),
    terminal: process.stderr.isTTY === true,
  }
}
