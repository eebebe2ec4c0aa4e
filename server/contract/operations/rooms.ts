import { z } from 'zod'
import { day, id, instant, op } from '../operation.ts'
import { availableAct } from '../shapes.ts'

/** Somebody as a room names them: a member by post and name, a unit by its name. */
const speaker = z.object({ post: id.optional(), unit: id.optional(), name: z.string(), title: z.string() })

const said = z.object({
  post: id,
  name: z.string(),
  title: z.string(),
  stance: z.string(),
  side: z.enum(['for', 'against', 'neither']),
  words: z.string().optional(),
  /** By the district's clock, `2026-03-12 09:45`. */
  at: z.string().optional(),
})

/** An act that is evidence of a step: what, by whom, when, the number of the entry in its matter. */
const evidence = z.object({
  matter: id,
  seq: z.number(),
  title: z.string(),
  at: instant,
  by: z.string(),
})

/** A mandatory step with its evidence. */
export const step = z.object({
  name: z.string(),
  title: z.string(),
  norm: z.string(),
  basis: z.string(),
  /** `missing`: what it had to come before has happened; `waiting`: it may still come. */
  status: z.enum(['done', 'waiting', 'missing']),
  evidence: z.array(evidence),
  /** Whose is not there yet, where each must do it. */
  open: z.array(z.string()),
})

/** The act behind a key, on which matter, seen at which version. */
const roomAct = z.object({
  matter: id,
  procedure: z.string(),
  ver: z.number(),
  /** What it does in a room, where it has a place of its own there. */
  key: z.string().optional(),
  ...availableAct.shape,
})

const sealed = z.object({ state: z.string(), in: z.number(), of: z.number() })

const topic = z.object({
  id,
  ver: z.number(),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  report: z.string().optional(),
  /** Who owes a view before the chief speaks; whether they gave it. */
  /** Who presides over it, where that is settled. */
  presiding: id.optional(),
  due: z.array(z.object({ post: id, name: z.string(), title: z.string(), heard: z.boolean() })),
  views: z.array(said),
  chief: said.nullable(),
  votes: z.array(said),
  ballot: z.boolean(),
  guests: z.array(z.object({ unit: z.string(), name: z.string(), words: z.string() })),
  written: z.array(z.object({ name: z.string(), title: z.string(), words: z.string() })),
  recused: z.array(z.object({ post: id, name: z.string(), title: z.string(), reason: z.string() })),
  wording: z
    .object({
      version: z.number(),
      words: z.string(),
      before: z.string().optional(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
  reasons: z.string().optional(),
  outcome: z.object({ title: z.string(), words: z.string().optional() }).nullable(),
  /** Written opinions that were not read out yet: how far their round is, and how many of how many are in. Never whose. */
  sealed: sealed.nullable(),
})

/** 会场: everything the live page of a meeting shows, as far as this person may see it. */
export const room = z.object({
  id,
  ver: z.number(),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  /** When it was read, by the server's clock: screens count their clocks from here. */
  now: instant,
  seat: z.enum(['chair', 'member', 'recorder', 'inspector', 'observer']),
  phase: z.enum(['before', 'open', 'over']),
  heldOn: day.nullable(),
  startsAt: z.string(),
  place: z.string(),
  members: z.array(
    z.object({
      post: id,
      name: z.string(),
      title: z.string(),
      /** Presides now, over the item in the room where there is one. */
      chair: z.boolean(),
      /** In the chair’s place. */
      acting: z.boolean(),
      presence: z.enum(['in', 'out', 'absent', 'leave']),
      since: z.string().optional(),
    }),
  ),
  quorum: z.object({ members: z.number(), present: z.number(), least: z.number(), reached: z.boolean() }),
  agenda: z.array(
    z.object({
      order: z.number(),
      title: z.string(),
      /** As planned. */
      minutes: z.number(),
      presenter: z.string(),
      startedAt: z.string().optional(),
      endedAt: z.string().optional(),
      outcome: z.string().optional(),
      /** As in the item itself, for those who may see it. */
      sealed: sealed.optional(),
    }),
  ),
  item: z.number().nullable(),
  since: instant.nullable(),
  floor: z.object({ ...speaker.shape, from: instant }).nullable(),
  turns: z.array(z.object({ ...speaker.shape, order: z.number(), seconds: z.number() })),
  topic: topic.nullable(),
  /** What this person can do, or may at another time, with why not now. */
  acts: z.array(roomAct),
  /** 纪检监察席: the mandatory steps of each item, in the order of the agenda; null for everybody else. */
  steps: z
    .array(
      z.object({
        order: z.number(),
        matter: id,
        title: z.string(),
        stateTitle: z.string(),
        steps: z.array(step),
      }),
    )
    .nullable(),
})
export type RoomJson = z.infer<typeof room>

export const rooms = {
  room: op({
    method: 'GET',
    path: '/api/rooms/{meeting}',
    summary: '会场：议程、到会、发言、意见、正在拟写的决定，按本人可见的范围',
    permission: 'staff',
    ok: room,
  }),
} as const
