import { type ClientRequest, get } from 'node:http'
import { z } from 'zod'

const matterEvent = z.object({ type: z.literal('matter'), id: z.string(), ver: z.number() })

/** A page that stays open: the stream of events of one process, as the browser of one person hears it. */
export class Listener {
  /** Acts told of, as `matter seq`, each as often as it was told. */
  readonly heard: string[] = []
  #text = ''
  #ended = false
  readonly #request: ClientRequest

  /** @returns once the stream has begun */
  static async open(address: string, cookie: string): Promise<Listener> {
    const request = get(new URL('/api/events', address), { headers: { cookie } })
    const listener = new Listener(request)
    await new Promise<void>((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => {
        if (response.statusCode !== 200) return reject(new Error(`events: ${response.statusCode}`))
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => listener.#take(chunk))
        response.on('close', () => (listener.#ended = true))
        resolve()
      })
    })
    return listener
  }

  constructor(request: ClientRequest) {
    this.#request = request
  }

  #take(chunk: string): void {
    this.#text += chunk
    const blocks = this.#text.split('\n\n')
    this.#text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      const told = data === undefined ? undefined : matterEvent.safeParse(JSON.parse(data))
      if (told?.success) this.heard.push(`${told.data.id} ${told.data.ver}`)
      if (block.startsWith('retry: ')) this.retry = Number(block.slice('retry: '.length))
    }
  }

  /** Milliseconds after which the stream asked to be sought again, as it said last. */
  retry: number | null = null

  get ended(): boolean {
    return this.#ended
  }

  close(): void {
    this.#request.destroy()
  }
}
