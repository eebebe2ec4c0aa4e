import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendProblem } from './contract/register.ts'
import { noSuchAddress } from './problem.ts'
import type { Services } from './services.ts'

const YEAR_SECONDS = 31_536_000

/**
 * Serves the built web app, and decides what an unknown address gets: the app's page where a browser navigates (its router
 * knows the client's routes), a problem everywhere else.
 */
export async function serveWeb(app: FastifyInstance, { webDir }: Services): Promise<void> {
  const dir = webDir !== null && existsSync(join(webDir, 'index.html')) ? webDir : null
  if (dir !== null) {
    // Looked up on disk at each request: a build replaced under a running server is served whole.
    await app.register(fastifyStatic, {
      root: join(dir, 'assets'),
      prefix: '/assets/',
      index: false,
      // The build lays a packed twin beside each script and style: nothing is packed anew at every request.
      preCompressed: true,
      cacheControl: false,
      // Names under assets/ carry a hash of their content; the page names the assets of the build at hand.
      setHeaders: (reply, path) => {
        const page = path.endsWith('/index.html')
        // Its address stays while the shell it keeps changes; it may look after the pages on the spot and no others.
        const worker = path.includes('/on-site-worker.js')
        if (worker) reply.header('service-worker-allowed', '/on-site/')
        reply.header(
          'cache-control',
          page || worker ? 'no-cache' : `public, max-age=${YEAR_SECONDS}, immutable`,
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (dir !== null && isNavigation(request)) return reply.sendFile('index.html', dir)
    return sendProblem(reply, noSuchAddress())
  })
}

const isNavigation = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/api/') &&
  !url.startsWith('/assets/') &&
  (url === '/' || (headers.accept ?? '').includes('text/html'))
