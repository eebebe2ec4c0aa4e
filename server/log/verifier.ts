import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { base64 } from '#journal/bytes.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { tileNodes, tilesForConsistency } from '#journal/tiles.ts'
import { consistencyProof } from '#journal/tree.ts'
import { publicFolder } from '#store/log-key.ts'
import { loadTiles } from '#store/tiles.ts'
import { sendProblem } from '../contract/register.ts'
import { noSuchAddress } from '../problem.ts'
import type { Services } from '../services.ts'

/** The verifier's files, served to the byte as they lie in the repository. */
const FILES = ['verify.mjs', 'sm2.mjs', 'certificate.mjs'] as const
const sourceOf = (name: string): string => fileURLToPath(new URL(`../../journal/${name}`, import.meta.url))

/** The verifier itself, to be given along with what it verifies. */
export const verifierFile = (): Promise<Buffer> => readFile(sourceOf(FILES[0]))

const size = /^(?:[1-9]\d{0,14})$/

/**
 * What anybody needs to check the log without us, open to everybody: the verifier itself, and the beginning of a growth proof
 * between two sizes (`old N`, the hashes, a blank line), to which the reader puts the newer checkpoint he holds.
 */
export function registerVerifier(app: FastifyInstance, { context, dataDir }: Services): void {
  for (const name of FILES) {
    app.get(`/log/${name}`, async (_, reply) => {
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache')
      return reply.type('text/javascript; charset=utf-8').send(await readFile(sourceOf(name)))
    })
  }
  const { tenant } = context
  const folder = publicFolder(dataDir, tenant)
  app.get<{ Params: { from: string; to: string } }>('/log/growth/:from/:to', async ({ params }, reply) => {
    if (!size.test(params.from) || !size.test(params.to)) return sendProblem(reply, noSuchAddress())
    const text = await growth(Number(params.from), Number(params.to))
    if (text === undefined) return sendProblem(reply, noSuchAddress())
    reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache')
    return reply.type('text/plain; charset=utf-8').send(text)
  })

  async function growth(from: number, to: number): Promise<string | undefined> {
    // Of sizes that were signed only: there is nothing to compare at others.
    const { rowCount } = await context.db.query(
      'select from checkpoint where tenant_id = $1 and size in ($2, $3)',
      [tenant, from, to],
    )
    if (from > to || rowCount < (from === to ? 1 : 2)) return undefined
    const read = await loadTiles({ db: context.db, tenant, folder }, tilesForConsistency(from, to))
    const proof = consistencyProof(sha256, tileNodes(sha256, to, read), from, to)
    return proof.ok ? [`old ${from}`, ...proof.value.map(base64), '', ''].join('\n') : undefined
  }
}
