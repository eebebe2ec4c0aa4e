import { QueryObserver } from '@tanstack/react-query'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { optionsOf, queryClient, refreshAll, refreshUnasked } from './hooks.ts'

const asked: (string | null)[] = []
vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
  asked.push(new Headers(init.headers).get('x-background'))
  return Response.json({})
})
afterAll(() => vi.unstubAllGlobals())
afterEach(() => {
  queryClient.clear()
  asked.length = 0
})

test('what a live event has read again says that nobody asked; what a person has read does not', async () => {
  const shown = new QueryObserver(queryClient, optionsOf('session.me', {}))
  const stop = shown.subscribe(() => undefined)
  await vi.waitUntil(() => shown.getCurrentResult().isSuccess)
  await refreshUnasked(['session.me'])
  await Promise.all([refreshUnasked(['session.me']), refreshUnasked(['session.me'])])
  await refreshAll(['session.me'])
  expect([asked[0], asked[1], asked.at(-1)]).toEqual([null, '1', null])
  stop()
})
