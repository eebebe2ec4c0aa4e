import { randomUUID } from 'node:crypto'
import { type APIRequestContext, request } from 'playwright-core'

/** A person of the demo district, who uses the service over HTTP as the web app does. */
export interface Person {
  readonly id: string
  readonly post: string
  /** The session, for a browser of this person's. */
  readonly http: APIRequestContext
  get<T>(path: string): Promise<T>
  /** Does an act; a matter of null sets one up. @returns the matter's id; throws with the refusal */
  does(matter: string | null, act: string, form: object): Promise<string>
  close(): Promise<void>
}

interface Persona {
  readonly person: string
  readonly title: string
  readonly unit: string
}

/** Everybody who can be entered as with one click. */
export async function personas(url: string): Promise<readonly Persona[]> {
  const http = await request.newContext({ baseURL: url })
  const { personas: all } = (await (await http.get('/api/welcome')).json()) as {
    personas: readonly Persona[]
  }
  await http.dispose()
  return all
}

/** Enters as a persona. */
export async function enterAs(url: string, { person }: Persona): Promise<Person> {
  const http = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const entered = await http.post('/api/demo-login', { data: { person } })
  if (!entered.ok()) throw new Error(`${person}: ${await entered.text()}`)
  const { posts } = (await entered.json()) as { posts: readonly { post: string; current: boolean }[] }
  const said = async (reply: Awaited<ReturnType<typeof http.get>>, what: string): Promise<unknown> => {
    if (!reply.ok()) throw new Error(`${what}: ${await reply.text()}`)
    return reply.json()
  }
  return {
    id: person,
    post: posts.find(({ current }) => current)?.post ?? '',
    http,
    get: async <T>(path: string) => (await said(await http.get(path), path)) as T,
    does: async (matter, act, form) => {
      const path = matter === null ? `/api/matters/acts/${act}` : `/api/matters/${matter}/acts/${act}`
      const headers = { 'idempotency-key': randomUUID() }
      return ((await said(await http.post(path, { data: { form }, headers }), act)) as { id: string }).id
    },
    close: () => http.dispose(),
  }
}
