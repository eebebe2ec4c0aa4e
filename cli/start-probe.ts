// Run as a child by start.test.ts: the real start with the smallest thing that can serve.
import { createServer } from 'node:http'
import { processIo } from './io.ts'
import { start } from './start.ts'
import type { Serving, StartContext } from './start.ts'

async function listen({ db, settings }: StartContext): Promise<Serving> {
  await db.script('create table if not exists probe (n int)')
  const server = createServer((_request, response) => {
    db.query<{ n: number }>('insert into probe values (1) returning (select count(*) from probe) as n').then(
      ({ rows }) => response.end(String(rows[0]?.n)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(settings.port, settings.host, resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    ok: true,
    address: `http://${settings.host}:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

process.exitCode = await start(process.argv.slice(2), processIo(), { listen })
