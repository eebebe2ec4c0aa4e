import { z } from 'zod'
import type { Administration } from '#store/administrators.ts'

/** One operation of the API. Routes, typed client, OpenAPI 3.1 and the permission matrix all come from these. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly summary: string
  /** `open` needs no login; `staff` any appointed person; a list, one of these administrators. */
  readonly permission: 'open' | 'staff' | readonly Administration[]
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Multipart upload of one file in field `file`, besides text fields. */
  readonly upload?: true
  /** Open also to a person who still has to replace a one-time password or to set a second factor up. */
  readonly evenIfPasswordDue?: true
  /** Asks that the person proved to be themselves, by password or code, within the last five minutes. */
  readonly needsFresh?: true
  /** Bytes of the body at most, where the usual megabyte is not enough. */
  readonly largest?: number
  /** JSON answer; or a media type for files. */
  readonly ok: z.ZodType | { readonly media: string }
}

export const op = <const O extends Operation>(operation: O): O => operation

export const id = z.string().regex(/^[0-9A-Za-z_.:-]{1,64}$/, '编号格式不对')
export const instant = z.string()
export const day = z.iso.date('应是存在的日期，写成 2026-03-05 这样')
/** Answer of operations that have nothing to say. */
export const done = z.object({ ok: z.literal(true) })
export const cursor = z.string().max(400).optional()
export const limit = z.coerce.number().int().min(1).max(200).default(50)

/** A refusal as the API carries it (RFC 9457 extension member `refusals`). */
export const refusal = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  norm: z.string().optional(),
  basis: z
    .array(z.object({ title: z.string(), article: z.string().optional(), status: z.string() }))
    .optional(),
  fields: z.record(z.string(), z.string()).optional(),
})

/** RFC 9457 problem, always in Chinese, always saying what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  refusals: z.array(refusal).optional(),
})
export type Problem = z.infer<typeof problem>
export type RefusalJson = z.infer<typeof refusal>
