import type { FastifyInstance } from 'fastify'
import type { ListName } from '#kernel/lists.ts'
import { listNames } from '#kernel/lists.ts'
import { dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { districtOf } from '#store/facts.ts'
import { itemsListed } from '#store/queries/items.ts'
import { XLSX } from '../contract/media.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { withFile } from '../files/multipart.ts'
import { openFile } from '../files/open-file.ts'
import { heldBack } from '../files/scan.ts'
import { textApart } from '../files/text.ts'
import { fileName } from '../files/upload.ts'
import { Problem, notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { dutiesOf } from './duties.ts'
import { type ReadText, lawPage, lawsFor } from './laws.ts'
import { lineOf } from './line.ts'
import { differenceOf, filterOf, itemPage, listPage } from './pages.ts'
import { listWorkbook, readListWorkbook } from './sheets.ts'

/** Routes of the lists and of what they rest on. They are everybody's: what the district may do is no secret inside it. */
export function registerLists(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context, district } = services
  const today = (): string => dayAt(context.clock.now())
  register(app, services, operations.lists, {
    find: async ({ caller, query: { q, lists, kinds, limit } }) => {
      const on = today()
      const filter = { q: q.trim(), ...(lists ? { lists } : {}), ...(kinds ? { kinds } : {}) }
      const [{ directory, laws }, listed] = await Promise.all([
        districtOf(context),
        itemsListed(context, on, filter, { limit, mine: caller.actor.unit }),
      ])
      return {
        items: listed.map((one) => {
          const { id, title, unit, unitName, listTitle, kindTitle, notLive, from } = lineOf(one, {
            directory,
            laws,
            on,
          })
          return { id, title, unit, unitName, listTitle, kindTitle, notLive, from }
        }),
      }
    },

    page: async ({ query: { cursor, limit, on = today(), ...asked } }) =>
      listPage(
        context,
        { ...definite(asked), list: asked.list, on },
        { limit, ...(cursor ? { after: cursor } : {}) },
      ),

    item: async ({ params }) => (await itemPage(context, params.id)) ?? notFound(),

    difference: async ({ query }) => differenceOf(context, query),

    sheet: async ({ query: { on = today(), ...asked } }) => ({
      body: await listWorkbook(context, filterOf({ ...definite(asked), list: asked.list, on }), {
        list: asked.list,
        on,
      }),
      name: `${district}${listNames[asked.list]}${on}.xlsx`,
      media: XLSX,
    }),

    readSheet: async (call) =>
      withFile(call.request, async (part) => {
        const said = part.fields['list']
        const list = said && 'value' in said ? String(said.value) : ''
        const bytes = await part.toBuffer()
        const held = await heldBack(services, call, { name: fileName(part.filename), bytes })
        if (held) return held
        return readListWorkbook(context, bytes, list in listNames ? (list as ListName) : 'powers')
      }),

    duties: async ({ caller, query: { unit } }) =>
      (await dutiesOf(context, unit ?? caller.actor.unit)) ?? notFound(),

    laws: async ({ query: { q = '' } }) => lawsFor(context, q.trim()),

    law: async ({ caller, params }) =>
      (await lawPage(context, params.id, readerOf(services, cabinet, caller.actor))) ?? notFound(),
  })
}

/** Only what was said: an absent filter narrows nothing. */
const definite = <T extends object>(said: T) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** Texts of instruments by the content of their files: read once, they do not change. */
const texts = new Map<string, string>()
const KEPT = 40

function readerOf({ context }: Services, cabinet: Cabinet, actor: Actor): ReadText {
  return async (id) => {
    const file = await openFile(context, id, actor)
    if (!file) return { because: '条文文本不能打开' }
    const key = Buffer.from(file.sha256).toString('hex')
    const known = texts.get(key)
    if (known !== undefined) return { text: known }
    const read = await textApart(file.name, await cabinet.read(file.sha256))
    if (read instanceof Problem) return { because: read.body.detail }
    if (texts.size >= KEPT) texts.delete(texts.keys().next().value ?? '')
    texts.set(key, read)
    return { text: read }
  }
}
