import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
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
    await app.register(fastifyStatic, {
      root: dir,
      // One route per file that is there now: what is not there goes straight to the handler below.
      wildcard: false,
      index: 'index.html',
      cacheControl: false,
      // Names under assets/ carry a hash of their content; all others, the page above all, are asked for anew each time.
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(dir, 'assets'))
        reply.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (dir !== null && isNavigation(request)) return page(reply)
    return sendProblem(reply, noSuchAddress())
  })
}

function page(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html')
}

const isNavigation = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/api/') &&
  !url.startsWith('/assets/') &&
  (headers.accept ?? '').includes('text/html')
