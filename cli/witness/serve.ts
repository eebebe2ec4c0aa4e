import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { readKept } from './heads.ts'
import { type Answer, type Witness, answer } from './answer.ts'

/** A checkpoint with its proof is a few kilobytes. */
const MOST_BYTES = 65_536
const TEXT = 'text/plain; charset=utf-8'

/**
 * The witness's own server: `POST /add-checkpoint` (C2SP tlog-witness), and `GET /` for whoever looks after it.
 *
 *     witnessServer(witness, key, say).listen(8070, '0.0.0.0')
 */
export function witnessServer(witness: Witness, key: string, say: (line: string) => void): Server {
  const server = createServer((request, response) => {
    handle(witness, key, say, request, response).catch((error: unknown) => {
      say(`出错：${error instanceof Error ? error.message : String(error)}`)
      if (!response.headersSent) send(response, 500, TEXT, '见证程序出错。\n')
    })
  })
  server.requestTimeout = 10_000
  server.headersTimeout = 5_000
  server.maxRequestsPerSocket = 1_000
  return server
}

async function handle(
  witness: Witness,
  key: string,
  say: (line: string) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0]
  if (request.method === 'GET' && path === '/')
    return send(response, 200, TEXT, `${await overview(witness, key)}\n`)
  if (path !== '/add-checkpoint') return send(response, 404, TEXT, '没有这个地址。\n')
  if (request.method !== 'POST') return send(response, 405, TEXT, '只接受 POST。\n')
  const text = await bodyOf(request)
  if (text === undefined) return send(response, 413, TEXT, '内容过长。\n')
  const given = await answer(witness, text)
  say(lineOf(given))
  if (given.ok) return send(response, 200, TEXT, given.line)
  if (given.status === 409) return send(response, 409, 'text/x.tlog.size', `${given.size}\n`)
  return send(response, given.status, TEXT, `${given.because}\n`)
}

const lineOf = (given: Answer): string =>
  given.ok ? `已见证 ${given.origin} 的 ${given.size} 项` : `未见证（${given.status}）：${given.because}`

function send(response: ServerResponse, status: number, media: string, body: string): void {
  response.writeHead(status, {
    'content-type': media,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

/** The body as text, or undefined when there is too much of it. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > MOST_BYTES) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Its key, and how far it has seen each log. */
async function overview({ logs, folder }: Witness, key: string): Promise<string> {
  const lines = [`见证公钥 ${key}`]
  for (const [origin, { hash }] of logs) {
    const { seen, time } = await readKept(folder, origin, hash)
    const when = time === 0 ? '还没有见证过' : `${seen.size} 项，${new Date(time * 1_000).toISOString()}`
    lines.push(`${origin} ${when}`)
  }
  return lines.join('\n')
}
