import { describe, expect, test } from 'vitest'
import type { Shelf } from '../../api/shelf.ts'
import { Cut, memoryShelf } from '../../api/testing-shelf.ts'
import {
  type Answer,
  type Confirmed,
  type Place,
  type Taken,
  type Wire,
  confirm,
  giveUp,
  handIn,
  handedIn,
  isOurs,
  keepDraft,
  dropDraft,
  madeHere,
  begun,
  reopen,
  tryAgain,
  waiting,
} from './outbox.ts'

const PLACE: Place = { person: 'officer', matter: 'm1' }

const MATTER = 'matter-of-the-server'

/** A server that keeps its word: one key, one effect; `ver` must be what the matter has reached. */
function memoryServer(line: () => 'up' | 'lost going' | 'lost coming' = () => 'up') {
  const files = new Map<string, string>()
  const acts = new Map<string, { form: unknown; seq: number }>()
  /** Keys by which matters were set up. */
  const made: string[] = []
  let seq = 1
  const over = <T>(does: () => Answer<T>): Answer<T> => {
    const now = line()
    if (now === 'lost going') return { kind: 'unheard' }
    const answer = does()
    return now === 'lost coming' ? { kind: 'unheard' } : answer
  }
  const wire: Wire = {
    upload: async ({ id, hash }) =>
      over(() => {
        const file = files.get(`${id}/${hash}`) ?? `f${files.size + 1}`
        files.set(`${id}/${hash}`, file)
        return { kind: 'ok', value: file }
      }),
    act: async ({ key }, form, on) =>
      over(() => {
        const before = acts.get(key)
        if (before && JSON.stringify(before.form) !== JSON.stringify(form))
          return { kind: 'refused', trouble: { code: 'KEY_REUSED', words: [] } }
        const receipt = { id: MATTER, number: '罚案〔2026〕1号' }
        if (before) return { kind: 'ok', value: { ...receipt, seq: before.seq } }
        if (on === null) made.push(key)
        else if (on.matter !== (made.length > 0 ? MATTER : PLACE.matter))
          return { kind: 'refused', trouble: { code: 'NOT_FOUND', words: [] } }
        if (on !== null && on.ver !== seq)
          return { kind: 'refused', trouble: { code: 'STALE', words: ['事项已有新的变化'] } }
        seq = on === null ? 1 : seq + 1
        acts.set(key, { form, seq })
        return { kind: 'ok', value: { ...receipt, seq } }
      }),
  }
  return {
    wire,
    files,
    acts,
    made,
    /** Somebody else does something meanwhile. */
    moves: () => {
      seq += 1
      return seq
    },
  }
}

const picture = (id: string): Taken => ({
  id,
  name: `照片${id}.jpg`,
  media: 'image/jpeg',
  size: 3,
  hash: `hash-${id}`,
  at: '2026-03-05 21:40',
})

const request = (
  act: string,
  taken: readonly Taken[] = [],
  ver = 1,
): Omit<Confirmed, 'order' | 'after' | 'uploaded' | 'key'> => ({
  ...PLACE,
  procedure: 'petition',
  act,
  may: act,
  form: { photos: taken.map(({ id }) => id), rows: [{ of: taken[0]?.id ?? 'none' }] },
  values: { photos: taken.map(({ id }) => id) },
  taken,
  ver,
  at: '2026-03-05 21:41',
})

async function take(shelf: Shelf, act: string, taken: readonly Taken[]): Promise<void> {
  for (const [n, one] of taken.entries())
    await keepDraft(
      shelf,
      PLACE,
      { act, may: act, values: {}, taken: taken.slice(0, n + 1) },
      { fresh: [one, new Uint8Array(3)] },
    )
}

