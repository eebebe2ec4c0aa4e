import { z } from 'zod'
import { type ListName, type PowerKind, listNames, powerKinds } from '#kernel/lists.ts'
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

/** 清单: the four lists of what the district may do. */
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
} as const
