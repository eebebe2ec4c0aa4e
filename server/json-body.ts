import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON bodies: UTF-8 and nothing else, no `__proto__` or `constructor.prototype` keys, an empty body counts as none.
 * Text bodies are not read at all: no operation takes one.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = utf8(body)
    if (text === null) done(bad())
    else if (text.trim() === '') done(null, undefined)
    else void parse(request, text, (error, value) => (error ? done(bad()) : done(null, value)))
  })
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(body: Buffer): string | null {
  try {
    return decoder.decode(body)
  } catch {
    return null
  }
}

const bad = (): Error =>
  Object.assign(new Error('body is not JSON'), { statusCode: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' })
