import type { FastifyInstance } from 'fastify'
import type { StoreContext } from '#store/context.ts'
import { erase, erasedFiles, fileGone, matterOfAct } from '#store/erase.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import { notFound, refusedBy } from '../problem.ts'
import { type Services, channelOf } from '../services.ts'
import type { Cabinet } from './cabinet.ts'

/** 依法删除: the act, and the contents of attachments that it takes from the disk. */
export function registerErasing(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  const { erase: operation } = operations.desk
  // A crash between the act and the disk leaves contents that a row still names.
  app.addHook('onReady', () => removeErased(context, cabinet))
  register(
    app,
    services,
    { erase: operation },
    {
      erase: async ({ params, body, caller, key }) => {
        const matter = await matterOfAct(context, params.act)
        if (matter === undefined) return notFound()
        const channel = channelOf(services)
        const request = { matter, act: params.act, form: body, actor: caller.actor, key, channel }
        const outcome = await erase(context, request)
        if (outcome.kind === 'not found') return notFound()
        if (outcome.kind === 'refused') return refusedBy(context.rulebook, outcome.refusals)
        await removeErased(context, cabinet)
        return { receipt: outcome.receipt }
      },
    },
  )
}

/** Removes from the disk what acts of erasure took out of the tables. Repeated until nothing is left to remove. */
export async function removeErased(context: StoreContext, cabinet: Cabinet): Promise<void> {
  for (const sha256 of await erasedFiles(context)) {
    await cabinet.erase(sha256)
    await fileGone(context, sha256)
  }
}
