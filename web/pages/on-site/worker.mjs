// 现场办理 opens without a network: this worker keeps the built shell of the app, and nothing else, for pages under /on-site/. What the
// pages show lies in IndexedDB, where the page itself puts it and takes it away. The build puts a line in front of this file: `SHELL`, the
// scripts and styles of the shell, whose names change with their content.

const NAME = 'luoshi-on-site'
/** Where the page itself is kept. */
const PAGE = '/on-site/'
/** Milliseconds after which a network that does not answer counts as none. */
const PATIENCE_MS = 4000

const install = async () => {
  const cache = await caches.open(NAME)
  // A navigation, as the server knows it: it answers with the page of the app.
  await cache.addAll([...SHELL, new Request(PAGE, { headers: { accept: 'text/html' }, cache: 'reload' })])
  await self.skipWaiting()
}

/** What an earlier build kept goes away only now that the new shell is whole. */
const activate = async () => {
  const cache = await caches.open(NAME)
  const wanted = new Set([PAGE, ...SHELL])
  const kept = await cache.keys()
  await Promise.all(
    kept.filter(({ url }) => !wanted.has(new URL(url).pathname)).map((request) => cache.delete(request)),
  )
  await self.clients.claim()
}

const late = () =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
  })

/** The page from the network while there is one; otherwise as it was kept. */
const page = async (request) => {
  const kept = await caches.match(PAGE)
  try {
    const fresh = await Promise.race(kept ? [fetch(request), late()] : [fetch(request)])
    if (fresh.ok || !kept) return fresh
  } catch (error) {
    if (!kept) throw error
  }
  return kept
}

const asset = async (request) => (await caches.match(request)) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
})
