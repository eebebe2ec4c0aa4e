import { z } from 'zod'
import { type ListName, type PowerKind, listNames, powerKinds } from '#kernel/lists.ts'
import { XLSX } from '../media.ts'
import { day, id, op } from '../operation.ts'

const keysOf = <K extends string>(named: Readonly<Record<K, string>>) => Object.keys(named) as [K, ...K[]]
const listName = z.enum(keysOf<ListName>(listNames), '没有这张清单')
const powerKind = z.enum(keysOf<PowerKind>(powerKinds), '没有这类权力')

/** One or several, as a query carries them: `penalty,coercion`. */
const several = <T extends string>(one: z.ZodType<T, string>) =>
  z
    .string()
    .max(200)
    .transform((said) => said.split(','))
    .pipe(z.array(one).min(1))
    .optional()

/** An item where a form asks for one. */
const found = z.object({
  id,
  title: z.string(),
  unit: id,
  unitName: z.string(),
  listTitle: z.string(),
  kindTitle: z.string().nullable(),
  /** Why it may not be used today; null where it may. */
  notLive: z.string().nullable(),
  from: day,
})

const basis = z.object({ text: z.string(), title: z.string(), article: z.string().nullable() })

/** A line of a list as its page shows it. */
const line = z.object({
  ...found.shape,
  on: z.string(),
  object: z.string().nullable(),
  basis: z.array(basis),
  procedure: z.string().nullable(),
  limits: z.string().nullable(),
  supervision: z.string().nullable(),
  version: z.number(),
  to: day.nullable(),
  /** The first day of a version that is already there and still to come. */
  next: day.nullable(),
  /** The adjustment that brought this version. */
  matter: id,
})

const changed = z.object({ field: z.string(), before: z.string(), after: z.string() })

const filters = {
  list: listName,
  unit: id.optional(),
  kind: powerKind.optional(),
  q: z.string().max(100).optional(),
  on: day.optional(),
}

/** One line as an adjustment takes it. */
const toTake = z.record(z.string(), z.unknown())