describe('what is confirmed on the spot', () => {
  test('is handed in with its files and done once, and leaves nothing but a note', async () => {
    const { shelf, held } = memoryShelf()
    const { wire, acts, files } = memoryServer()
    await take(shelf, 'list', [picture('a'), picture('b')])
    await confirm(shelf, request('list', [picture('a')]), { key: 'k1', unused: [picture('b')] })
    expect([...held.keys()].map((key) => key.split('/')[0])).toEqual(['bytes', 'act'])
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([...acts].map(([key, { form }]) => [key, form])).toEqual([
      ['k1', { photos: ['f1'], rows: [{ of: 'f1' }] }],
    ])
    expect(files.size).toBe(1)
    expect([...held.keys()]).toEqual(['done/officer/m1/k1'])
    expect((await handedIn(shelf, PLACE)).map(({ may, taken }) => [may, taken[0]?.hash])).toEqual([
      ['list', 'hash-a'],
    ])
  })

  test('follows the version that the act before it made', async () => {
    const { shelf } = memoryShelf()
    const { wire, acts } = memoryServer()
    for (const key of ['k1', 'k2', 'k3']) await confirm(shelf, request(key), { key, unused: [] })
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([...acts.values()].map(({ seq }) => seq)).toEqual([2, 3, 4])
  })

  test('meets a matter that has moved: nothing is lost, it waits for a word, and goes in as it is or changed', async () => {
    const { shelf } = memoryShelf()
    const { wire, acts, moves } = memoryServer()
    await take(shelf, 'list', [picture('a')])
    await confirm(shelf, request('list', [picture('a')]), { key: 'k1', unused: [] })
    await confirm(shelf, request('draw'), { key: 'k2', unused: [] })
    const reached = moves()
    expect(await handIn(shelf, wire, PLACE)).toBe('trouble')
    const [first] = await waiting(shelf, PLACE)
    expect(first?.trouble).toEqual({ code: 'STALE', words: ['事项已有新的变化'] })
    expect(first && isOurs(first)).toBe(true)
    if (!first) throw new Error('lost')
    await reopen(shelf, first)
    // The one behind waits until the one before is confirmed again.
    expect(await handIn(shelf, wire, PLACE)).toBe('waiting')
    await confirm(
      shelf,
      { ...request('list', [picture('a')], reached), values: { more: 1 } },
      {
        key: 'unused',
        again: first,
        unused: [],
      },
    )
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([...acts.keys()]).toEqual(['k1', 'k2'])
  })

  test('goes in unchanged on the matter as it stands', async () => {
    const { shelf } = memoryShelf()
    const { wire, acts, moves } = memoryServer()
    await confirm(shelf, request('list'), { key: 'k1', unused: [] })
    const reached = moves()
    await handIn(shelf, wire, PLACE)
    const [first] = await waiting(shelf, PLACE)
    if (first) await tryAgain(shelf, first, reached)
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([...acts.keys()]).toEqual(['k1'])
  })

  test('can be given up as long as it is known not to have been done', async () => {
    const { shelf, held } = memoryShelf()
    const { wire, acts } = memoryServer(() => 'lost coming')
    await take(shelf, 'list', [picture('a')])
    const act = await confirm(shelf, request('list'), { key: 'k1', unused: [] })
    const behind = await confirm(shelf, request('draw'), { key: 'k2', unused: [] })
    expect([isOurs(act), behind.after]).toEqual([true, 'k1'])
    await giveUp(shelf, { ...act, taken: [picture('a')] })
    expect([...held.keys()]).toEqual([expect.stringContaining('/k2')])
    expect((await waiting(shelf, PLACE))[0]?.after).toBeUndefined()
    expect(await handIn(shelf, wire, PLACE)).toBe('waiting')
    expect(acts.size).toBe(1)
    expect((await waiting(shelf, PLACE)).map(isOurs)).toEqual([false])
  })

  test('says so when the browser has cleared a picture away', async () => {
    const { shelf } = memoryShelf()
    const { wire, acts } = memoryServer()
    await confirm(shelf, request('list', [picture('a')]), { key: 'k1', unused: [] })
    expect(await handIn(shelf, wire, PLACE)).toBe('trouble')
    expect((await waiting(shelf, PLACE))[0]?.trouble?.code).toBe('GONE')
    expect(acts.size).toBe(0)
  })
})

describe('a matter that is begun on the spot', () => {
  const setUp = (taken: readonly Taken[] = []): ReturnType<typeof request> => ({
    ...request('open', taken, 0),
    setsUp: true,
  })

  test('is set up once, and what follows goes in on what was made', async () => {
    const { shelf, held } = memoryShelf()
    const { wire, acts, made } = memoryServer()
    await take(shelf, 'open', [picture('a')])
    await confirm(shelf, setUp([picture('a')]), { key: 'k1', unused: [] })
    await confirm(shelf, request('tell', [], 0), { key: 'k2', unused: [] })
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([made, [...acts.values()].map(({ seq }) => seq)]).toEqual([['k1'], [1, 2]])
    expect(await madeHere(shelf)).toEqual([{ ...PLACE, id: MATTER, number: '罚案〔2026〕1号' }])
    // Confirmed before the page could be read again.
    await confirm(shelf, request('hear', [], 0), { key: 'k3', unused: [] })
    expect(await handIn(shelf, wire, PLACE)).toBe('done')
    expect([...acts.keys()]).toEqual(['k1', 'k2', 'k3'])
    const kinds = [...held.keys()].map((key) => key.split('/')[0])
    expect(kinds.filter((kind) => kind === 'done').length).toBe(3)
    expect(kinds.filter((kind) => kind !== 'done')).toEqual(['made'])
  })

  test('refused, it keeps what waits behind it until it is changed and goes in, or is given up with all of it', async () => {
    for (const end of ['goes in', 'is given up', 'is left as a form'] as const) {
      const { shelf, held } = memoryShelf()
      const { wire, acts } = memoryServer()
      await take(shelf, 'open', [picture('a')])
      await confirm(shelf, setUp([picture('a')]), { key: 'k1', unused: [] })
      await take(shelf, 'tell', [picture('b')])
      await confirm(shelf, request('tell', [picture('b')], 0), { key: 'k2', unused: [] })
      await take(shelf, 'hear', [picture('c')])
      const refuses: Wire = {
        ...wire,
        act: async () => ({ kind: 'refused', trouble: { code: 'TOO_FEW_OFFICERS', words: [] } }),
      }
      expect(await handIn(shelf, refuses, PLACE)).toBe('trouble')
      const [first] = await waiting(shelf, PLACE)
      if (!first) throw new Error('lost')
      if (end === 'is given up') await giveUp(shelf, first)
      else await reopen(shelf, first)
      const [draft] = await begun(shelf, PLACE).then((all) => all.filter(({ act }) => act === 'open'))
      if (end === 'is left as a form' && draft) await dropDraft(shelf, PLACE, draft)
      if (end === 'goes in') {
        const again = draft?.again
        await confirm(shelf, setUp([picture('a')]), {
          key: 'unused',
          unused: [],
          ...(again ? { again } : {}),
        })
        expect(await handIn(shelf, wire, PLACE)).toBe('done')
        expect([...acts.keys()]).toEqual(['k1', 'k2'])
      } else expect([...held.keys()], end).toEqual([])
    }
  })
})

