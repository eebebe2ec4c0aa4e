import { available } from '#kernel/available.ts'
import { blank } from '#kernel/matter.ts'
import { setsUpOnSite } from '#kernel/on-site.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { actMany } from '#store/act-many.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { MOST_VIEWS, dropView, saveView, viewsOf } from '#store/queries/views.ts'
import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { notFound, problem, refusedBy } from '../problem.ts'
import { type Services, channelOf } from '../services.ts'
import { inboxPage } from './inbox-view.ts'
import { leaderScreens } from './leader.ts'
import { ledgerPage, procedureNamed, proceduresAsked } from './ledger-view.ts'
import { actJson, factsOf } from './acts-of.ts'
import { choicesFor } from './choices.ts'
import { matterPageFor } from './matter-page.ts'
import { normsPage } from './norms-page.ts'
import { officeDesk } from './office.ts'
import { onSitePageFor, onSiteStartsFor } from './on-site.ts'
import { paperFor } from './paper.ts'
import { procedureLine } from './procedure-line.ts'
import { readingCopy } from '#kernel/reading-copy.ts'
import { readerFor } from './reader.ts'
import { ledgerSheet } from '../ledger/export.ts'
import { registerSuggestions } from './suggestions.ts'
import { supervisionDesk } from './supervision.ts'
import { unitPageFor } from './unit-page.ts'

/** Routes of matters, of everybody's work with them, and of what the rulebook says about itself. */
export function registerMatters(app: FastifyInstance, services: Services): void {
  registerLedger(app, services)
  registerWork(app, services)
  registerDesk(app, services)
  register(app, services, operations.onSite, {
    starts: async ({ caller }) => onSiteStartsFor(services.context, caller.actor),

    page: async ({ caller, params }) =>
      (await onSitePageFor(services.context, caller.actor, params.id)) ?? notFound(),
  })
}

function registerLedger(app: FastifyInstance, services: Services): void {
  const { context } = services
  const { rulebook } = context
  register(app, services, operations.matters, {
    list: async ({ caller, query }) => {
      const procedures = proceduresAsked(rulebook, query.procedure)
      return procedures ? ledgerPage(context, caller.actor, procedures, query) : notFound()
    },

    sheet: async ({ caller, query }) => {
      const procedures = proceduresAsked(rulebook, query.procedure)
      return procedures ? ledgerSheet(context, caller.actor, procedures, query) : notFound()
    },

    page: async ({ caller, params }) => (await matterPageFor(context, caller.actor, params.id)) ?? notFound(),

    choices: async ({ caller, query }) => (await choicesFor(context, caller.actor, query)) ?? notFound(),

    starts: async ({ caller }) => ({ starts: await startsFor(context, caller.actor) }),

    batch: async ({ caller, body, key }) => {
      const [procedure = '', act = ''] = body.act.split('.')
      const outcome = await actMany(context, {
        procedure,
        act,
        forms: body.forms,
        actor: caller.actor,
        key,
        channel: channelOf(services),
      })
      if (outcome.kind === 'not found') return problem('ACT_UNKNOWN', `没有“${body.act}”这项立项行为`)
      if (outcome.kind === 'refused') return refusedBy(rulebook, outcome.refusals)
      return {
        created: outcome.created.map(({ matter, receipt }) => ({
          id: matter.id,
          number: String(matter.record['number']),
          receipt,
        })),
      }
    },

    paper: async ({ caller, params, request }) => {
      const url = `${request.protocol}://${request.host}/matters/${params.id}`
      const asked = { matter: params.id, paper: params.paper, district: services.district, url }
      return (await paperFor(context, caller.actor, asked)) ?? notFound()
    },
  })
}

/** Acts that set a matter up by themselves and belong to this person's post. */
async function startsFor(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  return Object.values(context.rulebook.procedures).flatMap((procedure) => {
    const { id, title, version, powers } = procedure
    const onSpot = new Set(setsUpOnSite(procedure))
    return available(context.rulebook, blank('new', id, version), actor, factsOf(reader), reader.now)
      .filter((act) => act.mine && powers[act.act]?.withParent !== true)
      .map((act) => ({ procedure: id, title, act: actJson(act), onSite: onSpot.has(act.act) }))
  })
}

function registerWork(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.work, {
    inbox: async ({ caller, query }) => inboxPage(context, caller.actor, query),

    leader: async ({ caller }) => leaderScreens(context, caller.actor),

    supervision: async ({ caller }) => supervisionDesk(context, caller.actor),

    office: async ({ caller }) => officeDesk(context, caller.actor),

    unitPage: async ({ caller, params }) =>
      (await unitPageFor(context, caller.actor, params.id)) ?? notFound(),
  })
}

function registerDesk(app: FastifyInstance, services: Services): void {
  const { context } = services
  const { views, saveView: save, dropView: drop, norms, procedures, readingCopy: copy } = operations.desk
  registerSuggestions(app, services)
  register(
    app,
    services,
    { views, saveView: save, dropView: drop, norms, procedures, readingCopy: copy },
    {
      views: async ({ caller }) => ({ views: [...(await viewsOf(context, caller.actor.person))] }),

      saveView: async ({ caller, body }) =>
        (await saveView(context, caller.actor.person, body)) ??
        problem('CONFLICT', `最多存${MOST_VIEWS}个视图，请先删掉不用的`),

      dropView: async ({ caller, params }) =>
        (await dropView(context, caller.actor.person, params.id)) ? DONE : notFound(),

      norms: async () => normsPage(context),

      procedures: async () => ({
        procedures: Object.values(context.rulebook.procedures).map(procedureLine),
      }),

      readingCopy: async ({ params }) => {
        const procedure = procedureNamed(context.rulebook, params.id)
        return procedure ? readingCopy(procedure, (await districtOf(context)).parameters) : notFound()
      },
    },
  )
}
