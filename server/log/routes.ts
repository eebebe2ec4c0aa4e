import type { FastifyInstance, FastifyReply } from 'fastify'
import { hashes } from '#journal/node-crypto.ts'
import { encodePolicy } from '#journal/policy.ts'
import { parseTilePath } from '#journal/tiles.ts'
import { maySee } from '#kernel/seats.ts'
import { publicFolder } from '#store/log-key.ts'
import { receiptOf } from '#store/receipts.ts'
import { readTile } from '#store/tiles.ts'
import { twinFolder, twinProofOf } from '#store/twin.ts'
import { missingQuorum, readPublicLog, witnessStatus } from '#store/witnesses.ts'
import { operations } from '../contract/operations.ts'
import { register, sendProblem } from '../contract/register.ts'
import { noSuchAddress, notFound } from '../problem.ts'
import type { Services } from '../services.ts'

/** A tile of one width never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** The checkpoint may be replaced any second. */
const ASK_AGAIN = 'no-cache'
const TEXT = 'text/plain; charset=utf-8'

/**
 * Receipts for those who may see the matter; checkpoint, verifier key and hash tiles for everybody (C2SP tlog-tiles).
 *
 * Entries are not published: a leaf names its matter and the people who acted.
 */
export function registerLog(app: FastifyInstance, services: Services): void {
  registerReceipts(app, services)
  const folder = publicFolder(services.dataDir, services.context.tenant)
  app.get('/log/checkpoint', (_, reply) => sendFile(reply, folder, 'checkpoint', TEXT, ASK_AGAIN))
  app.get('/log/key', (_, reply) => sendFile(reply, folder, 'key', TEXT, ASK_AGAIN))
  registerWitnesses(app, services)
  const sm = twinFolder(services.dataDir, services.context.tenant)
  app.get('/log/sm/checkpoint', (_, reply) => sendFile(reply, sm, 'checkpoint', TEXT, ASK_AGAIN))
  app.get('/log/sm/key', (_, reply) => sendFile(reply, sm, 'key', TEXT, ASK_AGAIN))
  app.get<{ Params: { '*': string } }>('/log/sm/tile/*', (request, reply) => {
    const path = `tile/${request.params['*']}`
    if (!parseTilePath(path).ok) return sendProblem(reply, noSuchAddress())
    return sendFile(reply, sm, path, 'application/octet-stream', FOR_EVER)
  })
  app.get<{ Params: { '*': string } }>('/log/tile/*', (request, reply) => {
    const path = `tile/${request.params['*']}`
    // Only the one spelling of a tile's path reaches the disk.
    if (!parseTilePath(path).ok) return sendProblem(reply, noSuchAddress())
    return sendFile(reply, folder, path, 'application/octet-stream', FOR_EVER)
  })
}

function registerReceipts(app: FastifyInstance, services: Services): void {
  const { context, dataDir } = services
  const folder = publicFolder(dataDir, context.tenant)
  const { receipt } = operations.desk
  register(
    app,
    services,
    { receipt },
    {
      receipt: async ({ params, caller }) => {
        const found = await receiptOf(context, folder, params.act)
        const procedure = found && context.rulebook.procedures[found.procedure]
        if (!procedure || !maySee(procedure, found.parties, caller.actor)) return notFound()
        const twin = await twinProofOf(context, twinFolder(dataDir, context.tenant), params.act)
        const smProof = twin && Buffer.from(twin).toString('utf8')
        return { receipt: found.receipt, leaf: found.leaf, proof: found.proof, smProof }
      },
    },
  )
}

/** Whom this log asks for cosignatures, as a policy file for readers, and how far they are. */
function registerWitnesses(app: FastifyInstance, { context, dataDir }: Services): void {
  const read = () => readPublicLog(dataDir, context.tenant)
  app.get('/log/policy', async (_, reply) => {
    const log = await read()
    const text = log?.policy && encodePolicy(hashes, log.policy)
    if (!text?.ok) return sendProblem(reply, noSuchAddress())
    return reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', ASK_AGAIN)
      .type(TEXT)
      .send(text.value)
  })
  app.get('/log/witnesses', async (_, reply) => {
    const log = await read()
    const status = log && (await witnessStatus(context, log))
    const because = status ? missingQuorum(status, context.clock.now()) : undefined
    reply.header('access-control-allow-origin', '*').header('cache-control', ASK_AGAIN)
    return reply.send({ ...(status ?? { witnesses: [], quorum: 0 }), because: because ?? null })
  })
}

async function sendFile(
  reply: FastifyReply,
  folder: string,
  path: string,
  media: string,
  caching: string,
): Promise<FastifyReply> {
  const bytes = await readTile(folder, path)
  if (!bytes) return sendProblem(reply, noSuchAddress())
  // Public and without a session: any page may read it, such as another office's verifier.
  reply.header('access-control-allow-origin', '*')
  return reply.header('cache-control', caching).type(media).send(bytes)
}