/** Small, fast, seeded; good enough to choose where things break. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SEED = Number(process.env['SEED'] ?? 20_261_123)

test(`wherever the page or the line is lost, every act is done once with every file once (seed ${SEED})`, async () => {
  for (let run = 0; run < 300; run += 1) {
    const next = random(SEED + run)
    let calm = false
    const breaks = (share: number): boolean => !calm && next() < share
    const { shelf, held } = memoryShelf(() => (breaks(0.15) ? (next() < 0.5 ? 'before' : 'after') : null))
    // Every other time the first act sets the matter up.
    const setsUp = run % 2 === 0
    const server = memoryServer(() => (breaks(0.4) ? (next() < 0.5 ? 'lost going' : 'lost coming') : 'up'))
    const survives = async (does: () => Promise<unknown>): Promise<boolean> => {
      try {
        await does()
        return true
      } catch (error) {
        if (!(error instanceof Cut)) throw error
        return false
      }
    }
    const confirmed: string[] = []
    const pictures: string[] = []
    for (let n = 0; n < 4; n += 1) {
      const taken = Array.from({ length: Math.floor(next() * 3) }, (_, p) => picture(`${n}-${p}`))
      // A person takes it again until the phone says that it is kept.
      while (!(await survives(() => take(shelf, `act${n}`, taken)))) continue
      const key = `k${n}`
      const again = (): Promise<boolean> =>
        survives(() =>
          confirm(
            shelf,
            {
              ...request(`act${n}`, taken, setsUp ? 0 : 1),
              ...(setsUp && n === 0 ? { setsUp: true } : {}),
            },
            { key, unused: [] },
          ),
        )
      // After a loss the page opens anew: either the draft is there still, or the act is.
      while (!(await again()) && !(await isThere(shelf, server.acts, key))) continue
      confirmed.push(key)
      pictures.push(...taken.map(({ id }) => id))
      for (let tries = Math.floor(next() * 4); tries > 0; tries -= 1)
        await survives(() => handIn(shelf, server.wire, PLACE))
      for (const one of confirmed)
        expect(await isThere(shelf, server.acts, one), `run ${run}, ${one}`).toBe(true)
    }
    calm = true
    expect(await handIn(shelf, server.wire, PLACE), `run ${run}`).toBe('done')
    expect([...server.acts.keys()], `run ${run}`).toEqual(confirmed)
    expect(server.made, `run ${run}`).toEqual(setsUp ? ['k0'] : [])
    expect((await madeHere(shelf)).length, `run ${run}`).toBe(setsUp ? 1 : 0)
    expect([...server.files.keys()].toSorted(), `run ${run}`).toEqual(
      pictures.map((id) => `${id}/hash-${id}`).toSorted(),
    )
    expect(
      [...held.keys()].filter((key) => !/^(done|made)\//.test(key)),
      `run ${run}`,
    ).toEqual([])
    expect((await handedIn(shelf, PLACE)).map(({ key }) => key)).toEqual(confirmed)
  }
})

/** Whether an act is on the shelf or done: never neither. */
async function isThere(shelf: Shelf, acts: ReadonlyMap<string, unknown>, key: string): Promise<boolean> {
  return acts.has(key) || (await waiting(shelf, PLACE)).some((one) => one.key === key)
}
