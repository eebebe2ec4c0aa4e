import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GATEWAY_SECRET } from './http.ts'

/** A gateway for short messages that is never down: it writes down the id of each message it takes, as often as it comes. */
export interface Gateway {
  /** Its mapping file, for LUOSHI_SMS. */
  readonly mapping: unknown
  close(): Promise<void>
}

/** @param took told the outbox's id of each message, before the answer is sent */
export async function openGateway(took: (id: string) => void): Promise<Gateway> {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      took((JSON.parse(text) as { id: string }).id)
      response.setHeader('content-type', 'application/json')
      response.end('{"code":0}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    mapping: {
      gateway: 'mas',
      send: {
        url: `http://127.0.0.1:${port}/send`,
        body: { id: '{id}', phone: '{phone}', text: '{text}' },
        success: { path: 'code', is: [0] },
      },
      inbound: {
        auth: { kind: 'hmac', header: 'x-signature', secret: GATEWAY_SECRET },
        list: 'messages',
        fields: { id: 'id', phone: 'from', text: 'text', sentAt: 'at' },
      },
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
