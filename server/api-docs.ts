import type { FastifyInstance } from 'fastify'
import { DOCS_STYLE, DOCS_STYLE_PATH, docsPage } from './docs-page.ts'
import { openApi } from './openapi.ts'
import type { Services } from './services.ts'

/** The document and its page, both made from the rulebook in use, once per process and only when asked for. */
export function registerApiDocs(app: FastifyInstance, { context, district }: Services): void {
  let made: { json: string; page: string } | undefined
  const docs = (): { json: string; page: string } => {
    if (made) return made
    const document = openApi(context.rulebook)
    made = { json: JSON.stringify(document), page: docsPage(document, district) }
    return made
  }
  app.get('/api/openapi.json', async (_, reply) =>
    reply.type('application/json; charset=utf-8').send(docs().json),
  )
  app.get(DOCS_STYLE_PATH, async (_, reply) => reply.type('text/css; charset=utf-8').send(DOCS_STYLE))
  app.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(docs().page))
}
