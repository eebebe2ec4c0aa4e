import type { CDPSession } from 'playwright-core'

/** Bytes that came over the wire, as they were packed, with their headers. */
export interface Weight {
  /** Document, scripts, styles, fonts, pictures. */
  readonly code: number
  /** Answers of the API. */
  readonly data: number
}

/** Weighs what a window loads from here on, each address of the build once; call what it gives for the sum so far. */
export async function weighing(devtools: CDPSession): Promise<() => Weight> {
  const paths = new Map<string, string>()
  const weights = { code: 0, data: 0 }
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) =>
    paths.set(requestId, new URL(request.url).pathname),
  )
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weights[paths.get(requestId)?.startsWith('/api/') === true ? 'data' : 'code'] += encodedDataLength
  })
  await devtools.send('Network.enable')
  return () => ({ ...weights })
}
