import { z } from 'zod'
import { day, id, op, refusal } from '../operation.ts'

const side = z.enum(['insp', 'proc'])
const keeper = z.object({ slot: z.string(), side, key: z.string() })

/** What a member seals into, on his own machine: nothing of what is said comes here but sealed. */
const sheet = z.object({
  act: z.string(),
  /** What the envelope is bound to; `ver` is the version that comes next. */
  context: z.object({
    log: z.string(),
    meeting: id,
    item: id,
    member: id,
    round: id,
    ver: z.number(),
    expected: z.string(),
    trustees: z.string(),
  }),
  keepers: z.array(keeper),
  stances: z.array(z.object({ name: z.string(), title: z.string() })),
  until: z.string(),
  /** What is sealed: its version, its commitment, the act that is its receipt. Never the words. */
  sealed: z.object({ version: z.number(), commit: z.string(), envelope: z.string(), receipt: id }).nullable(),
  /** Why sealing is closed; empty: it is open. */
  refusals: z.array(refusal),
})

const mine = z.object({
  slot: z.string(),
  side: side.nullable(),
  key: z.string().nullable(),
  /** The message that shows whether the key opens. */
  canary: z.object({ enc: z.string(), ct: z.string() }).nullable(),
  ready: z.boolean(),
  released: z.boolean(),
})

const round = z.object({
  /** How many are sealed, and of how many. Whose, nobody is told. */
  sealed: z.number(),
  expected: z.number(),
  until: day,
  keepers: z.array(
    z.object({ side, name: z.string(), unit: z.string(), ready: z.boolean(), released: z.boolean() }),
  ),
  /** Acts that this person's keeper's page does, with why each is closed. */
  acts: z.array(
    z.object({
      step: z.enum(['enrol', 'ready', 'release']),
      act: z.string(),
      may: z.string(),
      mine: z.boolean(),
      refusals: z.array(refusal),
    }),
  ),
  mine: mine.nullable(),
  /** For a keeper once the round is closed: its envelopes, and the act that closed it, to be found in the log before anything is taken out. */
  envelopes: z.array(z.string()).nullable(),
  closed: z.object({ act: id, kind: z.string() }).nullable(),
  /** What was attached to revealed opinions, for those who may read them. */
  attached: z.array(
    z.object({
      post: id,
      name: z.string(),
      files: z.array(z.object({ name: z.string(), size: z.number() })),
    }),
  ),
})

export const sealing = {
  attachment: op({
    method: 'GET',
    path: '/api/sealing/{id}/attachments/{post}/{n}',
    summary: '公开以后下载书面意见的附件',
    permission: 'staff',
    ok: { media: 'application/octet-stream' },
  }),
  view: op({
    method: 'GET',
    path: '/api/sealing/{id}',
    summary: '密封意见：本人的密封页，或者征集的进度和保管',
    permission: 'staff',
    ok: z.object({
      id,
      procedure: z.string(),
      title: z.string(),
      stateTitle: z.string(),
      ver: z.number(),
      sheet: sheet.nullable(),
      round: round.nullable(),
    }),
  }),
} as const
