import type { FastifyInstance } from 'fastify'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { codeMadeAt, dropCode, makeCode } from '#store/party-codes.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { type Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { recorded } from '../trail/record.ts'
import { codeHash, newCode } from './code.ts'
import { matterFor, partyPageOf, partyPaper } from './page.ts'

/** Routes of the party's page: what he sees with his code, and giving him one. */
export function registerParty(app: FastifyInstance, services: Services): void {
  const { context, district } = services
  register(app, services, operations.party, {
    preview: async ({ caller, params }) => {
      const whose = await answerableFor(context, caller.actor, params.id)
      const page = whose && (await partyPageOf(context, params.id, district))
      if (!whose || !page) return notFound()
      return { page, since: await codeMadeAt(context, params.id), gives: whose.unit === caller.actor.unit }
    },

    give: async (call) => {
      const barred = await mayGive(context, call.caller.actor, call.params.id)
      if (barred) return barred
      return recorded(
        context,
        call,
        'audit.partyCode',
        async (inner) => {
          const code = newCode()
          await makeCode(inner, call.params.id, codeHash(code))
          const { protocol, host } = call.request
          return { code, url: `${protocol}://${host}/case?code=${code}` }
        },
        () => ({ matter: call.params.id }),
      )
    },

    takeBack: async (call) => {
      const barred = await mayGive(context, call.caller.actor, call.params.id)
      if (barred) return barred
      return recorded(
        context,
        call,
        'audit.partyCodeOff',
        async (inner) => ((await dropCode(inner, call.params.id)) ? DONE : notFound()),
        () => ({ matter: call.params.id }),
      )
    },

    page: async ({ params }) => {
      const matter = await matterFor(context, params.code)
      return (matter && (await partyPageOf(context, matter, district))) || notFound()
    },

    paper: async ({ params, request }) => {
      const matter = await matterFor(context, params.code)
      if (matter === undefined) return notFound()
      const url = `${request.protocol}://${request.host}/case`
      return (await partyPaper(context, matter, params.paper, { district, url })) ?? notFound()
    },
  })
}

interface Whose {
  readonly procedure: Procedure
  /** The unit that answers for it. */
  readonly unit: string
}

/** A matter with a party, for somebody who may see it. */
async function answerableFor(context: StoreContext, actor: Actor, id: string): Promise<Whose | null> {
  const stored = await visibleMatter(context, actor, id)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure?.party) return null
  return { procedure, unit: String(stored.matter.record[procedure.answerable] ?? '') }
}

/** The code is given by the unit that answers for the matter: nobody else knows to whom. */
async function mayGive(context: StoreContext, actor: Actor, id: string): Promise<Problem | null> {
  const whose = await answerableFor(context, actor, id)
  if (!whose) return notFound()
  return whose.unit === actor.unit ? null : problem('FORBIDDEN', '查询码由承办单位给当事人，请联系承办单位')
}
