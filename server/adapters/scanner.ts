import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { lineOf } from '../line.ts'

/** What a scanner says of a file. */
export type Verdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly signature: string }
  /** Longer than the scanner takes; nobody knows what is in it. */
  | { readonly kind: 'tooLong' }
  /** No verdict came; `because` is for the log. */
  | { readonly kind: 'away'; readonly because: string }

/** 查毒: an adapter to the district's own scanner. */
export interface Scanner {
  scan(bytes: Uint8Array): Promise<Verdict>
  /** Whether anybody answers there. */
  answers(): Promise<boolean>
}

/** Where clamd listens: a unix socket, or TCP. */
type Address = { readonly path: string } | { readonly host: string; readonly port: number }

/**
 * The scanner that LUOSHI_SCANNER names: `clamd://127.0.0.1:3310`, or the path of a unix socket as `/run/clamav/clamd.ctl`.
 *
 * @returns the scanner, null where none is set up, or one Chinese sentence about the setting
 */
export function scannerFrom(env: Readonly<Record<string, string | undefined>>): Scanner | null | string {
  const said = env['LUOSHI_SCANNER'] || undefined
  if (said === undefined) return null
  const address = addressOf(said)
  return address
    ? clamd(address)
    : `LUOSHI_SCANNER 应当形如 clamd://127.0.0.1:3310，或者套接字的路径如 /run/clamav/clamd.ctl，现在是“${said}”，请改正后再启动。`
}

function addressOf(said: string): Address | null {
  if (said.startsWith('/')) return { path: said }
  const [, host, port = '3310'] = /^clamd:\/\/([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?\/?$/i.exec(said) ?? []
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return null
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) }
}

/** Fewer than the ten threads that clamd has by itself; each that waits holds its file in memory. */
const LINE = { atOnce: 4, waiting: 20 } as const

/** Counted from when the file is there, waiting in line included: a page and a proxy wait longer than that. */
const LONGEST_MS = 30_000
const ANSWERS_WITHIN_MS = 2_000

/** clamd, spoken to by its own protocol (`man clamd`): each question on a connection of its own, ended by a zero byte as its answer is. */
export function clamd(address: Address, longestMs = LONGEST_MS): Scanner {
  const line = lineOf(LINE)
  return {
    scan: async (bytes) => {
      const by = AbortSignal.timeout(longestMs)
      try {
        const answer = await line(() => ask(address, framed(bytes), by))
        return answer === null ? { kind: 'away', because: 'too many wait in line' } : verdictOf(answer)
      } catch (error) {
        return { kind: 'away', because: String(error) }
      }
    },
    answers: async () => {
      const by = AbortSignal.timeout(ANSWERS_WITHIN_MS)
      const answer = await ask(address, [Buffer.from('zPING\0')], by).catch(String)
      return answer === 'PONG'
    },
  }
}

/** Only a whole and plain OK lets a file pass. */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { kind: 'clean' }
  const signature = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(answer)?.[1]
  if (signature !== undefined) return { kind: 'found', signature }
  return /size limit exceeded/i.test(answer)
    ? { kind: 'tooLong' }
    : { kind: 'away', because: `scanner said: ${answer}` }
}

const PIECE = 256 * 1024

/** `INSTREAM`: pieces with their length in front, and one of none at the end. */
function* framed(bytes: Uint8Array): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE)
    yield lengthOf(piece.length)
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.length)
  }
  yield lengthOf(0)
}

function lengthOf(length: number): Buffer {
  const written = Buffer.alloc(4)
  written.writeUInt32BE(length)
  return written
}

const LONGEST_ANSWER = 1_000

/** Puts one question, and gives the answer without its end. Rejects where none comes whole, and in time. */
function ask(address: Address, question: Iterable<Buffer>, by: AbortSignal): Promise<string> {
  by.throwIfAborted()
  return new Promise((resolve, reject) => {
    const socket = connect({ ...address, signal: by })
    let said = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      said += part
      const end = said.indexOf('\0')
      if (end >= 0) resolve(said.slice(0, end))
      if (end >= 0 || said.length > LONGEST_ANSWER) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('connection closed before a whole answer')))
    Readable.from(question).pipe(socket, { end: false })
  })
}
