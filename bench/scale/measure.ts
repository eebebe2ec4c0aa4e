import type { StoreContext } from '#store/context.ts'
import type { Db, Queryable, Result } from '#store/db.ts'
import { median, quantile } from '../figures.ts'
import type { Browsers } from './browsers.ts'
import type { Cast } from './cast.ts'
import type { Screen } from './screens.ts'

/** Milliseconds, the middle and the nineteen of twenty. */
export interface Spread {
  readonly p50: number
  readonly p95: number
}

export interface AtDatabase {
  readonly screen: string
  /** The dearest statement of each look, and all statements of it together. */
  readonly statement: Spread
  readonly whole: Spread
  readonly statements: number
  /** Text of the statement that was the dearest most often. */
  readonly dearest: string
}

export const spread = (times: readonly number[]): Spread => ({
  p50: median(times),
  p95: quantile(times, 0.95),
})

interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A database that notes what it is asked. One for all looks: what the store keeps in mind of a district is bound to it. */
export class Noting {
  readonly db: Db
  #sent: Sent[] = []

  constructor(db: Db) {
    const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Result<Row>> => {
      this.#sent.push({ text, values })
      return db.query<Row>(text, values)
    }
    this.db = { ...db, query }
  }

  /** What was asked since the last time. */
  take(): readonly Sent[] {
    return this.#sent.splice(0)
  }
}

/**
 * Times a screen's statements one after the other on one connection: the screen is read once by the server's own code, and the
 * statements it sent are sent again. Both are looks at what a moment ago was looked at by others, as in service.
 */
export async function atDatabase(
  context: StoreContext,
  noting: Noting,
  screen: Screen,
  cast: Cast,
  looks: number,
): Promise<AtDatabase> {
  const [statement, whole]: [number[], number[]] = [[], []]
  const dearest = new Map<string, number>()
  let statements = 0
  for (let n = 0; n < looks; n++) {
    const times = await timesOfLook(context, noting, screen, cast)
    const most = Math.max(...times.map(({ ms }) => ms))
    const text = times.find(({ ms }) => ms === most)?.text ?? ''
    dearest.set(text, (dearest.get(text) ?? 0) + 1)
    statement.push(most)
    whole.push(times.reduce((sum, { ms }) => sum + ms, 0))
    statements = Math.max(statements, times.length)
    // One look that was given up says enough; the next would hold everybody up as long.
    if (most >= GIVEN_UP_MS) break
  }
  const [[text] = ['']] = [...dearest].toSorted(([, a], [, b]) => b - a)
  return {
    screen: screen.name,
    statement: spread(statement),
    whole: spread(whole),
    statements,
    dearest: text,
  }
}

/** What a statement counts for that was given up: the limit that the store sets to statements. */
const GIVEN_UP_MS = 30_000

/** The times of the statements of one look; where one is given up, that one alone. */
async function timesOfLook(
  context: StoreContext,
  noting: Noting,
  screen: Screen,
  cast: Cast,
): Promise<{ text: string; ms: number }[]> {
  try {
    await screen.draw(cast).read({ ...context, db: noting.db })
    return await timesOf(context.db, noting.take())
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    return [{ text: noting.take().at(-1)?.text ?? '', ms: GIVEN_UP_MS }]
  }
}

async function timesOf(db: Queryable, sent: readonly Sent[]): Promise<{ text: string; ms: number }[]> {
  const times: { text: string; ms: number }[] = []
  for (const { text, values } of sent) {
    const from = performance.now()
    await db.query(text, values)
    times.push({ text, ms: performance.now() - from })
  }
  return times
}

export interface OverHttp {
  readonly screen: string
  readonly clients: number
  readonly times: Spread
}

/** Times a screen over HTTP with so many clients at once, each on a kept connection; whoever looks has logged in before. */
export async function overHttp(
  browsers: Pick<Browsers, 'enter' | 'get'>,
  screen: Screen,
  cast: Cast,
  clients: number,
  looks: number,
): Promise<OverHttp> {
  const times: number[] = []
  const drawn = Array.from({ length: looks }, () => screen.draw(cast))
  for (const { actor } of drawn) await browsers.enter(actor)
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let look = drawn.pop(); look; look = drawn.pop()) {
        const from = performance.now()
        await browsers.get(look.actor, look.path)
        times.push(performance.now() - from)
      }
    }),
  )
  return { screen: screen.name, clients, times: spread(times) }
}
