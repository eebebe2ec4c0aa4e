import type { FastifyInstance } from 'fastify'
import { dayAt, isDay } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { headOf } from '#reading/head.ts'
import { readDirectory } from '#store/directory.ts'
import { operations } from '../contract/operations.ts'
import { type Download, register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { openFile } from '../files/open-file.ts'
import { textApart } from '../files/text.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { askingOf } from './asking.ts'
import { type BookletAsked, bookletOf, bookletPaper, bookletSheet, takenAlong } from './booklet.ts'
import { judged } from './judging.ts'
import { Readings } from './readings.ts'
import { sealPaper } from './sealing.ts'

const BACKWARDS = () => problem('FORM_INVALID', '开始日期晚于结束日期，请改过来再查')

/** Routes of what documents ask for, of instructions being written, and of the booklet of those given. */
export function registerDocuments(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  const readings = new Readings()
  const taken = async (
    query: BookletAsked,
    actor: Actor,
    write: (asked: BookletAsked) => Promise<Download>,
  ): Promise<Download | Problem> => {
    if (query.from > query.to) return BACKWARDS()
    const asked = takenAlong(context, actor, query)
    return asked instanceof Problem ? asked : write(asked)
  }
  register(app, services, operations.documents, {
    asking: async ({ caller, params }) =>
      (await askingOf(context, { cabinet, readings }, caller.actor, params.id)) ?? notFound(),

    head: async ({ caller, params }) => {
      const file = await openFile(context, params.id, caller.actor)
      if (!file) return notFound()
      const text = await textApart(file.name, await cabinet.read(file.sha256))
      if (text instanceof Problem) return text
      const head = headOf(text)
      return { ...head, dated: head.dated !== null && isDay(head.dated) ? head.dated : null }
    },

    seal: async (call) => {
      const { params, request } = call
      const url = `${request.protocol}://${request.host}/matters/${params.id}`
      return sealPaper(services, cabinet, call, { matter: params.id, paper: params.paper, url })
    },

    judge: async ({ body: { text, on = '' } }) => {
      const today = dayAt(context.clock.now())
      const { units } = await readDirectory(context.db, context.tenant, today)
      return judged(text, on, today, units)
    },

    booklet: async ({ caller, query }) =>
      query.from > query.to ? BACKWARDS() : bookletOf(context, caller.actor, query),

    bookletPaper: async ({ caller, query }) =>
      taken(query, caller.actor, (asked) => bookletPaper(context, caller.actor, asked, services.district)),

    bookletSheet: async ({ caller, query }) =>
      taken(query, caller.actor, (asked) => bookletSheet(context, caller.actor, asked)),
  })
}