/** 清单 and 法规库: what the district may do, and what that rests on. */
export const lists = {
  find: op({
    method: 'GET',
    path: '/api/lists/find',
    summary: '按编码或者名称找清单事项，本单位的在前',
    permission: 'staff',
    query: z.strictObject({
      q: z.string().max(100).default(''),
      lists: several(listName),
      kinds: several(powerKind),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    ok: z.object({ items: z.array(found) }),
  }),
  page: op({
    method: 'GET',
    path: '/api/lists/items',
    summary: '一张清单在某一天的事项，按编码',
    permission: 'staff',
    query: z.strictObject({
      ...filters,
      cursor: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    ok: z.object({
      title: z.string(),
      on: day,
      items: z.array(line),
      next: z.string().nullable(),
      /** Of the whole list on that day. */
      counts: z.object({ all: z.number(), live: z.number(), units: z.number() }),
      /** Days on which the list changed, the latest first. */
      changes: z.array(z.object({ on: day, added: z.number(), amended: z.number(), cancelled: z.number() })),
      /** Procedure and acts by which it changes. */
      adjusts: z.object({ procedure: id, propose: z.string(), enter: z.string() }).nullable(),
    }),
  }),
  item: op({
    method: 'GET',
    path: '/api/lists/items/{id}',
    summary: '一个事项的全部版本和每次改了什么',
    permission: 'staff',
    ok: z.object({
      item: line,
      versions: z.array(
        z.object({
          version: z.number(),
          from: day,
          to: day.nullable(),
          cancelled: z.boolean(),
          matter: id,
          changed: z.array(changed),
        }),
      ),
    }),
  }),
  difference: op({
    method: 'GET',
    path: '/api/lists/difference',
    summary: '一张清单在两天之间的差别',
    permission: 'staff',
    query: z.strictObject({ list: listName, from: day, to: day }),
    ok: z.object({
      added: z.array(z.object({ id, title: z.string(), unitName: z.string() })),
      cancelled: z.array(z.object({ id, title: z.string(), unitName: z.string() })),
      amended: z.array(z.object({ id, title: z.string(), unitName: z.string(), changed: z.array(changed) })),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/lists/items.xlsx',
    summary: '一张清单在某一天的 Excel',
    permission: 'staff',
    query: z.strictObject(filters),
    ok: { media: XLSX },
  }),
  readSheet: op({
    method: 'POST',
    path: '/api/lists/read',
    summary: '读一张清单的 Excel，与现行清单对照，分单位列出新增、变更、取消；什么也不改',
    permission: 'staff',
    upload: true,
    ok: z.object({
      rows: z.number(),
      same: z.number(),
      faults: z.array(z.object({ row: z.number(), message: z.string() })),
      /** One adjustment each. */
      groups: z.array(
        z.object({
          list: listName,
          listTitle: z.string(),
          unit: id,
          unitName: z.string(),
          added: z.number(),
          amended: z.number(),
          cancelled: z.number(),
          lines: z.array(toTake),
        }),
      ),
      adjusts: z.object({ procedure: id, propose: z.string(), enter: z.string() }).nullable(),
    }),
  }),
  duties: op({
    method: 'GET',
    path: '/api/lists/duties',
    summary: '责任清单：由各规程的职责生成，某单位可能承担的',
    permission: 'staff',
    query: z.strictObject({ unit: id.optional() }),
    ok: z.object({
      unit: id,
      unitName: z.string(),
      duties: z.array(
        z.object({
          procedure: id,
          procedureTitle: z.string(),
          version: z.number(),
          must: z.string(),
          /** In which seat the unit owes it, and to whom. */
          as: z.string(),
          to: z.string(),
          within: z.string(),
          basis: z.array(basis),
        }),
      ),
    }),
  }),
  laws: op({
    method: 'GET',
    path: '/api/laws',
    summary: '法规库：有哪些法律文件，是否施行，多少清单事项依据它',
    permission: 'staff',
    query: z.strictObject({ q: z.string().max(100).optional() }),
    ok: z.object({
      laws: z.array(
        z.object({
          id,
          number: z.string(),
          title: z.string(),
          rank: z.string(),
          source: z.string(),
          from: day,
          to: day.nullable(),
          inForce: z.boolean(),
          items: z.number(),
          changes: z.number(),
          reviews: z.number(),
        }),
      ),
      /** Instruments that the rules name and the register does not have. */
      missing: z.array(z.object({ title: z.string(), from: day, source: z.string(), rank: z.string() })),
      registers: z.object({ procedure: id, act: z.string() }).nullable(),
    }),
  }),
  law: op({
    method: 'GET',
    path: '/api/laws/{id}',
    summary: '一件法律文件：沿革、条文和依据它的清单事项、规则、规程',
    permission: 'staff',
    ok: z.object({
      id,
      number: z.string(),
      title: z.string(),
      rank: z.string(),
      source: z.string(),
      issuer: z.string(),
      issued: z.string(),
      statement: z.string(),
      from: day,
      to: day.nullable(),
      inForce: z.boolean(),
      changes: z.array(
        z.object({
          no: z.number(),
          kind: z.string(),
          articles: z.string(),
          from: day,
          by: z.string(),
          what: z.string(),
          /** Units told, those of them that have reviewed what rests on it, and units that are still to be told. */
          reviews: z.object({ n: z.number(), closed: z.number(), waiting: z.number() }),
        }),
      ),
      articles: z.array(
        z.object({
          name: z.string(),
          /** Of the text that the customer brought, where there is one. */
          text: z.string().nullable(),
          ended: day.nullable(),
          items: z.array(z.object({ id, title: z.string(), unitName: z.string() })),
          others: z.array(z.object({ what: z.string(), title: z.string(), procedure: id.nullable() })),
        }),
      ),
      /** Sentence about the text: none, read, or why it could not be read. */
      textNote: z.string(),
    }),
  }),
} as const
