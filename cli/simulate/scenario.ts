import { z } from 'zod'
import { zhCN } from 'zod/locales'
import { type ListName, type PowerKind, type Target, listNames, powerKinds, targets } from '#kernel/lists.ts'
import { type Instant, instantOf, isDay } from '#kernel/time.ts'

const ID = /^[0-9A-Za-z_.:-]{1,64}$/
const form = z.record(z.string(), z.unknown())
/** Words for people; nothing reads them. */
const note = z.string().optional()

/** An object of just these keys; a fault names what else there could be. */
const exactly = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `不认识的字段${(keys as string[]).join('、')}，这里可以写：${Object.keys(shape).join('、')}`
        : '应是一个对象',
  })

/** `2026-03-05` is ten in the morning of that day, `2026-03-05 15:30` a minute of the district's clock, anything else an ISO instant. */
const at = z
  .string()
  .transform(instantAt)
  .refine((found) => found !== undefined, '时间写成 2026-03-05、2026-03-05 15:30 或者带时区的 ISO 时间')
  .transform((found) => found as Instant)

function instantAt(text: string): Instant | undefined {
  if (isDay(text)) return instantOf(`${text} 10:00`)
  const [, day = '', clock = ''] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? []
  if (isDay(day)) return clock < '24' ? instantOf(`${day} ${clock}`) : undefined
  const ms = /[Zz]$|[+-]\d{2}:?\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

const seat = z.union([
  z.string(),
  exactly({
    post: z.string().regex(ID),
    person: z.string().regex(ID).optional(),
    as: z.enum(['holder', 'acting', 'delegate']).optional(),
    within: z.array(z.string()).optional(),
  }),
])

const unit = exactly({
  name: z.string(),
  kind: z.string().optional(),
  functions: z.array(z.string()).optional(),
  /** The post of the leader in charge. */
  leaderPost: z.string().optional(),
  headPost: z.string().nullable().optional(),
  codes: z.array(z.string()).optional(),
  assignable: z.boolean().optional(),
  parent: z.string().optional(),
})

const year = exactly({
  source: z.string().optional(),
  off: z.record(z.string(), z.string()),
  makeup: z.record(z.string(), z.string()).default({}),
})

const keysOf = <K extends string>(named: Readonly<Record<K, string>>) => Object.keys(named) as [K, ...K[]]
const kind = z.enum(keysOf<PowerKind>(powerKinds))
const day = z.string().refine(isDay, '日期写成 2026-03-05')

const item = exactly({
  id: z.string().regex(ID),
  list: z.enum(keysOf<ListName>(listNames)).default('powers'),
  kind: kind.optional(),
  title: z.string(),
  /** The unit that holds it. */
  unit: z.string(),
  on: z.enum(keysOf<Target>(targets)).default('anyone'),
  object: z.string().optional(),
  basis: z.array(exactly({ title: z.string(), article: z.string().optional() })).min(1),
  version: z.number().int().min(1).default(1),
  from: day,
  to: day.optional(),
  cancelled: z.literal(true).optional(),
})

const licence = exactly({
  number: z.string(),
  unit: z.string(),
  scope: z.array(kind).min(1),
  from: day,
  until: day,
  stopped: day.optional(),
})

const tenant = exactly({
  /** Units of the district besides, or instead of, those of the smallest district; null takes one away. */
  units: z.record(z.string().regex(ID), unit.nullable()).default({}),
  parameters: z.record(z.string(), z.number()).default({}),
  /** Years of the working calendar besides, or instead of, those that ship. */
  calendar: z.record(z.string().regex(/^\d{4}$/), year).default({}),
  /** 清单事项 besides those of the smallest district (`housing.penalty`, one of each kind for two units), in versions. */
  items: z.array(item).default([]),
  /** 行政执法证 by person; null takes one away. Without any, everybody has one of their own unit for everything. */
  licences: z.record(z.string(), licence.nullable()).default({}),
  /** Articles that have ended, as 行政强制法#18, with the last day they were in force. */
  ended: z.record(z.string(), day).default({}),
})

/** A matter that stands when the scenario begins. */
const standing = exactly({
  note,
  procedure: z.string(),
  state: z.string(),
  record: form.default({}),
})

const step = exactly({
  note,
  at,
  who: seat.optional(),
  act: z.string().optional(),
  form: form.default({}),
  /** The name of the matter the act is done to; absent, the newest of its procedure. */
  matter: z.string().optional(),
  /** How the matter that the act sets up is called from here on, and those it opens, in their order. */
  as: z.string().optional(),
  opens: z.array(z.string()).default([]),
  /** 代录: who enters the act. */
  enteredBy: seat.optional(),
  expect: z
    .strictObject({
      outcome: z.enum(['done', 'refused']).optional(),
      code: z.string().optional(),
      norm: z.string().optional(),
      state: z.string().optional(),
      /** Names of all open duties of the matter. */
      duties: z.array(z.string()).optional(),
      /** Open duties with the last day in time, or the first instant that is too late. */
      due: z.record(z.string(), z.union([day, at])).optional(),
      /** Fields that the matter's record holds after the step; null: that it does not hold. */
      record: form.optional(),
    })
    .optional(),
})

export const scenarioSchema = exactly({
  note,
  title: z.string().optional(),
  procedure: z.string(),
  tenant: tenant.prefault({}),
  matters: z.record(z.string().regex(/^[^@\s]{1,64}$/, '名字不带空格和@'), standing).default({}),
  steps: z.array(step).min(1, '至少要有一步'),
})

/** 场景: who does what when, in an invented district. */
export type Scenario = z.infer<typeof scenarioSchema>
export type ScenarioStep = Scenario['steps'][number]
export type SeatSaid = z.infer<typeof seat>

export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads a scenario from the text of a file; every fault is a sentence with its place. */
export function readScenario(text: string): ReadScenario {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    return { ok: false, faults: [`不是有效的 JSON：${error instanceof Error ? error.message : ''}`] }
  }
  const parsed = scenarioSchema.safeParse(data, { error: zhCN().localeError })
  if (parsed.success) return { ok: true, scenario: parsed.data }
  return {
    ok: false,
    faults: parsed.error.issues.map((issue) => `${issue.path.join('.') || '文件'}：${issue.message}`),
  }
}
